/** Expected records are worked out by hand: https://learn.microsoft.com/vcpkg/reference/vcpkg-json. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { read } from './fixtures/conformance.ts';
import { mapPort } from './map.ts';

const PORTS = readFileSync(new URL('fixtures/output.json', import.meta.url));

const dependency = (name: string, qualifiers?: Record<string, string>) => ({
  name,
  requirement: null,
  kind: 'runtime',
  optional: false,
  ...(qualifiers && { qualifiers }),
});

test('a port with every member', async () => {
  const [demo] = await read(PORTS);
  expect(demo).toEqual({
    name: 'demo',
    namespace: null,
    description: 'Shows what a port has. In two lines.',
    homepage: 'https://github.com/demo-org/demo',
    repositoryUrl: 'https://github.com/demo-org/demo',
    repositoryCandidates: [chosen('Homepage', 'https://github.com/demo-org/demo')],
    licenses: 'MIT OR Apache-2.0',
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: {
      supports: '!uwp',
      documentation: 'https://demo.example.org/docs',
      features: ['tls', 'gui', 'tests', 'all'],
      default_features: ['tls', 'gui'],
      stars: 31,
      last_modified: '2026-10-01T12:00:00.000Z',
      triplets: { 'x64-linux': 'pass', 'x64-windows-static-md': 'fail' },
    },
    latestVersion: '1.2.3',
    versions: [
      {
        number: '1.2.3',
        publishedAt: null,
        licenses: 'MIT OR Apache-2.0',
        integrity: null,
        status: null,
        metadata: { port_version: 4 },
        dependencies: [
          dependency('zlib'),
          { ...dependency('vcpkg-cmake'), kind: 'build' },
          { ...dependency('boost-core'), requirement: '>=1.74' },
          dependency('libuuid', { platform: '!windows & !osx' }),
          dependency('curl', { features: 'ssl,http2', default_features: 'false' }),
          dependency('openssl', { feature: 'tls,tests' }),
          { ...dependency('catch2', { feature: 'tests,all' }), optional: true },
        ],
      },
    ],
    versionsComplete: true,
    maintainers: [
      {
        uuid: 'jo@example.org',
        login: null,
        name: 'Jo Example',
        email: 'jo@example.org',
        url: null,
        role: null,
      },
    ],
  });
});

test('ports with little', async () => {
  const [, data, none, ...others] = await read(PORTS);
  expect(data).toMatchObject({
    name: 'demo-data',
    description: null,
    homepage: null,
    repositoryUrl: null,
    licenses: null,
    maintainers: null,
    metadata: { features: ['extra'], stars: 0 },
    versions: [
      {
        number: '2024-01-31',
        metadata: {},
        dependencies: [{ ...dependency('fmt', { feature: 'extra' }), optional: true }],
      },
    ],
  });
  expect(none).toMatchObject({ name: '3fd', latestVersion: null, versions: [], metadata: {} });
  expect(others).toEqual([]);
  for (const port of [null, [], 'zlib', {}, { Name: 'a_b' }, { Name: 5 }]) expect(mapPort(port)).toBeNull();
});

if (!hasSharedRecordings) console.warn('vcpkg: the shared recordings are absent, so they are not replayed');

test.skipIf(!hasSharedRecordings)('the recorded index', async () => {
  const records = await read(readFileSync(fileURLToPath(shared('vcpkg/output.json'))));
  const find = (name: string) => records.find(record => record.name === name);
  expect(records).toHaveLength(60);
  expect([records[0]?.name, records.at(-1)?.name]).toEqual(['3fd', 'atomic-queue']);
  expect(records[0]?.versions).toMatchObject([
    {
      number: '2.6.3',
      metadata: { port_version: 2 },
      dependencies: [
        dependency('boost-lockfree', { platform: 'windows' }),
        dependency('boost-regex', { platform: 'windows' }),
        dependency('poco', { platform: 'windows' }),
        dependency('rapidxml'),
        dependency('sqlite3'),
      ],
    },
  ]);
  expect(find('7zip')).toMatchObject({
    description: 'Library for archiving file with a high compression ratio.',
    homepage: 'https://www.7-zip.org',
    repositoryUrl: null,
    licenses: 'LGPL-2.1-or-later',
    latestVersion: '22.0',
    metadata: { supports: '!uwp', stars: 0 },
  });
  expect(find('abseil')).toMatchObject({
    repositoryUrl: 'https://github.com/abseil/abseil-cpp',
    licenses: null,
  });
  expect(find('ace')).toMatchObject({
    maintainers: [{ uuid: expect.stringContaining('@'), name: expect.any(String) }],
    metadata: { features: ['ssl', 'tao', 'wchar', 'xml', 'xml-utils', 'zlib'] },
    versions: [
      {
        dependencies: [
          { ...dependency('openssl', { feature: 'ssl' }), optional: true },
          { ...dependency('xerces-c', { features: 'xmlch-wchar', feature: 'xml-utils' }), optional: true },
          { ...dependency('zlib', { feature: 'zlib' }), optional: true },
        ],
      },
    ],
  });
  expect(find('alpaka')?.versions[0]?.dependencies?.map(({ requirement }) => requirement)).toContain(
    '>=1.74',
  );
  expect(find('ampl-asl')?.licenses).toBeNull();
});
