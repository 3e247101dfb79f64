// What the version schemes cost beside the libraries of their ecosystems, over real versions and ranges.
//   node bench/versions.mjs
//
// npm: the versions and dependency ranges of some dozen packages, asked once, one after the other, of the registry that npm
// is configured for, and kept in the folder for temporary files. pypi: versions of the recorded PyPI documents in
// ../shared/fixtures where they are there, filled up with npm's versions that PEP 440 takes. deb: what apt's lists name.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pep440 from '@renovatebot/pep440';
import semver from 'semver';
import { schemeOf, sort } from '../dist/versions/index.js';
import { npmFacts } from './npm-facts.mjs';
import { repeat } from './report.mjs';

const COUNT = 200_000;
const RUNS = 5;
const real = await npmFacts();
const realVersions = Object.values(real.versions).flat();
const npmVersions = filled(realVersions.filter(version => semver.valid(version) !== null));
const npmRanges = filled(real.ranges.filter(range => semver.validRange(range) !== null));
console.log(
  `npm: ${realVersions.length} versions (${new Set(realVersions).size} distinct), ${new Set(npmRanges).size} distinct ranges`,
);
await race('npm', {
  versions: npmVersions,
  ranges: npmRanges,
  compare: semver.compare,
  satisfies: (version, range) => semver.satisfies(version, range),
  library: 'semver',
});

const recorded = pypiVersions();
const borrowed = [...new Set(realVersions)].filter(version => pep440.valid(version));
const python = [...recorded, ...borrowed];
console.log(
  `\npypi: ${recorded.length} versions of recorded documents, ${borrowed.length} of npm that PEP 440 takes`,
);
const specifiers = python.map((version, i) => pythonRange(version, python[(i * 31 + 7) % python.length], i));
await race('pypi', {
  versions: filled(python),
  ranges: filled(specifiers.filter(range => pep440.validRange(range)).slice(0, 5_000)),
  compare: pep440.compare,
  satisfies: (version, range) => pep440.satisfies(version, range),
  library: '@renovatebot/pep440',
});

const debian = debianVersions();
if (debian.length === 0) console.log("\ndeb: skipped, apt's lists are not here");
else {
  const list = shuffled(filled(debian, 100_000));
  const deb = schemeOf('deb');
  console.log(`\ndeb: ${debian.length} versions (${new Set(debian).size} distinct)`);
  await repeat('sort of 100,000 Debian versions', RUNS, () => ({ ms: timed(() => sort(deb, list)) }));
}

/** Neighbours in a shuffled list are compared, each version is looked up in one range. */
async function race(id, { versions, ranges, compare, satisfies, library }) {
  const scheme = schemeOf(id);
  const list = shuffled(versions);
  let disagreements = 0;
  for (let i = 1; i < list.length; i += 97) {
    if (Math.sign(scheme.compare(list[i - 1], list[i])) !== Math.sign(compare(list[i - 1], list[i])))
      disagreements++;
    if (scheme.satisfies(list[i], ranges[i]) !== satisfies(list[i], ranges[i])) disagreements++;
  }
  console.log(`${disagreements} disagreements in ${2 * Math.ceil((list.length - 1) / 97)} questions`);
  await repeat(`${id}: ${COUNT.toLocaleString('en-US')} questions, beside ${library}`, RUNS, () => {
    const ours = timed(() => compareAll(list, scheme.compare));
    const theirs = timed(() => compareAll(list, compare));
    const oursIn = timed(() => askAll(list, ranges, scheme.satisfies));
    const theirsIn = timed(() => askAll(list, ranges, satisfies));
    return {
      'compare, ms': ours,
      [`compare, ${library}, ms`]: theirs,
      'compare, times faster': theirs / ours,
      'satisfies, ms': oursIn,
      [`satisfies, ${library}, ms`]: theirsIn,
      'satisfies, times faster': theirsIn / oursIn,
    };
  });
}

function compareAll(list, compare) {
  let sum = 0;
  for (let i = 1; i < list.length; i++) sum += compare(list[i - 1], list[i]);
  return sum;
}

function askAll(list, ranges, satisfies) {
  let within = 0;
  for (let i = 0; i < list.length; i++) if (satisfies(list[i], ranges[i])) within++;
  return within;
}

function timed(work) {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function pypiVersions() {
  const folder = new URL('../../shared/fixtures/registries/pypi/', import.meta.url);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith('.json'))
    .flatMap(name => Object.keys(JSON.parse(readFileSync(new URL(name, folder), 'utf8')).releases ?? {}))
    .filter(version => pep440.valid(version));
}

function pythonRange(version, other, i) {
  const [low, high] = pep440.compare(version, other) < 0 ? [version, other] : [other, version];
  return [`>=${low},<${high}`, `~=${version}`, `>=${low}`, `!=${version},<=${high}`, `==${version}`][i % 5];
}

/** apt-helper reads lists also where apt keeps them compressed. */
function debianVersions() {
  const versions = [];
  for (const file of listFiles()) {
    const text = execFileSync('/usr/lib/apt/apt-helper', ['cat-file', file], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
    for (const [, version] of text.matchAll(/^Version: (.+)$/gm)) versions.push(version);
  }
  return versions;
}

function listFiles() {
  const folder = '/var/lib/apt/lists';
  if (!existsSync(folder) || !existsSync('/usr/lib/apt/apt-helper')) return [];
  return readdirSync(folder)
    .filter(name => /_Packages(?:\.\w+)?$/.test(name))
    .map(name => join(folder, name));
}

function filled(list, count = COUNT) {
  return Array.from({ length: count }, (_, i) => list[i % list.length]);
}

/** The same order at every run of the program. */
function shuffled(list) {
  const result = [...list];
  let seed = 20_261_121;
  for (let i = result.length - 1; i > 0; i--) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const j = seed % (i + 1);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}
