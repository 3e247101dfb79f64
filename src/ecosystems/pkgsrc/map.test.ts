import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, type Recordings, recordedIo, shared } from '../conformance/recordings.ts';
import { parsePatterns } from './dependencies.ts';
import conformance, { recordsOf } from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import pkgsrc from './index.ts';
import { dateOf, splitPkgname } from './summary.ts';

const [registry] = conformance.registries;
const SUMMARY = readFileSync(new URL('fixtures/pkg_summary', import.meta.url));

test('a package is a record', async () => {
  const [curl] = await recordsOf(SUMMARY);
  const runtime = (name: string, requirement: string | null) => ({
    name,
    requirement,
    kind: 'runtime',
    optional: false,
  });
  expect(curl).toEqual({
    name: 'www/curl',
    namespace: 'www',
    description: 'Client that groks URLs',
    homepage: 'https://github.com/curl/curl',
    repositoryUrl: 'https://github.com/curl/curl',
    repositoryCandidates: [chosen('homepage', 'https://github.com/curl/curl')],
    licenses: 'curl',
    keywords: ['www'],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: {
      pkg_slug: 'curl',
      pkgbase: 'curl',
      pkgname_latest: 'curl-8.12.1',
      machine_arch: 'x86_64',
      opsys: 'NetBSD',
    },
    latestVersion: '8.12.1',
    versions: [
      {
        number: '8.12.1',
        publishedAt: '2025-02-14T09:11:12.000Z',
        licenses: 'curl',
        integrity: null,
        status: null,
        metadata: {
          pkgname: 'curl-8.12.1',
          file_name: 'curl-8.12.1.tgz',
          file_size: 1234567,
          size_pkg: 4567890,
          machine_arch: 'x86_64',
          opsys: 'NetBSD',
          conflicts: ['curl-old-[0-9]*'],
        },
        dependencies: [
          runtime('nghttp2', '>=1.45.1'),
          runtime('mozilla-rootcerts', '>=1.0.20240812<2'),
          runtime('perl', null),
        ],
      },
      {
        number: '8.9.1nb1',
        publishedAt: '2024-09-14T10:11:12.000Z',
        licenses: 'curl',
        integrity: null,
        status: null,
        metadata: { pkgname: 'curl-8.9.1nb1', file_name: 'curl-8.9.1nb1.tgz' },
        dependencies: [],
      },
    ],
    versionsComplete: true,
    maintainers: null,
  });
});

test('a version built twice is one; what the index has is named by its path', async () => {
  const requests = (await recordsOf(SUMMARY))[1];
  expect(requests?.versions).toHaveLength(1);
  expect(requests?.versions[0]).toMatchObject({
    metadata: { pkgname: 'py312-requests-2.32.3', variants: ['py313-requests-2.32.3'] },
    dependencies: [
      { name: 'py312-chardet', requirement: '>=3' },
      { name: 'py312-charset-normalizer', requirement: '2{,nb*}', alternative: true },
      { name: 'www/curl', requirement: '8.9.1{,nb*}', qualifiers: { pkgbase: 'curl' } },
    ],
  });
});

describe('patterns', () => {
  test.each([
    ['zlib>=1.2', [['zlib', '>=1.2']]],
    ['zlib>=1.2<2', [['zlib', '>=1.2<2']]],
    ['perl-[0-9]*', [['perl', null]]],
    ['p5-X-Y-1.[0-9]*', [['p5-X-Y', '1.[0-9]*']]],
    ['curl-8.1', [['curl', '8.1']]],
    ['curl', [['curl', null]]],
    [
      '{cdrtools,cdrtools-ossdvd}>=1.10',
      [
        ['cdrtools', '>=1.10'],
        ['cdrtools-ossdvd', '>=1.10'],
      ],
    ],
    [
      'foo{-bar,}-[0-9]*',
      [
        ['foo-bar', null],
        ['foo', null],
      ],
    ],
    [
      '{a,b{c,d}}>=1',
      [
        ['a', '>=1'],
        ['bc', '>=1'],
        ['bd', '>=1'],
      ],
    ],
    ['a{b>=1', []],
    ['*>=1', []],
    ['>=1', []],
  ])('%s', (text, expected) => {
    expect(parsePatterns(text).map(({ base, requirement }) => [base, requirement])).toEqual(expected);
  });

  test('of braces without end', () => {
    expect(parsePatterns('{a,b}'.repeat(500)).length).toBeLessThanOrEqual(16);
    expect(parsePatterns('{'.repeat(1_000))).toEqual([]);
  });
});

