/** Expected records are worked out by hand; members of `meta`: https://nixos.org/manual/nixpkgs/stable/#chap-meta. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import cases, { read } from './fixtures/conformance.ts';
import nixpkgs from './index.ts';
import { mapPackage } from './map.ts';

const [registry, stable] = cases.registries;
const PACKAGES = readFileSync(new URL('fixtures/packages.json', import.meta.url));

test('a package with every member', async () => {
  const [demo] = await read(PACKAGES);
  expect(demo).toEqual({
    name: 'python313Packages.demo',
    namespace: null,
    description: 'Shows what a package has',
    homepage: 'https://demo.example.org/',
    repositoryUrl: 'https://github.com/demo-org/demo',
    repositoryCandidates: [chosen('meta.homepage', 'https://github.com/demo-org/demo')],
    licenses: 'MIT,unfree,custom',
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: {
      pname: 'demo',
      position: 'pkgs/demo/default.nix:12',
      changelog: 'https://demo.example.org/changes',
      main_program: 'demo',
      platforms: ['x86_64-linux', 'aarch64-linux'],
      outputs: ['out', 'dev'],
      broken: true,
      unfree: true,
    },
    latestVersion: '1.2.3',
    versions: [
      {
        number: '1.2.3',
        publishedAt: null,
        licenses: 'MIT,unfree,custom',
        integrity: null,
        status: null,
        metadata: {},
        dependencies: null,
      },
    ],
    versionsComplete: true,
    maintainers: [
      {
        uuid: 'jo-demo',
        login: 'jo-demo',
        name: 'Jo',
        email: 'jo@example.org',
        url: 'https://github.com/jo-demo',
        role: null,
      },
      { uuid: 'al@example.org', login: null, name: 'Al', email: 'al@example.org', url: null, role: null },
      { uuid: 'Team', login: null, name: 'Team', email: null, url: null, role: null },
    ],
  });
});

test('packages with little', async () => {
  const [, hello, none, ...others] = await read(PACKAGES);
  expect(hello).toMatchObject({
    name: "hello'",
    homepage: null,
    repositoryUrl: null,
    licenses: null,
    maintainers: null,
    metadata: {},
    latestVersion: '2.12',
  });
  expect(none).toMatchObject({ name: 'none', latestVersion: null, versions: [] });
  expect(others).toEqual([]);
  for (const [name, value] of [
    [null, {}],
    ['a', null],
    ['a b', {}],
    ['a', []],
  ] as const)
    expect(mapPackage(name, value)).toBeNull();
});

test('links and purls', () => {
  const { links, purl } = nixpkgs;
  expect(links.page(stable ?? registry, 'git')).toBe(
    'https://search.nixos.org/packages?channel=24.11&query=git',
  );
  expect(links.install(registry, "hello'")).toBe("nix-env -iA 'nixpkgs.hello'\\'''");
  expect(
    purl.fromPurl({ namespace: null, name: 'git', qualifiers: { channel: '24.11' } }, registry),
  ).toBeNull();
});

if (!hasSharedRecordings) console.warn('nixpkgs: the shared recordings are absent, so they are not replayed');

test.skipIf(!hasSharedRecordings)('the recorded index', async () => {
  const records = await read(readFileSync(fileURLToPath(shared('nixpkgs/packages.json'))));
  expect(records.map(({ name }) => name)).toEqual([
    'python313Packages.numpy',
    'python313Packages.requests',
    'hello',
    'git',
  ]);
  expect(records[0]).toMatchObject({
    description: 'Scientific tools for Python',
    homepage: 'https://numpy.org/',
    licenses: 'BSD-3-Clause',
    maintainers: [
      { uuid: expect.any(String), name: expect.any(String), email: expect.stringContaining('@') },
    ],
  });
  expect(records[3]).toMatchObject({ licenses: 'GPL-2.0', metadata: { main_program: 'git' } });
});
