import { describe, expect, test } from 'vitest';
import { createHostList, isProxyBypassed } from './hosts.ts';

describe('createHostList', () => {
  test.each([
    ['registry.example', 'https://registry.example/x', true],
    ['registry.example', 'http://registry.example:4873/', true],
    ['Registry.Example', 'https://registry.example/', true],
    ['registry.example:443', 'https://registry.example/', true],
    ['registry.example:80', 'https://registry.example/', false],
    ['registry.example:80', 'http://registry.example/', true],
    ['registry.example:4873', 'http://registry.example/', false],
    ['registry.example', 'https://sub.registry.example/', false],
    ['127.0.0.1:4873', 'http://127.0.0.1:4873/', true],
    ['127.0.0.1:4873', 'http://2130706433:4873/', true],
    ['127.0.0.1:4873', 'http://127.0.0.1:4874/', false],
    ['::1', 'http://[::1]:9/', true],
    ['[::1]:8080', 'http://[0:0::1]:8080/', true],
    ['[::1]:8080', 'http://[::1]:8081/', false],
  ])('%s, %s: %s', (entry, url, expected) => {
    expect(createHostList([entry]).has(new URL(url))).toBe(expected);
  });

  test.each(['', 'a b', 'user@host', 'host/path', 'host?x', 'http://host', 'host:port'])(
    'refuses %j',
    entry => {
      expect(() => createHostList([entry])).toThrow(/not a host name/);
    },
  );
});

describe('isProxyBypassed', () => {
  test.each([
    ['a.example', ['a.example'], true],
    ['b.a.example', ['a.example'], true],
    ['b.a.example', ['.a.example'], true],
    ['b.a.example', [' *.A.example '], true],
    ['ba.example', ['a.example'], false],
    ['a.example', [''], false],
    ['a.example', ['*'], true],
    ['127.0.0.1', ['127.0.0.1'], true],
  ])('%s, %j: %s', (host, list, expected) => {
    expect(isProxyBypassed(host, list)).toBe(expected);
  });
});
