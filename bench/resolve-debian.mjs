// What apt would install for gnome on an empty system, over a universe in memory, beside apt-get on the same lists in the same run:
//   node bench/resolve-debian.mjs [package] [true|false: recommends]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBudget } from '../dist/resolving/budget.js';
import { debianUniverse, installedOf, requestFor, simulation } from './debian-universe.mjs';
import { repeat } from './report.mjs';

const [name = 'gnome', recommends = 'true'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'ecosystems-resolve-'));
const status = join(folder, 'status');
writeFileSync(status, '');
const loading = performance.now();
const { universe, resolver } = await debianUniverse();
console.log(`universe read in ${((performance.now() - loading) / 1000).toFixed(1)} s`);
try {
  await repeat(`${name} on Debian, recommends ${recommends}`, Number(process.env.RUNS ?? 5), async () => {
    const began = performance.now();
    const before = process.cpuUsage();
    const { nodes } = await resolver.resolve(requestFor([name], recommends), universe, createBudget());
    const { user, system } = process.cpuUsage(before);
    const ours = performance.now() - began;
    const started = performance.now();
    const output = execFileSync('apt-get', simulation(status, recommends, [name]), {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const theirs = performance.now() - started;
    return {
      packages: nodes.length,
      'of apt': installedOf(output).size,
      'ours, s': ours / 1000,
      'processor, s': (user + system) / 1e6,
      'apt-get, s': theirs / 1000,
      'ratio of the times': ours / theirs,
    };
  });
} finally {
  rmSync(folder, { recursive: true });
}
