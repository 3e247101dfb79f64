import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseJsonObject } from '../../formats/json.ts';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import conformance from './fixtures/conformance.ts';
import { links } from './links.ts';
import { mapPackage } from './map.ts';
import { purl } from './names.ts';

const own = (file: string) =>
  parseJsonObject(readFileSync(new URL(`fixtures/${file}`, import.meta.url)), file);
if (!hasSharedRecordings) console.warn('conda: the shared recordings are absent, tests of them are skipped');

it('maps a package with one build', () => {
  expect(mapPackage('aiofiles', own('aiofiles.json'))).toEqual({
    name: 'aiofiles',
    namespace: null,
    description: 'File support for asyncio',
    homepage: 'https://github.com/Tinche/aiofiles',
    repositoryUrl: 'https://github.com/Tinche/aiofiles',
    repositoryCandidates: [
      chosen('dev_url', 'https://github.com/Tinche/aiofiles'),
      candidate('home', 'https://github.com/Tinche/aiofiles'),
    ],
    licenses: 'Apache-2.0',
    keywords: [],
    status: null,
    downloads: { count: 42_567, period: 'total' },
    fundingLinks: [],
    metadata: {},
    latestVersion: '0.6.0',
    versions: [
      {
        number: '0.6.0',
        // 1606250000 seconds since 1970.
        publishedAt: '2020-11-24T20:33:20.000Z',
        licenses: 'Apache-2.0',
        integrity: null,
        status: null,
        metadata: {
          arch: 'noarch',
          download_url:
            'https://api.anaconda.org/download/conda-forge/aiofiles/0.6.0/noarch/aiofiles-0.6.0-py_0.tar.bz2',
          build: 'py_0',
        },
        dependencies: [{ name: 'python', requirement: '>=3.6', kind: 'runtime', optional: false }],
      },
    ],
    versionsComplete: true,
    maintainers: null,
  });
});

it.skipIf(!hasSharedRecordings)('takes the recorded count of downloads', () => {
  const recorded = parseJsonObject(readFileSync(shared('conda/aiofiles.json')), 'aiofiles');
  const record = mapPackage('aiofiles', { ...own('aiofiles.json'), files: [], ...recorded });
  expect(record.downloads).toEqual({ count: 42_567, period: 'total' });
});

it('lets one build speak for a version, and all builds for its date', () => {
  const record = mapPackage('example-thing', own('thing.json'));
  expect(record.metadata).toEqual({ documentation: 'https://thing.example.org' });
  expect(record.versions).toEqual([
    {
      number: '1.0',
      publishedAt: '2017-11-29T04:48:32.651Z',
      licenses: 'BSD-3-Clause',
      integrity: `sha256-${'0'.repeat(63)}2`,
      status: null,
      metadata: {
        arch: 'linux-64',
        subdirs: ['linux-64', 'osx-64'],
        download_url:
          'https://api.anaconda.org/download/example/example-thing/1.0/linux-64/example-thing-1.0-py35_0.tar.bz2',
        build: 'py35_0',
        builds: 2,
        pythons: ['2.7', '3.5'],
        size: 2,
      },
      dependencies: [
        { name: 'python', requirement: '>=3.5,<3.6.0a0', kind: 'runtime', optional: false },
        { name: 'numpy', requirement: '1.11.* py35_0', kind: 'runtime', optional: false },
        { name: '__glibc', requirement: '>=2.17', kind: 'runtime', optional: false },
        { name: 'libgcc-ng', requirement: null, kind: 'runtime', optional: false },
      ],
    },
    {
      number: '2.0',
      publishedAt: '2021-01-01T00:00:00.000Z',
      licenses: null,
      integrity: `sha256-${'0'.repeat(63)}3`,
      status: null,
      metadata: { arch: 'noarch', build: 'py_0' },
      dependencies: [],
    },
    {
      number: '2.1rc1',
      // In seconds, as some builds have it.
      publishedAt: '2022-01-01T00:00:00.000Z',
      licenses: null,
      integrity: null,
      status: null,
      metadata: { arch: 'noarch', labels: ['example_rc'] },
      dependencies: null,
    },
    {
      number: '3.0',
      publishedAt: '2022-01-02T00:00:00.000Z',
      licenses: null,
      integrity: null,
      status: 'yanked',
      metadata: { arch: 'noarch', labels: ['broken'] },
      dependencies: [{ name: 'python', requirement: null, kind: 'runtime', optional: false }],
    },
    {
      number: '0.1',
      publishedAt: null,
      licenses: null,
      integrity: null,
      status: null,
      metadata: {},
      dependencies: null,
    },
  ]);
});

it('refuses the document of another package, and one without versions', () => {
  expect(() => mapPackage('numpy', own('aiofiles.json'))).toThrow('of another one');
  expect(() => mapPackage('x', { name: 'x', files: [] })).toThrow('no versions');
});

it('knows the channels of purls and commands', () => {
  const [main, forge] = conformance.registries;
  const named = (channel: string) => ({ namespace: null, name: 'numpy', qualifiers: { channel } });
  expect(purl.fromPurl(named('conda-forge'), forge)).toBe('numpy');
  expect(purl.fromPurl(named('conda-forge'), main)).toBeNull();
  expect(purl.fromPurl(named('main'), main)).toBe('numpy');
  expect(links.install(forge, 'numpy', '1.2')).toBe('conda install -c conda-forge numpy=1.2');
  expect(links.page(forge, 'numpy')).toBe('https://anaconda.org/conda-forge/numpy');
  expect(links.page({ ...main, metadata: {} }, 'numpy')).toBeNull();
});

it('keeps for which versions of Python there are builds, and what a build bounds without needing it', () => {
  const build = (name: string, constrains?: string[]) => ({
    version: '1.0',
    attrs: {
      subdir: 'linux-64',
      build: name,
      depends: ['python >=3.9,<3.10.0a0'],
      ...(constrains && { constrains }),
    },
  });
  const files = ['py310h5eee18b_0', 'np121py39h2bbff1b_1', 'cuda_py312_0', 'h2bbff1b_0', 'py2.py3_0'].map(
    name => build(name),
  );
  const { versions } = mapPackage('thing', { name: 'thing', files });
  expect(versions[0]!.metadata.pythons).toEqual(['3.9', '3.10', '3.12']);
  const one = mapPackage('thing', { name: 'thing', files: [build('py39_0', ['scipy >=1.5', 'bad/name'])] });
  expect(one.versions[0]!.metadata.pythons).toBeUndefined();
  expect(one.versions[0]!.dependencies).toEqual([
    { name: 'python', requirement: '>=3.9,<3.10.0a0', kind: 'runtime', optional: false },
    { name: 'scipy', requirement: '>=1.5', kind: 'constraint', optional: true },
  ]);
});
