import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { tarOf } from '../../formats/fixtures/tar-writer.ts';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, recordedIo, shared } from '../conformance/recordings.ts';
import { packagesite, recordsOf, release14, release15 } from './fixtures/conformance.ts';
import { zstdTar } from './fixtures/packed.ts';
import freebsd from './index.ts';
import { dateOf } from './map.ts';

test('a line is a version of a record', async () => {
  const line = Buffer.from(packagesite.toString().split('\n', 1)[0] as string);
  expect(await recordsOf(line)).toEqual([
    {
      name: 'curl',
      namespace: 'ftp',
      description: 'Command line tool and library for transferring data with URLs',
      homepage: 'https://github.com/curl/curl',
      repositoryUrl: 'https://github.com/curl/curl',
      repositoryCandidates: [chosen('www', 'https://github.com/curl/curl')],
      licenses: 'MIT,BSD3CLAUSE',
      keywords: ['net', 'www', 'ftp'],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: {
        origin: 'ftp/curl',
        maintainer: 'Sunpoet@Example.org',
        abi: 'FreeBSD:14:amd64',
        arch: 'freebsd:14:x86:64',
        categories: ['net', 'www', 'ftp'],
        licenses: ['MIT', 'BSD3CLAUSE'],
        licenselogic: 'or',
      },
      latestVersion: '8.12.1_1',
      versions: [
        {
          number: '8.12.1_1',
          publishedAt: '2025-02-20T01:02:03.000Z',
          licenses: 'MIT,BSD3CLAUSE',
          integrity: `sha256-${'a'.repeat(64)}`,
          status: null,
          metadata: {
            origin: 'ftp/curl',
            abi: 'FreeBSD:14:amd64',
            arch: 'freebsd:14:x86:64',
            prefix: '/usr/local',
            repopath: 'All/Hashed/curl-8.12.1_1~2$2$abc.pkg',
            pkgsize: 1604516,
            flatsize: 5203451,
          },
          dependencies: [
            {
              name: 'ca_root_nss',
              requirement: null,
              kind: 'runtime',
              optional: false,
              qualifiers: { origin: 'security/ca_root_nss' },
            },
            {
              name: 'libnghttp2',
              requirement: null,
              kind: 'runtime',
              optional: false,
              qualifiers: { origin: 'www/libnghttp2' },
            },
          ],
        },
      ],
      versionsComplete: true,
      maintainers: [
        {
          uuid: 'sunpoet@example.org',
          login: null,
          name: null,
          email: 'Sunpoet@Example.org',
          url: null,
          role: 'maintainer',
        },
      ],
    },
  ]);
});

test('lines that are no package are passed over; an epoch decides before all else', async () => {
  const records = await recordsOf(packagesite);
  expect(records.map(({ name, latestVersion }) => [name, latestVersion])).toEqual([
    ['curl', '8.11.0,1'],
    ['py311-requests', '2.32.3'],
  ]);
  const [version] = records[1]?.versions ?? [];
  expect([version?.integrity, version?.publishedAt, version?.dependencies]).toEqual([null, null, []]);
});

test('bare lines, an archive, and a compressed archive give the same', async () => {
  const records = await recordsOf(packagesite);
  expect(await recordsOf(tarOf({ 'packagesite.yaml.pub': 'x', 'packagesite.yaml': packagesite }))).toEqual(
    records,
  );
  expect(await recordsOf(zstdTar)).toEqual(records);
});

test('dates', () => {
  expect(dateOf('2026-03-08T07:53:54+0000')).toBe('2026-03-08T07:53:54.000Z');
  expect(dateOf('2026-03-08T07:53:54-0130')).toBe('2026-03-08T09:23:54.000Z');
  expect(dateOf('2026-03-08T07:53:54Z')).toBe('2026-03-08T07:53:54.000Z');
  expect([dateOf(null), dateOf('2026-03-08'), dateOf('2026-99-08T07:53:54Z')]).toEqual([null, null, null]);
});

test('links', () => {
  const { links } = freebsd;
  expect(links.page(release14, 'libsigc++20')).toBe(
    'https://ports.freebsd.org/cgi/ports.cgi?query=libsigc%2B%2B20&stype=name',
  );
  expect(links.download(release14, 'curl', '8.12.1_1', { repopath: 'All/Hashed/curl~2$2$a.pkg' })).toBe(
    'https://pkg.freebsd.org/FreeBSD:14:amd64/latest/All/Hashed/curl~2%242%24a.pkg',
  );
  expect(links.download(release14, 'curl', '8.12.1_1', { repopath: '../../escape.pkg' })).toBeNull();
  expect(links.install(release14, 'curl')).toBe('pkg install curl');
  expect(links.install(release14, 'curl', '8.12.1_1')).toBe('pkg install curl-8.12.1_1');
});

