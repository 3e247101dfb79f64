/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { linksOf } from './declared-links.ts';
import { kitchenSink, message, nameList, signed } from './fixtures/registry-entry.ts';
import { mapPackage } from './map.ts';
import { mapRelease } from './map-release.ts';
import { parseNames, parseReleases } from './registry.ts';

if (!hasSharedRecordings) console.warn('hex: the shared recordings are absent, so they are not mapped');

const own = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url));
const recorded = (file: string) => readFileSync(shared(`hex/${file}`));

describe('a package', () => {
  it.skipIf(!hasSharedRecordings)('of hex.pm, with releases of its API', () => {
    const versions = ['0.1.0', '0.1.1', '0.1.0-rc.0'];
    const releases = new Map(versions.map(version => [version, mapRelease(version, recorded(version))]));
    const record = mapPackage('phoenix_copy', recorded('phoenix_copy'), releases);
    expect(record).toMatchObject({
      name: 'phoenix_copy',
      namespace: null,
      description: 'Copy static assets for your Phoenix app during development and deployment.',
      homepage: null,
      repositoryUrl: 'https://github.com/aj-foster/phx_copy',
      licenses: 'MIT',
      keywords: [],
      status: null,
      downloads: { count: 85, period: 'total' },
      fundingLinks: [],
      metadata: { links: { GitHub: 'https://github.com/aj-foster/phx_copy' }, downloads_recent: 70 },
      latestVersion: '0.1.1',
      versionsComplete: true,
      maintainers: [
        { uuid: 'aj-foster', login: 'aj-foster', name: null, email: null, url: null, role: null },
      ],
    });
    expect(record.versions.map(({ number }) => number)).toEqual([
      '0.1.1',
      '0.1.0',
      '0.1.0-rc.2',
      '0.1.0-rc.1',
      '0.1.0-rc.0',
    ]);
    expect(record.versions[1]).toEqual({
      number: '0.1.0',
      publishedAt: '2022-03-25T02:22:52.658Z',
      licenses: null,
      integrity: 'sha256-e2a8663260e1e6334b98160a8dafdd09d520e5955b12d4363b5e0231f7aa0a0b',
      status: null,
      metadata: {},
      dependencies: [{ name: 'file_system', requirement: '~> 0.2', kind: 'runtime', optional: false }],
    });
    expect(record.versions[2]).toMatchObject({ integrity: null, dependencies: null });
  });

  it.skipIf(!hasSharedRecordings)('whose release was retired', () => {
    expect(mapRelease('1.0.0', recorded('retired_version'))).toEqual({
      dependencies: [],
      retirement: { reason: 'security', message: 'CVE-2023-12345: Remote code execution vulnerability' },
      // "abc123def456" is no SHA-256.
      integrity: null,
    });
  });

  it('with releases of the repository', () => {
    const record = mapPackage(
      'kitchen_sink',
      own('recorded-package.json'),
      parseReleases(kitchenSink, 'kitchen_sink'),
    );
    expect(record).toMatchObject({
      homepage: 'https://sink.example.org/',
      repositoryUrl: 'https://github.com/example/sinks',
      licenses: 'MIT,Apache-2.0',
      fundingLinks: ['https://opencollective.com/example'],
      metadata: { maintainers: ['Someone', 'Another'] },
      latestVersion: '1.1.0',
      maintainers: [
        { uuid: 'example', email: 'someone@example.org', role: 'full' },
        { uuid: 'second', email: null, role: 'maintainer' },
      ],
    });
    const edge = { kind: 'runtime', optional: false };
    expect(record.versions).toEqual([
      {
        number: '2.0.0-rc.1',
        publishedAt: '2024-05-06T07:08:09.123Z',
        licenses: null,
        integrity: null,
        status: null,
        metadata: { has_docs: false },
        dependencies: [],
      },
      {
        number: '1.1.0',
        publishedAt: '2023-05-06T07:08:09.123Z',
        licenses: null,
        integrity: `sha256-${'cd'.repeat(32)}`,
        status: null,
        metadata: {},
        dependencies: [
          { ...edge, name: 'jason', requirement: '~> 1.0' },
          {
            ...edge,
            name: 'cowlib',
            requirement: '~> 2.0 or ~> 3.0',
            optional: true,
            qualifiers: { app: 'cow' },
          },
          { ...edge, name: 'secret', requirement: '>= 0.0.0', qualifiers: { repository: 'acme' } },
        ],
      },
      {
        number: '1.0.0',
        publishedAt: '2022-05-06T07:08:09.123Z',
        licenses: null,
        integrity: `sha256-${'ab'.repeat(32)}`,
        status: 'retired',
        metadata: { retirement: { reason: 'security', message: 'CVE-2023-12345: remote code' } },
        dependencies: [],
      },
      {
        number: '0.9.0',
        publishedAt: null,
        licenses: null,
        integrity: null,
        status: 'retired',
        metadata: { retirement: { reason: 'deprecated', message: 'too old' } },
        dependencies: null,
      },
    ]);
  });

  it('that is another one, or none, is malformed', () => {
    const code = expect.objectContaining({ code: 'malformed' });
    for (const text of ['', '{}', '[]', '{"name":"x","releases":[]}', '{"name":"kitchen_sink"}'])
      expect(() => mapPackage('kitchen_sink', Buffer.from(text), new Map())).toThrow(code);
    expect(() => parseReleases(kitchenSink, 'jason')).toThrow(code);
    expect(() => mapRelease('1.0.0', Buffer.from('{"version":"1.0.1"}'))).toThrow(code);
  });
});

