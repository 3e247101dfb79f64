// What the time of an answer tells of a key: wrong checksums, keys that do not exist, near misses of one that does, revoked and known
// keys, asked in random order over one connection, each request from another network, so that nobody is asked to stop. First the keys
// that the server meets for the first time (a look-up in the database), then those that it has in memory.
//
// Pairs are compared by the Mann-Whitney U test (https://en.wikipedia.org/wiki/Mann%E2%80%93Whitney_U_test): the probability that an
// answer of the one takes longer than one of the other (0.5: no telling apart), its z, and from that how many questions of each kind it
// takes to tell them apart with an error of 5 %.
//   node bench/key-timing.mjs [questions=1500]
import { randomInt } from 'node:crypto';
import { Agent, request } from 'node:http';
import { makeKey, readKey } from '../dist/core/api-key.js';
import { createKey, revokeKey } from '../dist/store/api-keys.js';
import { openDatabase } from '../dist/store/database.js';
import { startEmbedded } from '../dist/store/embedded/index.js';
import { startServer, temporaryHome } from './program.mjs';
import { machine, median } from './report.mjs';

const questions = Number(process.argv[2] ?? 1_500);
const PORT = 3902;
const WARM_UP = 500;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let network = 0;
const nextNetwork = () => {
  network++;
  return `10.${(network >> 16) & 255}.${(network >> 8) & 255}.${network & 255}`;
};

/** @returns microseconds from the request to the end of its answer, and the status. */
const ask = key =>
  new Promise((resolve, reject) => {
    const headers = { 'user-agent': 'bench/1.0', 'x-forwarded-for': nextNetwork() };
    if (key !== null) headers.authorization = `Bearer ${key}`;
    const began = process.hrtime.bigint();
    const asked = request({ agent, port: PORT, path: '/api/v1/rate_limit', headers }, answer => {
      answer.resume();
      answer.once('end', () =>
        resolve({ time: Number(process.hrtime.bigint() - began) / 1_000, status: answer.statusCode }),
      );
    });
    asked.once('error', reject);
    asked.end();
  });

const mistyped = key => {
  for (;;) {
    const at = randomInt(11, key.length);
    const made = key.slice(0, at) + ALPHABET[randomInt(62)] + key.slice(at + 1);
    if (made !== key && readKey(made) === null) return made;
  }
};

/** Alike in all but the last three characters of its entropy, and with a checksum that is right. */
const nearMiss = (key, checksumOf) => {
  const head = key.slice(0, -9) + Array.from({ length: 3 }, () => ALPHABET[randomInt(62)]).join('');
  const made = head + checksumOf(head);
  return made === key ? nearMiss(key, checksumOf) : made;
};

/** Base62 of CRC-32, as `core/api-key.ts` has it: checked with `readKey` below. */
const { crc32 } = await import('node:zlib');
const checksumOf = head => {
  let rest = crc32(head);
  let text = '';
  for (let i = 0; i < 6; i++) {
    text = ALPHABET[rest % 62] + text;
    rest = Math.floor(rest / 62);
  }
  return text;
};

/** Probability that a value of `b` is larger than one of `a`, and z of U with the correction for ties. */
function mannWhitney(a, b) {
  const all = [...a.map(value => [value, 0]), ...b.map(value => [value, 1])].sort((x, y) => x[0] - y[0]);
  let rankSum = 0;
  let ties = 0;
  for (let i = 0; i < all.length; ) {
    let j = i;
    while (j < all.length && all[j][0] === all[i][0]) j++;
    const rank = (i + 1 + j) / 2;
    for (let k = i; k < j; k++) if (all[k][1] === 1) rankSum += rank;
    ties += (j - i) ** 3 - (j - i);
    i = j;
  }
  const n = all.length;
  const u = rankSum - (b.length * (b.length + 1)) / 2;
  const mean = (a.length * b.length) / 2;
  const variance = ((a.length * b.length) / 12) * (n + 1 - ties / (n * (n - 1)));
  return { larger: u / (a.length * b.length), z: (u - mean) / Math.sqrt(variance) };
}

/** Questions of each kind for a test of 5 % on both sides to find the difference with a probability of 95 % (Noether 1987). */
const questionsNeeded = larger => (1.96 + 1.645) ** 2 / (6 * (larger - 0.5) ** 2);

