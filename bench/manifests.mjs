// How fast manifests and lockfiles are read, through `parse(path, bytes)` of the engine, from bytes to dependencies.
//   node bench/manifests.mjs [--peers]
//
// The files are those of ../shared/fixtures/manifests, and for package-lock.json of version 3 that of this project. Lockfiles are
// enlarged to 2 MB: their packages come again under other names. `JSON.parse` with a walk over the packages is measured
// beside in the same run: on the same bytes where they are JSON, else on the package-lock.json of version 1. Rates are of time that
// passed, and of processor time, which says something on a busy machine as well. With --peers, snyk-nodejs-lockfile-parser is installed into a folder for temporary
// files and asked for the packages of the same lockfiles.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { detect, parse } from '../dist/reading/manifests/index.js';
import { median, repeat } from './report.mjs';

const SIZE = 2 * 1024 * 1024;
const RUNS = 5;
const ROUNDS = 15;
const PEER = 'snyk-nodejs-lockfile-parser';
const NPM_OPTIONS = {
  includeDevDeps: true,
  includeOptionalDeps: true,
  includePeerDeps: false,
  pruneCycles: true,
  strictOutOfSync: false,
};
const room = new URL('../../shared/fixtures/manifests/', import.meta.url);
const fixture = name => readFileSync(new URL(name, room), 'utf8');

const lockfiles = [
  [
    'package-lock.json of version 1',
    'package-lock.json',
    nestedLock(fixture('2018-package-lock/package-lock.json')),
  ],
  [
    'package-lock.json of version 3',
    'package-lock.json',
    installedLock(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')),
  ],
  ['pnpm-lock.yaml', 'pnpm-lock.yaml', pnpmLock(fixture('nextjs/pnpm-lock.yaml'))],
  ['yarn.lock of yarn 1', 'yarn.lock', yarnLock(fixture('react/yarn.lock'))],
  ['yarn.lock of yarn 4', 'yarn.lock', yarnLock(fixture('yarn-v4-lockfile/yarn.lock'))],
];
const plainJson = Buffer.from(lockfiles[0][2]);
const peer = process.argv.includes('--peers') ? await installedPeer() : null;

for (const [title, path, text] of lockfiles) {
  const bytes = Buffer.from(text);
  const [{ success, dependencies }] = await parse(path, bytes);
  if (!success) throw new Error(`${title} is not read`);
  await repeat(
    `${title}: ${(bytes.length / 1e6).toFixed(1)} MB, ${dependencies.length} dependencies`,
    RUNS,
    async () => {
      const ours = await speed(bytes.length, () => parse(path, bytes));
      const json = path.endsWith('.json') ? bytes : plainJson;
      const plain = await speed(json.length, () => walk(JSON.parse(json.toString())));
      return {
        'MB/s': ours.passed,
        'MB/s of processor': ours.processor,
        'JSON.parse with a walk, MB/s of processor': plain.processor,
        'of its speed': ours.processor / plain.processor,
        ...(await peerSpeed(path, bytes)),
      };
    },
  );
}

const all = filesIn('');
const total = all.reduce((sum, { bytes }) => sum + bytes.length, 0);
await repeat(`all fixtures: ${all.length} files, ${(total / 1e6).toFixed(1)} MB`, RUNS, async () => {
  const rate = await speed(total, async () => {
    for (const { path, bytes } of all) await parse(path, bytes);
  });
  const files = (all.length * 1e6) / total;
  return {
    'MB/s': rate.passed,
    'files/s': rate.passed * files,
    'MB/s of processor': rate.processor,
    'files/s of processor': rate.processor * files,
  };
});

/** Millions of bytes a second, of time that passed and of processor: the median of some rounds after some to warm up. */
async function speed(size, work, rounds = ROUNDS) {
  const passed = [];
  const processor = [];
  for (let round = -Math.ceil(rounds / 3); round < rounds; round++) {
    const started = performance.now();
    const used = process.cpuUsage();
    await work();
    if (round < 0) continue;
    passed.push(performance.now() - started);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
  }
  return { passed: size / 1000 / median(passed), processor: size / 1000 / median(processor) };
}

function walk(document) {
  let found = 0;
  for (const key in document.packages ?? {}) if (document.packages[key].version !== undefined) found++;
  const nested = parent => {
    for (const key in parent.dependencies ?? {}) {
      found++;
      nested(parent.dependencies[key]);
    }
  };
  if (!document.packages) nested(document);
  return found;
}

/** All files of the fixtures that some format reads. */
function filesIn(folder) {
  return readdirSync(new URL(folder, room), { recursive: true })
    .map(name => join(folder, name))
    .filter(path => statSync(new URL(path, room)).isFile() && detect(path).length > 0)
    .map(path => ({ path, bytes: readFileSync(new URL(path, room)) }));
}

function nestedLock(text) {
  const document = JSON.parse(text);
  const first = Object.entries(document.dependencies);
  for (let copy = 1; JSON.stringify(document, null, 2).length < SIZE; copy++)
    for (const [name, entry] of first) document.dependencies[`${name}-${copy}`] = entry;
  return JSON.stringify(document, null, 2);
}

function installedLock(text) {
  const document = JSON.parse(text);
  const first = Object.entries(document.packages).filter(([path]) => path !== '');
  // npm is set up here to leave addresses out; others have them.
  for (const [path, entry] of first) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 13);
    entry.resolved ??= `https://registry.example/${name}/-/${name.split('/').at(-1)}-${entry.version}.tgz`;
  }
  for (let copy = 1; JSON.stringify(document, null, 2).length < SIZE; copy++)
    for (const [path, entry] of first) document.packages[`${path}-${copy}`] = entry;
  return JSON.stringify(document, null, 2);
}