describe('purls', () => {
  it('name the system that a package is for', () => {
    expect(freebsd.purl.toPurl('curl', release15)).toEqual({
      namespace: null,
      name: 'curl',
      qualifiers: { abi: 'FreeBSD:15:amd64' },
    });
  });

  it.each([
    [null, {}, 'curl'],
    ['ftp', {}, 'curl'],
    [null, { abi: 'FreeBSD:14:amd64' }, 'curl'],
    [null, { abi: 'freebsd:14:*' }, 'curl'],
    [null, { abi: 'FreeBSD:15:amd64' }, null],
    ['a/b', {}, null],
  ])('of %s with %j are %s', (namespace, qualifiers, expected) => {
    expect(freebsd.purl.fromPurl({ namespace, name: 'curl', qualifiers }, release14)).toBe(expected);
  });
});

describe('the connector', () => {
  const URL_15 = 'https://pkg.freebsd.org/FreeBSD:15:amd64/latest/packagesite.pkg';

  async function read(body: Uint8Array | string, status = 200) {
    if (freebsd.connector.mode !== 'batch') throw new Error('not a batch connector');
    const { io } = recordedIo({
      [URL_15]: { body, status, headers: { etag: '"15-1"', 'content-length': '12' } },
    });
    const context = { io, registry: release15, settings: {} };
    const batch = await freebsd.connector.load();
    const parts = await batch.parts(context, { suites: null });
    const names = [];
    for await (const records of batch.read(context, parts)) names.push(...records.map(({ name }) => name));
    return { parts, names };
  }

  it('reads the index, known by its validator', async () => {
    const { parts, names } = await read(zstdTar);
    expect(parts).toEqual([{ id: 'packagesite', source: URL_15, size: 12, digest: '"15-1"' }]);
    expect(names).toEqual(['curl', 'py311-requests']);
  });

  it.each<[string, Uint8Array | string, number, string]>([
    ['a web page', '<html></html>', 200, 'malformed'],
    ['half of it', zstdTar.subarray(0, 500), 200, 'malformed'],
    ['an archive without packagesite.yaml', tarOf({ README: 'x' }), 200, 'malformed'],
    ['a missing file', '', 404, 'unexpected-status'],
  ])('refuses %s', async (_, body, status, code) => {
    await expect(read(body, status)).rejects.toMatchObject({ code });
  });

  it('holds 100,000 packages and refuses more', async () => {
    const lines = (count: number) => '{"name":"p","version":"1"}\n'.repeat(count);
    expect((await read(lines(100_000))).names).toEqual(['p']);
    await expect(read(lines(100_001))).rejects.toMatchObject({ code: 'too-large' });
  });
});

if (!hasSharedRecordings) console.warn('freebsd: the shared recordings are absent, so they are not replayed');

test.skipIf(!hasSharedRecordings)('the recorded packagesite', async () => {
  const records = await recordsOf(readFileSync(fileURLToPath(shared('freebsd/packagesite.yaml'))));
  expect(records).toMatchObject([
    {
      name: 'aa-styled',
      namespace: 'accessibility',
      description: 'Test',
      homepage: 'https://example.com',
      repositoryUrl: null,
      licenses: 'BSD2',
      keywords: ['accessibility'],
      maintainers: [{ uuid: 'dev@example.com', email: 'dev@example.com' }],
      latestVersion: '0.1.0',
      versions: [
        {
          publishedAt: '2026-03-08T07:53:54.000Z',
          integrity: 'sha256-abc160',
          metadata: { repopath: 'All/Hashed/pkg-a.pkg' },
          dependencies: [{ name: 'p5-JSON-API', requirement: null, kind: 'runtime' }],
        },
      ],
    },
    {
      name: 'zsh-you-should-use',
      namespace: 'shells',
      // An account of the forge, not a repository of it.
      repositoryUrl: null,
      versions: [
        { number: '1.10.0', publishedAt: '2026-05-04T02:07:06.000Z', dependencies: [{ name: 'zsh' }] },
      ],
    },
  ]);
});
