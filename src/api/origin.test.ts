import { describe, expect, test } from 'vitest';
import { createOriginReader } from './origin.ts';

const services = ['packages'];
const local = createOriginReader({ baseUrl: null, domain: null }, services);
const site = createOriginReader({ baseUrl: 'https://eco.example.org', domain: 'eco.example.org' }, services);

describe('where links lead', () => {
  test('without a base URL: where the request came from', () => {
    expect(local('Localhost:3000')).toMatchObject({ siteUrl: 'http://localhost:3000', service: null });
    expect(local('[::1]:3000')).toMatchObject({ siteUrl: 'http://[::1]:3000', service: null });
    expect(local('127.0.0.1.')).toMatchObject({ siteUrl: 'http://127.0.0.1', service: null });
    expect(local(undefined)).toMatchObject({ siteUrl: 'http://localhost' });
  });

  test('a service at a host name of its own', () => {
    expect(local('packages.localhost:3000')).toEqual({
      variant: 'packages.localhost:3000',
      service: 'packages',
      siteUrl: 'http://localhost:3000',
      baseUrl: 'http://packages.localhost:3000',
    });
    expect(site('packages.eco.example.org')).toEqual({
      variant: 'packages.eco.example.org',
      service: 'packages',
      siteUrl: 'https://eco.example.org',
      baseUrl: 'https://packages.eco.example.org',
    });
    expect(site('nothing.eco.example.org').service).toBeNull();
    expect(site('packages.evil.example').service).toBeNull();
  });

  test('with a base URL the Host header decides nothing else', () => {
    expect(site('evil.example')).toEqual({
      variant: '',
      service: null,
      siteUrl: 'https://eco.example.org',
      baseUrl: 'https://eco.example.org',
    });
  });

  test.each([
    'a b',
    'a/b',
    'a"b',
    'x@y',
    '',
    'a:b',
    'a:999999',
    '<script>',
    'é.example',
    '-',
    `${'a'.repeat(300)}`,
  ])('%j is no host name', host => expect(() => local(host)).toThrow('not a host name'));
});
