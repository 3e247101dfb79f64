/**
 * Ecosystem names and registries. Types: https://github.com/package-url/purl-spec/tree/main/types; OSV's names:
 * https://ossf.github.io/osv-schema/#defined-ecosystems.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  defaultRegistry,
  ECOSYSTEM_NAMES,
  ecosystemOfPurl,
  ecosystemsOfType,
  findEcosystem,
  parsePurl,
  purlTypeOf,
  REGISTRY_NAMES,
  registryOfPurl,
} from './index.ts';

describe('findEcosystem', () => {
  test.each([
    ['rubygems', 'rubygems', 'gem'],
    ['RubyGems', 'rubygems', 'gem'],
    ['gem', 'rubygems', 'gem'],
    ['go', 'go', 'golang'],
    ['golang', 'go', 'golang'],
    ['COMPOSER', 'packagist', 'composer'],
    ['Packagist', 'packagist', 'composer'],
    ['crates.io', 'cargo', 'cargo'],
    ['RUST', 'cargo', 'cargo'],
    ['Debian:12', 'debian', 'deb'],
    ['deb', 'debian', 'deb'],
    ['Alpine:v3.19', 'alpine', 'apk'],
    ['apk', 'alpine', 'apk'],
    ['alpm', 'alpm', 'alpm'],
    ['rpm', 'rpm', 'rpm'],
    ['Red Hat', 'redhat', 'rpm'],
    ['GitHub Actions', 'actions', 'githubactions'],
    ['github-actions', 'actions', 'githubactions'],
    ['ACTIONS', 'actions', 'githubactions'],
    ['SwiftURL', 'swiftpm', 'swift'],
    ['swift', 'swiftpm', 'swift'],
    ['brew', 'homebrew', 'brew'],
    ['melpa', 'elpa', 'melpa'],
    ['ConanCenter', 'conan', 'conan'],
    ['PIP', 'pypi', 'pypi'],
    ['ERLANG', 'hex', 'hex'],
    ['Hackage', 'hackage', 'hackage'],
    ['CRAN', 'cran', 'cran'],
    ['Bioconductor', 'bioconductor', 'bioconductor'],
    ['nixpkgs', 'nixpkgs', 'nix'],
    ['VSCode', 'vscode', 'vscode-extension'],
  ])('%s is %s', (spelling, ecosystem, type) => {
    expect(findEcosystem(spelling)?.ecosystem).toBe(ecosystem);
    expect(purlTypeOf(spelling)).toBe(type);
  });

  test('a name that is not known has no ecosystem', () => {
    for (const name of ['', 'nonsense', ':12', 'x'.repeat(100_000)]) expect(findEcosystem(name)).toBeNull();
  });

  test('an id means itself, and every type leads back to its ecosystems', () => {
    for (const { ecosystem, type } of ECOSYSTEM_NAMES) {
      expect(findEcosystem(ecosystem)?.ecosystem).toBe(ecosystem);
      expect(ecosystemsOfType(type)).toContain(ecosystem);
    }
    expect(ecosystemsOfType('deb')).toEqual(['debian', 'echo', 'ubuntu']);
    expect(ecosystemsOfType('nonsense')).toEqual([]);
  });
});

describe('ecosystemOfPurl', () => {
  test.each([
    ['pkg:gem/rails', 'rubygems'],
    ['pkg:deb/debian/curl', 'debian'],
    ['pkg:deb/ubuntu/curl', 'ubuntu'],
    ['pkg:deb/unheard-of/curl', null],
    ['pkg:apk/wolfi/curl', 'wolfi'],
    ['pkg:rpm/redhat/curl', 'redhat'],
    ['pkg:rpm/unheard-of/curl', 'rpm'],
    ['pkg:debian/curl', 'debian'],
    ['pkg:alpine/curl', 'alpine'],
    ['pkg:python/django', null],
    ['pkg:github/torvalds/linux', null],
    ['pkg:golang/github.com/a/b', 'go'],
  ])('%s: %s', (text, ecosystem) => {
    expect(ecosystemOfPurl(parsePurl(text))).toBe(ecosystem);
  });
});

describe('registryOfPurl', () => {
  test.each([
    ['pkg:npm/react', 'npmjs.org'],
    ['pkg:npm/react?repository_url=https://www.npmjs.com', 'npmjs.org'],
    ['pkg:npm/react?repository_url=https://notnpmjs.org', null],
    ['pkg:gem/rails', 'rubygems.org'],
    ['pkg:gem/rails?repository_url=https://gem.coop/', 'gem.coop'],
    ['pkg:gem/rails?repository_url=gem.coop', 'gem.coop'],
    ['pkg:gem/rails?repository_url=https://gems.internal.example', null],
    ['pkg:maven/a/b?repository_url=http://repo1.maven.org/maven2', 'repo1.maven.org'],
    ['pkg:maven/a/b?repository_url=repo.jenkins-ci.org/public', 'repo.jenkins-ci.org'],
    ['pkg:deb/debian/curl', 'debian-12'],
    ['pkg:deb/debian/curl?distro=debian-11', 'debian-11'],
    ['pkg:deb/debian/curl?distro=trixie', 'debian-13'],
    ['pkg:deb/debian/curl?distro=debian-7', null],
    ['pkg:deb/ubuntu/curl?distro=ubuntu-22.04', 'ubuntu-22.04'],
    ['pkg:apk/alpine/curl', null],
    ['pkg:apk/alpine/curl?distro=alpine-3.19.1', 'alpine-v3.19'],
    ['pkg:apk/alpine/curl?distro=alpine-3.2', null],
    [
      `pkg:apk/alpine/curl?repository_url=${encodeURIComponent('https://pkgs.alpinelinux.org/packages?branch=edge')}`,
      'alpine-edge',
    ],
    ['pkg:rpm/redhat/curl', null],
  ])('%s: %s', (text, registry) => {
    expect(registryOfPurl(parsePurl(text))?.registry).toBe(registry);
  });

  test('an unknown registry keeps its address, an unknown ecosystem has none', () => {
    const text = 'pkg:gem/rails?repository_url=https://gems.internal.example';
    expect(registryOfPurl(parsePurl(text))).toEqual({
      ecosystem: 'rubygems',
      registry: null,
      url: 'https://gems.internal.example',
    });
    expect(registryOfPurl(parsePurl('pkg:generic/a'))).toBeNull();
    expect(registryOfPurl(parsePurl('pkg:gem/a?repository_url=https://%5B'))?.registry).toBeNull();
  });

  test('defaultRegistry takes any spelling', () => {
    expect(defaultRegistry('GOLANG')?.name).toBe('proxy.golang.org');
    expect(defaultRegistry('alpine')).toBeNull();
    expect(defaultRegistry('nonsense')).toBeNull();
  });
});

const table = new URL('../../../../shared/reference/registries.tsv', import.meta.url);
const present = existsSync(table);
if (!present) console.log(`comparison with the table of registries skipped: ${table.pathname} is not there`);

test.skipIf(!present)('the registries are those of the reference table', () => {
  const [, ...lines] = readFileSync(table, 'utf8').trimEnd().split('\n');
  const bare = (url: string) => url.replace(/\/$/, '');
  const wanted = lines.map(line => {
    const [name, url = '', ecosystem, , isDefault] = line.split('\t');
    return {
      name,
      ecosystem,
      isDefault: isDefault === 'true',
      url: url.startsWith('http') ? bare(url) : null,
    };
  });
  const ours = REGISTRY_NAMES.map(({ name, ecosystem, isDefault, urls }) => ({
    name,
    ecosystem,
    isDefault,
    url: urls[0] === undefined ? null : bare(urls[0]),
  }));
  const byName = (a: { name?: string }, b: { name?: string }) => (String(a.name) < String(b.name) ? -1 : 1);
  expect(ours.sort(byName)).toEqual(wanted.sort(byName));
});
