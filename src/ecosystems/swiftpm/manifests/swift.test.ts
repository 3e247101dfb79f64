import { describe, expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { packageResolved } from './package-resolved.ts';
import { packageSwift } from './package-swift.ts';

describe('Package.swift', () => {
  const read = (inner: string) =>
    packageSwift.parse(
      manifestInput(
        'Package.swift',
        Buffer.from(`let package = Package(name: "App", dependencies: [\n${inner}\n])`),
      ),
    );
  const shown = (inner: string) =>
    read(inner).dependencies.map(({ name, requirement }) => `${name} ${requirement}`);

  it('reads every form of a requirement', () => {
    const text = `
      .package(url: "https://github.com/a/from.git", from: "1.0.0"),
      .package(url: "https://github.com/a/major", .upToNextMajor(from: "2.0.0")),
      Package.Dependency.package(url: "https://github.com/a/exact", exact: "3.0.0"),
      .package(url: "https://github.com/a/old-exact", .exact("3.1.0")),
      .package(url: "https://github.com/a/range", "1.0.0"..<"2.0.0"),
      .package(url: "https://github.com/a/closed", "1.0.0"..."1.9.9"),
      .package(url: "https://github.com/a/branch", branch: "main"),
      .package(url: "https://github.com/a/revision", .revision("0123")),
      .package(id: "mona.LinkedList", from: "1.0.0"),
      .Package(url: "https://github.com/a/legacy.git", majorVersion: 1, minor: 2),
      // .package(url: "https://github.com/a/no", from: "1.0.0"),
      .package(url: "git@github.com:a/ssh", from: "1.0.0")`;
    expect(shown(text)).toEqual([
      'github.com/a/from >= 1.0.0',
      'github.com/a/major >= 2.0.0',
      'github.com/a/exact = 3.0.0',
      'github.com/a/old-exact = 3.1.0',
      'github.com/a/range 1.0.0 - 2.0.0',
      'github.com/a/closed 1.0.0 - 1.9.9',
      'github.com/a/branch main',
      'github.com/a/revision 0123',
      'mona.LinkedList >= 1.0.0',
      'github.com/a/legacy 1.2.0 - 1.2.9223372036854775807',
      'github.com/a/ssh >= 1.0.0',
    ]);
  });

  it('tells resolvers of half-open ranges, and of those up to the next minor version', () => {
    const { manages } = read(`
      .package(url: "https://github.com/a/minor", .upToNextMinor(from: "1.2.0")),
      .package(url: "https://github.com/a/range", "1.0.0"..<"2.0.0"),
      .package(url: "https://github.com/a/closed", "1.0.0"..."1.9.9"),
      .package(url: "https://github.com/a/major", .upToNextMajor(from: "2.0.0"))`);
    expect(manages).toEqual([
      { kind: 'artifact', name: 'github.com/a/minor', requirement: '.upToNextMinor(from: "1.2.0")' },
      { kind: 'artifact', name: 'github.com/a/range', requirement: '"1.0.0"..<"2.0.0"' },
    ]);
  });

  it('tells local packages and what is computed', () => {
    const parsed = read(
      '.package(name: "Core", path: "../core"),\n.package(url: base + "x", from: "1"),\n.package(url: "https://h/a/b", version)',
    );
    expect(parsed.project?.name).toBe('App');
    expect(parsed.dependencies).toMatchObject([
      { name: 'Core', requirement: '*', local: true, source: '../core', unresolved: false },
      { name: 'h/a/b', requirement: '*', unresolved: true },
    ]);
    expect(parsed.unresolved).toEqual([{ what: 'the address of a package is computed', line: 3 }]);
  });

  it('takes products of targets for no packages', () => {
    expect(
      shown('], targets: [.target(name: "x", dependencies: [.product(name: "A", package: "a")])'),
    ).toEqual([]);
  });
});

it('Package.resolved: versions, and commits where there is none', () => {
  const pins = [
    {
      identity: 'a',
      kind: 'remoteSourceControl',
      location: 'https://github.com/a/a.git',
      state: { revision: '01', version: '1.0.0' },
    },
    {
      identity: 'b',
      kind: 'remoteSourceControl',
      location: 'https://github.com/a/b',
      state: { branch: 'main', revision: '02' },
    },
    { identity: 'mona.c', kind: 'registry', location: '', state: { version: '3.0.0' } },
    {
      identity: 'd',
      kind: 'localSourceControl',
      location: '/d',
      state: { revision: '04', version: '4.0.0' },
    },
    null,
  ];
  const read = (value: unknown) =>
    packageResolved.parse(manifestInput('Package.resolved', Buffer.from(JSON.stringify(value)))).dependencies;
  expect(read({ pins, version: 2 })).toMatchObject([
    { name: 'github.com/a/a', requirement: '1.0.0', source: 'https://github.com/a/a.git' },
    { name: 'github.com/a/b', requirement: '*', source: 'https://github.com/a/b#02' },
    { name: 'mona.c', requirement: '3.0.0', source: null },
    { name: '/d', requirement: '4.0.0', local: true },
  ]);
  const first = {
    package: 'A',
    repositoryURL: 'https://github.com/a/a.git',
    state: { branch: null, version: '1.0.0' },
  };
  expect(read({ object: { pins: [first] }, version: 1 })).toMatchObject([
    { name: 'github.com/a/a', requirement: '1.0.0' },
  ]);
});