test.each([
  ['Apache-Gallery-1.0.2nb8', { base: 'Apache-Gallery', version: '1.0.2nb8' }],
  ['ap24-py311-python-3.5.0.1', { base: 'ap24-py311-python', version: '3.5.0.1' }],
  ['foo-20240101', { base: 'foo', version: '20240101' }],
  ['foo', null],
  ['-1', null],
])('%s is a name and a version', (pkgname, expected) => {
  expect(splitPkgname(pkgname)).toEqual(expected);
});

test('dates', () => {
  expect(dateOf('2026-02-02 02:02:02 +0000')).toBe('2026-02-02T02:02:02.000Z');
  expect([dateOf(null), dateOf('yesterday'), dateOf('2026-13-02 02:02:02 +0000')]).toEqual([
    null,
    null,
    null,
  ]);
});

test('links', () => {
  const { links } = pkgsrc;
  expect(links.page(registry, 'lang/g++')).toBe('https://pkgsrc.se/lang/g%2B%2B');
  expect(links.download(registry, 'www/curl', '8.12.1', { file_name: 'curl-8.12.1.tgz' })).toBe(
    'https://cdn.netbsd.org/pub/pkgsrc/packages/NetBSD/x86_64/10.1/All/curl-8.12.1.tgz',
  );
  expect(links.install(registry, 'www/curl')).toBe('make -C /usr/pkgsrc/www/curl install');
  expect(links.install(registry, 'www/curl', '8.12.1')).toBeNull();
  expect(pkgsrc.purl.toPurl('www/curl', registry)).toEqual({
    namespace: 'www',
    name: 'curl',
    qualifiers: { arch: 'x86_64', os: 'NetBSD' },
  });
});

test('what names an entry stands on any line, and of several lines the first counts', async () => {
  const text =
    'PKGPATH= a/b\nCOMMENT=PKGNAME=no-1\nXPKGNAME=no-2\nPKGNAME=c-1.0\r\nPKGNAME=d-2\n\nPKGNAME=e-3';
  expect(await recordsOf(Buffer.from(text))).toMatchObject([
    { name: 'a/b', description: 'PKGNAME=no-1', metadata: { pkgbase: 'c', pkgname_latest: 'c-1.0' } },
  ]);
});

test('a dependency that is stated twice in other words is one', async () => {
  const text =
    'PKGPATH=a/b\nPKGNAME=c-1\nDEPENDS=perl-[0-9]* perl-*\nDEPENDS={x,y}>=1\nDEPENDS={x>=1,y>=1}\nDEPENDS=x>=1';
  const edge = (name: string, requirement: string | null) => ({
    name,
    requirement,
    kind: 'runtime',
    optional: false,
  });
  expect((await recordsOf(Buffer.from(text)))[0]?.versions[0]?.dependencies).toEqual([
    edge('perl', null),
    edge('x', '>=1'),
    { ...edge('y', '>=1'), alternative: true },
    edge('x', '>=1'),
  ]);
});

