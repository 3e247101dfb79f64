// How long our resolver takes for a tree of npm beside npm's own tree builder, `@npmcli/arborist`, in one run. Theirs has every
// packument in npm's cache on disk, as a second `npm install` has, and once more with all of them in its memory too; ours has a warm
// universe. Both build the same tree, which is checked.
//   RUNS=7 node bench/resolve-npm.mjs [package ...]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import Arborist from '@npmcli/arborist';
import npm from '../dist/ecosystems/npm/resolution.js';
import { createNpmConfig } from '../dist/io/npm-config.js';
import { createBudget } from '../dist/resolving/budget.js';
import { machine, median } from './report.mjs';
import { registryUniverse } from './resolve-npm-universe.mjs';

const RUNS = Number(process.env.RUNS ?? 7);
const wanted =
  process.argv.length > 2 ? process.argv.slice(2) : ['express', 'next', 'webpack', 'jest', 'react-scripts'];

const cache = join(tmpdir(), 'ecosystems-resolve-npm');
mkdirSync(cache, { recursive: true });
const npmVersion = execFileSync('npm', ['--version'], { encoding: 'utf8' }).trim();
const universe = registryUniverse(cache);
const { registry, headers } = await createNpmConfig().endpointFor('x');

console.log(`# ${machine()}, load ${loadavg()[0].toFixed(1)}\n`);
console.log(
  '| tree | packages | ours, ms | arborist, cache on disk | ratio | arborist, packuments in memory | ratio |\n|---|---|---|---|---|---|---|',
);
for (const name of wanted) {
  const packumentCache = new Map();
  const first = await ours(name);
  const theirs = await arborist(name, packumentCache);
  await ours(name);
  if (first.size !== theirs.size)
    throw new Error(`${name}: ours has ${first.size} packages, theirs ${theirs.size}`);
  const times = { ours: [], disk: [], memory: [] };
  for (let run = 0; run < RUNS; run++) {
    times.ours.push((await ours(name)).ms);
    times.disk.push((await arborist(name, new Map())).ms);
    times.memory.push((await arborist(name, packumentCache)).ms);
  }
  const [own, disk, memory] = [times.ours, times.disk, times.memory].map(median);
  const shown = value => value.toFixed(value < 10 ? 1 : 0);
  const range = list => `${shown(median(list))} (${shown(Math.min(...list))} to ${shown(Math.max(...list))})`;
  console.log(
    `| ${name} | ${first.size} | ${range(times.ours)} | ${range(times.disk)} | ${(own / disk).toFixed(3)} | ${range(times.memory)} | ${(own / memory).toFixed(3)} |`,
  );
}

async function ours(name) {
  const started = performance.now();
  const { nodes } = await npm.resolve(
    {
      roots: [{ name, requirement: '*', kind: 'runtime', optional: false }],
      kinds: null,
      environment: { os: 'any', cpu: 'any', libc: 'any', node: process.versions.node, npm: npmVersion },
      options: {},
      prereleases: false,
      overrides: [],
      locked: [],
    },
    universe,
    createBudget({ time: 600_000 }),
  );
  return { ms: performance.now() - started, size: nodes.length };
}

async function arborist(name, packumentCache) {
  const path = mkdtempSync(join(tmpdir(), 'ecosystems-resolve-npm-project-'));
  try {
    writeFileSync(
      join(path, 'package.json'),
      JSON.stringify({ name: 'x', version: '1.0.0', dependencies: { [name]: '*' } }),
    );
    const options = {
      path,
      registry: `${registry}/`,
      headers,
      cache: join(cache, '_cacache'),
      preferOffline: true,
      packumentCache,
      nodeVersion: process.version,
      npmVersion,
      save: true,
    };
    const started = performance.now();
    const tree = await new Arborist(options).buildIdealTree();
    const ms = performance.now() - started;
    return {
      ms,
      size: [...tree.inventory.values()].filter(node => !node.isProjectRoot && !node.isLink).length,
    };
  } finally {
    rmSync(path, { recursive: true });
  }
}
