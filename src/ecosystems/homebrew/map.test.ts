/** Expected records are worked out by hand from the documents; their members: https://formulae.brew.sh/docs/api/. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { read } from './fixtures/conformance.ts';
import { mapFormula } from './map.ts';

const FORMULAE = readFileSync(new URL('fixtures/formula.json', import.meta.url));

test('a formula with every member', async () => {
  const [demo] = await read(FORMULAE);
  const required = (name: string, kind: string, qualifiers?: Record<string, string>) => ({
    name,
    requirement: null,
    kind,
    optional: false,
    ...(qualifiers && { qualifiers }),
  });
  const macos = { provided_by: 'macos' };
  expect(demo).toEqual({
    name: 'demo',
    namespace: null,
    description: 'Shows what a formula has',
    homepage: 'https://demo.example.org/',
    repositoryUrl: 'https://github.com/demo-org/demo',
    repositoryCandidates: [
      chosen('urls.head', 'https://github.com/demo-org/demo', 'https://github.com/demo-org/demo.git'),
    ],
    licenses: 'MIT OR Apache-2.0',
    keywords: [],
    status: null,
    downloads: { count: 12_345, period: 'last-month' },
    fundingLinks: [],
    metadata: {
      tap: 'homebrew/core',
      aliases: ['demo@2', 'dm'],
      oldnames: ['old-demo'],
      versioned_formulae: ['demo@1'],
      conflicts_with: ['other-demo'],
      version_scheme: 0,
      head: true,
      bottle: true,
      keg_only: false,
      ruby_source_path: 'Formula/d/demo.rb',
    },
    latestVersion: '2.4.1',
    versions: [
      {
        number: '2.4.1',
        publishedAt: null,
        licenses: 'MIT OR Apache-2.0',
        integrity: 'sha256-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
        status: null,
        metadata: { download_url: 'https://demo.example.org/demo-2.4.1.tar.xz', revision: 1 },
        dependencies: [
          required('openssl@3', 'runtime'),
          required('gtk+3', 'runtime'),
          required('cmake', 'build'),
          required('pkgconf', 'build'),
          required('jq', 'test'),
          { ...required('zstd', 'recommended'), optional: true },
          { ...required('lua', 'optional'), optional: true },
          required('flex', 'build', macos),
          required('zlib', 'runtime', macos),
          required('python', 'build', macos),
          required('python', 'test', macos),
          required('libxml2', 'runtime', { ...macos, since: 'catalina' }),
        ],
      },
    ],
    versionsComplete: true,
    maintainers: null,
  });
});

test('a disabled formula is deprecated, and says why', async () => {
  const [, old] = await read(FORMULAE);
  expect(old).toMatchObject({
    name: 'demo@1',
    repositoryUrl: 'https://github.com/demo-org/demo',
    licenses: null,
    status: 'deprecated',
    // Only its installations from the head are counted.
    downloads: null,
    metadata: {
      keg_only: true,
      deprecation_date: '2025-01-01',
      deprecation_reason: 'does not build',
      deprecation_replacement: 'demo',
      disabled: true,
      disable_date: '2026-01-01',
      disable_reason: 'does not build',
    },
    versions: [
      {
        number: '1.9',
        integrity: null,
        metadata: { tag: 'v1.9', commit: '89abcdef0123456789abcdef0123456789abcdef' },
        dependencies: [],
      },
    ],
  });
});

test('a formula without a stable version, with an odd name and no usable homepage', async () => {
  const [, , gtk, ...others] = await read(FORMULAE);
  expect(gtk).toEqual({
    name: 'gtk+3',
    namespace: null,
    description: null,
    homepage: null,
    repositoryUrl: 'https://gitlab.gnome.org/GNOME/gtk',
    repositoryCandidates: [
      chosen('urls.head', 'https://gitlab.gnome.org/GNOME/gtk', 'https://gitlab.gnome.org/GNOME/gtk.git'),
    ],
    licenses: null,
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: { head: true, bottle: false, keg_only: false },
    latestVersion: null,
    versions: [],
    versionsComplete: true,
    maintainers: null,
  });
  expect(others).toEqual([]);
});

test.each([[null], [[]], ['demo'], [{}], [{ name: 'a/b' }], [{ name: 5 }]])('%j is no formula', formula =>
  expect(mapFormula(formula, null)).toBeNull(),
);

if (!hasSharedRecordings)
  console.warn('homebrew: the shared recordings are absent, so they are not replayed');

test.skipIf(!hasSharedRecordings)('the recorded document of one formula', () => {
  const abook: unknown = JSON.parse(readFileSync(fileURLToPath(shared('homebrew/abook.json')), 'utf8'));
  const dependency = (name: string, kind: string) => ({ name, requirement: null, kind, optional: false });
  const license = 'GPL-2.0-only and GPL-2.0-or-later and GPL-3.0-or-later and Public Domain and X11';
  expect(mapFormula(abook, null)).toEqual({
    name: 'abook',
    namespace: null,
    description: 'Address book with mutt support',
    homepage: 'https://abook.sourceforge.io/',
    repositoryUrl: null,
    repositoryCandidates: [],
    licenses: license,
    keywords: [],
    status: null,
    downloads: { count: 28, period: 'last-month' },
    fundingLinks: [],
    metadata: { tap: 'homebrew/core', version_scheme: 0, head: true, bottle: true, keg_only: false },
    latestVersion: '0.6.1',
    versions: [
      {
        number: '0.6.1',
        publishedAt: null,
        licenses: license,
        integrity: null,
        status: null,
        metadata: {
          download_url: 'https://abook.sourceforge.io/devel/abook-0.6.1.tar.gz',
          revision: 0,
        },
        dependencies: [
          dependency('gettext', 'runtime'),
          dependency('readline', 'runtime'),
          dependency('autoconf', 'build'),
          dependency('automake', 'build'),
        ],
      },
    ],
    versionsComplete: true,
    maintainers: null,
  });
});
