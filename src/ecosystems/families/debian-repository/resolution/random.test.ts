/** Random small universes, each compared with trying every set of packages. */
import { expect, test } from 'vitest';
import { createBudget } from '../../../../resolving/budget.ts';
import { debianRequest, debianUniverse } from './fixtures/universe.ts';
import { debianResolver } from './index.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

interface Said {
  needs: string[][];
  conflicts: string[];
}

/** Numerical Recipes' linear congruential generator: the same universes in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function randomUniverse(seed: number): Map<string, Said> {
  const random = generator(seed);
  const some = (most: number) => [
    ...new Set(Array.from({ length: random(most + 1) }, () => NAMES[random(8)]!)),
  ];
  return new Map(
    NAMES.map(name => [
      name,
      {
        needs: Array.from({ length: random(3) }, () => [NAMES[random(8)]!, ...some(2)]),
        conflicts: some(2).filter(other => other !== name),
      },
    ]),
  );
}

/** Whether a set of packages has all that its members need, and no two that conflict. */
function stands(universe: ReadonlyMap<string, Said>, set: ReadonlySet<string>): boolean {
  return [...set].every(name => {
    const { needs, conflicts } = universe.get(name)!;
    return needs.every(group => group.some(one => set.has(one))) && !conflicts.some(other => set.has(other));
  });
}

function isPossible(universe: ReadonlyMap<string, Said>): boolean {
  for (let bits = 1; bits < 256; bits += 2) {
    const set = new Set(NAMES.filter((_, i) => bits & (1 << i)));
    if (stands(universe, set)) return true;
  }
  return false;
}

test('an answer stands, and there is one wherever one is possible', async () => {
  const counts = { possible: 0, impossible: 0 };
  for (let seed = 1; seed <= 1_000; seed++) {
    const universe = randomUniverse(seed);
    const text = [...universe]
      .map(([name, { needs, conflicts }]) => {
        const depends = needs.map(group => group.join(' | ')).join(', ');
        return `${name}${name} 1 : ${depends.replaceAll(/[a-h]/g, '$&$&')}; Conflicts: ${conflicts.map(one => one + one).join(', ')}`;
      })
      .join('\n');
    const { nodes, problems } = await debianResolver.resolve(
      debianRequest('aa'),
      debianUniverse(text),
      createBudget(),
    );
    const set = new Set(nodes.map(({ name }) => name[0]!));
    const possible = isPossible(universe);
    counts[possible ? 'possible' : 'impossible']++;
    expect(stands(universe, set), `seed ${seed}`).toBe(true);
    expect(set.has('a'), `seed ${seed}`).toBe(possible);
    expect(problems.length, `seed ${seed}`).toBe(possible ? 0 : 1);
  }
  // Both happen often enough to mean something.
  expect(Math.min(counts.possible, counts.impossible)).toBeGreaterThan(100);
});
