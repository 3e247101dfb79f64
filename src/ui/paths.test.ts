import { expect, test } from 'vitest';
import { paths, queryString } from './paths.ts';

test('a scoped name is one segment, so that no package hides behind a tab', () => {
  expect(paths.package('npmjs.org', '@scope/versions')).toBe(
    '/registries/npmjs.org/packages/@scope%2Fversions',
  );
  expect(paths.package('npmjs.org', '@scope/a', 'versions')).toBe(
    '/registries/npmjs.org/packages/@scope%2Fa/versions',
  );
});

test('names and numbers survive the way through a URL', () => {
  for (const name of ['g++', 'a b', 'ä/ö?#%', '1:2.3~rc1+dfsg-1', '"<script>']) {
    const url = new URL(paths.version('debian-12', name, name), 'http://localhost');
    const parts = url.pathname.split('/');
    expect(parts.length).toBe(7);
    expect(decodeURIComponent(parts[4] ?? '')).toBe(name);
    expect(decodeURIComponent(parts[6] ?? '')).toBe(name);
  }
});

test('query strings leave out what has no value and stay readable', () => {
  expect(queryString({ q: '', page: undefined, kind: null })).toBe('');
  expect(queryString({ q: 'pkg:npm/@babel/core', page: 2 })).toBe('?q=pkg:npm/@babel/core&page=2');
  expect(new URL(paths.search('c++ & d'), 'http://localhost').searchParams.get('q')).toBe('c++ & d');
  expect(new URL(paths.lookup('pkg:deb/debian/g%2B%2B'), 'http://localhost').searchParams.get('purl')).toBe(
    'pkg:deb/debian/g%2B%2B',
  );
});
