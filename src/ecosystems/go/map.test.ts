/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { sink } from './fixtures/conformance.ts';
import { highestOf } from './latest.ts';
import { type ModuleDocuments, mapModule } from './map.ts';
import { repositoryOf } from './repository.ts';
import { parseInfo, parseList, parseSiteVersions, pseudoDate } from './schema.ts';

if (!hasSharedRecordings) console.warn('go: the shared recordings are absent, so they are not mapped');

const NAME = 'example.org/Kitchen/sink';
const recorded = (file: string) => readFileSync(shared(`go/${file}`));
const text = (value: string) => Buffer.from(value);
const edge = { kind: 'runtime', optional: false };
const noSite = { module: null, package: null, versions: [] };

describe('a module', () => {
  const name = 'github.com/aws/smithy-go';
  const proxy = (): ModuleDocuments => ({
    list: recorded('list'),
    latest: null,
    mods: new Map([['v1.9.0', recorded('v1.9.0.mod')]]),
    infos: new Map([['v1.9.0', recorded('v1.9.0.info')]]),
    site: noSite,
  });

  it.skipIf(!hasSharedRecordings)('of the proxy alone', () => {
    expect(mapModule(name, proxy())).toEqual({
      name,
      namespace: 'github.com/aws',
      description: null,
      homepage: null,
      repositoryUrl: 'https://github.com/aws/smithy-go',
      repositoryCandidates: [
        chosen('module path', 'https://github.com/aws/smithy-go', 'github.com/aws/smithy-go'),
      ],
      licenses: null,
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: {},
      latestVersion: 'v1.9.0',
      versions: [
        {
          number: 'v1.9.0',
          publishedAt: '2021-11-05T22:57:36.000Z',
          licenses: null,
          integrity: null,
          status: null,
          metadata: { go: '1.15' },
          dependencies: [{ ...edge, name: 'github.com/google/go-cmp', requirement: 'v0.5.4' }],
        },
      ],
      versionsComplete: false,
      maintainers: null,
    });
  });

  it.skipIf(!hasSharedRecordings)('of the proxy and the site, with many versions', () => {
    const site = {
      module: recorded('api_module_smithy-go.json'),
      package: recorded('api_package_smithy-go.json'),
      versions: [recorded('api_versions_smithy-go.json')],
    };
    const record = mapModule(name, { ...proxy(), site });
    expect(record).toMatchObject({
      description: 'Package smithy provides the core components for a Smithy SDK.',
      homepage: 'https://github.com/aws/smithy-go',
      licenses: 'Apache-2.0',
      status: null,
      latestVersion: 'v1.25.1',
    });
    expect(record?.versions).toHaveLength(57);
    expect(record?.versions.find(({ number }) => number === 'v0.5.0')).toEqual({
      number: 'v0.5.0',
      publishedAt: '2020-12-23T22:05:39.000Z',
      licenses: null,
      integrity: null,
      status: null,
      metadata: {},
      dependencies: null,
    });
  });

  it('that is deprecated, with retracted versions', () => {
    const record = mapModule(NAME, sink);
    expect(record).toMatchObject({
      namespace: 'example.org/Kitchen',
      description: 'Package sink is everything.',
      homepage: 'https://github.com/example/sink',
      repositoryUrl: 'https://github.com/example/sink',
      licenses: 'MIT,BSD-3-Clause',
      status: 'deprecated',
      metadata: { deprecation: 'use example.org/better instead.' },
      latestVersion: 'v1.2.0',
    });
    const version = { licenses: null, integrity: null };
    expect(record?.versions).toEqual([
      {
        ...version,
        number: 'v1.0.0',
        publishedAt: '2024-05-06T07:08:09.000Z',
        status: 'retracted',
        // By the site alone.
        metadata: { retraction: 'does not build' },
        dependencies: null,
      },
      {
        ...version,
        number: 'v1.1.0',
        publishedAt: null,
        status: 'retracted',
        metadata: { retraction: 'published by accident' },
        dependencies: null,
      },
      {
        ...version,
        number: 'v1.2.0',
        publishedAt: '2024-05-06T07:08:09.000Z',
        status: null,
        metadata: { go: '1.21', toolchain: 'go1.21.5' },
        dependencies: [
          { ...edge, name: 'github.com/google/go-cmp', requirement: 'v0.5.4' },
          { ...edge, name: 'golang.org/x/text', requirement: 'v0.3.0', qualifiers: { indirect: 'true' } },
          {
            ...edge,
            name: 'github.com/Azure/go-autorest',
            requirement: 'v14.2.0+incompatible',
            qualifiers: { indirect: 'true' },
          },
          { ...edge, name: 'gopkg.in/yaml.v3', requirement: 'v3.0.1' },
        ],
      },
      {
        ...version,
        number: 'v1.3.0-rc.1',
        publishedAt: null,
        status: 'retracted',
        metadata: { retraction: 'wrong branch' },
        dependencies: null,
      },
    ]);
  });

  const made = (list: string, mods: Record<string, string>, more: Partial<ModuleDocuments> = {}) =>
    mapModule(NAME, {
      list: text(list),
      latest: null,
      mods: new Map(Object.entries(mods).map(([version, mod]) => [version, text(mod)])),
      infos: new Map(),
      site: noSite,
      ...more,
    });

  it('whose newest version retracts itself has another', () => {
    const record = made('v1.0.0\nv1.0.1\n', {
      'v1.0.1': `module ${NAME}\nretract [v1.0.1, v1.0.1] // only holds the retraction\n`,
      'v1.0.0': `module ${NAME}\n`,
    });
    expect(record).toMatchObject({
      latestVersion: 'v1.0.0',
      versions: [
        { status: null },
        { status: 'retracted', metadata: { retraction: 'only holds the retraction' } },
      ],
    });
  });

  it('is not what a fork that was not renamed is', () => {
    const foreign = 'module github.com/original/sink\n';
    expect(made('v1.0.0\n', { 'v1.0.0': foreign })).toBeNull();
    // A module that was renamed later keeps the versions of its time.
    const renamed = made('v1.0.0\nv1.1.0\n', { 'v1.0.0': `module ${NAME}\n`, 'v1.1.0': foreign });
    expect(renamed).toMatchObject({
      latestVersion: 'v1.0.0',
      versions: [{ metadata: {} }, { metadata: { declared_path: 'github.com/original/sink' } }],
    });
  });

  it('without tags has the newest commit', () => {
    const version = 'v0.0.0-20161117033126-8ee79997227b';
    const latest = text(JSON.stringify({ Version: version, Time: 'yesterday' }));
    expect(made('', {}, { latest })).toMatchObject({
      latestVersion: version,
      versions: [{ number: version, publishedAt: '2016-11-17T03:31:26.000Z', dependencies: null }],
    });
  });

  it('that is malformed', () => {
    const code = expect.objectContaining({ code: 'malformed' });
    expect(() => parseList(text('<html>\n'), NAME)).toThrow(code);
    expect(() => parseList(text('v1.0.0\n'.repeat(20_001)), NAME)).toThrow(code);
    for (const body of ['', '[]', '{}', '{"Version":"latest"}'])
      expect(() => parseInfo(text(body), NAME)).toThrow(code);
    for (const body of ['', '[]', '{}', '{"items":{}}'])
      expect(() => parseSiteVersions(text(body), NAME)).toThrow(code);
  });
});

