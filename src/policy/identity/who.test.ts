/** What a request's head says of who sent it. */
import { describe, expect, test } from 'vitest';
import type { RequestHead } from '../../core/limits.ts';
import { type Network, readNetwork, subscriberNetwork } from '../../core/networks.ts';
import { clientAddress } from './address.ts';
import { mannersOf } from './contact.ts';
import { credentialOf, mayNameCaller, splitTarget } from './credentials.ts';

/** As Node gives it: of repeated fields `authorization` keeps the first, others are joined. */
const head = (fields: [string, string][], peer = '203.0.113.9', url = '/'): RequestHead => {
  const headers: Record<string, string> = {};
  for (const [name, value] of fields) {
    const key = name.toLowerCase();
    if (headers[key] === undefined) headers[key] = value;
    else if (key !== 'authorization') headers[key] = `${headers[key]}, ${value}`;
  }
  return { headers, rawHeaders: fields.flat(), socket: { remoteAddress: peer }, url };
};

describe('the credential', () => {
  const credential = (...fields: [string, string][]) => credentialOf(head(fields), null);

  test('in each of its places, and the same in several', () => {
    expect(credential(['Authorization', 'Bearer abc'])).toBe('abc');
    expect(credential(['authorization', 'bearer   abc'])).toBe('abc');
    expect(credential(['X-API-Key', ' abc '])).toBe('abc');
    expect(credential(['apikey', 'abc'])).toBe('abc');
    expect(credential(['apikey', 'abc'], ['X-Api-Key', 'abc'], ['Authorization', 'Bearer abc'])).toBe('abc');
    expect(credential(['If-None-Match', 'abc'])).toBeNull();
    expect(credentialOf(head([['apikey', 'abc']]), 'abc')).toBe('abc');
  });

  test('two that differ are refused, whichever places', () => {
    for (const second of ['X-API-Key', 'apikey', 'Authorization']) {
      const value = second === 'Authorization' ? 'Bearer def' : 'def';
      expect(() => credential(['Authorization', 'Bearer abc'], [second, value])).toThrow(
        /two different|given twice/,
      );
    }
    expect(() => credentialOf(head([['X-API-Key', 'abc']]), 'def')).toThrow('two different');
  });

  test('a repeated field is refused, even with the same', () => {
    expect(() => credential(['Authorization', 'Bearer abc'], ['AUTHORIZATION', 'Bearer abc'])).toThrow(
      'given twice',
    );
    expect(() => credential(['x-api-key', 'abc'], ['X-API-KEY', 'abc'])).toThrow('given twice');
  });

  test.each([['Basic dXNlcjpwYXNz'], ['Token abc'], ['abc'], ['Bearer abc def'], ['Bearer'], ['Bearer ']])(
    'Authorization: %s is never passed over',
    value => expect(() => credential(['Authorization', value])).toThrow(),
  );

  test('an empty or endless one is none', () => {
    expect(() => credential(['X-API-Key', ''])).toThrow('empty');
    expect(() => credential(['X-API-Key', 'x'.repeat(10_000)])).toThrow('no key');
  });
});

describe('the target', () => {
  test.each([
    ['/a', '/a', null, null],
    ['/a?apikey=k', '/a', 'k', null],
    ['/a?x=1&apikey=k%2B&y=2', '/a?x=1&y=2', 'k+', null],
    ['/a?%61pikey=k', '/a', 'k', null],
    ['/a?mailto=me%40example.org&x', '/a?mailto=me%40example.org&x', null, 'me@example.org'],
    ['/a?apikey=', '/a', null, null],
    ['/a?x=%zz&apikey=k', '/a?x=%zz', 'k', null],
    ['/a?xapikey=k', '/a?xapikey=k', null, null],
  ])('%s', (url, rest, key, mailto) => {
    expect(splitTarget(url)).toEqual({ url: rest, key, mailto });
    if (key !== null || mailto !== null) expect(mayNameCaller(url)).toBe(true);
  });

  test('a key twice is refused', () => {
    expect(() => splitTarget('/a?apikey=a&apikey=b')).toThrow('given twice');
  });
});

