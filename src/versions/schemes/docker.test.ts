import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { docker } from './docker.ts';
import { agreesWithTables } from './fixtures/tables.ts';

// Tags as on https://hub.docker.com/_/python, /_/node, /_/ubuntu, /_/debian, /_/postgres, and of MinIO and Bitnami.
agreesWithTables(docker, {
  chains: [
    '3.9 < 3.10 < 3.11.0 < 3.11.1 < 3.12 < 4',
    '1.2.3-rc1 < 1.2.3-rc1-alpine < 1.2.3-rc2 < 1.2.3 < 1.2.3-alpine < 1.2.3-alpine3.17 < 1.2.3-alpine3.18 < 1.2.3-slim < 1.2.3-slim-bookworm < 1.2.4',
    '3.13.0a1 < 3.13.0b1 < 3.13.0rc1 < 3.13.0 = 3.13 < 3.13-bookworm',
    '14.04 < 16.04 < 20.04 < 22.04 < 24.10',
    'bookworm < bookworm-slim < bookworm-20240110 < bookworm-20240211 < bullseye < jammy-20240111 < 11 < 12',
    '16-alpine < 16.1 < 16.1-alpine < 16.2',
    '8.0.32-debian-11-r0 < 8.0.32-debian-11-r2 < 8.0.32-debian-11-r10 < 8.0.32-debian-12-r0 < 8.0.33-debian-11-r0',
    'RELEASE.2023-05-04T21-44-30Z < RELEASE.2023-05-18T00-05-36Z < RELEASE.2024-01-01T16-36-33Z',
    'edge < nightly < alpine < latest < stretch < 0.1',
    'v1.0.0 = 1.0.0 < v1.0.1',
    '20240101 < 20240131 < 20240201',
    '3f2a1b9 < 0.1',
    'sha-3f2a1b9 < 0.1',
  ],
  ranges: [
    ['>=3.10, <4', '3.10 3.10-alpine 3.11.1-slim 4-rc1', '3.9 3.9-alpine 4 4-alpine latest'],
    ['3.11', '3.11 3.11.0 v3.11', '3.11-alpine 3.11.1'],
    ['3.11-alpine', '3.11-alpine 3.11.0-alpine', '3.11 3.11-alpine3.18'],
    ['!=latest', '1 bookworm', 'latest'],
    ['<=1.2.3', '1.2.3 1.2.3-rc1 latest', '1.2.3-alpine 1.2.4'],
    ['>20.04 || =18.04', '22.04 18.04', '20.04 16.04'],
    ['>=jammy-20240101', 'jammy-20240111 22.04', 'jammy bookworm-20240110'],
    ['>=1 <2', '1 1.9 1-alpine 2-beta1', '2 0.9'],
    ['>=16-alpine, <17', '16-alpine 16.1 16.1-alpine', '16 17 15.4-alpine'],
    ['>1.2.3-rc1', '1.2.3-rc1-alpine 1.2.3-rc2 1.2.3', '1.2.3-rc1 1.2.2'],
    [
      '>=RELEASE.2023-05-18',
      'RELEASE.2023-05-18T00-05-36Z RELEASE.2024-01-01T16-36-33Z',
      'RELEASE.2023-05-04T21-44-30Z',
    ],
    ['', 'latest 1', ''],
    ['*', 'latest 1', ''],
  ],
  normal: [
    ['1.2.3-Alpine', '1.2.3-Alpine'],
    ['v1.0', 'v1.0'],
    ['latest', 'latest'],
  ],
  stable: [
    '3.11',
    '3.11-slim-bookworm',
    '22.04',
    'jammy-20240111',
    'RELEASE.2024-01-01T16-36-33Z',
    '8.0.32-debian-11-r0',
    'v1',
    '20240131',
  ],
  unstable: [
    'latest',
    'edge',
    'nightly',
    'bookworm',
    'main',
    '3.13.0rc1',
    '3.13-rc-alpine',
    '1.0-dev',
    'edge-20240101',
    '3f2a1b9',
    'sha-3f2a1b9',
    '',
  ],
  releases: [
    ['3.11.4-alpine', { major: 3, minor: 11, patch: 4 }],
    ['16-alpine', { major: 16, minor: 0, patch: 0 }],
    ['latest', null],
    ['jammy-20240111', null],
  ],
  // https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
  noVersions: ['', '-1', '.1', '1+2', '1 2', 'a/b', 'a:b', 'sha256:0123', 'é', '@1', 'a'.repeat(129), '_'],
  noRanges: ['>', '>=1+2', '1 ||', '1,,2', '^1', '~1.2'],
  vers: [
    ['>=3.10, <4', 'vers:docker/>=3.10|<4'],
    ['3.11-alpine', 'vers:docker/3.11-alpine'],
    ['!=latest', 'vers:docker/!=latest'],
    ['<1, >2', null],
  ],
});

const number = fc.oneof(fc.nat(3).map(String), fc.constantFrom('00', '04', '10', '20240131'));
const numbers = fc.array(number, { minLength: 1, maxLength: 3 }).map(list => list.join('.'));
const variant = fc.constantFrom(
  ...[
    '',
    '',
    '-alpine',
    '-alpine3.18',
    '-slim',
    '-slim-bookworm',
    '-rc1',
    'rc1',
    'b2',
    '-rc1-alpine',
    '-debian-11-r2',
    '-',
    '__1',
  ],
);
const version = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('', '', 'v', 'V', '_'), numbers, variant)
      .map(parts => parts.join('')),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'latest',
      'edge',
      'bookworm',
      'jammy-20240111',
      'php8.2-apache',
      '3f2a1b9',
      'sha-3f2a1b9',
      'RELEASE.2023-05-04T21-44-30Z',
    ),
  },
);

keepsTheLaws(docker, {
  versions: version,
  ranges: fc
    .array(fc.tuple(fc.constantFrom('', '!=', '<', '>= '), version, fc.constantFrom(', ', ' ', ' || ')), {
      minLength: 1,
      maxLength: 4,
    })
    .map(parts => parts.flat().slice(0, -1).join('')),
});