describe('a resource of the repository', () => {
  it('gives names', () => {
    expect([...parseNames(nameList)]).toEqual(['jason', 'kitchen_sink']);
  });

  it('passes over fields that it does not know', () => {
    const fixed = Buffer.from([(15 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8, (14 << 3) | 5, 1, 2, 3, 4]);
    const entry = Buffer.concat([message([1, message([1, '1.0.0'], [99, 300])], [2, 'jason']), fixed]);
    expect([...parseReleases(signed(entry), 'jason').keys()]).toEqual(['1.0.0']);
  });

  it.each([
    ['cut short', kitchenSink.subarray(0, 100)],
    ['without a payload', message([2, 'signature'])],
    ['of an unknown wire type', Buffer.from([0x0b])],
    ['with a number without end', Buffer.alloc(20, 0xff)],
    ['with a field 0', Buffer.from([0x00, 0x01])],
  ])('%s is malformed', (_, bytes) => {
    expect(() => parseReleases(bytes, 'kitchen_sink')).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
  });
});

describe('links', () => {
  it('are taken by the words that they are under', () => {
    expect(linksOf({ GitHub: 'https://gitlab.com/ahamtech/coap/aadya.git' }).repository.repositoryUrl).toBe(
      'https://gitlab.com/ahamtech/coap/aadya',
    );
    const source = 'https://git.example.org/sink';
    expect(linksOf({ Source: source, Docs: 'https://hexdocs.pm/sink' })).toEqual({
      homepage: null,
      repository: {
        repositoryUrl: source,
        repositoryCandidates: [candidate('links.source', source, source, { kind: 'declared', chosen: true })],
      },
      fundingLinks: [],
    });
    const home = 'https://github.com/example/sink';
    expect(linksOf({ Homepage: home })).toMatchObject({
      homepage: home,
      repository: { repositoryUrl: home, repositoryCandidates: [chosen('links.homepage', home)] },
    });
    const none = { repositoryUrl: null, repositoryCandidates: [] };
    for (const nothing of [null, [], 'x', {}, { Website: 'javascript:alert(1)', GitHub: 5 }])
      expect(linksOf(nothing)).toEqual({ homepage: null, repository: none, fundingLinks: [] });
  });
});
