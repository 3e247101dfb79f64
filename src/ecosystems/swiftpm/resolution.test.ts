/**
 * Universes worked out by hand from https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html#package-dependency-requirement
 * and https://github.com/swiftlang/swift-package-manager/blob/main/Documentation/Usage.md.
 */
import { describe, expect, test } from 'vitest';
import { type Packages, type ResolvedCase, resolvedBy } from '../../resolving/fixtures/resolved.ts';
import { swift } from '../../versions/schemes/swift.ts';
import resolver from './resolution.ts';

const NIO = 'github.com/apple/swift-nio';
const LOG = 'github.com/apple/swift-log';
const UNIVERSE: Packages = {
  [NIO]: {
    '1.0.0': [],
    '2.0.0': [],
    '2.1.0': [],
    '2.1.5': [],
    '2.9.0-beta.1': [],
    '3.0.0-alpha': [],
    '3.0.0': [],
    nightly: [],
  },
};

const TABLE: ResolvedCase[] = [
  {
    name: 'from: up to the next major version',
    universe: UNIVERSE,
    roots: [`${NIO}@from: "2.0.0"`],
    list: [`${NIO} 2.1.5`],
  },
  {
    name: 'upToNextMinor',
    universe: UNIVERSE,
    roots: [`${NIO}@.upToNextMinor(from: "2.0.0")`],
    list: [`${NIO} 2.0.0`],
  },
  { name: 'exact', universe: UNIVERSE, roots: [`${NIO}@exact: "2.1.0"`], list: [`${NIO} 2.1.0`] },
  {
    name: 'a half-open range',
    universe: UNIVERSE,
    roots: [`${NIO}@"1.0.0"..<"2.1.5"`],
    list: [`${NIO} 2.1.0`],
  },
  { name: 'a closed range', universe: UNIVERSE, roots: [`${NIO}@"1.0.0"..."2.1.5"`], list: [`${NIO} 2.1.5`] },
  {
    name: 'a pre-release where the requirement names one',
    universe: UNIVERSE,
    roots: [`${NIO}@from: "2.9.0-alpha"`],
    list: [`${NIO} 2.9.0-beta.1`],
  },
  { name: 'as manifests are read', universe: UNIVERSE, roots: [`${NIO}@>= 2.0.0`], list: [`${NIO} 2.1.5`] },
  {
    name: 'exactly as manifests are read',
    universe: UNIVERSE,
    roots: [`${NIO}@= 1.0.0`],
    list: [`${NIO} 1.0.0`],
  },
  { name: 'tags that are no versions are none', universe: UNIVERSE, roots: [NIO], list: [`${NIO} 3.0.0`] },
  {
    name: 'tags with a v, and what packages pin',
    universe: { ...UNIVERSE, [LOG]: { 'v1.0.0': [`${NIO}@2.0.0`], 'v1.5.0': [`${NIO}@2.1.0`] } },
    roots: [`${LOG}@from: "1.0.0"`],
    list: [`${LOG} v1.5.0`, `${NIO} 2.1.5`],
  },
  {
    name: 'going back to a version that goes with the others',
    universe: { ...UNIVERSE, [LOG]: { '1.0.0': [`${NIO}@2.0.0`], '1.5.0': [`${NIO}@3.0.0`] } },
    roots: [`${LOG}@from: "1.0.0"`, `${NIO}@from: "2.0.0"`],
    list: [`${LOG} 1.0.0`, `${NIO} 2.1.5`],
  },
  {
    name: 'what Package.resolved of the project pins stays',
    universe: UNIVERSE,
    roots: [`${NIO}@from: "2.0.0"`],
    more: { locked: [{ name: NIO, version: '2.0.0', location: null }] },
    list: [`${NIO} 2.0.0`],
  },
];

describe('what Swift Package Manager would pin', () => {
  test.each(TABLE)('$name', async ({ universe, roots, list, more }) => {
    const resolution = await resolvedBy(resolver, swift, universe, roots, more);
    expect(resolution.list).toEqual(list.sort());
    expect(resolution.errors).toEqual([]);
  });
});

test('problems: branches and commits, what excludes each other, what is not there', async () => {
  const of = async (universe: Packages, roots: string[]) =>
    (await resolvedBy(resolver, swift, universe, roots)).errors;
  expect(await of(UNIVERSE, [`${NIO}@branch: "main"`])).toEqual([`unsupported ${NIO}`]);
  expect(await of(UNIVERSE, [`${NIO}@main`])).toEqual([`unsupported ${NIO}`]);
  expect(await of(UNIVERSE, [`${NIO}@from: "4.0.0"`])).toEqual([`no-matching-version ${NIO}`]);
  const two: Packages = { ...UNIVERSE, [LOG]: { '1.0.0': [`${NIO}@3.0.0`] } };
  expect(await of(two, [LOG, `${NIO}@from: "2.0.0"`])).toEqual([`conflict ${NIO}`]);
  expect(await of({}, [NIO])).toEqual([`missing-package ${NIO}`]);
});
