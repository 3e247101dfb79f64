/** Expected records are worked out by hand from the entries of https://guix.gnu.org/packages.json. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import cases, { read } from './fixtures/conformance.ts';
import guix from './index.ts';
import { entryOf } from './map.ts';

const [registry] = cases.registries;
const PACKAGES = readFileSync(new URL('fixtures/packages.json', import.meta.url));

const version = (number: string, integrity: string | null, metadata: object) => ({
  number,
  publishedAt: null,
  licenses: null,
  integrity,
  status: null,
  metadata,
  dependencies: null,
});

test('a package with two versions', async () => {
  const [demo] = await read(PACKAGES);
  expect(demo).toEqual({
    name: 'demo',
    namespace: null,
    description: 'Shows what a package has',
    homepage: 'https://demo.example.org/',
    repositoryUrl: 'https://github.com/demo-org/demo',
    repositoryCandidates: [chosen('source.git_url', 'https://github.com/demo-org/demo')],
    licenses: null,
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: { location: 'gnu/packages/demo.scm:48', variable_name: 'demo' },
    latestVersion: '1.10',
    versions: [
      version('1.9', 'sha256-jZkUKv2SV28wsM18tCqNxoCZmLnighAfahT6AFlSML0=', {
        location: 'gnu/packages/demo.scm:20',
        variable_name: 'demo-1.9',
        source_type: 'url',
        download_url: 'https://demo.example.org/demo-1.9.tar.gz',
      }),
      version('1.10', null, {
        location: 'gnu/packages/demo.scm:48',
        variable_name: 'demo',
        source_type: 'git',
        git_url: 'https://github.com/demo-org/demo',
        git_ref: 'v1.10',
      }),
    ],
    versionsComplete: true,
    maintainers: null,
  });
});

test('a package with an odd name and without a source', async () => {
  const [, gtk, ...others] = await read(PACKAGES);
  expect(gtk).toMatchObject({
    name: 'gtk+',
    description: null,
    homepage: null,
    repositoryUrl: null,
    versions: [
      version('3.24.43-1.0123abc', null, { location: 'gnu/packages/gtk.scm:7', variable_name: 'gtk+' }),
    ],
  });
  expect(others).toEqual([]);
  for (const value of [null, [], 'x', {}, { name: 'a', version: '' }, { name: 'a b', version: '1' }])
    expect(entryOf(value)).toBeNull();
});

test('links', () => {
  const { links } = guix;
  expect(links.page(registry, 'gtk+', '3.24')).toBe('https://packages.guix.gnu.org/packages/gtk%2B/3.24/');
  expect(links.page(registry, 'hello')).toBe('https://packages.guix.gnu.org/packages/hello/');
  expect(links.install(registry, 'hello', '2.10')).toBe('guix install hello@2.10');
});

if (!hasSharedRecordings) console.warn('guix: the shared recordings are absent, so they are not replayed');

test.skipIf(!hasSharedRecordings)('the recorded index', async () => {
  const records = await read(readFileSync(fileURLToPath(shared('guix/packages.json'))));
  expect(records.map(({ name, latestVersion }) => [name, latestVersion])).toEqual([
    ['zile', '2.6.2'],
    ['hello', '2.12.1'],
    ['guile', '3.0.10'],
  ]);
  const [, hello, guile] = records;
  expect(hello).toMatchObject({
    description: 'Hello, GNU world: An example GNU package',
    homepage: 'https://www.gnu.org/software/hello/',
    repositoryUrl: null,
    metadata: { location: 'gnu/packages/base.scm:92', variable_name: 'hello' },
    versions: [
      version('2.12.1', 'sha256-jZkUKv2SV28wsM18tCqNxoCZmLnighAfahT6AFlSML0=', {
        location: 'gnu/packages/base.scm:92',
        variable_name: 'hello',
        source_type: 'url',
        download_url: 'https://ftp.gnu.org/gnu/hello/hello-2.12.1.tar.gz',
      }),
      version('2.10', 'sha256-MeBmE3qWJnbon2nRtlOC3pWn732RS4y5VvQepy4PUWo=', {
        location: 'gnu/packages/base.scm:72',
        variable_name: 'hello-2.10',
        source_type: 'url',
        download_url: 'https://ftp.gnu.org/gnu/hello/hello-2.10.tar.gz',
      }),
    ],
  });
  expect(guile?.versions).toEqual([
    version('3.0.10', 'sha256-xyz789', {
      location: 'gnu/packages/guile.scm:205',
      variable_name: 'guile-3.0',
      source_type: 'git',
      git_url: 'https://git.savannah.gnu.org/git/guile.git',
      git_ref: 'v3.0.10',
    }),
  ]);
});
