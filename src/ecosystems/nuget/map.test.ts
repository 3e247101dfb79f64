import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { normalisedVersion } from './addresses.ts';
import conformance from './fixtures/conformance.ts';
import { latestEntry, mapPackage } from './map.ts';
import { parseRegistration } from './registration.ts';

const recorded = (file: string) => readFileSync(shared(`nuget/${file}`));
if (!hasSharedRecordings) console.warn('nuget: the shared recordings are absent, tests of them are skipped');

function mapRegistration(file: string, name: string) {
  const { entries } = parseRegistration(recorded(file), name);
  return mapPackage({ name, entries, isComplete: true, search: null, nuspec: null, leaf: null });
}

it.skipIf(!hasSharedRecordings)('maps a package from all its documents', () => {
  const name = 'newtonsoft.json';
  const { entries } = parseRegistration(recorded('newtonsoft.json_registration.json'), name);
  const record = mapPackage({
    name,
    entries,
    isComplete: true,
    search: recorded('newtonsoft.json_search.json'),
    nuspec: recorded('newtonsoft.json_nuspec.xml'),
    leaf: recorded('newtonsoft.json_catalog.json'),
  });
  const owners = ['dotnetfoundation', 'jamesnk', 'newtonsoft'];
  expect({ ...record, maintainers: record.maintainers?.map(({ uuid }) => uuid) }).toEqual({
    name,
    namespace: null,
    description: 'Json.NET is a popular high-performance JSON framework for .NET',
    homepage: 'https://www.newtonsoft.com/json',
    repositoryUrl: 'https://github.com/JamesNK/Newtonsoft.Json',
    repositoryCandidates: [chosen('repository', 'https://github.com/JamesNK/Newtonsoft.Json')],
    licenses: 'MIT',
    keywords: ['json'],
    status: null,
    downloads: { count: 6_532_245_026, period: 'total' },
    fundingLinks: [],
    metadata: {
      published_name: 'Newtonsoft.Json',
      title: 'Json.NET',
      authors: 'James Newton-King',
      verified: true,
      repository_commit: '0a2e291c0d9c0c7675d445703e51750363a549ef',
      copyright: 'Copyright © James Newton-King 2008',
      readme: 'README.md',
      icon: 'packageIcon.png',
      min_client_version: '2.12',
    },
    latestVersion: '13.0.3',
    versions: [
      {
        number: '13.0.3',
        publishedAt: '2023-03-08T07:42:54.647Z',
        licenses: 'MIT',
        integrity:
          'sha512-HrC5BXdl6++mf3jZBufCLOdAnM42cKpwsoStKRze2OGY3Q9CXhXlLrQRgGx/Oei6yivZ7Wt1nYCzn4twE2QGzw==',
        status: null,
        metadata: { downloads: 1_234_567_890, package_size: 2_112_803 },
        dependencies: [],
      },
    ],
    versionsComplete: true,
    maintainers: owners,
  });
});

it.skipIf(!hasSharedRecordings)('maps ranges and lower-cases the ids of dependencies', () => {
  const record = mapRegistration('ogcapi.net.sqlserver', 'ogcapi.net.sqlserver');
  expect(record).toMatchObject({
    description: 'SQL Server provider for the OGC API Features Standard implementation',
    repositoryUrl: 'https://github.com/sam-is/OgcApi.Net',
    keywords: [],
    downloads: null,
    maintainers: null,
    latestVersion: '0.3.1',
  });
  expect(record.versions.map(({ number, publishedAt }) => [number, publishedAt])).toEqual([
    ['0.3.0', '2022-03-25T05:11:36.793Z'],
    ['0.3.1', '2022-03-25T10:25:47.790Z'],
  ]);
  expect(record.versions[0]?.dependencies).toEqual([
    { name: 'ogcapi.net', requirement: '[0.3.0, )', kind: 'runtime', optional: false },
    { name: 'microsoft.data.sqlclient', requirement: '[3.0.1, )', kind: 'runtime', optional: false },
    {
      name: 'nettopologysuite.io.sqlserverbytes',
      requirement: '[2.0.0, )',
      kind: 'runtime',
      optional: false,
    },
  ]);
});

