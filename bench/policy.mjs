// What the gate costs on the hottest way: a package that is in memory, asked for without a key and with one, on a server with
// ECOSYSTEMS_POLICY=off and on one with all limits, in turns. Limits are set so high that nobody meets them, and this machine counts
// like any other. Requests come from wrk where it is installed (`apt-get install wrk`): it needs a tenth of what a request costs the server, so
// that the server is what is measured; else from load.mjs, which needs about as much as the server. Beside requests a second it gives the
// processor time of the server for each request, which other work on the machine disturbs less. p99 is measured at some 3,000 requests a
// second: at full load it would say once more how many there are.
//   node bench/policy.mjs [connections=16] [seconds=4] [rounds=9]
import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createKey } from '../dist/store/api-keys.js';
import { openDatabase } from '../dist/store/database.js';
import { startEmbedded } from '../dist/store/embedded/index.js';
import { load } from './load.mjs';
import { startServer, temporaryHome } from './program.mjs';
import { machine, median } from './report.mjs';

const [connections = 16, seconds = 4, rounds = 9] = process.argv.slice(2).map(Number);
const REGISTRY = 'debian-12';
/** Microseconds that all threads of a process have run (Linux; `schedstat` counts nanoseconds, `stat` only ticks). */
const processorTime = pid =>
  readdirSync(`/proc/${pid}/task`)
    .map(thread => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]))
    .reduce((sum, nanoseconds) => sum + nanoseconds / 1000, 0);

const hasWrk = spawnSync('wrk', ['-v']).error === undefined;

async function ask(options, path) {
  const done = await load({ ...options, next: () => path });
  if (done.errors > 0) throw new Error(`errors: ${JSON.stringify(done.statuses)}`);
  return done;
}

async function askWithWrk({ host, port, connections, headers, seconds }, path) {
  const fields = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, ...fields, `http://${host}:${port}${path}`];
  const { stdout } = await promisify(execFile)('wrk', options);
  const errors = /Non-2xx.*|Socket errors.*/.exec(stdout);
  if (errors) throw new Error(errors[0]);
  const [, requests, ran] = /(\d+) requests in ([\d.]+)s/.exec(stdout);
  return { requests: Number(requests), seconds: Number(ran) };
}

const home = temporaryHome();
const limits = join(home.home, 'limits.yaml');
const plenty = 1_000_000_000;
writeFileSync(
  limits,
  JSON.stringify({
    policies: Object.fromEntries(
      ['anonymous', 'contact', 'free', 'develop', 'scale'].map((name, i) => [
        name,
        {
          hourly: plenty + i,
          daily: plenty + i,
          concurrency: 1_000 + i,
          burst: { perSecond: 1_000_000 + i, size: 1_000_000 + i },
        },
      ]),
    ),
  }),
);
const embedded = await startEmbedded({
  home: home.home,
  log: { info() {}, warn: console.warn, error: console.error },
});
const servers = [];
try {
  await home.command('import', REGISTRY, '--suites', 'bookworm-updates');
  const db = openDatabase({ url: embedded.url, role: 'worker' });
  const { rows } = await db.query("insert into accounts (name) values ('Example') returning id");
  const account = { accountId: rows[0].id, name: 'bench', environment: 'test', kind: 'k' };
  const { key } = await createKey(db, account, 'bench');
  await db.end();

  const off = await startServer({ ...home.env, ECOSYSTEMS_POLICY: 'off' }, [], 3900);
  servers.push(off);
  const on = await startServer(
    { ...home.env, ECOSYSTEMS_LIMITS: limits, ECOSYSTEMS_LIMITS_LOCAL: 'on' },
    [],
    3901,
  );
  servers.push(on);
  const names = await (
    await fetch(`http://127.0.0.1:3900/packages/api/v1/registries/${REGISTRY}/package_names`)
  ).json();
  const path = `/packages/api/v1/registries/${REGISTRY}/packages/${encodeURIComponent(names[0])}`;
  const agent = { 'User-Agent': 'bench/1.0 (bench@example.org)' };
  const ways = {
    'off, no key': [off, agent],
    'on, no key': [on, agent],
    'off, key sent': [off, { ...agent, Authorization: `Bearer ${key}` }],
    'on, key': [on, { ...agent, Authorization: `Bearer ${key}` }],
  };
  const run = async ([server, headers], time) => {
    const before = processorTime(server.pid);
    const options = { host: '127.0.0.1', port: server.port, connections, headers, seconds: time };
    const full = await (hasWrk ? askWithWrk(options, path) : ask(options, path));
    const processor = (processorTime(server.pid) - before) / full.requests;
    const calm = await ask({ ...options, seconds: time / 2, pauseMs: connections / 3 }, path);
    return { perSecond: full.requests / full.seconds, p99: calm.p99, processor };
  };
  for (const way of Object.values(ways)) await run(way, 3);
  const figures = Object.fromEntries(Object.keys(ways).map(name => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Each round begins with another one.
    const order = Object.keys(ways).map((_, i, all) => all[(i + round) % all.length]);
    for (const name of order) figures[name].push(await run(ways[name], seconds));
  }
  console.log(
    `# ${path}, ${connections} connections, ${rounds} rounds of ${seconds} s, by ${hasWrk ? 'wrk' : 'load.mjs'}\n${machine()}\n`,
  );
  console.log('| way | requests/s | µs of processor a request | p99, ms |\n|---|---|---|---|');
  const of = (name, figure) => median(figures[name].map(values => values[figure]));
  for (const name of Object.keys(ways)) {
    console.log(
      `| ${name} | ${of(name, 'perSecond').toFixed(0)} | ${of(name, 'processor').toFixed(1)} | ${of(name, 'p99').toFixed(2)} |`,
    );
  }
  for (const [without, withGate] of [
    ['off, no key', 'on, no key'],
    ['off, key sent', 'on, key'],
  ]) {
    // Pairs of one round saw the same machine.
    const pairs = (figure, combine) =>
      median(figures[withGate].map((values, i) => combine(values[figure], figures[without][i][figure])));
    const ratio = (a, b) => a / b;
    console.log(
      `${withGate}: throughput ${pairs('perSecond', ratio).toFixed(3)}, processor ${pairs('processor', ratio).toFixed(3)}, p99 ${pairs('p99', (a, b) => a - b).toFixed(2)} ms more`,
    );
  }
} finally {
  for (const server of servers) await server.stop();
  await embedded.stop();
  home.remove();
}
