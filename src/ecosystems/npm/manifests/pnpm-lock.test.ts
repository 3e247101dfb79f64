import { describe, expect, it } from 'vitest';
import { manifestInput, type ParsedManifest } from '../../manifest.ts';
import { pnpmKey } from './pnpm-keys.ts';
import { pnpmLock } from './pnpm-lock.ts';
import { pnpmWorkspace } from './pnpm-workspace.ts';

const read = (text: string) => pnpmLock.parse(manifestInput('pnpm-lock.yaml', Buffer.from(text)));
const brief = ({ dependencies }: ParsedManifest) =>
  dependencies.map(({ name, requirement, type, direct }) => `${name} ${requirement} ${type} ${direct}`);
const graphOf = ({ graph }: ParsedManifest) => {
  const found = graph?.();
  return {
    edges: found?.edges.map(pair => pair.map(at => found.nodes[at]?.id).join(' -> ')),
    roots: found?.roots?.map(at => found.nodes[at]?.id),
  };
};

it('reads keys of all versions', () => {
  const key = (...given: Parameters<typeof pnpmKey>) => {
    const { name, reference } = pnpmKey(...given);
    return `${name} ${reference}`;
  };
  expect(key('/a/1.0.0', 5, null)).toBe('a 1.0.0');
  expect(key('/@scope/a/1.0.0_react@18.0.0+b@1', 5, null)).toBe('@scope/a 1.0.0');
  expect(key('/a/1.0.0/react@16.0.0', 5, null)).toBe('a 1.0.0');
  expect(key('github.com/owner/repo/c0ffee', 5, null)).toBe('github.com/owner/repo c0ffee');
  expect(key('github.com/owner/repo/c0ffee', 6, 'real')).toBe('real c0ffee');
  expect(key('/@scope/a@1.0.0(react@18.0.0(b@1))', 6, null)).toBe('@scope/a 1.0.0');
  expect(key('file:../l(react@18.0.0)', 6, 'l')).toBe('l file:../l');
  expect(key('@scope/a@1.0.0(react@18.0.0)', 9, null)).toBe('@scope/a 1.0.0');
  expect(key('a@https://host.example/a.tgz', 9, null)).toBe('a https://host.example/a.tgz');
  expect(key('odd', 9, null)).toBe('odd odd');
});

describe('pnpm-lock.yaml of version 5', () => {
  const lock = read(`lockfileVersion: 5.4
specifiers:
  a: ^1.0.0
dependencies:
  a: 1.0.0
  alias: /b/2.0.0
devDependencies:
  d: 1.0.0_a@1.0.0
packages:
  /a/1.0.0:
    resolution: {integrity: sha512-a==}
    dependencies:
      b: 2.0.0
      alias: /d/1.0.0_a@1.0.0
    dev: false
  /b/2.0.0:
    resolution: {integrity: sha512-b==, tarball: https://reg.example/b.tgz}
    optional: true
  /d/1.0.0_a@1.0.0:
    resolution:
      integrity: sha512-d==
    os: [darwin, '!win32']
    dev: true
  github.com/owner/repo/c0ffee:
    resolution: {commit: c0ffee, repo: https://user:token@host.example/r.git, type: git}
    name: r
    version: 1.0.0
`);

  it('lists packages', () => {
    expect(brief(lock)).toEqual([
      'a 1.0.0 runtime true',
      'b 2.0.0 runtime true',
      'd 1.0.0 development true',
      'r c0ffee runtime false',
    ]);
    expect(lock.dependencies).toMatchObject([
      { integrity: 'sha512-a==', alias: null, source: null, optional: false },
      { integrity: 'sha512-b==', alias: 'alias', source: 'https://reg.example/b.tgz', optional: true },
      { integrity: 'sha512-d==', condition: '(os=darwin | os=!win32)' },
      { source: 'https://host.example/r.git#c0ffee' },
    ]);
  });

  it('tells who requires whom', () => {
    expect(graphOf(lock)).toEqual({
      edges: ['/a/1.0.0 -> /b/2.0.0', '/a/1.0.0 -> /d/1.0.0_a@1.0.0'],
      roots: ['/a/1.0.0', '/b/2.0.0', '/d/1.0.0_a@1.0.0'],
    });
  });
});