describe('manners', () => {
  test.each([
    ['contact', 'me@example.org', null, undefined],
    ['contact', undefined, 'me@example.org', 'curl/8.5.0'],
    ['contact', undefined, null, 'curl/8.5.0 (ops@example.org)'],
    ['contact', undefined, null, 'my-bot/1.0 (+https://bot.example.org/about)'],
    ['contact', undefined, null, 'node-fetch/1.0 (+https://github.com/bitinn/node-fetch; me@example.org)'],
    ['plain', undefined, null, 'my-bot/1.0'],
    ['plain', undefined, null, 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0'],
    ['plain', 'me', 'me@', 'my-bot curl/8'],
    ['nameless', undefined, null, undefined],
    ['nameless', undefined, null, ''],
    ['nameless', undefined, null, '-'],
    ['nameless', undefined, null, 'curl/8.5.0'],
    ['nameless', undefined, null, 'python-requests/2.32.3'],
    ['nameless', undefined, null, 'Go-http-client/1.1'],
    ['nameless', undefined, null, 'Python/3.12 aiohttp/3.10'],
    ['nameless', undefined, null, 'Apache-HttpClient/4.5.13 (Java/17.0.2)'],
    ['nameless', undefined, null, 'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)'],
    ['nameless', undefined, null, 'Scrapy/2.11.2 (+https://scrapy.org)'],
    ['nameless', 'nobody', null, 'axios/1.7.7'],
  ])('%s: From %s, mailto %s, User-Agent %s', (manners, from, mailto, userAgent) => {
    expect(mannersOf(from, mailto, userAgent)).toBe(manners);
  });

  test('take microseconds, whatever is sent', () => {
    const hostile = [
      'a'.repeat(16_000),
      '@'.repeat(16_000),
      'a.'.repeat(8_000),
      '('.repeat(16_000),
      `a@${'b-'.repeat(8_000)}`,
      `https://${'a.'.repeat(8_000)}`,
      '\u0000'.repeat(16_000),
    ];
    const began = performance.now();
    for (let i = 0; i < 20; i++) for (const text of hostile) mannersOf(text + i, text, text + i);
    // 140 texts; a quadratic reading takes seconds.
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('the address', () => {
  const trusted = ['10.0.0.0/8', '2001:db8:1::/48'].map(text => readNetwork(text) as Network);
  const of = (peer: string, ...fields: [string, string][]) => {
    const { address, own } = clientAddress(head(fields, peer), trusted);
    return `${address === null ? null : subscriberNetwork(address)}${own ? ' own' : ''}`;
  };
  const forwarded = 'X-Forwarded-For';

  test("is the peer's, whatever a peer says that is not trusted", () => {
    expect(of('203.0.113.9', [forwarded, '198.51.100.1'])).toBe('203.0.113.9/32');
    expect(of('203.0.113.9', ['Forwarded', 'for=198.51.100.1'])).toBe('203.0.113.9/32');
    expect(of('203.0.113.9', ['X-Real-IP', '198.51.100.1'], ['CF-Connecting-IP', '198.51.100.1'])).toBe(
      '203.0.113.9/32',
    );
  });

  test('is the rightmost one that is not trusted behind trusted proxies', () => {
    expect(of('10.0.0.1', [forwarded, '198.51.100.1'])).toBe('198.51.100.1/32');
    // Everything to the left of it anybody may have written.
    expect(of('10.0.0.1', [forwarded, '192.0.2.66, 198.51.100.1, 10.1.1.1'])).toBe('198.51.100.1/32');
    expect(of('10.0.0.1', [forwarded, '192.0.2.66'], [forwarded, '198.51.100.1'])).toBe('198.51.100.1/32');
    expect(of('10.0.0.1', [forwarded, '10.0.0.7'])).toBe('10.0.0.7/32');
    expect(of('::ffff:10.0.0.1', [forwarded, '2001:db8:9:9:1::1'])).toBe('2001:db8:9:9::/64');
    expect(
      of('2001:db8:1::5', ['Forwarded', 'for=192.0.2.66, For="[2001:db8:5:6::7]:4711";proto=https']),
    ).toBe('2001:db8:5:6::/64');
    expect(of('10.0.0.1', [forwarded, '198.51.100.1:8080'])).toBe('198.51.100.1/32');
  });

  test('is as far as anybody can tell where it is broken or hidden', () => {
    expect(of('10.0.0.1', [forwarded, 'unknown'])).toBe('10.0.0.1/32');
    expect(of('10.0.0.1', [forwarded, '198.51.100.1, , 10.0.0.2'])).toBe('10.0.0.2/32');
    expect(of('10.0.0.1', ['Forwarded', 'for=_hidden'])).toBe('10.0.0.1/32');
    expect(of('10.0.0.1', [forwarded, `${'1.1.1.1, '.repeat(5_000)}198.51.100.1`])).toBe('198.51.100.1/32');
  });

  test("is one's own on this machine, unless somebody was forwarded", () => {
    expect(of('127.0.0.1')).toBe('127.0.0.1/32 own');
    expect(of('::1')).toBe('::/64 own');
    expect(of('::ffff:127.0.0.1')).toBe('127.0.0.1/32 own');
    expect(of('127.0.0.1', [forwarded, '127.0.0.1'])).toBe('127.0.0.1/32');
    expect(of('127.0.0.1', ['Forwarded', 'for=127.0.0.1'])).toBe('127.0.0.1/32');
  });
});
