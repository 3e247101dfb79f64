// How fast PubGrub is on universes made here: a large tree without conflicts, one whose newest versions conflict, long lists of versions
// with as many requirements, a search in layers in which every choice is wrong but the last, and one without a solution, with its proof.
// Processor time of one resolution, in milliseconds. No peer: the programs that do the same are no libraries of JavaScript.
//
//   node bench/pubgrub.mjs [runs]      (after npm run build)

import { createBudget } from '../dist/resolving/budget.js';
import { memoryUniverse } from '../dist/resolving/memory-universe.js';
import { oneVersion } from '../dist/resolving/pubgrub/one-version.js';
import { positionsIn } from '../dist/resolving/pubgrub/positions.js';
import { gem } from '../dist/versions/schemes/gem.js';
import { repeat } from './report.mjs';

const resolver = oneVersion({
  id: 'pubgrub',
  description: '',
  kinds: ['runtime'],
  environment: [],
  options: [],
  begin: () => ({
    admitted: (requirement, versions) => positionsIn(gem, versions, gem.parseRange(requirement).intervals),
  }),
});

const need = (name, requirement) => ({ name, requirement, kind: 'runtime', optional: false });
const versions = (count, needsOf) =>
  Array.from({ length: count }, (_, i) => ({ number: `1.${i}`, dependencies: needsOf(i) }));

const UNIVERSES = {
  // 3,000 packages of 100 versions, each with ten dependencies on packages behind it.
  'tree of 3,000': () => ({
    roots: [need('p0', '>= 0')],
    packages: Array.from({ length: 3_000 }, (_, at) => ({
      name: `p${at}`,
      versions: versions(100, i =>
        Array.from({ length: 10 }, (_, k) => at + 1 + ((k * k * 37) % 400))
          .filter(to => to < 3_000)
          .concat(at + 1 < 3_000 ? [at + 1] : [])
          .map(to => need(`p${to}`, `>= 1.${i >> 1}`)),
      ),
    })),
  }),
  // 400 packages whose newest fifty versions ask for a version of `shared` that the request excludes.
  'conflicts in 400': () => ({
    roots: [need('p0', '>= 0'), need('shared', '< 1.50')],
    packages: [
      { name: 'shared', versions: versions(100, () => []) },
      ...Array.from({ length: 400 }, (_, at) => ({
        name: `p${at}`,
        versions: versions(100, i => [
          need('shared', `>= 1.${i}`),
          ...(at + 1 < 400 ? [need(`p${at + 1}`, '>= 0')] : []),
        ]),
      })),
    ],
  }),
  '10,000 versions, as many requirements': () => ({
    roots: [need('a', '>= 0'), need('b', '>= 1.9999')],
    packages: [
      { name: 'a', versions: versions(10_000, i => [need('b', `= 1.${9_999 - i}`)]) },
      { name: 'b', versions: versions(10_000, () => []) },
    ],
  }),
  'layers, no solution': () => ({
    roots: [need('p0', '>= 0')],
    packages: [
      ...Array.from({ length: 60 }, (_, at) => ({
        name: `p${at}`,
        versions: versions(20, i => [need(`p${at + 1}`, '>= 0'), need('q', `<= 1.${i}`)]),
      })),
      { name: 'p60', versions: versions(1, () => [need('q', '>= 2')]) },
      { name: 'q', versions: versions(20, () => []) },
    ],
  }),
};

const asked = { kinds: null, environment: {}, options: {}, prereleases: false, overrides: [], locked: [] };
await repeat('PubGrub, milliseconds of processor time', Number(process.argv[2] ?? 5), async () => {
  const figures = {};
  for (const [name, make] of Object.entries(UNIVERSES)) {
    const { roots, packages } = make();
    const universe = memoryUniverse(packages, gem);
    const before = process.cpuUsage();
    const { nodes, problems } = await resolver.resolve(
      { ...asked, roots },
      universe,
      createBudget({ time: 600_000 }),
    );
    const { user, system } = process.cpuUsage(before);
    if (problems.length > 0 !== name.includes('no solution'))
      throw new Error(`${name}: ${problems[0]?.message}`);
    figures[`${name} (${nodes.length} nodes)`] = (user + system) / 1_000;
  }
  return figures;
});
