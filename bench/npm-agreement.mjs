// Does the npm scheme say what the `semver` package says? Every version of some dozen live packages in its order, and 10,000
// generated ranges beside the packages' own, each over versions of one package.
//   node bench/npm-agreement.mjs
import semver from 'semver';
import { schemeOf, sort } from '../dist/versions/index.js';
import { seeded } from './load.mjs';
import { npmFacts } from './npm-facts.mjs';

const RANGES = 10_000;
const VERSIONS_PER_RANGE = 40;

const npm = schemeOf('npm');
const random = seeded(7);
const pick = list => list[Math.floor(random() * list.length)];
const { versions, ranges } = await npmFacts();
const packages = Object.entries(versions);
const wrong = [];

let compared = 0;
for (const [name, list] of packages) {
  const ours = sort(
    npm,
    list.filter(version => semver.valid(version) !== null),
  );
  for (let i = 1; i < ours.length; i++, compared++) {
    if (semver.compare(ours[i - 1], ours[i]) > 0) wrong.push(`${name}: ${ours[i - 1]} before ${ours[i]}`);
  }
  const invalid = list.filter(version => (semver.valid(version) !== null) !== npm.isValid(version));
  wrong.push(...invalid.map(version => `${name}: is ${version} valid?`));
}

const generated = Array.from({ length: RANGES }, () => rangeOf(pick(packages)[1]));
let asked = 0;
for (const range of [...generated, ...ranges]) {
  const isRange = semver.validRange(range) !== null;
  let read = true;
  try {
    npm.parseRange(range);
  } catch {
    read = false;
  }
  if (isRange !== read) wrong.push(`is "${range}" a range?`);
  if (!isRange || !read) continue;
  const [, list] = pick(packages);
  for (let i = 0; i < VERSIONS_PER_RANGE; i++, asked++) {
    const version = pick(list);
    if (semver.satisfies(version, range) !== npm.satisfies(version, range))
      wrong.push(`${version} in "${range}"?`);
  }
}

/** A range of one to three alternatives, each of one to three comparators, hyphenated or partial, of real versions. */
function rangeOf(list) {
  const partial = version =>
    pick([version, version.split('.').slice(0, 2).join('.'), `${version.split('.', 1)[0]}.x`]);
  const comparator = () =>
    `${pick(['', '=', '>', '>=', '<', '<=', '^', '~', '~>'])}${pick(['', ' '])}${partial(pick(list))}`;
  const set = () =>
    random() < 0.15
      ? `${partial(pick(list))} - ${partial(pick(list))}`
      : Array.from({ length: 1 + Math.floor(random() * 3) }, comparator).join(' ');
  return Array.from({ length: 1 + Math.floor(random() * 3) }, set).join(pick([' || ', '||']));
}

console.log(`${packages.length} packages, ${compared} neighbours compared`);
console.log(`${generated.length} generated and ${ranges.length} real ranges, ${asked} questions`);
console.log(`${wrong.length} disagreements`);
for (const line of wrong.slice(0, 20)) console.log(`  ${line}`);
process.exitCode = wrong.length === 0 ? 0 : 1;
