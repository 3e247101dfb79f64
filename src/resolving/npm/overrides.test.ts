/**
 * Overrides within overrides, where versions displace one another. Expected trees are those that npm 11 (`@npmcli/arborist`) makes of the
 * same projects, in universes of `bench/resolve-npm-fuzz.mjs` that were reduced to what matters.
 */
import { expect, test } from 'vitest';
import { npm as scheme } from '../../versions/schemes/npm.ts';
import { type Packages, resolvedBy } from '../fixtures/resolved.ts';
import type { Override } from '../types.ts';
import { npmResolver } from './resolver.ts';

async function resolve(packages: Packages, roots: string[], overrides: Override[]) {
  const found = await resolvedBy(npmResolver, scheme, packages, roots, { overrides });
  const folders = found.nodes.map(
    ({ location, version }) => `${location!.replace(/(^|\/)node_modules\//g, '$1')}@${version}`,
  );
  return { folders, errors: found.errors };
}

const below = (outer: string, name: string, requirement: string): Override => ({
  within: [outer],
  name,
  requirement,
});

test('a rule that somebody brought goes with them, when they find another version', async () => {
  // e finds h@2.1.0 at first and brings its rule about d there, which d@3.0.0 is at odds with; then e gets an h of its own.
  const packages = {
    d: { '3.0.0': ['e@*'] },
    e: { '3.0.0': ['h@^3.0.0'] },
    h: { '2.1.0': ['d@*'], '3.0.0': [] },
  };
  expect(await resolve(packages, ['d@^3.0.0', 'h@^2.0.0'], [below('e', 'd', '~2.0.0')])).toEqual({
    folders: ['d@3.0.0', 'e@3.0.0', 'e/h@3.0.0', 'h@2.1.0'],
    errors: [],
  });
});

test('what cannot be had stays an error, also where another version comes to lie in its place', async () => {
  // a's d has to be of ~2.0.0, as the key of the rule says; npm ends with ETARGET although c brings a d that a would take.
  const packages = {
    a: { '3.0.0': ['d@>=1.1.0'] },
    c: { '1.0.0': ['d@^1.0.0'] },
    d: { '1.1.0': [] },
    f: { '2.1.0': ['c@1.0.0'] },
  };
  const { errors } = await resolve(packages, ['a', 'f@^2.0.0'], [below('d@~2.0.0', 'a', '>=1.1.0')]);
  expect(errors).toContain('no-matching-version d');
});

test('an inner rule hides the outer one about the same, so that those beside it are not at odds with that', async () => {
  const packages = {
    a: { '1.0.0': ['m'] },
    b: { '1.0.0': ['m'] },
    c: { '1.0.0': [], '2.0.0': [] },
    m: { '1.0.0': ['c'] },
  };
  const overrides = [
    { within: [], name: 'c', requirement: '2.0.0' },
    below('a', 'c', '1.0.0'),
    below('b', 'c', '1.0.0'),
  ];
  expect((await resolve(packages, ['a', 'b'], overrides)).folders).toEqual([
    'a@1.0.0',
    'b@1.0.0',
    'c@2.0.0',
    'm@1.0.0',
  ]);
});

test('who finds in its place what cannot be had for another is not said to have asked for that', async () => {
  const packages = { a: { '1.0.0': ['b@^1'] }, b: { '1.0.0': [] } };
  const { problems } = await resolvedBy(npmResolver, scheme, packages, ['a', 'b@^2']);
  expect(problems.map(({ severity, message, requirement }) => [severity, message, requirement])).toEqual([
    ['error', 'no version of b satisfies ^2', '^2'],
    ['warning', 'a@1.0.0 wants b@^1, but b@^2, which cannot be had, is in its place', '^1'],
  ]);
});
