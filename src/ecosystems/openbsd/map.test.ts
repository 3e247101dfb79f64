import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { recordsOf, registry } from './fixtures/conformance.ts';
import { databaseOf, index, packageOf, sql, sqlports } from './fixtures/packed.ts';
import openbsd from './index.ts';
import { dateOf } from './index-file.ts';
import { requirementOf, splitPackageName } from './package-name.ts';

async function recordOf(name: string) {
  const record = (await recordsOf(index, sqlports)).find(candidate => candidate.name === name);
  if (record === undefined) throw new Error(`no record of ${name}`);
  return record;
}

const person = (name: string | null, email: string) => ({
  uuid: email.toLowerCase(),
  login: null,
  name,
  email,
  url: null,
  role: 'maintainer',
});
const edge = (name: string, kind: string, requirement: string | null = null) => ({
  name,
  requirement,
  kind,
  optional: false,
});

describe('a port whose package is there', () => {
  test('is a record of one version', async () => {
    expect(await recordOf('devel/git')).toEqual({
      name: 'devel/git',
      namespace: 'devel',
      description: 'distributed version control system',
      homepage: 'https://git-scm.com/',
      repositoryUrl: null,
      repositoryCandidates: [],
      licenses: null,
      keywords: ['devel', 'net'],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: { pkgstem: 'git', fullpkgname: 'git-2.49.0' },
      latestVersion: '2.49.0',
      versions: [
        {
          number: '2.49.0',
          publishedAt: '2026-04-25T13:27:59.000Z',
          licenses: null,
          integrity: null,
          status: null,
          metadata: { fullpkgname: 'git-2.49.0', size: 12345 },
          // One of several packages would do: none of the requirements holds for php alone.
          dependencies: [edge('lang/php/8.2', 'runtime')],
        },
      ],
      versionsComplete: true,
      maintainers: [person('Some Porter', 'Porter@Example.org'), person(null, 'other@example.org')],
    });
  });

  test('depends on packages by the paths that name them, once for each kind and requirement', async () => {
    const record = await recordOf('devel/git,-svn');
    expect(record.versions[0]?.dependencies).toEqual([
      edge('devel/git', 'runtime', '=2.49.0'),
      edge('editors/vim,no_x11', 'runtime'),
      edge('editors/vim,no_x11', 'build'),
      edge('lang/php/8.2', 'test', '>=8.2,<8.3'),
    ]);
    expect(record.maintainers).toEqual([]);
    expect(record.versions[0]?.publishedAt).toBe('2026-04-05T01:02:03.000Z');
  });

  test('may have flavors, and a date that there is not', async () => {
    expect(await recordOf('editors/vim,no_x11')).toMatchObject({
      repositoryUrl: 'https://github.com/vim/vim',
      latestVersion: '9.1.707p0v1',
      versions: [
        {
          publishedAt: null,
          metadata: { fullpkgname: 'vim-9.1.707p0v1-no_x11', flavors: ['no_x11'], size: 99999 },
        },
      ],
    });
  });

  test('has no empty facts', async () => {
    const record = await recordOf('lang/php/8.2');
    expect(record).toMatchObject({ description: null, homepage: null, keywords: [], maintainers: [] });
    expect(record.versions[0]?.metadata).toEqual({ fullpkgname: 'php-8.2.30p2' });
  });
});

test('ports without a package, a version or a proper path are passed over', async () => {
  expect((await recordsOf(index, sqlports)).map(({ name }) => name)).toEqual([
    'devel/git',
    'devel/git,-svn',
    'editors/vim,no_x11',
    'lang/php/8.2',
  ]);
});