it.skipIf(!hasSharedRecordings)(
  'calls a package deprecated whose versions all are, and none latest then',
  () => {
    const record = mapRegistration('deprecated_package_registration.json', 'oldpackage');
    expect(record).toMatchObject({ status: 'deprecated', latestVersion: null });
    expect(record.versions).toMatchObject([
      {
        number: '1.0.0',
        status: 'deprecated',
        metadata: {
          deprecation: {
            reasons: ['Legacy'],
            message: 'This package is no longer maintained',
            alternatePackage: { id: 'NewPackage', range: '*' },
          },
        },
      },
      { number: '2.0.0', status: 'deprecated' },
    ]);
  },
);

it.skipIf(!hasSharedRecordings)('marks what is not listed', () => {
  const record = mapRegistration('unlisted_package_registration.json', 'unlistedpackage');
  expect(record).toMatchObject({
    status: null,
    latestVersion: null,
    metadata: { published_name: 'UnlistedPackage' },
  });
  expect(record.versions).toMatchObject([
    { status: 'unlisted', publishedAt: '2020-01-01T00:00:00.000Z', metadata: { listed: false } },
  ]);
});

describe('the package of the fixtures', () => {
  it('has dependencies by framework, and the digest of the latest version only', async () => {
    const [record] = [await conformance.replay[0].run()].flat();
    expect(record?.versions[1]).toEqual({
      number: '2.0.0+5d2c',
      publishedAt: '2021-01-01T00:00:00.000Z',
      licenses: null,
      integrity:
        'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
      status: null,
      metadata: {
        license_url: 'https://example.org/license',
        min_client_version: '2.12',
        downloads: 1000,
        package_size: 4321,
        target_frameworks: ['.NETStandard2.0', 'net6.0'],
      },
      dependencies: [
        { name: 'newtonsoft.json', requirement: '[13.0.1, )', kind: 'runtime', optional: false },
        {
          name: 'system.memory',
          requirement: '[4.5.0, 5.0.0)',
          kind: 'runtime',
          optional: false,
          qualifiers: { frameworks: '.NETStandard2.0' },
        },
        {
          name: 'system.text.json',
          requirement: null,
          kind: 'runtime',
          optional: false,
          qualifiers: { frameworks: 'net6.0' },
        },
      ],
    });
    expect(record?.versions[0]?.metadata.vulnerabilities).toEqual([
      { advisoryUrl: 'https://github.com/advisories/GHSA-0000-0000-0000', severity: '2' },
    ]);
    expect(record?.metadata).toEqual({
      published_name: 'Example.Thing',
      title: 'The Thing',
      authors: 'Example Org',
      repository_branch: 'main',
      repository_commit: '0123456789abcdef',
      license_file: 'LICENSE.txt',
      copyright: 'Example Org & others',
      readme: 'docs/README.md',
      min_client_version: '2.12',
      development_dependency: true,
      package_types: 'Dependency,DotnetTool',
    });
    expect(record?.maintainers?.map(({ uuid, role }) => [uuid, role])).toEqual([
      ['example', 'owner'],
      ['someone', 'owner'],
    ]);
  });

  it('stands by its highest version where none is in good standing', () => {
    const entry = (version: string) => ({ id: 'x', version, listed: false });
    expect(latestEntry([entry('1.0.0'), entry('1.10.0'), entry('1.9.0')])?.number).toBe('1.10.0');
    expect(latestEntry([])).toBeNull();
  });
});

// https://learn.microsoft.com/en-us/nuget/concepts/package-versioning#normalized-version-numbers
it('normalises versions as the addresses of files have them', () => {
  const pairs = [
    ['1.00', '1.0.0'],
    ['1.01.1', '1.1.1'],
    ['1.00.0.1', '1.0.0.1'],
    ['1.0.0.0', '1.0.0'],
    ['1.0.01.0', '1.0.1'],
    ['1.0.7+r3456', '1.0.7'],
    ['2.0.0-BETA.1+x', '2.0.0-beta.1'],
    ['not-a-version', 'not-a-version'],
  ] as const;
  expect(pairs.map(([version]) => normalisedVersion(version))).toEqual(pairs.map(([, normal]) => normal));
});
