import { expect, test } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { recordProblems } from '../conformance/record-schema.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { records } from '../families/debian-repository/connector.ts';
import { fixture, indexFile, recordsOf } from './fixtures/index-files.ts';
import debian from './index.ts';

const release = () => indexFile('bookworm', 'amd64', fixture('Packages.bookworm'));
const security = () => indexFile('bookworm-security', 'amd64', fixture('Packages.bookworm-security'));
const sources = () => indexFile('bookworm', 'source', fixture('Sources.bookworm'));

async function one(stanza: string, architecture = 'amd64') {
  const file = indexFile('bookworm', architecture, Buffer.from(stanza));
  return [...(await recordsOf([file])).values()][0];
}

test('reads everything that a Packages stanza says', async () => {
  const record = (await recordsOf([release()])).get('python3-example');
  expect(record).toEqual({
    name: 'python3-example',
    namespace: 'main',
    description: 'example of what a stanza can hold\n\nLong text in a second\nparagraph.\n\n * and a list',
    homepage: 'https://github.com/example/example/',
    repositoryUrl: 'https://github.com/example/example',
    repositoryCandidates: [
      chosen('homepage', 'https://github.com/example/example', 'https://github.com/example/example/'),
    ],
    licenses: null,
    keywords: ['python'],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: {
      source: 'example',
      component: 'main',
      section: 'contrib/python',
      priority: 'optional',
      architecture: 'amd64',
    },
    latestVersion: '1.2.0-1+b1',
    versions: [
      {
        number: '1.2.0-1+b1',
        publishedAt: null,
        licenses: null,
        integrity: 'sha256-4444444444444444444444444444444444444444444444444444444444444444',
        status: null,
        metadata: {
          suites: ['bookworm'],
          component: 'main',
          architecture: 'amd64',
          section: 'contrib/python',
          priority: 'optional',
          source: { name: 'example', version: '1.2.0-1' },
          filename: 'pool/contrib/e/example/python3-example_1.2.0-1+b1_amd64.deb',
          size: 20_480,
          installed_size: 90,
          provides: 'python3.11-example, example-api (= 2)',
          breaks: 'python3-old (<< 1.0)',
        },
        dependencies: [
          { name: 'default-mta', requirement: null, kind: 'depends', optional: false },
          {
            name: 'mail-transport-agent',
            requirement: null,
            kind: 'depends',
            optional: false,
            alternative: true,
          },
          {
            name: 'python3',
            requirement: '<< 3.12',
            kind: 'depends',
            optional: false,
            qualifiers: { arch_qualifier: 'any' },
          },
          { name: 'python3', requirement: '>= 3.11~', kind: 'depends', optional: false },
          { name: 'dpkg', requirement: '>= 1.15.6~', kind: 'pre-depends', optional: false },
          { name: 'www-browser', requirement: null, kind: 'suggests', optional: true },
          { name: 'lynx', requirement: '>= 2.8', kind: 'suggests', optional: true, alternative: true },
          { name: 'jupyter', requirement: null, kind: 'enhances', optional: true },
        ],
      },
    ],
    versionsComplete: true,
    maintainers: [
      {
        uuid: 'team@example.org',
        login: null,
        name: 'Example, Inc.',
        email: 'TEAM@example.org',
        url: null,
        role: 'maintainer',
      },
    ],
  });
});

test('merges the suites of a release: a version once, with every suite that has it', async () => {
  const records = await recordsOf([release(), security()]);
  const curl = records.get('curl');
  expect(curl?.latestVersion).toBe('7.88.1-10+deb12u14');
  expect(curl?.versions.map(({ number, metadata }) => [number, metadata.suites])).toEqual([
    ['7.88.1-10+deb12u14', ['bookworm-security']],
    ['7.88.1-10+deb12u8', ['bookworm']],
  ]);
  const library = records.get('libcurl4');
  expect(library?.versions.map(({ number, metadata }) => [number, metadata.suites])).toEqual([
    ['7.88.1-10+deb12u8', ['bookworm', 'bookworm-security']],
  ]);
  // Facts of a version are those of the first suite.
  expect(library?.versions[0]?.metadata.filename).toBe(
    'pool/main/c/curl/libcurl4_7.88.1-10+deb12u8_amd64.deb',
  );
});

test('finds a package twice in one file, also apart from each other', async () => {
  const docs = (await recordsOf([release()])).get('linux-doc');
  expect(docs?.versions.map(({ number }) => number)).toEqual(['6.1.176-1', '6.1.170-3']);
  expect(docs?.latestVersion).toBe('6.1.176-1');
  expect(docs?.versions[0]?.dependencies).toEqual([]);
});

test('says which architectures have a version', async () => {
  const arm = Buffer.from(
    fixture('Packages.bookworm').toString().replaceAll('Architecture: amd64', 'Architecture: arm64'),
  );
  const records = await recordsOf([release(), indexFile('bookworm', 'arm64', arm)]);
  expect(records.get('curl')?.versions[0]?.metadata).toMatchObject({
    architecture: 'amd64',
    architectures: ['amd64', 'arm64'],
    suites: ['bookworm'],
  });
  expect(records.get('linux-doc')?.versions[0]?.metadata).not.toHaveProperty('architectures');
});

