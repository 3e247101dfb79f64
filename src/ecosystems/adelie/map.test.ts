import { beforeAll, describe, expect, it, test } from 'vitest';
import type { PackageRecord } from '../../core/records.ts';
import { hasSharedRecordings, recordedIo } from '../conformance/recordings.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import adelie from './index.ts';

const [registry] = conformance.registries;

test('links', () => {
  const { links } = adelie;
  expect(links.page(registry, 'libstdc++')).toBe('https://pkg.adelielinux.org/current/libstdc%2B%2B');
  expect(links.download(registry, 'abuild', '3.5-r0', { repository: 'system' })).toBe(
    'https://distfiles.adelielinux.org/adelie/current/system/x86_64/abuild-3.5-r0.apk',
  );
  expect(links.install(registry, 'abuild')).toBe('apk add abuild');
});

if (!hasSharedRecordings) console.warn('adelie: the shared recordings are absent, so they are not replayed');

describe.skipIf(!hasSharedRecordings)('the recorded indexes', () => {
  const records = new Map<string, PackageRecord>();
  beforeAll(async () => {
    const { io } = recordedIo(recordings.answers);
    const context = { io, registry, settings: {} };
    if (adelie.connector.mode !== 'batch') throw new Error('not a batch connector');
    const batch = await adelie.connector.load();
    const parts = await batch.parts(context, { suites: null });
    for await (const some of batch.read(context, parts))
      for (const record of some) records.set(record.name, record);
  });

  it('have 1029 names in 948 and 150 entries', () => {
    // grep -c ^P: of the two files, and sort -u of the names.
    expect(records.size).toBe(1029);
  });

  it('have abuild with a former build; its needs are packages', () => {
    const abuild = records.get('abuild');
    expect(abuild).toMatchObject({
      namespace: 'system',
      metadata: { repository: 'system', architecture: 'x86_64', origin: 'abuild' },
      latestVersion: '3.5-r0',
      maintainers: [
        {
          name: 'A. Wilcox',
          url: 'https://pkg.adelielinux.org/current/-/search?maintainer=A.%20Wilcox',
        },
      ],
    });
    const [former, latest] = abuild?.versions ?? [];
    expect([former?.number, former?.publishedAt]).toEqual(['3.4.2-r3', '2024-12-05T13:35:33.000Z']);
    expect(latest).toMatchObject({
      number: '3.5-r0',
      publishedAt: '2024-12-13T22:17:52.000Z',
      licenses: 'GPL-2.0-only',
      integrity: null,
      metadata: { commit: '0498302716bd79a0c142681f188535c4c973afc6', size: 77383, installed_size: 245760 },
    });
    // libc-utils is provided by musl-utils, /bin/sh by bash-binsh (priority 10) and dash-binsh (1).
    expect(
      latest?.dependencies?.map(({ name, requirement, alternative }) => [name, requirement, alternative]),
    ).toEqual([
      ['fakeroot', null, undefined],
      ['sudo', null, undefined],
      ['pax-utils', null, undefined],
      ['openssl', null, undefined],
      ['apk-tools', '>=2.0.7-r1', undefined],
      ['musl-utils', null, undefined],
      ['attr', null, undefined],
      ['libarchive-tools', null, undefined],
      ['pkgconf', null, undefined],
      ['patch', null, undefined],
      ['lzip', null, undefined],
      ['curl', null, undefined],
      ['bash-binsh', null, undefined],
      ['dash-binsh', null, true],
      ['musl', null, undefined],
      ['libcrypto1.1', null, undefined],
      ['zlib', null, undefined],
    ]);
  });

  it('have a version that is none of the scheme', () => {
    const { latestVersion, versions } = records.get('aspell-dict-eo') ?? {};
    expect([latestVersion, versions?.length]).toEqual(['2.1.20000225.a2-r0', 1]);
  });

  it('have three builds of musl, the highest last', () => {
    expect(records.get('musl')?.versions.map(({ number }) => number)).toEqual([
      '1.2.3-r1',
      '1.2.3-r2',
      '1.2.3-r3',
    ]);
    expect(records.get('musl')?.latestVersion).toBe('1.2.3-r3');
  });

  it('have what the other repository provides', () => {
    const [version] = records.get('a52dec')?.versions ?? [];
    expect(version?.dependencies).toEqual([
      { name: 'musl', requirement: null, kind: 'install', optional: false },
    ]);
  });
});
