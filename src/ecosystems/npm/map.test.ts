import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../core/errors.ts';
import type { PackageRecord } from '../../core/records.ts';
import { candidate, chosen } from '../conformance/candidates.ts';
import { mapPackument } from './map.ts';
import { parsePackument } from './schema.ts';

const bytesOf = (file: string) => readFileSync(new URL(file, import.meta.url));

function found(bytes: Uint8Array, name: string): PackageRecord {
  const mapped = mapPackument(parsePackument(bytes, name), name);
  if (mapped.kind !== 'found') throw new Error(`${name} is ${mapped.kind}`);
  return mapped.record;
}

const made = (members: object, name = 'made'): PackageRecord =>
  found(Buffer.from(JSON.stringify({ name, ...members })), name);
const versioned = (members: object, packument: object = {}) =>
  made({ versions: { '1.0.0': members }, ...packument });

describe('mapPackument', () => {
  it('maps every member', () => {
    const record = found(bytesOf('fixtures/kitchen-sink.json'), '@example/kitchen-sink');
    const { versions, ...rest } = record;
    expect(rest).toEqual({
      name: '@example/kitchen-sink',
      namespace: 'example',
      description: 'Everything and the kitchen sink',
      homepage: 'https://sink.example.org/',
      repositoryUrl: 'https://github.com/example/sinks',
      repositoryCandidates: [
        chosen('repository', 'https://github.com/example/sinks', 'git+https://github.com/example/sinks.git'),
      ],
      licenses: '(MIT OR Apache-2.0)',
      keywords: ['kitchen', 'sink', 'tap'],
      status: null,
      downloads: null,
      fundingLinks: ['https://opencollective.com/example', 'https://github.com/sponsors/example'],
      metadata: {
        'dist-tags': { latest: '2.1.0', next: '3.0.0-rc.1', old: '1.0.0' },
        funding: [
          { type: 'opencollective', url: 'https://opencollective.com/example' },
          'https://github.com/sponsors/example',
        ],
      },
      latestVersion: '2.1.0',
      versionsComplete: true,
      maintainers: [
        {
          uuid: 'example-bot',
          login: 'example-bot',
          name: null,
          email: 'bot@example.org',
          url: null,
          role: null,
        },
        { uuid: 'second', login: 'second', name: null, email: null, url: null, role: null },
      ],
    });
    expect(versions.map(version => version.number)).toEqual(['1.0.0', '2.1.0', '3.0.0-rc.1', '1.5.0']);
    expect(versions[0]).toEqual({
      number: '1.0.0',
      publishedAt: '2020-01-01T00:00:01.000Z',
      licenses: 'MIT',
      integrity: 'sha1-49ab892009c53933625bd16b2533fc754cab2891',
      status: null,
      metadata: { deprecated: 'please upgrade to 2.x' },
      dependencies: [{ name: 'left-pad', requirement: '~1.0.0', kind: 'runtime', optional: false }],
    });
    const { dependencies, ...latest } = versions[1] as (typeof versions)[number];
    expect(latest).toEqual({
      number: '2.1.0',
      publishedAt: '2024-04-26T16:09:06.245Z',
      licenses: '(MIT OR Apache-2.0)',
      integrity:
        'sha512-XI5MPzVNApjAyhQzphX8BkmKsKUxD4LdyK24iZeQGinBN9yTQT3bFlCBy/aVx2HrNcqQGsdot8ghrjyrvMCoEA==',
      status: null,
      metadata: {
        _npmUser: { name: 'example-bot' },
        dist: {
          fileCount: 12,
          unpackedSize: 34567,
          signatures: [{ keyid: 'SHA256:example', sig: 'MEUCIQDexample==' }],
          attestations: { provenance: { predicateType: 'https://slsa.dev/provenance/v1' } },
        },
        gitHead: 'a87edf62d7d69705ddbcec9a24f0780b3db7535f',
        engines: { node: '>=18' },
        os: ['linux', '!win32'],
        cpu: ['x64'],
        type: 'module',
        bin: ['sink', 'tap'],
        hasInstallScript: true,
        scripts: { postinstall: 'node build.js' },
        exports: { '.': './index.js' },
      },
    });
    expect(dependencies).toHaveLength(12);
    // 12:00 at +02:00.
    expect(versions[2]).toMatchObject({ publishedAt: '2024-05-01T10:00:00.000Z', dependencies: [] });
    expect(versions[2]?.integrity).toMatch(/^sha512-/);
    expect(versions[3]).toEqual({
      number: '1.5.0',
      publishedAt: '2021-02-03T04:05:06.789Z',
      licenses: null,
      integrity: null,
      status: 'removed',
      metadata: {},
      dependencies: null,
    });
  });

  it('maps shapes of the first years', () => {
    const record = found(bytesOf('fixtures/old-shapes.json'), 'OldShapes');
    expect(record).toMatchObject({
      licenses: 'MIT,GPL-2.0',
      keywords: ['one', 'two', 'three'],
      repositoryUrl: 'https://github.com/example/old-shapes',
      latestVersion: '0.2.0',
      maintainers: [
        { uuid: 'someone', login: 'someone', email: 'someone@example.org' },
        { uuid: 'nameless@example.org', login: null, email: 'nameless@example.org' },
      ],
    });
    expect(record.versions).toMatchObject([
      { number: '0.1', publishedAt: null, dependencies: [], metadata: { engines: ['node >= 0.3.6'] } },
      {
        number: '0.2.0',
        metadata: { bin: ['OldShapes'] },
        dependencies: [
          { name: 'JSONStream', requirement: '0.x' },
          { name: 'broken', requirement: null },
        ],
      },
      { number: '0.3.0', publishedAt: null, dependencies: null },
    ]);
  });

  it('tells a package that is gone from one that never was', () => {
    const name = 'taken-back';
    const unpublished = parsePackument(bytesOf('fixtures/unpublished.json'), name);
    expect(mapPackument(unpublished, name)).toEqual({ kind: 'gone', status: 'unpublished' });
    const emptied = parsePackument(Buffer.from('{"_id":"x","name":"x","versions":{},"time":{}}'), 'x');
    expect(mapPackument(emptied, 'x')).toEqual({ kind: 'gone', status: 'unpublished' });
    for (const body of [
      '{}',
      '{"error":"not_found","reason":"document not found"}',
      '{"versions":{"1.0.0":{}}}',
    ])
      expect(() => parsePackument(Buffer.from(body), 'x')).toThrow(UpstreamError);
  });

  it("refuses another package's packument", () => {
    expect(() => parsePackument(Buffer.from('{"name":"y","versions":{"1.0.0":{}}}'), 'x')).toThrow(
      /another package, y/,
    );
    expect(() => parsePackument(Buffer.from('{"name":"React","versions":{"1.0.0":{}}}'), 'react')).toThrow(
      UpstreamError,
    );
  });

  describe('status', () => {
    it('is deprecated when all stable versions are', () => {
      const status = (versions: object) => made({ versions }).status;
      expect(status({ '1.0.0': { deprecated: 'no' }, '2.0.0': { deprecated: 'no' } })).toBe('deprecated');
      expect(status({ '1.0.0': { deprecated: 'no' }, '2.0.0-rc.1': {} })).toBe('deprecated');
      expect(status({ '1.0.0-rc.1': { deprecated: 'no' } })).toBe('deprecated');
      expect(status({ '1.0.0': { deprecated: 'no' }, '2.0.0': {} })).toBeNull();
      expect(status({ '1.0.0': { deprecated: '' } })).toBeNull();
      expect(status({ '1.0.0': { deprecated: false } })).toBeNull();
      expect(status({ '1.0.0-rc.1': {} })).toBeNull();
    });

    it('is removed for a security holding package, by the exact description', () => {
      expect(found(bytesOf('fixtures/holding.json'), 'taken-over')).toMatchObject({
        status: 'removed',
        repositoryUrl: null,
        homepage: null,
      });
      expect(versioned({ description: 'A security holding package' }).status).toBeNull();
    });
  });

  describe('latest version', () => {
    const latest = (versions: object, tag?: string) =>
      made({ versions, 'dist-tags': tag ? { latest: tag } : {} }).latestVersion;
    it('is what the tag names', () => {
      expect(latest({ '1.0.0': {}, '2.0.0': {} }, '1.0.0')).toBe('1.0.0');
    });
    it('is not deprecated, not a pre-release and not gone while a stable version stands', () => {
      expect(latest({ '1.0.0': {}, '1.1.0': {}, '2.0.0': { deprecated: 'no' } }, '2.0.0')).toBe('1.1.0');
      expect(latest({ '1.0.0': {}, '2.0.0-rc.1': {} }, '2.0.0-rc.1')).toBe('1.0.0');
      expect(latest({ '1.0.0': {}, '1.10.0': {}, '1.9.0': {} }, '3.0.0')).toBe('1.10.0');
      expect(latest({ '1.0.0': {}, '1.10.0': {}, '1.9.0': {} })).toBe('1.10.0');
    });
    it('is the tag, else the highest, where none stands', () => {
      expect(latest({ '1.0.0': { deprecated: 'no' }, '2.0.0': { deprecated: 'no' } }, '1.0.0')).toBe('1.0.0');
      expect(latest({ '1.0.0': { deprecated: 'no' }, '2.0.0': { deprecated: 'no' } })).toBe('2.0.0');
      expect(latest({ '1.0.0-a': {}, '1.0.0-b': {} }, '1.0.0-a')).toBe('1.0.0-a');
      expect(latest({ '1.0.0-a': {}, '1.0.0-b': {} })).toBe('1.0.0-b');
    });
  });

  it('reads licences in all their shapes', () => {
    const licences = (members: object) => versioned(members).licenses;
    expect(licences({ license: ' MIT ' })).toBe('MIT');
    expect(licences({ license: { type: 'BSD', url: 'https://example.org' } })).toBe('BSD');
    expect(licences({ license: ['MIT', { type: 'ISC' }, 'MIT', 7, null] })).toBe('MIT,ISC');
    expect(licences({ licenses: [{ type: 'MIT' }, { name: 'ISC' }] })).toBe('MIT,ISC');
    expect(licences({ licenses: 'MIT' })).toBe('MIT');
    for (const license of [true, '', {}, [], { url: 'https://example.org' }, 42])
      expect(licences({ license })).toBeNull();
  });

  it('finds the repository, or keeps what is declared', () => {
    const repository = (members: object, packument?: object) => versioned(members, packument).repositoryUrl;
    expect(repository({ repository: { url: 'git://github.com/a/b.git' } })).toBe('https://github.com/a/b');
    expect(repository({}, { repository: 'a/b' })).toBe('https://github.com/a/b');
    expect(repository({ homepage: 'https://github.com/a/b#readme' })).toBe('https://github.com/a/b');
    expect(repository({ repository: 'https://git.example.org/x', homepage: 'https://example.org' })).toBe(
      'https://git.example.org/x',
    );
    expect(repository({ homepage: 'https://example.org' })).toBeNull();
    expect(repository({ repository: [{ url: 'a/b' }] })).toBe('https://github.com/a/b');
    expect(
      repository({
        repository: 'https://github.com/npm/deprecate-holder.git',
        homepage: 'https://github.com/npm/deprecate-holder',
      }),
    ).toBeNull();
  });

  it('says where the repository is named', () => {
    const candidates = (members: object, packument?: object) =>
      versioned(members, packument).repositoryCandidates;
    const git = 'git+ssh://git@github.com/a/b.git';
    expect(candidates({ repository: { url: git }, homepage: 'https://gitlab.com/c/d#readme' })).toEqual([
      chosen('repository', 'https://github.com/a/b', git),
      candidate('homepage', 'https://gitlab.com/c/d', 'https://gitlab.com/c/d#readme'),
    ]);
    expect(candidates({ repository: 'a/b' }, { repository: 'a/old' })).toEqual([
      chosen('repository', 'https://github.com/a/b', 'a/b'),
      candidate('packument.repository', 'https://github.com/a/old', 'a/old'),
    ]);
    expect(candidates({ repository: 'a/b' }, { repository: 'a/b' })).toHaveLength(1);
    expect(candidates({ repository: 'https://github.com/npm/security-holder' })).toEqual([]);
  });

  it('takes only web pages for homepage and funding', () => {
    const record = versioned({
      homepage: 'javascript:alert(1)',
      funding: ['javascript:alert(1)', { url: 'https://example.org/fund' }, 'https://example.org/fund', 'x'],
    });
    expect(record.homepage).toBeNull();
    expect(record.fundingLinks).toEqual(['https://example.org/fund']);
  });

  it('removes what PostgreSQL cannot hold and cuts what is too long', () => {
    const record = versioned({
      description: `a\0b\ud800c${'😀'.repeat(10_000)}`,
      keywords: ['k\0', 'x'.repeat(201), ...Array.from({ length: 200 }, (_, i) => `k${i}`)],
    });
    expect(record.description?.slice(0, 5)).toBe('abc😀');
    expect(record.description?.length).toBeLessThanOrEqual(16_384);
    expect(/\p{Surrogate}/u.test(record.description as string)).toBe(false);
    expect(record.keywords).toHaveLength(100);
    expect(record.keywords[0]).toBe('k');
    expect(record.keywords).not.toContain('x'.repeat(201));
  });

  it('leaves prototypes alone', () => {
    const record = found(
      Buffer.from(
        '{"name":"x","dist-tags":{"__proto__":"1.0.0"},"time":{"constructor":"2020"},"versions":{"__proto__":{},"constructor":{},"1.0.0":{"engines":{"__proto__":{"polluted":"yes"},"node":"1"},"dependencies":{"__proto__":"1","constructor":"1"}}}}',
      ),
      'x',
    );
    expect(record.versions.map(version => version.number)).toEqual(['constructor', '1.0.0']);
    expect(record.versions[0]?.publishedAt).toBe('2020-01-01T00:00:00.000Z');
    expect(record.versions[1]?.metadata).toEqual({ engines: { node: '1' } });
    expect(record.versions[1]?.dependencies?.map(({ name }) => name)).toEqual(['constructor']);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('marks packuments whose dates may be those of a mirror', () => {
    expect(
      made({ versions: { '1.0.0': {} }, time: { '1.0.0': '2024-01-01T00:00:00Z' } }).metadata.mirrored_dates,
    ).toBe(true);
    expect(
      made({ versions: { '1.0.0': {} }, time: { modified: '2024-01-01T00:00:00Z' } }).metadata.mirrored_dates,
    ).toBeUndefined();
  });

  it('refuses deep nesting, and counts no brackets in text', () => {
    const deep = (levels: number) =>
      `{"name":"x","versions":{"1.0.0":{}},"readme":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(found(Buffer.from(deep(499)), 'x').name).toBe('x');
    expect(() => found(Buffer.from(deep(500)), 'x')).toThrow(/deeper than 500 levels/);
    const quoted = JSON.stringify({
      name: 'x',
      versions: { '1.0.0': {} },
      readme: `\\"${'[{'.repeat(1000)}\\`,
    });
    expect(found(Buffer.from(quoted), 'x').name).toBe('x');
  });

  it('refuses a document with too many versions', () => {
    const versions = Object.fromEntries(Array.from({ length: 100_001 }, (_, i) => [`1.0.${i}`, {}]));
    expect(() => made({ versions })).toThrow(UpstreamError);
  });
});

