/** Expected records are worked out by hand from the documents of https://packages.spack.io/data/packages/. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { packagesIn } from './connector.ts';
import cases, { demo } from './fixtures/conformance.ts';
import spack from './index.ts';
import { mapPackage } from './map.ts';

const [registry] = cases.registries;
const needs = (...names: string[]) =>
  names.map(name => ({ name, requirement: null, kind: 'runtime', optional: false }));
const person = (login: string) => ({
  uuid: login,
  login,
  name: null,
  email: null,
  url: `https://github.com/${login}`,
  role: null,
});

test('a package with every member', () => {
  const version = (
    number: string,
    integrity: string | null,
    metadata = {},
    status: string | null = null,
  ) => ({
    number,
    publishedAt: null,
    licenses: null,
    integrity,
    status,
    metadata,
    dependencies: needs('cmake', 'mpi'),
  });
  expect(mapPackage('demo', demo)).toEqual({
    name: 'demo',
    namespace: null,
    description: 'Shows what a package has.',
    homepage: 'https://github.com/demo-org/demo',
    repositoryUrl: 'https://github.com/demo-org/demo',
    repositoryCandidates: [chosen('homepage', 'https://github.com/demo-org/demo')],
    licenses: null,
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: { aliases: ['py-demo'], build_system: 'CMakePackage', variants: ['mpi', 'shared'] },
    latestVersion: '1.10.0',
    versions: [
      version('develop', null, { branch: 'develop' }),
      version('2.0.0-rc1', 'sha256-89abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567'),
      version('1.10.0', null, { tag: 'v1.10.0', commit: '0123456789abcdef0123456789abcdef01234567' }),
      version('1.9', 'sha256-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'),
      version('1.8', 'md5-0123456789abcdef0123456789abcdef', {}, 'deprecated'),
    ],
    versionsComplete: true,
    // The last spelling of a login that comes twice.
    maintainers: [person('Octo-Demo'), person('other')],
  });
});

test('a package with only branches, and documents that are of no package', () => {
  const only = { name: 'Demo', versions: [{ name: 'main' }, { name: 'develop' }], maintainers: null };
  expect(mapPackage('demo', Buffer.from(JSON.stringify(only)))).toMatchObject({
    name: 'demo',
    latestVersion: 'develop',
    homepage: null,
    maintainers: null,
  });
  for (const text of ['', '[]', '{}', '{"name":"other"}', '{"name":5}'])
    expect(() => mapPackage('demo', Buffer.from(text))).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
});

test.each([
  ['zlib: add v1.3.1 (#1234)', ['zlib']],
  ['ReFrame: add v3.11.0', ['reframe']],
  ['upcxx,gasnet: Add a note', ['upcxx', 'gasnet']],
  ['Neovim luajit (#28855)', []],
  ['Fix the build: again', []],
  [': x', []],
  ['', []],
])('the commit %j names %j', (title, expected) => expect(packagesIn(title)).toEqual(expected));

test('links', () => {
  const { links } = spack;
  expect(links.page(registry, 'zlib-ng')).toBe('https://packages.spack.io/package.html?name=zlib-ng');
  expect(links.install(registry, 'zlib-ng', '2.1')).toBe('spack install zlib-ng@2.1');
  expect(links.maintainer(registry, { uuid: 'a', login: 'a' })).toBe('https://github.com/a');
});

if (!hasSharedRecordings) console.warn('spack: the shared recordings are absent, so they are not replayed');

test.skipIf(!hasSharedRecordings)('the recorded document of 3proxy', () => {
  const record = mapPackage('3proxy', readFileSync(fileURLToPath(shared('spack/3proxy.json'))));
  const version = (number: string, digest: string) => ({
    number,
    publishedAt: null,
    licenses: null,
    integrity: `sha256-${digest}`,
    status: null,
    metadata: {},
    dependencies: needs('autoconf', 'automake', 'libtool', 'm4'),
  });
  expect(record).toEqual({
    name: '3proxy',
    namespace: null,
    description: '3proxy - tiny free proxy server',
    homepage: 'https://3proxy.org',
    repositoryUrl: null,
    repositoryCandidates: [],
    licenses: null,
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: { build_system: 'MakefilePackage' },
    latestVersion: '0.8.13',
    versions: [
      version('0.8.13', 'a6d3cf9dd264315fa6ec848f6fe6c9057db005ce4ca8ed1deb00f6e1c3900f88'),
      version('0.8.12', 'c2ad3798b4f0df06cfcc7b49f658304e451d60e4834e2705ef83ddb85a03f849'),
      version('0.8.11', 'fc4295e1a462baa61977fcc21747db7861c4e3d0dcca86cbaa3e06017e5c66c9'),
    ],
    versionsComplete: true,
    maintainers: [],
  });
});
