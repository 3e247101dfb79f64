import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serversUnderTest } from '../../test/databases.ts';
import { dependency, openPackageStore, type PackageStore, version, write } from './fixtures/package-store.ts';
import { readUniverse, readWholeUniverse, registryMark } from './universe.ts';
import { writePackages } from './write-packages.ts';

describe.each(serversUnderTest())('the universe of a registry on $name', ({ url }) => {
  let store: PackageStore;
  beforeAll(async () => {
    store = await openPackageStore(url);
    await writePackages(store.db, store.registry, [
      write('app', {
        metadata: { 'dist-tags': { latest: '1.1.0' } },
        versions: [
          { ...version('1.0.0', null), publishedAt: null, metadata: { engines: { node: '>=4' } } },
          version('1.1.0', [
            dependency('lib', { requirement: '^2.0.0' }),
            dependency('either', {
              kind: 'optional',
              optional: true,
              requirement: null,
              qualifiers: { os: 'linux' },
            }),
            dependency('or', { kind: 'optional', alternative: true }),
          ]),
          { ...version('1.2.0'), status: 'yanked' },
        ],
        latestVersion: '1.1.0',
      }),
      write('lib', { versions: [version('2.0.0')] }),
    ]);
    await writePackages(store.db, store.registry, [
      write('gone', { versions: [version('0.1.0'), version('0.2.0')] }),
    ]);
    await writePackages(store.db, store.registry, [write('gone', { versions: [version('0.2.0')] })]);
    await store.db.query({
      text: `insert into package_aliases (registry_id, name, package_id)
        select registry_id, 'old-lib', id from packages where name = 'lib'`,
    });
  });
  afterAll(() => store.drop());

  it('has versions with what they depend on, without those that were removed', async () => {
    const read = await readUniverse(store.db, store.registry, ['gone', 'app', 'nobody', 'app']);
    expect(read.map(({ asked }) => asked).sort()).toEqual(['app', 'gone']);
    const app = read.find(({ name }) => name === 'app')!;
    expect(app).toMatchObject({
      status: null,
      latest: '1.1.0',
      metadata: { 'dist-tags': { latest: '1.1.0' } },
    });
    const [first, second, third] = [...app.versions].sort((a, b) => (a.number < b.number ? -1 : 1));
    expect(first).toMatchObject({
      publishedAt: null,
      dependencies: null,
      metadata: { engines: { node: '>=4' } },
    });
    expect(second).toMatchObject({
      number: '1.1.0',
      publishedAt: '2024-05-06T07:08:09.000Z',
      licenses: 'MIT',
      metadata: {},
    });
    const records = [...second!.dependencies!].sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(records).toEqual([
      { name: 'either', requirement: null, kind: 'optional', optional: true, qualifiers: { os: 'linux' } },
      { name: 'lib', requirement: '^2.0.0', kind: 'runtime', optional: false },
      { name: 'or', requirement: '^1.0.0', kind: 'optional', optional: false, alternative: true },
    ]);
    expect(third).toMatchObject({ status: 'yanked', dependencies: [] });
    expect(read.find(({ name }) => name === 'gone')!.versions.map(({ number }) => number)).toEqual(['0.2.0']);
  });

  it('finds a package by an earlier name, and says which name was asked', async () => {
    const [found] = await readUniverse(store.db, store.registry, ['old-lib']);
    expect(found).toMatchObject({ asked: 'old-lib', name: 'lib' });
  });

  it('is read whole in pieces', async () => {
    const names: string[] = [];
    for await (const piece of readWholeUniverse(store.db, store.registry, 2))
      names.push(...piece.map(({ name }) => name));
    expect(names.sort()).toEqual(['app', 'gone', 'lib']);
  });

  it('has a mark that changes with every package that is written, and with nothing else', async () => {
    const before = await registryMark(store.db, store.registry.id);
    expect(await registryMark(store.db, store.registry.id)).toBe(before);
    await writePackages(store.db, store.registry, [
      write('lib', { versions: [version('2.0.0'), version('2.1.0')] }),
    ]);
    expect(await registryMark(store.db, store.registry.id)).not.toBe(before);
  });
});