/** Entries of `packages` and `snapshots` come again. */
function pnpmLock(text) {
  const [head, packages, snapshots] = text.split(/^(?:packages|snapshots):\n/m);
  const again = section => copies(section, /^( {2}'?@?[^@'\s]+)@/gm, SIZE / text.length);
  return `${head}packages:\n${again(packages)}snapshots:\n${again(snapshots)}`;
}

function yarnLock(text) {
  const start = text.search(/\n\n(?=["a-z@])/i) + 2;
  return text.slice(0, start) + copies(text.slice(start), /^("?@?[^@"\s]+)@/gm, SIZE / text.length);
}

function copies(text, name, times) {
  const all = [text];
  for (let copy = 1; copy < times; copy++) all.push(text.replace(name, `$1-${copy}@`));
  return all.map(one => `${one.trimEnd()}\n\n`).join('');
}

async function installedPeer() {
  const folder = mkdtempSync(join(tmpdir(), 'manifests-peers-'));
  execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', `${PEER}@2.10.4`], {
    stdio: 'ignore',
  });
  return createRequire(join(folder, 'package.json'))(PEER);
}

/** The peer reads the packages of a lockfile; of npm's it makes the graph of a project. It reads no version 1 without a manifest. */
async function peerSpeed(path, bytes) {
  if (peer === null) return {};
  const text = bytes.toString();
  const work = {
    'pnpm-lock.yaml': () => peer.getPnpmLockfileParser(text).packages,
    'yarn.lock': () =>
      text.includes('__metadata:')
        ? peer.extractPkgsFromYarnLockV2(text)
        : peer.extractPkgsFromYarnLockV1(text),
    'package-lock.json': () => {
      const root = JSON.parse(text).packages?.[''];
      return root && peer.parseNpmLockV2Project(JSON.stringify(root), text, NPM_OPTIONS);
    },
  }[path];
  if ((await work()) === undefined) return {};
  return { [`${PEER}, MB/s of processor`]: (await speed(bytes.length, work, 3)).processor };
}