test('reads source packages under their own names', async () => {
  const record = (await recordsOf([sources()])).get('src:curl');
  expect(record).toMatchObject({
    namespace: 'main',
    description: null,
    homepage: 'https://curl.se/',
    repositoryUrl: 'https://salsa.debian.org/debian/curl',
    keywords: ['web'],
    metadata: {
      component: 'main',
      section: 'web',
      priority: 'optional',
      architecture: 'any all',
      binaries: ['curl', 'libcurl4', 'libcurl4-doc'],
      standards_version: '4.6.2',
      vcs_browser: 'https://salsa.debian.org/debian/curl',
      vcs_git: 'https://salsa.debian.org/debian/curl.git -b debian/bookworm',
    },
    maintainers: [
      { uuid: 'maintainer@example.org', role: 'maintainer', name: 'Example Maintainer' },
      { uuid: 'second@example.org', role: 'uploader', name: 'Second Person' },
    ],
  });
  // The older one is kept only so that its source stays available (`Extra-Source-Only`).
  expect(record?.versions).toEqual([
    {
      number: '7.88.1-10+deb12u8',
      publishedAt: null,
      licenses: null,
      integrity: 'sha256-7777777777777777777777777777777777777777777777777777777777777777',
      status: null,
      metadata: {
        suites: ['bookworm'],
        component: 'main',
        architecture: 'any all',
        section: 'web',
        priority: 'optional',
        standards_version: '4.6.2',
        directory: 'pool/main/c/curl',
        filename: 'pool/main/c/curl/curl_7.88.1-10+deb12u8.dsc',
        size: 2600,
      },
      dependencies: [
        { name: 'debhelper-compat', requirement: '= 13', kind: 'build-depends', optional: false },
        {
          name: 'libssl-dev',
          requirement: null,
          kind: 'build-depends',
          optional: false,
          qualifiers: { architecture: '!hurd-i386' },
        },
        {
          name: 'python3',
          requirement: null,
          kind: 'build-depends',
          optional: false,
          qualifiers: { arch_qualifier: 'native' },
        },
        {
          name: 'stunnel4',
          requirement: null,
          kind: 'build-depends',
          optional: false,
          qualifiers: { profile: '!nocheck | !cross' },
        },
        { name: 'gtk-doc-tools', requirement: null, kind: 'build-depends-indep', optional: false },
        {
          name: 'doc-tools',
          requirement: null,
          kind: 'build-depends-indep',
          optional: false,
          alternative: true,
        },
      ],
    },
  ]);
});

test('takes repository and uploaders of a binary package from its source', async () => {
  const records = await recordsOf([release(), sources()]);
  const library = records.get('libcurl4');
  const salsa = 'https://salsa.debian.org/debian/curl';
  expect(library).toMatchObject({
    repositoryUrl: salsa,
    repositoryCandidates: [
      chosen('vcs-browser', salsa),
      candidate('vcs-git', salsa, 'https://salsa.debian.org/debian/curl.git -b debian/bookworm'),
    ],
  });
  expect(library?.maintainers?.map(({ uuid, role }) => [uuid, role])).toEqual([
    ['maintainer@example.org', 'maintainer'],
    ['second@example.org', 'uploader'],
  ]);
  // Its source names a repository on no known forge: the homepage, which is on one, is the better answer.
  const git = 'https://git.example.org/example.git';
  expect(records.get('python3-example')).toMatchObject({
    repositoryUrl: 'https://github.com/example/example',
    repositoryCandidates: [
      candidate('vcs-git', git, git, { kind: 'declared' }),
      chosen('homepage', 'https://github.com/example/example', 'https://github.com/example/example/'),
    ],
  });
  expect(records.get('linux-doc')?.repositoryUrl).toBeNull();
  // Without sources, a homepage that is no repository is not taken for one.
  const alone = await recordsOf([release()]);
  expect(alone.get('curl')).toMatchObject({ homepage: 'https://curl.se/', repositoryUrl: null });
});

test('every record of the fixtures is valid', async () => {
  for (const record of (await recordsOf([release(), security(), sources()], false)).values()) {
    expect([record.name, recordProblems(record, debian.dependencyKinds)]).toEqual([record.name, []]);
    expect(record.versionsComplete).toBe(false);
  }
});

test('leaves out people without an address and takes an address alone', async () => {
  const people = async (field: string) =>
    (await one(`Package: xx\nVersion: 1\nMaintainer: ${field}\n`))?.maintainers?.map(({ uuid, name }) => [
      uuid,
      name,
    ]);
  expect(await people('Nobody')).toEqual([]);
  expect(await people('nobody <>')).toEqual([]);
  expect(await people('alone@example.org')).toEqual([['alone@example.org', null]]);
  expect(await people('A <a@example.org>, B, C <b@example.org>,')).toEqual([
    ['a@example.org', 'A'],
    ['b@example.org', 'B, C'],
  ]);
});

