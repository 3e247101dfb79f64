import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BORROWED, schemeOf, schemeOfPackage, schemes } from './registry.ts';

const files = readdirSync(new URL('schemes/', import.meta.url))
  .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map(name => name.slice(0, -'.ts'.length));

/** By whom a version scheme is asked for, and which one it must be. */
const NAMES: Record<string, string[]> = {
  alpm: ['arch'],
  apk: ['alpine', 'adelie', 'postmarketos', 'Alpine:v3.18', 'Wolfi', 'Chainguard'],
  cargo: ['crates.io', 'rust'],
  composer: ['packagist', 'Packagist'],
  conan: ['ConanCenter', 'conan.io'],
  conda: ['conda-forge.org'],
  cpan: ['metacpan.org'],
  cran: ['bioconductor', 'Bioconductor', 'CRAN'],
  deb: ['debian', 'ubuntu', 'Debian:12', 'Ubuntu:22.04:LTS'],
  docker: ['oci', 'Docker'],
  elm: [],
  freebsd: ['dragonfly'],
  gem: ['rubygems', 'RubyGems', 'cocoapods'],
  generic: ['bazel', 'brew', 'homebrew', 'ctan', 'guix', 'vcpkg', 'spack', 'fdroid'],
  gentoo: ['ebuild'],
  github: ['github', 'githubactions', 'actions', 'GitHub Actions', 'bitbucket', 'carthage', 'lean'],
  golang: ['go', 'Go'],
  hackage: ['Hackage'],
  hex: ['Hex', 'erlang', 'hex.pm'],
  intdot: ['elpa', 'melpa', 'racket', 'ips'],
  julia: ['Julia'],
  maven: ['clojars', 'Maven'],
  nix: ['nixpkgs'],
  npm: ['semver', 'NPM', 'bower', 'deno', 'jsr', 'openvsx', 'vscode', 'helm', 'puppet', 'terraform'],
  nuget: ['NuGet'],
  opam: [],
  openbsd: ['OpenBSD'],
  pkgsrc: [],
  pub: ['Pub', 'pub.dev'],
  pypi: ['PyPI', 'pip'],
  rpm: ['Rocky Linux:9', 'AlmaLinux', 'openSUSE:Leap 15.4', 'Red Hat', 'fedora'],
  swift: ['swiftpm', 'SwiftURL'],
};

describe('the list of schemes', () => {
  it('is the folder', () => {
    expect(schemes.map(({ id }) => id)).toEqual(files.sort());
  });

  it('knows each name once, in lower case', () => {
    const owners = new Map<string, Set<string>>();
    for (const { id, aliases } of schemes) {
      for (const name of [id, ...aliases, ...(BORROWED[id] ?? [])]) {
        owners.set(name, (owners.get(name) ?? new Set()).add(id));
      }
    }
    expect([...owners].filter(([, ids]) => ids.size > 1).map(([name, ids]) => [name, ...ids])).toEqual([]);
    expect([...owners.keys()].filter(name => name !== name.toLowerCase().trim())).toEqual([]);
  });

  it('lends only schemes that there are', () => {
    const ids = schemes.map(({ id }) => id);
    expect(Object.keys(BORROWED).filter(id => !ids.includes(id))).toEqual([]);
  });
});

describe('schemeOf', () => {
  it('finds a scheme by all names of its ecosystems', () => {
    const wrong = Object.entries(NAMES).flatMap(([id, names]) =>
      [id, ...names]
        .filter(name => schemeOf(name)?.id !== id)
        .map(name => `${name}: ${schemeOf(name)?.id}, not ${id}`),
    );
    expect(wrong).toEqual([]);
  });

  it('knows nothing of others', () => {
    for (const name of ['', ':', 'nowhere', '__proto__', 'constructor', 'x'.repeat(100_000)])
      expect(schemeOf(name)).toBeNull();
  });
});

it('tells releases of Go itself from versions of modules', () => {
  expect(schemeOfPackage('go', 'stdlib')?.id).toBe('go-toolchain');
  expect(schemeOfPackage('go', 'toolchain')?.id).toBe('go-toolchain');
  expect(schemeOfPackage('go', 'golang.org/x/net')?.id).toBe('golang');
  expect(schemeOfPackage('npm', 'stdlib')?.id).toBe('npm');
});