describe('the latest version', () => {
  const written = { isWritten: true };
  const madeUp = { isWritten: false };

  // https://go.dev/ref/mod#version-queries
  it.each([
    [['v1.0.0', 'v1.1.0-rc.1', 'v0.9.0'], {}, 'v1.0.0'],
    [['v1.1.0-rc.1', 'v1.1.0-beta.1', 'v0.0.0-20161117033126-8ee79997227b'], {}, 'v1.1.0-rc.1'],
    [['v1.5.0', 'v2.0.0+incompatible'], { 'v1.5.0': written }, 'v1.5.0'],
    [['v1.5.0', 'v2.0.0+incompatible'], { 'v1.5.0': madeUp }, 'v2.0.0+incompatible'],
    [['v2.0.0+incompatible', 'v3.0.0-rc.1+incompatible'], {}, 'v2.0.0+incompatible'],
    [[], {}, null],
  ])('of %j with %j is %s', (numbers, mods, latest) => {
    expect(highestOf(numbers, new Map(Object.entries(mods)))).toBe(latest);
  });
});

describe('a path', () => {
  it.each([
    ['github.com/aws/smithy-go', 'https://github.com/aws/smithy-go'],
    ['github.com/go-chi/chi/v5', 'https://github.com/go-chi/chi'],
    ['github.com/aws/aws-sdk-go-v2/service/s3', 'https://github.com/aws/aws-sdk-go-v2'],
    ['gopkg.in/yaml.v3', 'https://github.com/go-yaml/yaml'],
    ['gopkg.in/src-d/go-git.v4', 'https://github.com/src-d/go-git'],
    ['gitlab.com/owner/project', 'https://gitlab.com/owner/project'],
    ['gitlab.com/owner/project/v2', 'https://gitlab.com/owner/project'],
    // The repository may be owner/group/project, or a folder of owner/group.
    ['gitlab.com/owner/group/project', null],
    ['golang.org/x/text', null],
    ['go.starlark.net', null],
    ['github.com/aws', null],
  ])('%s is the repository %s', (path, repository) => {
    expect(repositoryOf(path)).toBe(repository);
  });
});

describe('a pseudo-version', () => {
  // https://go.dev/ref/mod#pseudo-versions
  it.each([
    ['v0.0.0-20191109021931-daa7c04131f5', '2019-11-09T02:19:31.000Z'],
    ['v1.2.4-0.20191109021931-daa7c04131f5', '2019-11-09T02:19:31.000Z'],
    ['v2.0.1-pre.0.20191109021931-daa7c04131f5+incompatible', '2019-11-09T02:19:31.000Z'],
    ['v0.0.0-20199909021931-daa7c04131f5', null],
    ['v1.0.0-rc.1', null],
    ['v1.0.0', null],
  ])('%s has the date %s', (version, date) => {
    expect(pseudoDate(version)).toBe(date);
  });
});
