/** The cases of `fixtures/cases.ts`, read from POMs by the connector and the map, and what Maven itself makes of the same POMs. */
import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../../resolving/budget.ts';
import { request } from '../../../../resolving/fixtures/universe.ts';
import { CASES } from './fixtures/cases.ts';
import { askMaven, mavenAbsence, shown } from './fixtures/maven.ts';
import { universeOfPoms } from './fixtures/poms.ts';
import { randomPoms } from './fixtures/random-poms.ts';
import { mavenResolver } from './resolver.ts';

const resolver = mavenResolver({
  artifactOf: name => ({ group: name.split(':')[0]!, artifact: name.split(':')[1]! }),
  nameOf: ({ group, artifact }) => `${group}:${artifact}`,
});
const PROJECT = request({ name: 'g:p', requirement: '1', kind: 'parent', optional: false });

describe('of a project', () => {
  it.each(CASES.map(one => [one.name, one] as const))('%s', async (_, { poms, expected, problems = [] }) => {
    const { nodes, problems: found } = await resolver.resolve(
      PROJECT,
      await universeOfPoms(poms),
      createBudget(),
    );
    expect(shown(nodes)).toEqual(expected);
    expect(found.map(({ kind }) => kind)).toEqual(problems);
  });
});

const absence = mavenAbsence();
if (absence !== null) console.warn(`maven: ${absence}, so the cases are not shown to Maven itself`);

describe.skipIf(absence !== null)('Maven itself', () => {
  it('makes the same of all cases, and of repositories by chance', { timeout: 300_000 }, async () => {
    const shapes = [
      { circles: false, ranges: 0 },
      { circles: false, ranges: 3 },
      { circles: true, ranges: 0 },
    ];
    const random = shapes.flatMap(shape => Array.from({ length: 100 }, (_, i) => randomPoms(i + 1, shape)));
    const trees = askMaven([...CASES.map(({ poms }) => poms), ...random]);
    for (const [i, { name, expected, apart }] of CASES.entries())
      if (apart === undefined) expect(trees[i], name).toEqual(expected);
      else expect(trees[i], name).toMatch(/Exception$/);
    for (const [i, poms] of random.entries()) {
      const { nodes, problems } = await resolver.resolve(PROJECT, await universeOfPoms(poms), createBudget());
      const isRefused = problems.some(({ severity }) => severity === 'error');
      const tree = trees[CASES.length + i]!;
      if (isRefused || typeof tree === 'string') expect([isRefused, typeof tree]).toEqual([true, 'string']);
      else expect(shown(nodes), JSON.stringify(poms)).toEqual(tree);
    }
  });
});
