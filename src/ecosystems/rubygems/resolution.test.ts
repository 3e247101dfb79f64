/** What Bundler locks, by universes worked out by hand; bundler-itself.test.ts asks Bundler about the same ones. */
import { expect, test } from 'vitest';
import { createBudget } from '../../resolving/budget.ts';
import { request } from '../../resolving/fixtures/universe.ts';
import type { ResolveRequest } from '../../resolving/types.ts';
import { CASES, type Gems, universe } from './fixtures/universes.ts';
import resolver from './resolution.ts';

async function bundle(gems: Gems, roots: string[], more: Partial<ResolveRequest> = {}) {
  const resolution = await resolver.resolve(
    { ...request(...roots), ...more },
    universe(gems),
    createBudget(),
  );
  return {
    ...resolution,
    list: resolution.nodes.map(({ name, version }) => `${name} ${version}`),
    kinds: resolution.problems
      .filter(({ severity }) => severity === 'error')
      .map(({ kind, name }) => `${kind} ${name}`),
  };
}

test.each(CASES)('%s', async (_, gems, roots, expected, more) => {
  const { list, kinds } = await bundle(gems, roots, more);
  expect([...list, ...kinds].sort()).toEqual([...expected].sort());
});

test('the explanation of two Rails that want different things', async () => {
  const { problems } = await bundle(
    {
      rails: { '7.0.0': ['activesupport@= 7.0.0'] },
      old: { '1.0.0': ['activesupport@< 7'] },
      activesupport: { '6.1.0': [], '7.0.0': [] },
    },
    ['rails@~> 7.0', 'old'],
  );
  expect(problems[0]!.kind).toBe('conflict');
  expect(problems[0]!.explanation.at(-1)).toMatch(/^So, because .*, there is no solution\.$/);
  expect(problems[0]!.explanation.join(' ')).toContain('old 1.0.0 depends on activesupport < 7');
  expect(problems[0]!.explanation.join(' ')).toContain('rails 7.0.0 depends on activesupport = 7.0.0');
});
