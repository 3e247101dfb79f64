import { describe, expect, test } from 'vitest';
import { edge, v322 } from './fixtures/index-files.ts';
import alpine from './index.ts';

const { links, purl, names } = alpine;

test('each branch is a registry, and none is the default', () => {
  expect(alpine.registries).toHaveLength(22);
  expect(alpine.registries.at(0)).toMatchObject({
    name: 'alpine-edge',
    url: 'https://pkgs.alpinelinux.org/packages?branch=edge',
    isDefault: false,
    version: 'edge',
    metadata: { repos: ['main', 'community', 'testing'] },
  });
  expect(alpine.registries.at(-1)).toMatchObject({
    name: 'alpine-v3.3',
    metadata: { repos: ['main', 'community'] },
  });
  expect(alpine.registries.some(({ isDefault }) => isDefault)).toBe(false);
});

describe('purls', () => {
  test.each([
    ['alpine', {}, 'curl'],
    [null, {}, 'curl'],
    ['alpine', { arch: 'aarch64' }, 'curl'],
    ['alpine', { distro: 'alpine-3.22.1' }, 'curl'],
    ['alpine', { distro: '3.22' }, 'curl'],
    ['alpine', { distro: 'v3.22' }, 'curl'],
    ['alpine', { distro: 'alpine-3.2' }, null],
    ['alpine', { distro: 'alpine-3.222' }, null],
    ['alpine', { distro: 'edge' }, null],
    ['wolfi', {}, null],
  ])('of %s with %j name %s of 3.22', (namespace, qualifiers, expected) => {
    expect(purl.fromPurl({ namespace, name: 'curl', qualifiers }, v322)).toBe(expected);
  });

  test('name the branch edge by its name', () => {
    expect(purl.fromPurl({ namespace: 'alpine', name: 'curl', qualifiers: { distro: 'edge' } }, edge)).toBe(
      'curl',
    );
    expect(purl.toPurl('curl', edge)).toEqual({
      namespace: 'alpine',
      name: 'curl',
      qualifiers: { arch: 'x86_64' },
    });
  });

  test('are in lower case, so a name with a capital is tried, too', () => {
    expect(names.alternatives?.('r-doc')).toEqual(['R-doc']);
    expect(names.alternatives?.('R-doc')).toEqual([]);
  });
});

test('links', () => {
  expect(links.page(edge, 'gtk+3.0')).toBe(
    'https://pkgs.alpinelinux.org/packages?name=gtk%2B3.0&branch=edge&arch=x86_64',
  );
  expect(links.download(v322, 'curl', '8.12.1-r1', { repository: 'main' })).toBe(
    'https://dl-cdn.alpinelinux.org/alpine/v3.22/main/x86_64/curl-8.12.1-r1.apk',
  );
  expect(links.download(v322, 'curl', '8.12.1-r1', { repository: '../elsewhere' })).toBeNull();
  expect(links.download(v322, 'curl', '8.12.1-r1', {})).toBeNull();
  expect(links.install(v322, 'curl')).toBe('apk add curl');
  expect(links.install(v322, 'curl', '8.12.1-r1')).toBe('apk add curl=8.12.1-r1');
});

test('modules of Python and Perl are called by its policy', () => {
  expect(alpine.repackaging?.upstreamsOf('py3-libxml2')).toEqual([{ ecosystem: 'pypi', name: 'libxml2' }]);
  expect(alpine.repackaging?.namesOf({ ecosystem: 'cpan', name: 'XML-Parser' })).toEqual(['perl-xml-parser']);
});
