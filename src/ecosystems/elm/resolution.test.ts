/**
 * Universes worked out by hand from https://github.com/elm/compiler/blob/master/docs/elm.json/package.md (constraints, elm-version) and
 * https://github.com/elm/compiler/blob/master/docs/elm.json/application.md (exact versions).
 */
import { describe, expect, test } from 'vitest';
import { type Packages, type ResolvedCase, resolvedBy } from '../../resolving/fixtures/resolved.ts';
import { elm } from '../../versions/schemes/elm.ts';
import resolver from './resolution.ts';

const ON = { metadata: { elm_version: '0.19.0 <= v < 0.20.0' } };
const JSON_: Packages = { 'elm/json': { '1.0.0': ON, '1.1.3': ON, '1.1.4': ON, '2.0.0': ON } };
const BEFORE = { metadata: { elm_version: '0.18.0 <= v < 0.19.0' } };

const TABLE: ResolvedCase[] = [
  { name: 'the highest', universe: JSON_, roots: ['elm/json'], list: ['elm/json 2.0.0'] },
  { name: 'a range', universe: JSON_, roots: ['elm/json@1.0.0 <= v < 2.0.0'], list: ['elm/json 1.1.4'] },
  {
    name: 'a range with its end',
    universe: JSON_,
    roots: ['elm/json@1.0.0 <= v <= 1.1.3'],
    list: ['elm/json 1.1.3'],
  },
  { name: 'an application is exact', universe: JSON_, roots: ['elm/json@1.1.3'], list: ['elm/json 1.1.3'] },
  {
    name: 'a version for another Elm is left',
    universe: { 'a/b': { '1.0.0': ON, '2.0.0': BEFORE } },
    roots: ['a/b'],
    list: ['a/b 1.0.0'],
  },
  {
    name: 'an older Elm',
    universe: { 'a/b': { '1.0.0': BEFORE, '2.0.0': ON } },
    roots: ['a/b'],
    more: { environment: { elm: '0.18.0' } },
    list: ['a/b 1.0.0'],
  },
  {
    name: 'what tests of packages depend on is not followed',
    universe: {
      'a/b': {
        '1.0.0': {
          needs: [
            {
              name: 'elm-explorations/test',
              requirement: '1.0.0 <= v < 2.0.0',
              kind: 'test',
              optional: false,
            },
          ],
        },
      },
    },
    roots: ['a/b'],
    list: ['a/b 1.0.0'],
  },
  {
    name: 'all that ask for a package are met by one version',
    universe: {
      'a/b': { '1.0.0': ['elm/json@1.0.0 <= v < 2.0.0'] },
      'c/d': { '1.0.0': ['elm/json@1.1.0 <= v < 3.0.0'] },
      ...JSON_,
    },
    roots: ['a/b', 'c/d'],
    list: ['a/b 1.0.0', 'c/d 1.0.0', 'elm/json 1.1.4'],
  },
  {
    name: 'going back',
    universe: {
      'a/b': { '1.0.0': ['elm/json@1.0.0 <= v < 2.0.0'], '2.0.0': ['elm/json@2.0.0 <= v < 3.0.0'] },
      ...JSON_,
    },
    roots: ['a/b', 'elm/json@1.1.3'],
    list: ['a/b 1.0.0', 'elm/json 1.1.3'],
  },
];

describe('what elm install would write', () => {
  test.each(TABLE)('$name', async ({ universe, roots, list, more }) => {
    const resolution = await resolvedBy(resolver, elm, universe, roots, more);
    expect(resolution.list).toEqual(list);
    expect(resolution.errors).toEqual([]);
  });
});

test('problems', async () => {
  const of = async (universe: Packages, roots: string[]) =>
    (await resolvedBy(resolver, elm, universe, roots)).errors;
  expect(await of({ 'a/b': { '1.0.0': BEFORE } }, ['a/b'])).toEqual(['environment a/b']);
  expect(await of(JSON_, ['elm/json@3.0.0 <= v < 4.0.0'])).toEqual(['no-matching-version elm/json']);
  expect(await of(JSON_, ['elm/json@^1.0.0'])).toEqual(['unsupported elm/json']);
  expect(await of({}, ['elm/json'])).toEqual(['missing-package elm/json']);
});
