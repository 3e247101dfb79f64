import { describe, expect, test } from 'vitest';
import { bookworm, bullseye } from './fixtures/index-files.ts';
import debian from './index.ts';

const { links, purl, names } = debian;

test('the registries are named after the releases', () => {
  expect(
    debian.registries.map(({ name, isDefault, version, metadata }) => [name, isDefault, version, metadata]),
  ).toEqual([
    ['debian-12', true, '12', { codename: 'bookworm' }],
    ['debian-11', false, '11', { codename: 'bullseye' }],
    ['debian-10', false, '10', { codename: 'buster', archived: 'true' }],
    ['debian-13', false, '13', { codename: 'trixie' }],
  ]);
  expect(debian.registries[3]?.url).toBe('https://packages.debian.org/trixie');
});

test('dependency kinds keep their positions', () => {
  expect(debian.dependencyKinds).toEqual([
    'depends',
    'pre-depends',
    'recommends',
    'suggests',
    'enhances',
    'build-depends',
    'build-depends-indep',
    'build-depends-arch',
  ]);
});

describe('purls', () => {
  test('name the release, and source packages by their architecture', () => {
    expect(purl.toPurl('curl', bookworm)).toEqual({
      namespace: 'debian',
      name: 'curl',
      qualifiers: { distro: 'debian-12' },
    });
    expect(purl.toPurl('src:curl', bullseye)).toEqual({
      namespace: 'debian',
      name: 'curl',
      qualifiers: { distro: 'debian-11', arch: 'source' },
    });
  });

  test.each([
    [{}, 'curl'],
    [{ distro: 'debian-12' }, 'curl'],
    [{ distro: 'debian-12.5' }, 'curl'],
    [{ distro: 'Bookworm' }, 'curl'],
    [{ distro: 'debian-bookworm' }, 'curl'],
    [{ distro: '12' }, 'curl'],
    [{ arch: 'amd64', distro: 'debian-12' }, 'curl'],
    [{ arch: 'all' }, 'curl'],
    [{ arch: 'source' }, 'src:curl'],
    [{ distro: 'debian-11' }, null],
    [{ distro: 'debian-1' }, null],
    [{ distro: 'debian-120' }, null],
    [{ distro: 'ubuntu-12' }, null],
    [{ distro: 'sid' }, null],
  ])('with %j name %j of the default release', (qualifiers, expected) => {
    expect(purl.fromPurl({ namespace: 'debian', name: 'curl', qualifiers }, bookworm)).toBe(expected);
  });

  test('of another distribution or with a bad name are not ours', () => {
    const from = (namespace: string | null, name: string, registry = bookworm, qualifiers = {}) =>
      purl.fromPurl({ namespace, name, qualifiers }, registry);
    expect(from('ubuntu', 'curl')).toBeNull();
    expect(from(null, 'curl')).toBeNull();
    expect(from('debian', 'c')).toBeNull();
    expect(from('debian', '../x')).toBeNull();
    expect(from('debian', 'src:curl')).toBeNull();
    expect(from('debian', 'curl', bullseye)).toBeNull();
    expect(from('debian', 'curl', bullseye, { distro: 'debian-11' })).toBe('curl');
    expect(from('debian', 'curl', bullseye, { repository_url: bullseye.url })).toBe('curl');
  });
});

test('a name that no binary package has is tried as a source package', () => {
  expect(names.alternatives?.('linux')).toEqual(['src:linux']);
  expect(names.alternatives?.('src:linux')).toEqual([]);
});

describe('links', () => {
  test('of binary and of source packages', () => {
    expect(links.page(bookworm, 'g++-12')).toBe('https://packages.debian.org/bookworm/g%2B%2B-12');
    expect(links.page(bookworm, 'src:curl')).toBe('https://tracker.debian.org/pkg/curl');
    expect(links.documentation(bookworm, 'curl')).toBe('https://packages.debian.org/bookworm/curl');
    expect(links.documentation(bookworm, 'src:curl')).toBe(
      'https://packages.debian.org/source/bookworm/curl',
    );
    expect(links.check(bookworm, 'curl')).toBeNull();
  });

  test('to a maintainer by e-mail address', () => {
    expect(links.maintainer(bookworm, { uuid: 'maintainer+x@example.org', login: null })).toBe(
      'https://qa.debian.org/developer.php?login=maintainer%2Bx%40example.org',
    );
  });

  test('to a download only where the registry names a mirror', () => {
    const metadata = { filename: 'pool/main/g/gcc-12/g++-12_12.2.0-14_amd64.deb' };
    expect(links.download(bookworm, 'g++-12', '12.2.0-14', metadata)).toBeNull();
    const mirrored = {
      ...bookworm,
      metadata: { ...bookworm.metadata, mirror: 'https://mirror.example/debian/' },
    };
    expect(links.download(mirrored, 'g++-12', '12.2.0-14', metadata)).toBe(
      'https://mirror.example/debian/pool/main/g/gcc-12/g%2B%2B-12_12.2.0-14_amd64.deb',
    );
    expect(links.download(mirrored, 'g++-12', '12.2.0-14', {})).toBeNull();
  });

  test.each([
    ['curl', undefined, 'apt-get install curl'],
    ['curl', '7.88.1-10+deb12u8', 'apt-get install curl=7.88.1-10+deb12u8'],
    ['src:curl', '7.88.1-10+deb12u8', 'apt-get source curl=7.88.1-10+deb12u8'],
    ['libicu72', '1:72.1~rc-1', "apt-get install 'libicu72=1:72.1~rc-1'"],
    ['a;rm -rf /', undefined, "apt-get install 'a;rm -rf /'"],
    ['--force-yes', undefined, 'apt-get install -- --force-yes'],
  ])('installs %s %s by a command', (name, version, command) => {
    expect(links.install(bookworm, name, version)).toBe(command);
  });
});