it('is read in version 6, of a workspace', () => {
  const lock = read(`lockfileVersion: '6.0'
importers:
  .:
    dependencies:
      a:
        specifier: ^1.0.0
        version: 1.0.0(b@2.0.0)
  packages/w:
    devDependencies:
      alias:
        specifier: npm:b@2
        version: /b@2.0.0
      l:
        specifier: workspace:*
        version: link:../l
packages:
  /a@1.0.0(b@2.0.0):
    resolution: {integrity: sha512-a==}
    dependencies:
      b: 2.0.0
  /b@2.0.0:
    resolution: {integrity: sha512-b==}
    dev: true
  file:../f:
    resolution: {directory: ../f, type: directory}
    name: f
`);
  expect(brief(lock)).toEqual([
    'a 1.0.0 runtime true',
    'b 2.0.0 development true',
    'f file:../f runtime false',
  ]);
  expect(lock.dependencies).toMatchObject([{}, { alias: 'alias' }, { local: true, source: '../f' }]);
  expect(graphOf(lock)).toEqual({
    edges: ['/a@1.0.0(b@2.0.0) -> /b@2.0.0'],
    roots: ['/a@1.0.0(b@2.0.0)', '/b@2.0.0'],
  });
});

describe('pnpm-lock.yaml of version 9', () => {
  const lock = read(`lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      alias:
        specifier: npm:a@^1
        version: a@1.0.0
    devDependencies:
      d:
        specifier: ^1
        version: 1.0.0
packages:
  a@1.0.0:
    resolution: {integrity: sha512-a==}
    engines: {node: '>=6'}
  b@2.0.0:
    resolution: {integrity: sha512-b==}
    cpu: [x64]
    peerDependencies:
      a: '*'
  d@1.0.0:
    resolution: {integrity: sha512-d==}
snapshots:
  a@1.0.0: {}
  b@2.0.0(a@1.0.0):
    dependencies:
      a: 1.0.0
    optional: true
  d@1.0.0:
    dependencies:
      b: 2.0.0(a@1.0.0)
`);

  it('lists what is installed', () => {
    expect(brief(lock)).toEqual([
      'a 1.0.0 runtime true',
      'b 2.0.0 runtime false',
      'd 1.0.0 development true',
    ]);
    expect(lock.dependencies).toMatchObject([
      { alias: 'alias', integrity: 'sha512-a==' },
      { integrity: 'sha512-b==', optional: true, condition: 'cpu=x64' },
      { integrity: 'sha512-d==' },
    ]);
  });

  it('tells who requires whom', () => {
    expect(graphOf(lock)).toEqual({
      edges: ['b@2.0.0(a@1.0.0) -> a@1.0.0', 'd@1.0.0 -> b@2.0.0(a@1.0.0)'],
      roots: ['a@1.0.0', 'd@1.0.0'],
    });
  });
});

it('needs a version, and may hold nothing', () => {
  expect(() => read('a: 1')).toThrow('does not say its lockfileVersion');
  expect(() => read('lockfileVersion: x')).toThrow('no number');
  expect(() => read('lockfileVersion: 9\n<<<<<<< HEAD\n')).toThrow('merge conflict');
  expect(read("lockfileVersion: '9.0'\nimporters: {}\n").dependencies).toEqual([]);
});

it('reads catalogs of pnpm-workspace.yaml', () => {
  const { dependencies, includes } = pnpmWorkspace.parse(
    manifestInput(
      'x',
      Buffer.from('packages: [a, "b/*"]\ncatalog: {react: 1.10, odd: [1]}\ncatalogs:\n  old: {react: ^17}\n'),
    ),
  );
  expect(dependencies.map(({ name, requirement, type }) => `${name} ${requirement} ${type}`)).toEqual([
    'react 1.10 runtime',
    'react ^17 runtime',
  ]);
  expect(includes).toEqual(['a', 'b/*']);
});
