// Does our resolver install what npm installs? For each package `npm install --package-lock-only` runs in an empty project, and its
// package-lock.json is compared with our resolution over the same packuments: the set of (name, version), and every folder.
// What a lockfile lists is for all platforms, so that is the environment. Contents of archives (`inBundle`) no packument tells.
//   node bench/resolve-npm-live.mjs [--before=2024-01-01T00:00:00Z] [package ...]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import npm from '../dist/ecosystems/npm/resolution.js';
import { createBudget } from '../dist/resolving/budget.js';
import { machine } from './report.mjs';
import { registryUniverse } from './resolve-npm-universe.mjs';

const PACKAGES = [
  ...[
    'express',
    'jest',
    'next',
    '@angular/cli',
    'webpack',
    'react-scripts',
    'eslint',
    'vite',
    'typescript-eslint',
  ],
  ...[
    'gatsby-cli',
    '@nestjs/core',
    'nuxt',
    'mocha',
    'rollup',
    'gulp',
    'karma',
    'fastify',
    'svelte',
    'eslint-config-airbnb',
    'ts-jest',
  ],
];

const cache = join(tmpdir(), 'ecosystems-resolve-npm');
mkdirSync(cache, { recursive: true });
const npmVersion = execFileSync('npm', ['--version'], { encoding: 'utf8' }).trim();
const said = process.argv.slice(2);
const before = said.find(one => one.startsWith('--before='))?.slice(9);
const universe = registryUniverse(cache, before === undefined ? null : new Date(before).toISOString());
const named = said.filter(one => !one.startsWith('--'));
const wanted = named.length > 0 ? named : PACKAGES;

console.log(`# npm ${npmVersion}, ${new Date().toISOString()}\n${machine()}\n`);
console.log('| package | packages | same set | same folders | bundled, not told |\n|---|---|---|---|---|');
const differences = [];
for (const name of wanted) {
  const theirs = lockOf(name);
  const ours = await resolved(name);
  const [missing, extra] = difference(theirs.folders, ours);
  const [missingSet, extraSet] = difference(new Set(theirs.folders.values()), new Set(ours.values()), true);
  const isSet = missingSet.length + extraSet.length === 0;
  const isTree = missing.length + extra.length === 0;
  console.log(
    `| ${name} | ${theirs.folders.size} | ${isSet ? 'yes' : 'NO'} | ${isTree ? 'yes' : 'NO'} | ${theirs.bundled} |`,
  );
  if (!isSet)
    differences.push(
      `${name}: npm only ${missingSet.join(', ') || '-'}; ours only ${extraSet.join(', ') || '-'}`,
    );
  if (!isTree)
    differences.push(
      `${name}, folders: npm only\n  ${missing.slice(0, 20).join('\n  ')}\n ours only\n  ${extra.slice(0, 20).join('\n  ')}`,
    );
}
console.log(`\n${universe.size()} packuments\n${differences.join('\n') || 'no differences'}`);
process.exitCode = differences.length > 0 ? 1 : 0;

/** By folder, `name@version`. */
function lockOf(name) {
  const folder = mkdtempSync(join(tmpdir(), 'ecosystems-resolve-npm-project-'));
  try {
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'x', version: '1.0.0', private: true }),
    );
    const flags = ['--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    if (before !== undefined) flags.push(`--before=${before}`);
    execFileSync('npm', ['install', name, ...flags, '--cache', cache], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
    const folders = new Map();
    let bundled = 0;
    for (const [place, entry] of Object.entries(packages)) {
      if (place === '' || entry.link) continue;
      if (entry.inBundle) bundled++;
      else
        folders.set(
          place,
          `${entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 13)}@${entry.version}`,
        );
    }
    return { folders, bundled };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function resolved(name) {
  const { nodes } = await npm.resolve(
    {
      roots: [{ name, requirement: null, kind: 'runtime', optional: false }],
      kinds: null,
      environment: { os: 'any', cpu: 'any', libc: 'any', node: process.versions.node, npm: npmVersion },
      options: {},
      prereleases: false,
      overrides: [],
      locked: [],
    },
    universe,
    createBudget({ time: 300_000 }),
  );
  return new Map(nodes.map(node => [node.location, `${node.name}@${node.version}`]));
}

function difference(a, b) {
  const texts = of =>
    new Set([...of.entries()].map(([key, value]) => (key === value ? value : `${key}: ${value}`)));
  const [left, right] = [texts(a), texts(b)];
  return [[...left].filter(one => !right.has(one)), [...right].filter(one => !left.has(one))];
}
