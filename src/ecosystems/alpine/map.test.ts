import { describe, expect, test } from 'vitest';
import { packed, recordsOf } from '../families/apk-repository/fixtures/index-files.ts';
import { fixture } from './fixtures/index-files.ts';

const all = { main: packed(fixture('APKINDEX.main')), community: packed(fixture('APKINDEX.community')) };

async function recordOf(name: string) {
  const record = (await recordsOf(all)).find(candidate => candidate.name === name);
  if (record === undefined) throw new Error(`no record of ${name}`);
  return record;
}

const install = (name: string, requirement: string | null = null) => ({
  name,
  requirement,
  kind: 'install',
  optional: false,
});

describe('an entry of an index', () => {
  test('is a record', async () => {
    expect(await recordOf('musl')).toEqual({
      name: 'musl',
      namespace: 'main',
      description: 'the musl c library (libc) implementation',
      homepage: 'https://musl.libc.org/',
      repositoryUrl: null,
      repositoryCandidates: [],
      licenses: 'MIT',
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: { repository: 'main', architecture: 'x86_64', origin: 'musl' },
      latestVersion: '1.2.5-r9',
      versions: [
        {
          number: '1.2.5-r9',
          // 1736344896 s after 1970: date -u -d @1736344896
          publishedAt: '2025-01-08T14:01:36.000Z',
          licenses: 'MIT',
          integrity: null,
          status: null,
          metadata: {
            repository: 'main',
            architecture: 'x86_64',
            origin: 'musl',
            commit: '1111111111111111111111111111111111111111',
            checksum: 'Q1kHzVui+/Hn0pPYbh8NWWLai2ct4=',
            size: 406587,
            installed_size: 667648,
            provides: 'so:libc.musl-x86_64.so.1=1',
          },
          dependencies: [],
        },
      ],
      versionsComplete: true,
      maintainers: [
        {
          uuid: 'musl@example.org',
          login: null,
          name: 'Example Maintainer',
          email: 'musl@example.org',
          url: 'https://example.org/Example%20Maintainer',
          role: 'maintainer',
        },
      ],
    });
  });

  test('says of the package what the highest version says, wherever that stands', async () => {
    const curl = await recordOf('curl');
    expect(curl.latestVersion).toBe('8.12.1-r1');
    expect(curl.maintainers).toMatchObject([{ uuid: 'musl@example.org' }]);
    expect(curl.versions.map(({ number, metadata }) => [number, metadata.size])).toEqual([
      ['8.12.1-r0', 140000],
      ['8.12.1-r1', 141000],
    ]);
  });

  test('names no homepage that is no web page, no date that is none, nobody without an address', async () => {
    const { homepage, maintainers, versions } = await recordOf('R');
    expect([homepage, maintainers, versions[0]?.publishedAt]).toEqual([null, [], null]);
  });

  test('without a name or version that can be one is left out', async () => {
    const names = (await recordsOf(all)).map(({ name }) => name);
    expect(names).toEqual([
      'musl',
      'busybox',
      'busybox-binsh',
      'dash-binsh',
      'libcurl',
      'curl',
      'gtk+3.0',
      'R',
    ]);
  });

  test('in two repositories is that of the first', async () => {
    const { namespace, versions, description } = await recordOf('musl');
    expect([namespace, versions.length, description]).toEqual([
      'main',
      1,
      'the musl c library (libc) implementation',
    ]);
  });
});

describe('dependencies', () => {
  test('are the packages that have what is asked for; any of several will do, the preferred one first', async () => {
    const [, latest] = (await recordOf('curl')).versions;
    expect(latest?.dependencies).toEqual([
      // Not in the index, but a name: what it says.
      install('ca-certificates-bundle'),
      // Also so:libcurl.so.4.
      install('libcurl', '=8.12.1-r1'),
      install('musl'),
      // /bin/sh: priority 100 before 60.
      install('dash-binsh'),
      { ...install('busybox-binsh'), alternative: true },
    ]);
    expect(latest?.metadata.depends).toBe(
      'ca-certificates-bundle libcurl=8.12.1-r1 !curl-legacy so:libc.musl-x86_64.so.1 so:libcurl.so.4 so:libgone.so.1 /bin/sh',
    );
  });

  test('of another repository are found, and one without a requirement says less than one with', async () => {
    const [version] = (await recordOf('gtk+3.0')).versions;
    expect(version?.dependencies).toEqual([install('musl'), install('busybox', '>=1.36')]);
  });
});
