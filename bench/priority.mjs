// Whether a flood without a key moves the latency of a paying account: a real server over Debian's index, nothing answered from
// memory, limits so high that admission alone divides. Class 0 asks over two connections with a pause between requests: alone,
// beside a flood in class 3 over five times as many connections as the capacity, and beside the same generator at a server of
// nothing, which tells what generators on the same cores do to class 0; so in turns, round after round. Generators of floods
// stand for machines elsewhere: they have the lowest priority of the machine (nice 19), but for nothing else do they ask less.
//   node bench/priority.mjs [rounds=5] [seconds=6] [capacity=10] [pause in ms=50]
// On a machine that has other work to do, and util-linux: as root `REALTIME=1 chrt --rr 2 node bench/priority.mjs`. Server, database and
// class 0 then run before all else on the machine, the generators of floods before all but them.
import { execFileSync, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { loadavg, setPriority } from 'node:os';
import { join } from 'node:path';
import { createKey } from '../dist/store/api-keys.js';
import { openDatabase } from '../dist/store/database.js';
import { load, seeded } from './load.mjs';
import { startServer, temporaryHome } from './program.mjs';
import { machine, median } from './report.mjs';

const API = '/packages/api/v1';
const REGISTRY = 'debian-12';
const [rounds = 5, seconds = 6, capacity = 10, pauseMs = 50] = process.argv.slice(2).map(Number);

/** As long as the server takes to turn somebody away, at least. */
const NOTHING_MS = 250;

if (process.send) {
  setPriority(19);
  if (process.env.REALTIME) execFileSync('chrt', ['--all-tasks', '--rr', '--pid', '1', String(process.pid)]);
  process.once('message', async ({ port, names, connections, seconds }) => {
    if (port === undefined) {
      serveNothing();
      return;
    }
    const next = mixOf(names, seeded(7));
    const { requests, errors } = await load({ host: '127.0.0.1', port, connections, seconds, next });
    process.send({ requests, errors });
    process.disconnect();
  });
} else await measure();

/** Tells its port, and ends with the benchmark. */
function serveNothing() {
  const body = JSON.stringify({ error: 'nothing is here', padding: '.'.repeat(200) });
  const server = createServer((_request, response) => {
    setTimeout(() => {
      response
        .writeHead(503, { 'content-type': 'application/json', 'content-length': body.length })
        .end(body);
    }, NOTHING_MS);
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
  process.once('disconnect', () => process.exit());
}

/** The mix of bench/serve.mjs as far as it needs no other names, evenly over them. */
function mixOf(names, random) {
  return () => {
    const name = encodeURIComponent(names[Math.floor(random() * names.length)]);
    const path = `/registries/${REGISTRY}/packages/${name}`;
    const share = random() * 88;
    if (share < 35) return API + path;
    if (share < 51) return `${API}${path}/versions`;
    if (share < 57) return `${API}${path}/dependent_packages?per_page=30`;
    if (share < 70) return path;
    if (share < 75) return `${API}/packages/lookup?purl=${encodeURIComponent(`pkg:deb/debian/`)}${name}`;
    const rest = ['latest_version', 'version_numbers', 'related_packages', 'codemeta'];
    return `${API}${path}/${rest[Math.floor(random() * rest.length)]}`;
  };
}

async function measure() {
  const home = temporaryHome();
  try {
    const limits = join(home.home, 'limits.json');
    const none = { burst: null, hourly: null, daily: null, concurrency: null };
    const tiers = ['anonymous', 'contact', 'free', 'develop', 'scale', 'enterprise'];
    writeFileSync(limits, JSON.stringify({ policies: Object.fromEntries(tiers.map(tier => [tier, none])) }));
    Object.assign(home.env, {
      ECOSYSTEMS_LIMITS: limits,
      ECOSYSTEMS_LIMITS_LOCAL: 'on',
      ECOSYSTEMS_LIMITS_STORE: 'memory',
      ECOSYSTEMS_CACHE_MB: '0',
      ECOSYSTEMS_CAPACITY: String(capacity),
      ECOSYSTEMS_LOG_LEVEL: 'error',
    });
    await home.command('import', REGISTRY, '--suites', 'bookworm');
    const server = await startServer(home.env, [], 3907);
    try {
      const key = await paidKey(home);
      const port = server.port;
      const found = await fetch(
        `http://127.0.0.1:${port}${API}/registries/${REGISTRY}/package_names?per_page=2000&sort=dependent_packages_count&order=desc`,
      );
      const names = await found.json();
      console.log(`# class 0 beside a flood in class 3\n${machine()}`);
      await compare(port, key, names);
      console.log(await admission(port));
    } finally {
      await server.stop();
    }
  } finally {
    home.remove();
  }
}

async function paidKey(home) {
  const { url } = JSON.parse((await home.command('--json', 'db', 'psql-url')).stdout);
  const db = openDatabase({ url, role: 'worker', max: 2 });
  try {
    const { rows } = await db.query(
      `insert into accounts (name, plan) values ('Bench', 'scale') returning id`,
    );
    const wanted = { accountId: rows[0].id, name: 'bench', environment: 'self', kind: 'k' };
    return (await createKey(db, wanted, 'cli:bench')).key;
  } finally {
    await db.end();
  }
}

async function compare(port, key, names) {
  const next = mixOf(names, seeded(1));
  const headers = { authorization: `Bearer ${key}` };
  const paid = () => load({ host: '127.0.0.1', port, connections: 2, seconds, next, headers, pauseMs });
  const beside = async otherPort => {
    const flood = startFlood(otherPort, names);
    return Promise.all([paid(), flood]);
  };
  const nothing = await startNothing();
  await paid();
  const rounded = { flooded: [], control: [] };
  const all = { alone: [], flooded: [], control: [] };
  for (let round = 1; round <= rounds; round++) {
    const alone = await paid();
    const [control, other] = await beside(nothing.port);
    const [flooded, flood] = await beside(port);
    const failed = alone.errors + control.errors + flooded.errors;
    if (failed > 0) console.log(`errors of class 0: ${failed}`);
    rounded.flooded.push(flooded.p95 / alone.p95);
    rounded.control.push(control.p95 / alone.p95);
    for (const [name, run] of Object.entries({ alone, control, flooded })) all[name].push(...run.latencies);
    console.log(
      `round ${round}: alone ${said(alone)}; beside a generator ${said(control)}; beside the flood ${said(flooded)};` +
        ` ${Math.round(flooded.requests / seconds)} requests/s; generator: ${Math.round(other.requests / seconds)} requests/s;` +
        ` flood: ${Math.round((flood.requests - flood.errors) / seconds)} answered and ${Math.round(flood.errors / seconds)} turned away a second;` +
        ` load of the machine ${loadavg()[0].toFixed(1)}`,
    );
  }
  nothing.stop();
  for (const [name, title] of [
    ['control', 'beside a generator that asks something else'],
    ['flooded', 'beside the flood'],
  ]) {
    const share = at(all[name], 0.95) / at(all.alone, 0.95);
    console.log(
      `p95 ${title}, of p95 alone: ${share.toFixed(2)} over all rounds (${at(all[name], 0.95).toFixed(1)} and ${at(all.alone, 0.95).toFixed(1)} ms),` +
        ` median of ${rounds} rounds ${median(rounded[name]).toFixed(2)}${name === 'flooded' ? ' (wanted: <= 1.10)' : ''}`,
    );
  }
}

function said({ p50, p95 }) {
  return `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)} ms`;
}

function at(latencies, share) {
  const sorted = latencies.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Resolves with what it measured, a little after `seconds`. */
function startFlood(port, names) {
  const child = fork(new URL(import.meta.url).pathname);
  child.send({ port, names, connections: 5 * capacity, seconds: seconds + 0.5 });
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
  });
}

/** A server of nothing, in a process of its own. */
async function startNothing() {
  const child = fork(new URL(import.meta.url).pathname);
  child.send({});
  const port = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
  });
  return { port, stop: () => child.disconnect() };
}

async function admission(port) {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return text
    .split('\n')
    .filter(line => /^ecosystems_admission_(turned_away|(wait|pause)_seconds_(sum|count))/.test(line))
    .join('\n');
}