const recorded = new URL('../../../../shared/fixtures/registries/npm/', import.meta.url);
describe.skipIf(!existsSync(recorded))('recorded packuments', () => {
  it('maps base62', () => {
    const record = found(readFileSync(new URL('base62', recorded)), 'base62');
    expect(record).toMatchObject({
      name: 'base62',
      description: 'JavaScript Base62 encode/decoder',
      repositoryUrl: 'https://github.com/base62/base62.js',
      licenses: 'MIT',
      latestVersion: '2.0.1',
      status: null,
    });
    expect(record.versions[0]).toMatchObject({
      number: '0.1.0',
      integrity: 'sha1-03b8bde71477f095dff3455ccd5f8e0fd6bf91fa',
      dependencies: [],
    });
    expect(record.versions[1]?.dependencies).toEqual([
      { name: 'mocha', requirement: '1.7.x', kind: 'development', optional: false },
    ]);
  });

  it('maps react', () => {
    const record = found(readFileSync(new URL('react_fresh', recorded)), 'react');
    expect(record).toMatchObject({
      homepage: 'https://reactjs.org/',
      repositoryUrl: 'https://github.com/facebook/react',
      licenses: 'MIT',
      keywords: ['react'],
      latestVersion: '18.3.1',
      metadata: { 'dist-tags': { latest: '18.3.1' }, contentPolicy: { class: 'dual-use' } },
    });
    expect(record.versions).toMatchObject([
      {
        publishedAt: '2024-04-26T16:09:06.245Z',
        metadata: { dist: { fileCount: 20, unpackedSize: 318101 }, contentPolicy: { class: 'dual-use' } },
        dependencies: [{ name: 'loose-envify', requirement: '^1.1.0', kind: 'runtime', optional: false }],
      },
    ]);
  });
});