test.each([
  ['no name', 'Version: 1\n', 'names no package'],
  ['a bad name', 'Package: Hello World\nVersion: 1\n', 'not a package name'],
  ['a source name in Packages', 'Package: src:curl\nVersion: 1\n', 'not a package name'],
  ['no version', 'Package: xx\n', 'package xx: not a version: null'],
  ['a bad version', 'Package: xx\nVersion: 1 2\n', 'package xx: not a version: "1 2"'],
  ['a bad digest', 'Package: xx\nVersion: 1\nSHA256: 123\n', 'package xx: not a SHA-256: "123"'],
  ['a broken relationship', 'Package: xx\nVersion: 1\nDepends: a (>= 1\n', 'package xx: not a relationship'],
  ['a relationship without a name', 'Package: xx\nVersion: 1\nDepends: (>= 1)\n', 'not a relationship'],
  ['a bar without a name', 'Package: xx\nVersion: 1\nDepends: a |, b\n', 'not a relationship'],
  ['two requirements', 'Package: xx\nVersion: 1\nDepends: a (>= 1) (<< 2)\n', 'not a relationship'],
  ['an empty list', 'Package: xx\nVersion: 1\nDepends: a []\n', 'not a relationship'],
  [
    'an unexpanded variable',
    `Package: xx\nVersion: 1\nDepends: ${'$'}{misc:Depends}\n`,
    'not a relationship',
  ],
])('refuses a stanza with %s', async (_, stanza, message) => {
  await expect(one(stanza)).rejects.toMatchObject({
    code: 'malformed',
    message: expect.stringContaining(message),
  });
});

test('takes a relationship field that ends in a comma, is empty, or spans lines', async () => {
  const names = async (field: string) =>
    (await one(`Package: xx\nVersion: 1\nDepends: ${field}\n`))?.versions[0]?.dependencies?.map(
      ({ name }) => name,
    );
  expect(await names('')).toEqual([]);
  expect(await names('a, b,')).toEqual(['a', 'b']);
  expect(await names('\n a,\n b\n  (>= 1),')).toEqual(['a', 'b']);
  expect(await names('Libfoo1')).toEqual(['libfoo1']);
});

test('hostile names and fields end quickly', async () => {
  const many = 'Package: xx\nVersion: 1\n\n'.repeat(100_000);
  await expect(one(many)).rejects.toMatchObject({ code: 'malformed' });
  const field = (name: string, value: string) => one(`Package: xx\nVersion: 1\n${name}: ${value}\n`);
  await expect(field('Depends', 'a '.repeat(1_000_000))).rejects.toMatchObject({ code: 'malformed' });
  await expect(field('Depends', `a (>= ${' '.repeat(1_000_000)}x y)`)).rejects.toMatchObject({
    code: 'malformed',
  });
  await expect(field('Depends', '|'.repeat(1_000_000))).rejects.toMatchObject({ code: 'malformed' });
  expect((await field('Depends', ','.repeat(1_000_000)))?.versions[0]?.dependencies).toEqual([]);
  expect((await field('Maintainer', '<'.repeat(1_000_000)))?.maintainers).toEqual([]);
  expect((await field('Maintainer', `${'" '.repeat(500_000)}<a@example.org>`))?.maintainers?.length).toBe(1);
  expect((await field('Provides', `a${' '.repeat(1_000_000)}b\n c`))?.versions.length).toBe(1);
  expect((await field('Source', `a${' '.repeat(1_000_000)}(1)`))?.metadata.source).toBe('a');
});

test('a file that changes while it is read is a failure that may pass', async () => {
  const file = indexFile('bookworm', 'amd64', Buffer.from(''));
  const versions = ['Package: aa\nVersion: 1\n', 'Package: bb\nVersion: 1\n'];
  const changing = (texts: string[]) => ({
    ...file,
    async fetch() {
      return {
        file,
        async *open() {
          yield Buffer.from(texts.shift() ?? '');
        },
      };
    },
  });
  await expect(recordsOf([changing([...versions])])).rejects.toMatchObject({ code: 'unreachable' });
  await expect(recordsOf([changing([versions.join('\n'), versions[0] as string])])).rejects.toMatchObject({
    code: 'unreachable',
  });
});

test('gives records in batches, and stops when it is told to', async () => {
  const stanzas = Array.from({ length: 2_500 }, (_, i) => `Package: p${i}\nVersion: 1\n`).join('\n');
  const stop = new AbortController();
  const sizes: number[] = [];
  const files = [indexFile('bookworm', 'amd64', Buffer.from(stanzas))];
  const context = { signal: stop.signal } as ConnectorContext;
  for await (const batch of records(context, files, true)) sizes.push(batch.length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2_500);
  stop.abort();
  await expect(records(context, files, true).next()).rejects.toThrow('abort');
});