function report(title, times, pairs) {
  console.log(`\n## ${title}\n\n| key | median, µs | middle half, µs |\n|---|---|---|`);
  for (const [name, values] of Object.entries(times)) {
    const sorted = [...values].sort((a, b) => a - b);
    const at = part => sorted[Math.floor(part * (sorted.length - 1))].toFixed(0);
    console.log(`| ${name} | ${median(values).toFixed(0)} | ${at(0.25)} to ${at(0.75)} |`);
  }
  console.log('\n| told apart | second takes longer | z | questions of each |\n|---|---|---|---|');
  for (const [first, second] of pairs) {
    const { larger, z } = mannWhitney(times[first], times[second]);
    const found =
      Math.abs(z) < 1.96
        ? `not with ${questions}`
        : Math.ceil(questionsNeeded(larger)).toLocaleString('en-US');
    console.log(`| ${first}, ${second} | ${larger.toFixed(3)} | ${z.toFixed(2)} | ${found} |`);
  }
}

const home = temporaryHome();
const embedded = await startEmbedded({
  home: home.home,
  log: { info() {}, warn: console.warn, error: console.error },
});
let server;
try {
  // Migrates.
  await home.command('admin', 'plans', 'list');
  const db = openDatabase({ url: embedded.url, role: 'worker' });
  const newAccount = async () =>
    (await db.query("insert into accounts (name) values ('Example') returning id")).rows[0].id;
  let accountId = await newAccount();
  const make = () => createKey(db, { accountId, name: 'bench', environment: 'live', kind: 'k' }, 'bench');
  const known = (await make()).key;
  const made = { known: [], revoked: [] };
  for (let i = 0; i < questions; i++) {
    // An account has at most a hundred keys.
    if (i % 50 === 49) accountId = await newAccount();
    made.known.push((await make()).key);
    const { key, stored } = await make();
    await revokeKey(db, { id: stored.id, reason: 'bench' }, 'bench');
    made.revoked.push(key);
  }
  await db.end();
  server = await startServer(
    { ...home.env, ECOSYSTEMS_LIMITS_LOCAL: 'on', ECOSYSTEMS_TRUSTED_PROXIES: '127.0.0.1' },
    [],
    PORT,
  );

  /** Of each kind one in every round, in random order. */
  const run = async kinds => {
    const times = Object.fromEntries(Object.keys(kinds).map(name => [name, []]));
    for (let i = 0; i < questions; i++) {
      const order = Object.keys(kinds)
        .map(name => [Math.random(), name])
        .sort(([a], [b]) => a - b);
      for (const [, name] of order) {
        const { keyAt, status } = kinds[name];
        const answer = await ask(keyAt(i));
        if (answer.status !== status) throw new Error(`${name}: ${answer.status}`);
        times[name].push(answer.time);
      }
    }
    return times;
  };
  const near = nearMiss(known, checksumOf);
  if (readKey(near) === null) throw new Error('a near miss must have a checksum that is right');
  for (let i = 0; i < WARM_UP; i++) {
    await ask(i % 2 === 0 ? makeKey('live', 'k') : known);
  }
  const first = await run({
    'wrong checksum': { status: 401, keyAt: i => mistyped(made.known[i]) },
    unknown: { status: 401, keyAt: () => makeKey('live', 'k') },
    'near miss': { status: 401, keyAt: () => nearMiss(known, checksumOf) },
    revoked: { status: 401, keyAt: i => made.revoked[i] },
    known: { status: 200, keyAt: i => made.known[i] },
    none: { status: 200, keyAt: () => null },
  });
  const unknown = makeKey('live', 'k');
  const again = await run({
    'wrong checksum': { status: 401, keyAt: () => mistyped(known) },
    unknown: { status: 401, keyAt: () => unknown },
    'near miss': { status: 401, keyAt: () => near },
    revoked: { status: 401, keyAt: () => made.revoked[0] },
    known: { status: 200, keyAt: () => known },
    none: { status: 200, keyAt: () => null },
  });
  const pairs = [
    ['unknown', 'near miss'],
    ['unknown', 'revoked'],
    ['wrong checksum', 'unknown'],
    ['unknown', 'known'],
    ['revoked', 'known'],
  ];
  console.log(
    `# What the time of an answer tells of a key: ${questions} questions of each kind\n${machine()}`,
  );
  report('Met for the first time', first, pairs);
  report('In memory', again, pairs);
} finally {
  await server?.stop();
  await embedded.stop();
  home.remove();
  agent.destroy();
}
