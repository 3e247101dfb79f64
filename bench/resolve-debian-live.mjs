// What we say that apt installs on an empty system, beside what apt-get says, over the lists that apt has on this machine:
//   node bench/resolve-debian-live.mjs [package ...]
// SAVED=<folder> takes apt's answers from files `<package>.<true|false>.txt` there instead of asking apt-get, which takes minutes.
// Exit code 1 when a set differs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBudget } from '../dist/resolving/budget.js';
import { debianUniverse, installedIn, installedOf, requestFor, simulation } from './debian-universe.mjs';
import { machine } from './report.mjs';

const given = process.argv.slice(2);
const packages =
  given.length > 0
    ? given
    : ['curl', 'git', 'postgresql', 'gnome', 'kde-full', 'texlive-full', 'libreoffice'];

const { universe, resolver } = await debianUniverse();
const folder = mkdtempSync(join(tmpdir(), 'ecosystems-resolve-'));
const status = join(folder, 'status');
writeFileSync(status, '');
let differing = 0;
console.log(
  `${machine()}\n| package | recommends | apt | ours | differing | ms |\n|---|---|---|---|---|---|`,
);
try {
  for (const name of packages)
    for (const recommends of [false, true]) {
      const began = performance.now();
      const resolution = await resolver.resolve(requestFor([name], recommends), universe, createBudget());
      const ms = Math.round(performance.now() - began);
      const ours = new Set(resolution.nodes.map(node => `${node.name} ${node.version}`));
      const theirs = aptSays(name, recommends);
      const missing = [...theirs].filter(one => !ours.has(one));
      const more = [...ours].filter(one => !theirs.has(one));
      differing += missing.length + more.length;
      console.log(
        `| ${name} | ${recommends} | ${theirs.size} | ${ours.size} | ${missing.length + more.length} | ${ms} |`,
      );
      for (const one of missing.sort()) console.log(`  only apt:  ${one}`);
      for (const one of more.sort()) console.log(`  only ours: ${one}`);
      for (const { message } of resolution.problems) console.log(`  problem: ${message}`);
    }
} finally {
  rmSync(folder, { recursive: true });
}
process.exit(differing > 0 ? 1 : 0);

function aptSays(name, recommends) {
  if (process.env.SAVED) return installedIn(join(process.env.SAVED, `${name}.${recommends}.txt`));
  const output = execFileSync('apt-get', simulation(status, recommends, [name]), {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return installedOf(output);
}
