import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import type { PackageRecord } from '../../core/records.ts';
import { tarOf } from '../../formats/fixtures/tar-writer.ts';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, recordedIo, shared } from '../conformance/recordings.ts';
import { cacheEntry, splitFile } from './cache-entry.ts';
import { dependenciesOf, parseAtom } from './dependencies.ts';
import recordings from './fixtures/recordings.ts';
import { file, portage, snapshot, WRITTEN } from './fixtures/snapshot.ts';
import gentoo from './index.ts';
import { mapCategory } from './map.ts';

const SNAPSHOT = 'https://distfiles.gentoo.org/snapshots/portage-latest.tar.xz';

const entryOf = (category: string, name: string, text: string, modified = WRITTEN) => {
  const entry = cacheEntry(category, name, text, modified);
  if (entry === null) throw new Error(`${name} is no entry`);
  return entry;
};

test('an ebuild is a version', () => {
  const [vim] = mapCategory([entryOf('app-editors', 'vim-9.1.0', file('vim-9.1.0').toString())]);
  const { versions, ...rest } = vim as PackageRecord;
  expect(rest).toEqual({
    name: 'app-editors/vim',
    namespace: 'app-editors',
    description: 'Vim, an improved vi-style text editor',
    homepage: 'https://www.vim.org',
    repositoryUrl: 'https://github.com/vim/vim',
    repositoryCandidates: [chosen('HOMEPAGE', 'https://github.com/vim/vim')],
    licenses: 'vim nls? ( GPL-2 )',
    keywords: ['~alpha', 'amd64', 'arm64', '~x86'],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: { slot: '0' },
    latestVersion: '9.1.0',
    versionsComplete: true,
    maintainers: null,
  });
  const dependency = (
    kind: string,
    name: string,
    requirement: string | null,
    more: { optional?: boolean; alternative?: boolean; qualifiers?: Record<string, string> } = {},
  ) => ({ name, requirement, kind, optional: false, ...more });
  expect(versions).toEqual([
    {
      number: '9.1.0',
      publishedAt: '2024-03-01T12:00:00.000Z',
      licenses: 'vim nls? ( GPL-2 )',
      integrity: null,
      status: null,
      metadata: {
        slot: '0',
        keywords: '~alpha amd64 arm64 ~x86',
        eapi: '8',
        iuse: 'acl +nls python ssl',
        ebuild_md5: '0123456789abcdef0123456789abcdef',
        download_url: 'https://github.com/vim/vim/archive/v9.1.0.tar.gz',
      },
      dependencies: [
        dependency('runtime', 'app-eselect/eselect-vi', '>=1.1'),
        dependency('runtime', 'sys-libs/ncurses', '>=5.2-r2', { qualifiers: { slot: '0=' } }),
        dependency('runtime', 'dev-libs/openssl', '=3*', {
          optional: true,
          qualifiers: { condition: 'ssl', slot: '0=' },
        }),
        dependency('runtime', 'net-libs/gnutls', '~3.8', {
          optional: true,
          qualifiers: { condition: '!ssl' },
        }),
        // Under ssl and under python: under either.
        dependency('runtime', 'sys-libs/zlib', null, { optional: true }),
        // Under nls, and anyway.
        dependency('runtime', 'dev-libs/fribidi', null),
        dependency('runtime', 'app-vim/gentoo-syntax', null),
        dependency('runtime', 'app-vim/example', null, {
          alternative: true,
          qualifiers: { use: 'ssl,-test' },
        }),
        dependency('build', 'virtual/pkgconfig', null),
        dependency('build', 'sys-devel/gettext', null, { optional: true, qualifiers: { condition: 'nls' } }),
        dependency('build', 'app-eselect/eselect-vi', '>=1.1'),
        dependency('build', 'sys-libs/ncurses', '>=5.2-r2', { qualifiers: { slot: '0=' } }),
        dependency('build', 'sys-apps/acl', null, {
          optional: true,
          qualifiers: { condition: 'acl kernel_linux' },
        }),
        dependency('build', 'dev-lang/python', null, {
          optional: true,
          qualifiers: { condition: 'python python_targets_python3_11', slot: '3.11' },
        }),
        dependency('build', 'dev-lang/python', null, {
          optional: true,
          qualifiers: { condition: 'python python_targets_python3_12', slot: '3.12' },
        }),
        dependency('install', 'app-eselect/eselect-vi', null),
      ],
    },
  ]);
});

describe('atoms', () => {
  test.each([
    ['dev-libs/openssl', ['dev-libs/openssl', null, null, null]],
    [
      '>=dev-libs/openssl-1.1:0=[static-libs?,-test]',
      ['dev-libs/openssl', '>=1.1', '0=', 'static-libs?,-test'],
    ],
    ['=dev-lang/python-3.1*', ['dev-lang/python', '=3.1*', null, null]],
    ['~media-fonts/font-adobe-100dpi-1.0.4', ['media-fonts/font-adobe-100dpi', '~1.0.4', null, null]],
    ['<sys-libs/zlib-1.3-r2', ['sys-libs/zlib', '<1.3-r2', null, null]],
    ['dev-qt/qtcore:5::gentoo', ['dev-qt/qtcore', null, '5', null]],
    // Without an operator the number is of the name.
    ['media-libs/libsdl-1', ['media-libs/libsdl-1', null, null, null]],
  ])('%s', (token, [name, requirement, slot, use]) => {
    expect(parseAtom(token)).toEqual({ name, requirement, slot, use });
  });

  test.each(['!a/b', '!!<a/b-1', 'a', '>=a/b', '()', 'a/b[', 'https://example.org', ''])(
    '%j is none',
    token => {
      expect(parseAtom(token)).toBeNull();
    },
  );

  test('groups that do not close, or open without end', () => {
    expect(dependenciesOf(new Map([['RDEPEND', '|| ( a/b c/d']]))).toMatchObject([
      { name: 'a/b' },
      { name: 'c/d', alternative: true },
    ]);
    expect(dependenciesOf(new Map([['RDEPEND', ') ) a/b']]))).toMatchObject([
      { name: 'a/b', optional: false },
    ]);
    expect(dependenciesOf(new Map([['RDEPEND', `${'|| ( '.repeat(20_000)}a/b`]]))).toMatchObject([
      { name: 'a/b' },
    ]);
  });
});