describe('a database', () => {
  const read = async (statements: string) => recordsOf(index, packageOf(await databaseOf(statements)));
  const PORTS =
    "CREATE TABLE PortsQ AS SELECT 1 AS PathId, 'devel/git' AS FullPkgPath, 'git-2.49.0' AS FULLPKGNAME;";
  const DEPENDS = "CREATE TABLE Depends AS SELECT 1 AS PathId, 'devel/git' AS DependsPath, '1' AS Type;";

  it('may be of tables with the columns that are needed', async () => {
    expect(await read(PORTS + DEPENDS)).toMatchObject([
      { name: 'devel/git', versions: [{ dependencies: [edge('devel/git', 'runtime')] }] },
    ]);
  });

  it.each([
    ['without a table', PORTS],
    ['without a column', `${PORTS}CREATE TABLE Depends (PathId INTEGER, Type INTEGER);`],
    [
      'that never ends',
      `${PORTS}CREATE VIEW Depends AS WITH d AS (SELECT 1 AS PathId, 'a/b' AS DependsPath, 1 AS Type UNION ALL SELECT * FROM d)
       SELECT * FROM d WHERE PathId = 2;`,
    ],
    [
      'that takes all memory',
      `${PORTS}CREATE VIEW Depends AS SELECT 1 AS PathId, hex(zeroblob(400000000)) AS DependsPath, 1 AS Type;`,
    ],
  ])('%s is malformed', async (_, statements) => {
    await expect(read(statements)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('is known to be one by its first bytes', async () => {
    await expect(recordsOf(index, packageOf(Buffer.from(sql)))).rejects.toMatchObject({ code: 'malformed' });
  });
});

test('names of packages', () => {
  // packages-specs(7): ja-kterm-6.2.0, and flavors that never start with a digit.
  expect(splitPackageName('ja-kterm-6.2.0')).toEqual({ stem: 'ja-kterm', version: '6.2.0', flavors: [] });
  expect(splitPackageName('p5-Foo-v2-1.0p1-no_x11-gtk3')).toEqual({
    stem: 'p5-Foo-v2',
    version: '1.0p1',
    flavors: ['no_x11', 'gtk3'],
  });
  expect([splitPackageName('noversion'), splitPackageName('-1'), splitPackageName('a-')]).toEqual([
    null,
    null,
    null,
  ]);
});

test.each([
  ['foo->=1.3,<=1.5', '>=1.3,<=1.5'],
  ['png-1.0.7', '1.0.7'],
  ['db-java-=4-!x', '=4'],
  ['STEM-<3', '<3'],
  ['aalib-*-!no_x11', null],
  ['foo-*|bar->=2', null],
  ['foo', null],
])('%s asks for %s', (spec, expected) => {
  expect(requirementOf(spec)).toBe(expected);
});

test('dates', () => {
  expect(dateOf('5 Apr 01:02:03 2026')).toBe('2026-04-05T01:02:03.000Z');
  expect([
    dateOf('31 Apr 01:02:03 2026'),
    dateOf('5 Foo 01:02:03 2026'),
    dateOf('5 Apr 25:02:03 2026'),
    dateOf('5 Apr 24:00:00 2026'),
    dateOf('5 Apr 01:60:03 2026'),
    dateOf('5 Apr 01:02:60 2026'),
    dateOf('1 Jan 00:00:00 1970'),
    dateOf('5 Apr 01:02:03 0026'),
  ]).toEqual(Array(8).fill(null));
});

test('links', () => {
  const { links } = openbsd;
  expect(links.page(registry, 'devel/gettext,-tools')).toBe(
    'https://cvsweb.openbsd.org/cgi-bin/cvsweb/ports/devel/gettext/',
  );
  expect(links.download(registry, 'x11/gtk+3', '3.24', { fullpkgname: 'gtk+3-3.24' })).toBe(
    'https://cdn.openbsd.org/pub/OpenBSD/7.9/packages/amd64/gtk%2B3-3.24.tgz',
  );
  expect(links.download(registry, 'x11/gtk+3', '3.24', {})).toBeNull();
  expect(links.install(registry, 'devel/git')).toBe('make -C /usr/ports SUBDIR=devel/git install');
  expect(links.install(registry, 'devel/git', '2.49.0')).toBeNull();
});

test.each([
  ['lang/php', '8.2', {}, 'lang/php/8.2'],
  ['devel', 'gettext,-tools', { arch: 'amd64' }, 'devel/gettext,-tools'],
  ['devel', 'git', { arch: 'arm64' }, null],
  [null, 'git', {}, null],
])('the purl of %s and %s with %j is %s', (namespace, name, qualifiers, expected) => {
  expect(openbsd.purl.fromPurl({ namespace, name, qualifiers }, registry)).toBe(expected);
  if (expected !== null)
    expect(openbsd.purl.toPurl(expected, registry)).toEqual({
      namespace,
      name,
      qualifiers: { arch: 'amd64' },
    });
});

if (!hasSharedRecordings) console.warn('openbsd: the shared recordings are absent, so they are not replayed');

test.skipIf(!hasSharedRecordings)('the recorded sqlports', async () => {
  const [list, archive] = ['index.txt', 'sqlports-7.54.tgz'].map(file =>
    readFileSync(fileURLToPath(shared(`openbsd/${file}`))),
  ) as [Buffer, Buffer];
  expect(await recordsOf(list, archive)).toMatchObject([
    {
      name: 'devel/git',
      description: 'distributed version control system',
      homepage: 'https://git-scm.com/',
      latestVersion: '2.49.0',
      maintainers: [
        { uuid: expect.stringContaining('@'), name: expect.any(String) },
        { uuid: expect.stringContaining('@openbsd.org'), name: expect.any(String) },
      ],
      versions: [
        {
          publishedAt: '2026-04-25T13:27:59.000Z',
          dependencies: [
            edge('net/curl', 'runtime'),
            edge('devel/gettext,-tools', 'runtime'),
            edge('devel/gettext,-tools', 'build'),
          ],
        },
      ],
    },
    { name: 'net/curl', latestVersion: '8.13.0', versions: [{ dependencies: [] }] },
    { name: 'devel/gettext,-tools', metadata: { subpackage: '-tools' }, maintainers: [] },
    {
      name: 'lang/php/8.2',
      latestVersion: '8.2.30p2',
      metadata: { pkgstem: 'php-8.2', fullpkgname: 'php-8.2.30p2' },
    },
  ]);
});
