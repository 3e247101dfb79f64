import { expect, test } from 'vitest';
import { createBudget } from '../budget.ts';
import { factsOf } from './explain.ts';
import { type PackageId, ROOT } from './incompatibility.ts';
import { between, has, ofAscending, type Positions, without } from './positions.ts';
import { type Clause, type Outcome, solve } from './solver.ts';

/** What every version of a small universe needs: of each of these at least one, or, of what it conflicts with, none. */
interface Needs {
  of: PackageId;
  version: number;
  options: readonly (readonly [PackageId, Positions])[];
  isConflict: boolean;
}

interface World {
  counts: number[];
  needs: Needs[];
}

/** Numbers that look random and are the same in every run (Park and Miller). */
function random(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return below => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function worldOf(seed: number): World {
  const below = random(seed * 7_919 + 13);
  const packages = 3 + below(4);
  const counts = [1, ...Array.from({ length: packages }, () => below(4))];
  const needs: Needs[] = [];
  const pick = (): [PackageId, Positions] => {
    const id = 1 + below(packages);
    return [id, ofAscending(Array.from({ length: counts[id]! }, (_, i) => i).filter(() => below(3) > 0))];
  };
  counts.forEach((count, of) => {
    for (let version = 0; version < count; version++)
      for (let i = of === ROOT ? 1 + below(3) : below(3); i > 0; i--) {
        const isConflict = below(8) === 0;
        needs.push({
          of,
          version,
          isConflict,
          options: below(5) === 0 && !isConflict ? [pick(), pick()] : [pick()],
        });
      }
  });
  return { counts, needs };
}

function solveWorld({ counts, needs }: World, order: 'first' | 'fewest'): Promise<Outcome> {
  const told = new Set<Needs>();
  return solve(
    {
      countOf: id => counts[id]!,
      rank: (_, possible) => (order === 'first' ? 1 : possible.length),
      choose: (_, possible) => possible[possible.length - 1]! - 1,
      clauses: (id, version) =>
        needs
          .filter(need => need.of === id && need.version === version && !told.has(need))
          .map((need): Clause => {
            told.add(need);
            const tag = null;
            const options = need.options.map(([to, versions]) => ({
              package: to,
              versions,
              words: `p${to}`,
            }));
            return {
              terms: [
                [id, between(version, version + 1)],
                ...need.options.map(
                  ([to, versions]) =>
                    [to, need.isConflict ? versions : without(versions, counts[to]! + 1)] as const,
                ),
              ],
              cause: {
                fact: need.isConflict
                  ? { kind: 'conflicts', subject: id, feature: null, tag, with: options[0]! }
                  : { kind: 'depends', subject: id, feature: null, tag, options, note: null },
              },
            };
          }),
    },
    createBudget(),
  );
}

/** @param versions by package; -1: not selected. */
function isValid({ needs }: World, versions: readonly number[]): boolean {
  return needs.every(({ of, version, options, isConflict }) => {
    if (versions[of] !== version) return true;
    const some = options.some(([to, admitted]) => has(admitted, versions[to]!));
    return some !== isConflict;
  });
}

/** Tries all there is. */
function hasSolution(world: World): boolean {
  const versions = world.counts.map(() => -1);
  versions[ROOT] = 0;
  for (;;) {
    if (isValid(world, versions)) return true;
    let at = 1;
    while (at < versions.length && versions[at]! === world.counts[at]! - 1) versions[at++] = -1;
    if (at === versions.length) return false;
    versions[at]!++;
  }
}

test('on small universes it finds a solution where there is one, and it is one; else its facts alone exclude all', async () => {
  let solved = 0;
  let failed = 0;
  for (let seed = 0; seed < 600; seed++) {
    const world = worldOf(seed);
    const outcome = await solveWorld(world, seed % 2 === 0 ? 'first' : 'fewest');
    expect(outcome.solved, `universe ${seed}`).toBe(hasSolution(world));
    if (outcome.solved) {
      solved++;
      const versions = world.counts.map((_, id) => (id === ROOT ? 0 : (outcome.selected.get(id) ?? -1)));
      expect(isValid(world, versions), `universe ${seed}`).toBe(true);
    } else {
      failed++;
      const rest: Needs[] = factsOf(outcome.failure).flatMap(({ fact }) =>
        fact.kind === 'depends' || fact.kind === 'conflicts'
          ? world.needs.filter(({ of, options, isConflict }) => {
              const said = fact.kind === 'depends' ? fact.options : [fact.with];
              return (
                of === fact.subject &&
                isConflict === (fact.kind === 'conflicts') &&
                said.length === options.length &&
                said.every(
                  ({ package: id, versions }, i) =>
                    id === options[i]![0] && versions.join() === options[i]![1].join(),
                )
              );
            })
          : [],
      );
      expect(hasSolution({ ...world, needs: rest }), `the proof of universe ${seed}`).toBe(false);
    }
  }
  // Both happen often enough to mean something.
  expect(solved).toBeGreaterThan(100);
  expect(failed).toBeGreaterThan(100);
});
