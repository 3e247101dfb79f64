import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { noble, oracular, recordsOf } from './fixtures/index-files.ts';
import ubuntu from './index.ts';

const { links, purl } = ubuntu;

test('the registries are the releases; interim ones are on the mirror of old releases', () => {
  expect(
    ubuntu.registries.map(({ name, url, isDefault, version, metadata }) => [
      name,
      url,
      isDefault,
      version,
      metadata,
    ]),
  ).toEqual([
    ['ubuntu-24.04', 'https://launchpad.net/ubuntu/noble', true, '24.04', { codename: 'noble' }],
    ['ubuntu-22.04', 'https://launchpad.net/ubuntu/jammy', false, '22.04', { codename: 'jammy' }],
    ['ubuntu-20.04', 'https://launchpad.net/ubuntu/focal', false, '20.04', { codename: 'focal' }],
    ...(
      [
        ['24.10', 'oracular'],
        ['23.10', 'mantic'],
        ['23.04', 'lunar'],
      ] as const
    ).map(([version, codename]) => [
      `ubuntu-${version}`,
      `https://launchpad.net/ubuntu/${codename}`,
      false,
      version,
      { codename, mirror: 'http://old-releases.ubuntu.com/ubuntu' },
    ]),
  ]);
});

test('purls name the release', () => {
  expect(purl.toPurl('src:curl', oracular)).toEqual({
    namespace: 'ubuntu',
    name: 'curl',
    qualifiers: { distro: 'ubuntu-24.10', arch: 'source' },
  });
  const from = (distro: string, registry = noble) =>
    purl.fromPurl({ namespace: 'ubuntu', name: 'curl', qualifiers: { distro } }, registry);
  expect([from('ubuntu-24.04'), from('noble'), from('24.04.1'), from('ubuntu-24.10')]).toEqual([
    'curl',
    'curl',
    'curl',
    null,
  ]);
  expect(from('oracular', oracular)).toBe('curl');
});

test('links', () => {
  expect(links.page(noble, 'libstdc++6')).toBe('https://launchpad.net/ubuntu/noble/+package/libstdc%2B%2B6');
  expect(links.page(noble, 'src:curl')).toBe('https://launchpad.net/ubuntu/+source/curl');
  expect(links.page(noble, 'src:curl', '8.5.0-2ubuntu10')).toBe(
    'https://launchpad.net/ubuntu/+source/curl/8.5.0-2ubuntu10',
  );
  const metadata = { filename: 'pool/main/a/aalib/libaa1_1.4p5-51.1_amd64.deb' };
  expect(links.download(noble, 'libaa1', '1.4p5-51.1', metadata)).toBe(
    'http://archive.ubuntu.com/ubuntu/pool/main/a/aalib/libaa1_1.4p5-51.1_amd64.deb',
  );
  expect(links.download(oracular, 'libaa1', '1.4p5-51.1', metadata)).toBe(
    'http://old-releases.ubuntu.com/ubuntu/pool/main/a/aalib/libaa1_1.4p5-51.1_amd64.deb',
  );
  expect(links.download(noble, 'libaa1', '1.4p5-51.1', {})).toBeNull();
  expect(links.install(noble, 'src:curl', '8.5.0-2ubuntu10')).toBe('apt-get source curl=8.5.0-2ubuntu10');
});

if (!hasSharedRecordings) console.warn('ubuntu: the shared recordings are absent, so they are not replayed');

describe.skipIf(!hasSharedRecordings)('the recorded Sources', () => {
  const read = () =>
    recordsOf([{ architecture: 'source', bytes: readFileSync(fileURLToPath(shared('ubuntu/sources'))) }]);

  test('have three packages', async () => {
    const records = await read();
    expect(records.map(({ name, latestVersion, homepage }) => [name, latestVersion, homepage])).toEqual([
      ['src:aalib', '1.4p5-51.1', 'http://aa-project.sourceforge.net/aalib/'],
      ['src:abseil', '20220623.1-3.1ubuntu3', 'https://abseil.io/'],
      ['src:libreoffice', '4:24.2.2-0ubuntu1', 'https://www.libreoffice.org'],
    ]);
    expect(records.map(({ repositoryUrl }) => repositoryUrl)).toEqual([
      'https://salsa.debian.org/debian/aalib',
      'https://salsa.debian.org/debian/abseil',
      'https://salsa.debian.org/libreoffice-team/libreoffice',
    ]);
  });

  test('have a package whose needs differ by architecture and profile', async () => {
    const abseil = (await read())[1];
    expect(abseil).toMatchObject({
      namespace: 'main',
      keywords: ['misc'],
      metadata: { binaries: ['libabsl-dev', 'libabsl20220623t64'], standards_version: '4.6.1' },
      maintainers: [{ uuid: 'ubuntu-devel-discuss@lists.ubuntu.com', role: 'maintainer' }],
    });
    expect(abseil?.versions[0]?.dependencies).toEqual([
      { name: 'dpkg-dev', requirement: '>= 1.22.5', kind: 'build-depends', optional: false },
      { name: 'cmake', requirement: '>= 3.5', kind: 'build-depends', optional: false },
      { name: 'debhelper-compat', requirement: '= 12', kind: 'build-depends', optional: false },
      { name: 'g++-12', requirement: null, kind: 'build-depends', optional: false },
      {
        name: 'googletest',
        requirement: '>= 1.12',
        kind: 'build-depends',
        optional: false,
        qualifiers: { architecture: '!mipsel !ppc64', profile: '!nocheck' },
      },
    ]);
  });
});
