import { describe, expect, it } from 'vitest';
import { localPath } from './local-path.ts';

describe('a path of this site', () => {
  it.each([
    ['/', '/'],
    ['/account/keys', '/account/keys'],
    ['/search?q=a%20b&page=2', '/search?q=a%20b&page=2'],
    ['/registries/npmjs.org/packages/%40a%2Fb#versions', '/registries/npmjs.org/packages/%40a%2Fb'],
    ['/a/../account', '/account'],
    // Once decoded it would lead elsewhere, but nobody decodes it: it is one segment.
    ['/%2F%2Fevil.example', '/%2F%2Fevil.example'],
    ['/https://evil.example', '/https://evil.example'],
  ])('%s leads to %s', (given, path) => expect(localPath(given)).toBe(path));

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'account',
    '@evil.example',
    ' /account',
    '',
    `/${'a'.repeat(2_000)}`,
    null,
    undefined,
  ])('%j leads nowhere', given => expect(localPath(given)).toBeNull());
});
