// Whether a flood without a key moves the latency of a paying account: a real server over Debian's index, nothing answered from
// memory, limits so high that admission alone divides. Class 0 asks over two connections with a pause between requests, first
// alone, then beside a flood in class 3 over five times as many connections as the capacity, by a process of its own; so in turns,
// round after round.
//   node bench/priority.mjs [rounds=5] [seconds=6] [capacity=10] [pause in ms=50]
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { createKey } from '../dist/store/api-keys.js';
import { openDatabase } from '../dist/store/database.js';
import { load, seeded } from './load.mjs';
import { startServer, temporaryHome } from './program.mjs';
import { machine, median } from './report.mjs';

const API = '/packages/api/v1';
const REGISTRY = 'debian-12';
const [rounds = 5, seconds = 6, capacity = 10, pauseMs = 50] = process.argv.slice(2).map(Number);

if (process.send) {
  process.once('message', async ({ port, names, connections, seconds }) => {
    const next = mixOf(names, seeded(7));
    process.send(await load({ host: '127.0.0.1', port, connections, seconds, next }));
    process.disconnect();
  });
} else await measure();

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
  await paid();
  const ratios = [];
  for (let round = 1; round <= rounds; round++) {
    const before = await paid();
    const flood = startFlood(port, names);
    const [beside, flooded] = await Promise.all([paid(), flood]);
    if (before.errors + beside.errors > 0) console.log(`errors: ${before.errors} and ${beside.errors}`);
    ratios.push(beside.p95 / before.p95);
    const { requests, errors } = flooded;
    console.log(
      `round ${round}: p50 ${before.p50.toFixed(1)} and ${beside.p50.toFixed(1)} ms, p95 ${before.p95.toFixed(1)} and ${beside.p95.toFixed(1)} ms` +
        ` (x ${ratios.at(-1).toFixed(2)}), ${Math.round(before.requests / seconds)} and ${Math.round(beside.requests / seconds)} requests/s;` +
        ` flood: ${Math.round((requests - errors) / seconds)} answered and ${Math.round(errors / seconds)} turned away a second;` +
        ` load of the machine ${loadavg()[0].toFixed(1)}`,
    );
  }
  console.log(
    `p95 beside the flood, of p95 alone: median of ${rounds} ${median(ratios).toFixed(2)} (wanted: <= 1.10)`,
  );
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

async function admission(port) {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return text
    .split('\n')
    .filter(line => /^ecosystems_admission_(turned_away|wait_seconds_(sum|count))/.test(line))
    .join('\n');
}
