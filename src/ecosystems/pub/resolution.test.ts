/**
 * Universes worked out by hand from https://dart.dev/tools/pub/dependencies (constraints, overrides, development dependencies),
 * https://dart.dev/tools/pub/pubspec#sdk-constraints, https://dart.dev/tools/pub/publishing#retract and
 * https://dart.dev/resources/dart-3-migration.
 */
import { describe, expect, test } from 'vitest';
import { type Packages, type ResolvedCase, resolvedBy } from '../../resolving/fixtures/resolved.ts';
import { pub } from '../../versions/schemes/pub.ts';
import resolver from './resolution.ts';

const sdk = (constraint: string, flutter?: string) => ({
  metadata: { environment: { sdk: constraint, ...(flutter && { flutter }) } },
});
const edge = (name: string, qualifiers: Record<string, string>, kind = 'runtime') => ({
  name,
  requirement: null,
  kind,
  optional: false,
  qualifiers,
});
const PATH: Packages = { path: { '1.8.0': [], '1.9.0': [], '2.0.0-dev': [], '2.0.0': [], '2.1.0-dev': [] } };

const TABLE: ResolvedCase[] = [
  {
    name: 'a caret ends before the pre-releases of the next version',
    universe: PATH,
    roots: ['path@^1.8.0'],
    list: ['path 1.9.0'],
  },
  { name: 'any takes the highest release', universe: PATH, roots: ['path@any'], list: ['path 2.0.0'] },
  {
    name: 'a pre-release that is asked for',
    universe: PATH,
    roots: ['path@>=2.1.0-dev'],
    list: ['path 2.1.0-dev'],
  },
  {
    name: 'a caret below 1.0.0 keeps the minor version',
    universe: { a: { '0.1.2': [], '0.1.9': [], '0.2.0': [] } },
    roots: ['a@^0.1.2'],
    list: ['a 0.1.9'],
  },
  {
    name: 'development dependencies of packages are not followed',
    universe: {
      a: {
        '1.0.0': { needs: ['path@^1.0.0', { ...edge('test', {}, 'development'), requirement: '^9.0.0' }] },
      },
      ...PATH,
    },
    roots: ['a@^1.0.0'],
    list: ['a 1.0.0', 'path 1.9.0'],
  },
  {
    name: 'a version for a newer Dart is left',
    universe: { a: { '1.0.0': sdk('>=2.12.0 <4.0.0'), '2.0.0': sdk('^3.8.0') } },
    roots: ['a'],
    more: { environment: { sdk: '3.5.0' } },
    list: ['a 1.0.0'],
  },
  {
    name: 'null safety that ends before Dart 3 is good for Dart 3, what is older is not',
    universe: { a: { '1.0.0': sdk('>=2.12.0 <3.0.0'), '1.1.0': sdk('>=2.10.0 <3.0.0') } },
    roots: ['a'],
    list: ['a 1.0.0'],
  },
  {
    name: 'the upper bound of Flutter does not count, the lower does',
    universe: { a: { '1.0.0': sdk('^3.0.0', '>=2.0.0 <3.0.0'), '2.0.0': sdk('^3.0.0', '>=4.0.0') } },
    roots: ['a'],
    list: ['a 1.0.0'],
  },
  {
    name: 'without Flutter, versions from before it was needed',
    universe: { a: { '1.0.0': [], '2.0.0': { needs: [edge('flutter', { sdk: 'flutter' })] } } },
    roots: ['a'],
    more: { environment: { flutter: 'none' } },
    list: ['a 1.0.0'],
  },
  {
    name: 'what comes with Flutter is no package of the registry',
    universe: { a: { '2.0.0': { needs: [edge('flutter', { sdk: 'flutter' }), 'path@^1.0.0'] } }, ...PATH },
    roots: ['a'],
    list: ['a 2.0.0', 'path 1.9.0'],
  },
  {
    name: 'a retracted version is not taken',
    universe: { a: { '1.0.0': [], '1.1.0': { status: 'retracted' } } },
    roots: ['a'],
    list: ['a 1.0.0'],
  },
  {
    name: 'a retracted version that is locked stays',
    universe: { a: { '1.0.0': [], '1.1.0': { status: 'retracted' } } },
    roots: ['a'],
    more: { locked: [{ name: 'a', version: '1.1.0', location: null }] },
    list: ['a 1.1.0'],
  },
  {
    name: 'an override is for all',
    universe: { a: { '1.0.0': ['path@^1.0.0'] }, ...PATH },
    roots: ['a'],
    more: { overrides: [{ within: [], name: 'path', requirement: '2.0.0' }] },
    list: ['a 1.0.0', 'path 2.0.0'],
  },
  {
    name: 'going back',
    universe: {
      a: { '1.0.0': ['path@^1.0.0'], '2.0.0': ['path@^2.0.0'] },
      b: { '1.0.0': ['path@<1.9.0'] },
      ...PATH,
    },
    roots: ['a', 'b'],
    list: ['a 1.0.0', 'b 1.0.0', 'path 1.8.0'],
  },
];

describe('what pub would lock', () => {
  test.each(TABLE)('$name', async ({ universe, roots, list, more }) => {
    const resolution = await resolvedBy(resolver, pub, universe, roots, more);
    expect(resolution.list).toEqual(list);
    expect(resolution.errors).toEqual([]);
  });
});

test('problems: SDKs, retracted versions, other sources', async () => {
  const of = async (universe: Packages, roots: Parameters<typeof resolvedBy>[3]) =>
    (await resolvedBy(resolver, pub, universe, roots)).errors;
  expect(await of({ a: { '1.0.0': sdk('<2.12.0') } }, ['a'])).toEqual(['environment a']);
  expect(await of({ a: { '1.0.0': { status: 'retracted' } } }, ['a'])).toEqual(['no-matching-version a']);
  expect(await of(PATH, [edge('path', { git: 'https://example.com/path.git' })])).toEqual([
    'unsupported path',
  ]);
  expect(await of(PATH, [edge('path', { hosted: 'https://pub.dev/' })])).toEqual([]);
  expect(await of({ a: { '1.0.0': ['path@^2.0.0'] }, ...PATH }, ['a', 'path@^1.0.0'])).toEqual([
    'conflict path',
  ]);
});