test.each([
  ['font-adobe-100dpi-1.0.4', { name: 'font-adobe-100dpi', version: '1.0.4' }],
  ['demo-1.0-r1', { name: 'demo', version: '1.0-r1' }],
  ['gtk+-3.24.41', { name: 'gtk+', version: '3.24.41' }],
  ['Manifest.gz', null],
  ['-1.0', null],
])('%s is a name and a version', (name, expected) => {
  expect(splitFile(name)).toEqual(expected);
});

test('links', () => {
  const { links, purl } = gentoo;
  expect(links.page(portage, 'x11-libs/gtk+')).toBe('https://packages.gentoo.org/packages/x11-libs/gtk%2B');
  expect(links.install(portage, 'app-editors/vim')).toBe('emerge app-editors/vim');
  expect(links.install(portage, 'app-editors/vim', '9.1.0')).toBe('emerge =app-editors/vim-9.1.0');
  expect(
    links.download(portage, 'app-editors/vim', '9.1.0', { download_url: 'https://example.org/v.tar.gz' }),
  ).toBe('https://example.org/v.tar.gz');
  expect(links.download(portage, 'app-editors/vim', '9.1.0', { download_url: 'javascript:1' })).toBeNull();
  expect(purl.toPurl('app-editors/vim', portage)).toEqual({ namespace: 'app-editors', name: 'vim' });
});

describe('the connector', () => {
  async function read(body: Uint8Array) {
    if (gentoo.connector.mode !== 'batch') throw new Error('not a batch connector');
    const { io } = recordedIo({ ...recordings.answers, [SNAPSHOT]: { body, headers: { etag: '"1"' } } });
    const context = { io, registry: portage, settings: {} };
    const batch = await gentoo.connector.load();
    const parts = await batch.parts(context, { suites: null });
    const records: PackageRecord[] = [];
    for await (const some of batch.read(context, parts)) records.push(...some);
    return { parts, records };
  }

  it('reads the cache of the snapshot', async () => {
    const { parts, records } = await read(snapshot);
    expect(parts).toEqual([{ id: 'snapshot', source: SNAPSHOT, size: null, digest: '"1"' }]);
    expect(records.map(({ name, latestVersion }) => [name, latestVersion])).toEqual([
      ['app-editors/vim', '9.1.0'],
      ['x11-terms/st', '9999'],
    ]);
  });

  it.each([
    ['a web page', Buffer.from('<html></html>')],
    ['half of it', snapshot.subarray(0, 5_000)],
    ['an archive without a cache', tarOf({ 'portage/README': 'x' })],
    [
      'one whose categories are mixed',
      tarOf({
        'p/metadata/md5-cache/a/b-1': 'x',
        'p/metadata/md5-cache/c/d-1': 'x',
        'p/metadata/md5-cache/a/e-1': 'x',
      }),
    ],
  ])('refuses %s', async (_, body) => {
    await expect(read(body)).rejects.toMatchObject({ code: 'malformed' });
  });
});

if (!hasSharedRecordings) console.warn('gentoo: the shared recordings are absent, so they are not replayed');

test.skipIf(!hasSharedRecordings)('the recorded cache', () => {
  const records = ['app-misc', 'dev-libs', 'media-fonts'].flatMap(category => {
    const folder = fileURLToPath(shared(`gentoo/md5-cache/${category}`));
    const entries = readdirSync(folder)
      .sort()
      .map(name => entryOf(category, name, readFileSync(`${folder}/${name}`, 'utf8')));
    return [...mapCategory(entries)];
  });
  expect(records.map(({ name, latestVersion, licenses }) => [name, latestVersion, licenses])).toEqual([
    ['app-misc/demo', '2.0', 'MIT'],
    ['dev-libs/baselayout', '1.0', 'GPL-2'],
    ['media-fonts/font-adobe-100dpi', '1.0.4', 'MIT'],
  ]);
  expect(records[0]).toMatchObject({
    description: 'Demo two',
    homepage: 'https://example.com/demo',
    repositoryUrl: null,
    keywords: ['amd64'],
    versions: [
      {
        number: '1.0-r1',
        metadata: { download_url: 'https://downloads.example.com/demo-1.0.tar.xz', keywords: 'amd64 ~x86' },
        dependencies: [
          { name: 'dev-libs/baselayout', requirement: '>=1.0', kind: 'runtime' },
          { name: 'virtual/libc', requirement: null, kind: 'runtime' },
          { name: 'sys-devel/gcc', kind: 'build' },
          { name: 'sys-libs/zlib', kind: 'build' },
        ],
      },
      { number: '2.0', dependencies: [{ name: 'dev-libs/baselayout', requirement: null, kind: 'runtime' }] },
    ],
  });
});