describe('the connector', () => {
  async function read(answers: Recordings['answers'] = recordings.answers, metadata = {}) {
    if (pkgsrc.connector.mode !== 'batch') throw new Error('not a batch connector');
    const { io, asked } = recordedIo(answers);
    const batch = await pkgsrc.connector.load();
    const context = { io, registry: { ...registry, metadata }, settings: {} };
    const parts = await batch.parts(context, { suites: null });
    const names = [];
    for await (const records of batch.read(context, parts)) names.push(...records.map(({ name }) => name));
    return { parts, names, asked };
  }

  it('reads the index, known by its validator', async () => {
    const { parts, names } = await read();
    expect(parts[0]).toMatchObject({ id: 'pkg_summary', digest: 'Fri, 14 Feb 2025 12:00:00 GMT' });
    expect(names).toEqual(['www/curl', 'devel/py-requests']);
  });

  it('reads the file that the registry names', async () => {
    const answers = { [`${registry.url}/pkg_summary`]: { body: SUMMARY } };
    expect((await read(answers, { pkg_summary_filename: 'pkg_summary' })).names).toHaveLength(2);
    await expect(read(answers, { pkg_summary_filename: '../pkg_summary' })).rejects.toMatchObject({
      code: 'unreachable',
    });
  });

  it.each([
    ['a web page', { body: '<html></html>' }, 'malformed'],
    ['half of it', { body: gzipSync(SUMMARY).subarray(0, 300) }, 'malformed'],
    ['a missing file', { body: '', status: 404 }, 'unexpected-status'],
  ])('refuses %s', async (_, answer, code) => {
    await expect(read({ [`${registry.url}/pkg_summary.gz`]: answer })).rejects.toMatchObject({ code });
  });

  it('holds 100,000 entries and refuses more', async () => {
    const answers = (count: number) => ({
      [`${registry.url}/pkg_summary.gz`]: { body: 'PKGNAME=p-1\nPKGPATH=a/p\n\n'.repeat(count) },
    });
    expect((await read(answers(100_000))).names).toEqual(['a/p']);
    await expect(read(answers(100_001))).rejects.toMatchObject({ code: 'too-large' });
  });
});

if (!hasSharedRecordings) console.warn('pkgsrc: the shared recordings are absent, so they are not replayed');

test.skipIf(!hasSharedRecordings)('the recorded pkg_summary', async () => {
  const records = await recordsOf(readFileSync(fileURLToPath(shared('pkgsrc/pkg_summary'))));
  expect(records.map(({ name, latestVersion }) => [name, latestVersion])).toEqual([
    ['games/hello-kitty', '2.6'],
    ['devel/minizip', '10'],
    ['www/p5-Apache-Gallery', '1.0.2nb8'],
    ['www/ap2-python', '3.5.0.1'],
  ]);
  const [kitty, minizip, , python] = records;
  expect(kitty).toMatchObject({
    description: 'Newer kitty',
    homepage: 'https://example.test/hello-kitty',
    licenses: 'mit',
    keywords: ['games', 'misc'],
    versions: [
      {
        number: '2.5',
        publishedAt: '2025-01-01T00:00:00.000Z',
        dependencies: [{ name: 'zlib', requirement: '>=1.2' }],
      },
      {
        number: '2.6',
        publishedAt: '2026-02-02T02:02:02.000Z',
        metadata: { file_name: 'hello-kitty-2.6.tgz', file_size: 110 },
        dependencies: [
          { name: 'zlib', requirement: '>=1.2' },
          { name: 'ruby', requirement: '>=30' },
          { name: 'cdrtools', requirement: '>=1.10' },
          { name: 'cdrtools-ossdvd', requirement: '>=1.10', alternative: true },
        ],
      },
    ],
  });
  expect([minizip?.homepage, minizip?.licenses, minizip?.versions[0]?.dependencies]).toEqual([
    null,
    null,
    [],
  ]);
  expect(python?.versions).toMatchObject([
    {
      number: '3.5.0.1',
      metadata: { pkgname: 'ap24-py312-python-3.5.0.1', variants: ['ap24-py311-python-3.5.0.1'] },
    },
  ]);
});
