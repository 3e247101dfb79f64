/**
 * Expected records are worked out by hand from the fixtures. What the attributes and the types of dependencies mean:
 * https://docs.oracle.com/cd/E37838_01/html/E61051/dependtypes.html and
 * https://docs.oracle.com/cd/E26919_01/html/E25751/pkg-5.html.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { PackageRecord } from '../../core/records.ts';
import { chosen } from '../conformance/candidates.ts';
import { recordsOf } from './fixtures/conformance.ts';
import { mapPackage } from './map.ts';

let records: PackageRecord[];
beforeAll(async () => {
  records = await recordsOf('base', readFileSync(new URL('fixtures/catalog.base.C', import.meta.url)));
});

const sha1 = (digit: string) => `sha1-${digit.repeat(40)}`;
const needed = { requirement: null, kind: 'runtime', optional: false };

test('a package with several builds of a version: the newest speaks for it', () => {
  expect(records[0]).toEqual({
    name: 'library/python/ipython',
    namespace: 'library',
    description: 'IPython: "Productive" Interactive Computing',
    homepage: 'https://ipython.org',
    repositoryUrl: 'https://github.com/ipython/ipython',
    repositoryCandidates: [
      chosen(
        'info.source-url',
        'https://github.com/ipython/ipython',
        'https://github.com/ipython/ipython/archive/8.0.0.tar.gz',
      ),
    ],
    licenses: null,
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: {
      description: 'A shell that is called "interactive"',
      classification: [
        'org.opensolaris.category.2008:Development/Python',
        'org.opensolaris.category.2008:System/Shells',
      ],
      source_url: 'https://github.com/ipython/ipython/archive/8.0.0.tar.gz',
      upstream_name: 'ipython',
      git_remote: 'https://github.com/OpenIndiana/oi-userland.git',
      git_rev: '0123456789abcdef0123456789abcdef01234567',
    },
    latestVersion: '8.0.0',
    versions: [
      {
        number: '7.34.0',
        publishedAt: '2022-06-01T10:11:12.000Z',
        licenses: null,
        integrity: sha1('1'),
        status: null,
        metadata: { ips_version: '7.34.0,5.11-2022.0.0.0:20220601T101112Z' },
        dependencies: [{ name: 'runtime/python-37', ...needed }],
      },
      {
        number: '8.0.0',
        publishedAt: '2023-02-20T09:30:15.000Z',
        licenses: null,
        integrity: sha1('3'),
        status: null,
        metadata: {
          ips_version: '8.0.0,5.11-2023.0.0.1:20230220T093015Z',
          architecture: ['i386'],
          upstream_version: '8.0.0',
          consolidation: 'userland',
        },
        dependencies: [
          { name: 'runtime/python-39', ...needed, requirement: '3.9.16-2023.0.0.0' },
          { name: 'library/python/traitlets-39', ...needed },
          { name: 'editor/vim', ...needed },
          { name: 'editor/nano', ...needed, requirement: '2', alternative: true },
          { name: 'library/python/matplotlib-39', requirement: '3', kind: 'optional', optional: true },
          {
            name: 'library/python/ipython-39',
            requirement: null,
            kind: 'conditional',
            optional: true,
            qualifiers: { predicate: 'pkg:/runtime/python-39', 'variant.opensolaris.zone': 'global' },
          },
          {
            name: 'system/zones',
            requirement: null,
            kind: 'group',
            optional: true,
            qualifiers: { 'facet.optional': 'true' },
          },
          {
            name: 'consolidation/userland/userland-incorporation',
            requirement: '0.5.11',
            kind: 'incorporate',
            optional: true,
          },
        ],
      },
    ],
    versionsComplete: true,
    maintainers: null,
  });
});

test('a renamed package is deprecated, says what took its place, and its last real version is the latest', () => {
  expect(records[1]).toMatchObject({
    name: 'SUNWapch22',
    namespace: null,
    description: 'Apache Web Server V2.2',
    repositoryUrl: null,
    status: 'deprecated',
    metadata: { renamed: true, renamed_to: ['web/server/apache-22'] },
    latestVersion: '2.2.3',
    versions: [
      {
        number: '2.2.3',
        publishedAt: '2013-03-02T09:08:07.000Z',
        status: null,
        metadata: { consolidation: 'sfw' },
        dependencies: [{ name: 'SUNWcs', ...needed, requirement: '0.5.11' }],
      },
      {
        number: '2.2.31',
        integrity: sha1('5'),
        status: 'deprecated',
        metadata: { renamed: true, renamed_to: ['web/server/apache-22'] },
        dependencies: [],
      },
    ],
  });
});

test('an obsolete package is deprecated and depends on nothing', () => {
  expect(records[2]).toMatchObject({
    description: 'A daemon of old',
    status: 'deprecated',
    metadata: { obsolete: true },
    latestVersion: '0.5.11',
    versions: [
      { number: '0.5.11', status: null, dependencies: [] },
      {
        number: '0.5.12',
        integrity: null,
        status: 'deprecated',
        metadata: { obsolete: true },
        dependencies: [],
      },
    ],
  });
});

test('an odd name, a version without its build, and no usable homepage', () => {
  expect(records[3]).toMatchObject({
    name: 'system/library/c++-runtime',
    namespace: 'system',
    description: 'Runtime of C++',
    homepage: null,
    repositoryUrl: null,
    metadata: { description: 'Runtime of C++' },
    versions: [
      {
        number: '0.5.11',
        publishedAt: '2017-07-24T14:37:27.000Z',
        integrity: sha1('a'),
        metadata: { ips_version: '0.5.11-11.4.0.0.1.1.2:20170724T143727Z' },
      },
    ],
  });
  expect(records).toHaveLength(4);
});

test('the newest build is the one of the highest branch, then of the latest time, wherever it stands', () => {
  const versions = ['1-2.10:20200101T000000Z', '1-2.9:20210101T000000Z', '1-2.10:20190101T000000Z'];
  const record = mapPackage(
    'a',
    versions.map(version => ({ version })),
    [],
  );
  expect(record?.versions.map(({ metadata }) => metadata.ips_version)).toEqual(['1-2.10:20200101T000000Z']);
});

test('an obsolete package without any other version has no latest one', () => {
  const actions = ['set name=pkg.obsolete value=true', 'set name=pkg.summary value=Gone'];
  expect(mapPackage('a', [{ version: '1', actions }], [])).toMatchObject({
    description: 'Gone',
    status: 'deprecated',
    latestVersion: null,
    versions: [{ number: '1', publishedAt: null, status: 'deprecated' }],
  });
});

test.each([
  [null, []],
  ['a', null],
  ['a', []],
  ['a', {}],
  ['a', [{ version: 5 }]],
  ['a/../b', [{ version: '1' }]],
  ['sha-1', 'aaaa'],
])('%j: %j is no package', (name, value) => {
  expect(mapPackage(name, value, [])).toBeNull();
});
