import { describe, expect, it } from 'vitest';
import { parse, relate } from '../manifests/index.ts';
import { inventoryOf } from './index.ts';

async function inventory(files: Record<string, object>) {
  const manifests = [];
  for (const [path, document] of Object.entries(files))
    manifests.push(...(await parse(path, Buffer.from(JSON.stringify(document)), { graph: true })));
  relate(manifests);
  return inventoryOf(manifests);
}

const lock = {
  name: 'app',
  version: '1.0.0',
  lockfileVersion: 3,
  packages: {
    '': {
      name: 'app',
      version: '1.0.0',
      dependencies: { '@scope/a': '^1.0.0' },
      devDependencies: { c: '2' },
    },
    'node_modules/@scope/a': { version: '1.2.0', integrity: 'sha512-AA==', dependencies: { b: '*' } },
    'node_modules/b': { version: '3.0.0' },
    'node_modules/c': { version: '2.0.0', dev: true },
  },
};
const manifest = {
  name: 'app',
  version: '1.0.0',
  license: 'MIT',
  dependencies: { '@scope/a': '^1.0.0' },
  devDependencies: { c: '2' },
};

describe('an inventory', () => {
  it('takes versions from the lockfile and requirements from the manifest beside it', async () => {
    const { items, project } = await inventory({ 'package.json': manifest, 'package-lock.json': lock });
    expect(items.map(({ purl, requirement, type, direct }) => [purl, requirement, type, direct])).toEqual([
      ['pkg:npm/%40scope/a@1.2.0', '^1.0.0', 'runtime', true],
      ['pkg:npm/b@3.0.0', null, 'runtime', false],
      ['pkg:npm/c@2.0.0', '2', 'development', true],
    ]);
    expect(items[0]).toMatchObject({ packagePurl: 'pkg:npm/%40scope/a', integrity: 'sha512-AA==' });
    expect(project).toEqual({ name: 'app', version: '1.0.0', license: 'MIT', ecosystem: 'npm' });
  });

  it('has the edges of the lockfile', async () => {
    const { edges, stated } = await inventory({ 'package.json': manifest, 'package-lock.json': lock });
    expect(new Set(edges.map(([from, to]) => `${from} > ${to}`))).toEqual(
      new Set([
        'null > pkg:npm/%40scope/a@1.2.0',
        'null > pkg:npm/c@2.0.0',
        'pkg:npm/%40scope/a@1.2.0 > pkg:npm/b@3.0.0',
      ]),
    );
    expect(stated).toContain('pkg:npm/b@3.0.0');
  });

  it('without a lockfile has requirements and no versions', async () => {
    const { items } = await inventory({ 'package.json': manifest });
    expect(items.map(({ purl, version, requirement }) => [purl, version, requirement])).toEqual([
      ['pkg:npm/%40scope/a', null, '^1.0.0'],
      ['pkg:npm/c', null, '2'],
    ]);
  });

  it('counts what several manifests name once, and keeps what a lockfile lacks', async () => {
    const { items } = await inventory({
      'a/bower.json': { dependencies: { x: '1', y: '1' } },
      'b/bower.json': { dependencies: { x: '2' } },
      'package.json': { dependencies: { late: '1' } },
      'package-lock.json': { lockfileVersion: 3, packages: {} },
    });
    expect(items.map(({ name, manifests }) => [name, manifests])).toEqual([
      ['x', ['a/bower.json', 'b/bower.json']],
      ['y', ['a/bower.json']],
      ['late', ['package.json']],
    ]);
  });

  it('tells of what could not be read', async () => {
    const broken = await parse('bower.json', Buffer.from('{'));
    expect(inventoryOf(broken).failed).toMatchObject([{ path: 'bower.json' }]);
  });
});
