import { describe, expect, it } from 'vitest';
import { manifestInput, type ParsedManifest } from '../../manifest.ts';
import { npmLs } from './npm-ls.ts';
import { packageLock } from './package-lock.ts';

const input = (value: unknown) => manifestInput('x', Buffer.from(JSON.stringify(value)));
const edgesOf = ({ graph }: ParsedManifest) => {
  const found = graph?.();
  return found?.edges.map(pair => pair.map(at => found.nodes[at]?.id).join(' -> '));
};
const rootsOf = ({ graph }: ParsedManifest) => {
  const found = graph?.();
  return found?.roots?.map(at => found.nodes[at]?.id);
};

describe('package-lock.json of version 3', () => {
  const lock = packageLock.parse(
    input({
      name: 'app',
      lockfileVersion: 3,
      packages: {
        '': {
          name: 'app',
          version: '2.0.0',
          license: 'MIT',
          workspaces: ['packages/*'],
          dependencies: { a: '^1', alias: 'npm:real@1' },
          devDependencies: { d: '1' },
        },
        'node_modules/a': {
          version: '1.0.0',
          resolved: 'https://npmjs.org/a/-/a-1.0.0.tgz',
          integrity: 'sha512-a',
          dependencies: { b: '1' },
          optionalDependencies: { o: '1' },
        },
        'node_modules/a/node_modules/b': {
          version: '1.0.0',
          resolved: 'https://reg.example/b/-/b-1.0.0.tgz',
        },
        'node_modules/alias': { name: 'real', version: '1.2.0', dependencies: { b: '2' } },
        'node_modules/b': { version: '2.0.0', resolved: 'git+ssh://git@host.example/b.git#c0ffee' },
        'node_modules/d': { version: '1.0.0', dev: true },
        'node_modules/o': { version: '1.0.0', optional: true, os: ['darwin', 'linux'], cpu: ['x64'] },
        'node_modules/w': { resolved: 'packages/w', link: true },
        'packages/w': { name: 'w', version: '0.1.0', dependencies: { b: '3', a: '1' } },
        'packages/w/node_modules/b': { version: '3.0.0', devOptional: true },
      },
    }),
  );

  it('lists what lies in node_modules', () => {
    expect(lock.dependencies.map(({ name, requirement, type }) => `${name} ${requirement} ${type}`)).toEqual([
      'a 1.0.0 runtime',
      'b 1.0.0 runtime',
      'real 1.2.0 runtime',
      'b 2.0.0 runtime',
      'd 1.0.0 development',
      'o 1.0.0 runtime',
      'w * runtime',
      'b 3.0.0 development',
    ]);
    expect(lock.dependencies).toMatchObject([
      { direct: true, source: null, integrity: 'sha512-a', local: false },
      { direct: false, source: 'https://reg.example/b/-/b-1.0.0.tgz' },
      { direct: true, alias: 'alias' },
      { direct: false, source: 'git+ssh://git@host.example/b.git#c0ffee' },
      { direct: true },
      { direct: false, optional: true, condition: '(os=darwin | os=linux) & cpu=x64' },
      { local: true, source: 'packages/w' },
      { direct: true },
    ]);
    expect(lock.project).toEqual({ name: 'app', version: '2.0.0', license: 'MIT' });
  });

  it('tells who requires whom', () => {
    expect(edgesOf(lock)).toEqual([
      'node_modules/a -> node_modules/a/node_modules/b',
      'node_modules/a -> node_modules/o',
      'node_modules/alias -> node_modules/b',
      'packages/w -> packages/w/node_modules/b',
      'packages/w -> node_modules/a',
    ]);
    expect(rootsOf(lock)).toEqual(['node_modules/a', 'node_modules/alias', 'node_modules/d', 'packages/w']);
  });

  it('knows archives beside the project', () => {
    const { dependencies } = packageLock.parse(
      input({
        lockfileVersion: 3,
        packages: { 'node_modules/t': { version: '1.0.0', resolved: 'file:t.tgz' } },
      }),
    );
    expect(dependencies).toMatchObject([{ name: 't', local: true, source: 'file:t.tgz' }]);
  });

  it('may lack the project: what npm installed', () => {
    const hidden = packageLock.parse(
      input({ lockfileVersion: 3, packages: { 'node_modules/a': { version: '1' } } }),
    );
    expect(hidden.dependencies[0]?.direct).toBeNull();
    expect(hidden.graph?.().roots).toBeNull();
  });
});

describe('package-lock.json of version 1', () => {
  const lock = packageLock.parse(
    input({
      name: 'app',
      version: '1.0.0',
      lockfileVersion: 1,
      dependencies: {
        a: {
          version: '1.0.0',
          integrity: 'sha1-a',
          requires: { b: '1', c: '*', missing: '1' },
          dependencies: { b: { version: '1.0.0', dev: true, requires: { c: '1' } } },
        },
        b: { version: '2.0.0', optional: true },
        c: {
          version: 'git+ssh://git@host.example/c.git#c0ffee',
          from: 'git+ssh://git@host.example/c.git#semver:v1.2',
        },
        d: { version: 'git+ssh://git@host.example/d.git#c0ffee', from: 'git+ssh://git@host.example/d.git' },
        e: { version: 'file:../e' },
        f: { version: 'npm:real@1.0.0' },
        g: {},
        h: 'odd',
      },
    }),
  );

  it('lists each package before those in it', () => {
    expect(lock.dependencies.map(({ name, requirement, type }) => `${name} ${requirement} ${type}`)).toEqual([
      'a 1.0.0 runtime',
      'b 1.0.0 development',
      'b 2.0.0 runtime',
      'c 1.2 runtime',
      'd c0ffee runtime',
      'e file:../e runtime',
      'real 1.0.0 runtime',
      'g * runtime',
    ]);
    expect(lock.dependencies).toMatchObject([
      { integrity: 'sha1-a', optional: false, direct: null },
      {},
      { optional: true },
      { source: 'git+ssh://git@host.example/c.git#c0ffee' },
      {},
      { local: true },
      { alias: 'f', source: null },
      {},
    ]);
  });

  it('tells who requires whom, nearest first', () => {
    expect(edgesOf(lock)).toEqual(['a -> a/b', 'a -> c', 'a/b -> c']);
  });
});

it('reads what npm ls printed', () => {
  const listing = npmLs.parse(
    input({
      name: 'app',
      dependencies: { a: { version: '1.0.0', dependencies: { b: { version: '2.0.0' } } }, c: {} },
    }),
  );
  expect(listing.dependencies.map(({ name, requirement, direct }) => [name, requirement, direct])).toEqual([
    ['a', '1.0.0', true],
    ['b', '2.0.0', false],
    ['c', '*', true],
  ]);
  expect(edgesOf(listing)).toEqual(['a -> a/b']);
  expect(rootsOf(listing)).toEqual(['a', 'c']);
});

it('passes over what has the wrong type', () => {
  for (const value of [
    {},
    { lockfileVersion: 2, packages: { a: 1, node_modules: {}, 'node_modules/': {}, 'xnode_modules/a': {} } },
    { lockfileVersion: 3, packages: { 'node_modules/a': null } },
    { dependencies: { a: null, b: [], '': {} } },
  ])
    expect(packageLock.parse(input(value)).dependencies).toEqual([]);
  expect(() => packageLock.parse(input([]))).toThrow('no JSON object');
});
