import type { LookupFunction } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { InputError, UnavailableError } from '../core/errors.ts';
import { closeAll, door, failure, resolver, serve } from './fixtures/loopback.ts';

afterEach(closeAll);

describe('non-public addresses', () => {
  test.each([
    '127.0.0.1',
    '[::1]',
    '2130706433',
    '0x7f.1',
    '127.1',
    '0.0.0.0',
    '[::ffff:127.0.0.1]',
    '203.0.113.80',
    'localhost',
  ])('%s is refused without a connection', async host => {
    const server = await serve((_, response) => response.end());
    const error = await failure(
      door({ allowPrivateHosts: [] }).request({ url: `http://${host}:${server.port}/` }),
    );
    expect(error.code).toBe('refused');
    expect(server.seen).toHaveLength(0);
  });

  test('a name is judged by the addresses that it resolves to', async () => {
    const server = await serve((_, response) => response.end());
    const { lookup, asked } = resolver({ 'inside.example': ['127.0.0.1', '10.0.0.1', '::1'] });
    const error = await failure(door({ lookup }).request({ url: `http://inside.example:${server.port}/` }));
    expect(error.code).toBe('refused');
    expect(asked).toEqual(['inside.example']);
    expect(server.seen).toHaveLength(0);
  });

  test('an answer that changes between questions gains nothing: the checked address is the one connected to', async () => {
    const server = await serve((_, response) => response.end());
    let questions = 0;
    const lookup: LookupFunction = (_, options, callback) => {
      questions++;
      // An address of the former 6bone: global unicast by its prefix, and routed nowhere.
      const address =
        questions === 1 ? { address: '3ffe::1', family: 6 } : { address: '127.0.0.1', family: 4 };
      if (options.all) callback(null, [address]);
      else callback(null, address.address, address.family);
    };
    const request = { url: `http://rebinding.example:${server.port}/`, timeoutMs: 500 };
    const error = await failure(door({ lookup }).request(request));
    expect(['unreachable', 'timeout']).toContain(error.code);
    expect(questions).toBe(1);
    expect(server.seen).toHaveLength(0);
  });

  test('allow() exempts a host, with or without its port', async () => {
    const server = await serve((_, response) => response.end('ok'));
    const http = door({ allowPrivateHosts: [] });
    http.allow('127.0.0.1:1');
    expect((await failure(http.request({ url: server.url }))).code).toBe('refused');
    http.allow(server.host);
    expect((await http.request({ url: server.url })).body.toString()).toBe('ok');
    expect(() => http.allow('not a host')).toThrow(InputError);
  });

  test('an allowed name may resolve to a private address', async () => {
    const server = await serve((_, response) => response.end('ok'));
    const { lookup } = resolver({ 'registry.example': ['127.0.0.1'] });
    const http = door({ lookup, allowPrivateHosts: ['registry.example'] });
    expect((await http.request({ url: `http://registry.example:${server.port}/` })).body.toString()).toBe(
      'ok',
    );
  });
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%d is followed, also to a relative URL', async status => {
    const server = await serve((request, response) => {
      if (request.url === '/a/b') response.writeHead(status, { Location: '../c?d#e' }).end('moved');
      else response.end(request.url);
    });
    const answer = await door().request({ url: `${server.url}/a/b` });
    expect([answer.url, answer.body.toString()]).toEqual([`${server.url}/c?d`, '/c?d']);
  });

  test('five are followed, six are refused', async () => {
    const server = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(302, { Location: `/${left - 1}` }).end();
    });
    expect((await door().request({ url: `${server.url}/5` })).body.toString()).toBe('there');
    const error = await failure(door().request({ url: `${server.url}/6` }));
    expect(error.code).toBe('refused');
  });

  test('to a private address that is not allowed is refused', async () => {
    const inner = await serve((_, response) => response.end('secret'));
    const outer = await serve((_, response) => response.writeHead(302, { Location: inner.url }).end());
    const error = await failure(door({ allowPrivateHosts: [outer.host] }).request({ url: outer.url }));
    expect(error.code).toBe('refused');
    expect(inner.seen).toHaveLength(0);
  });

  test.each([
    'file:///etc/passwd',
    'ftp://host.example/',
    'javascript:alert(1)',
    'http://',
    'gopher://127.0.0.1/',
  ])('to %s is refused', async location => {
    const server = await serve((_, response) => response.writeHead(302, { Location: location }).end());
    expect((await failure(door().request({ url: server.url }))).code).toBe('refused');
  });

  test('to another origin leave every header behind that may be a secret', async () => {
    const other = await serve((_, response) => response.end('ok'));
    const location = other.url.replace('http://', 'http://thief:pw@');
    const first = await serve((request, response) => {
      if (request.url === '/start') response.writeHead(302, { Location: '/next' }).end();
      else response.writeHead(302, { Location: location }).end();
    });
    const headers = {
      Authorization: 'Bearer s3cret',
      Cookie: 'a=b',
      'Private-Token': 's3cret',
      Accept: 'text/plain',
    };
    await door().request({
      url: `${first.url}/start`,
      headers,
      validators: { etag: '"v"', lastModified: null },
    });
    expect(first.seen.map(r => r.headers.authorization)).toEqual(['Bearer s3cret', 'Bearer s3cret']);
    const received = other.seen[0]?.headers ?? {};
    expect(JSON.stringify(received)).not.toContain('s3cret');
    expect(received).not.toHaveProperty('authorization');
    expect(received).not.toHaveProperty('cookie');
    expect(received).toMatchObject({
      accept: 'text/plain',
      'if-none-match': '"v"',
      'user-agent': 'test/1 (+https://project.example)',
    });
  });

  test('wait for the budget of each host', async () => {
    const other = await serve((_, response) => response.end('ok'));
    const first = await serve((_, response) => response.writeHead(302, { Location: other.url }).end());
    const hosts: string[] = [];
    const http = door({ budget: async host => void hosts.push(host) });
    await http.request({ url: first.url });
    expect(hosts).toEqual([first.host, other.host]);
  });

  test('are not sent when the budget fails, whose error passes unchanged', async () => {
    const server = await serve((_, response) => response.end('ok'));
    const away = new UnavailableError('the database is away');
    const http = door({ budget: () => Promise.reject(away) });
    await expect(http.request({ url: server.url })).rejects.toBe(away);
    const controller = new AbortController();
    const never = door({ budget: () => new Promise<void>(() => {}) });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(never.request({ url: server.url, signal: controller.signal })).rejects.toThrow('enough');
    expect(server.seen).toHaveLength(0);
  });
});

describe('what a caller may not send', () => {
  test.each<[string, Record<string, string>]>([
    ['a line break in a value', { 'X-A': 'a\r\nX-Injected: 1' }],
    ['a NUL in a value', { 'X-A': 'a\0' }],
    ['a line break in a name', { 'X-A\r\nX-Injected': '1' }],
    ['a Host', { Host: 'other.example' }],
    ['a Content-Length', { 'Content-Length': '5' }],
    ['a Transfer-Encoding', { 'Transfer-Encoding': 'chunked' }],
  ])('%s', async (_, headers) => {
    const server = await serve((_, response) => response.end());
    expect((await failure(door().request({ url: server.url, headers }))).code).toBe('refused');
    expect(server.seen).toHaveLength(0);
  });

  test('line breaks in a URL do not reach the wire as such', async () => {
    const server = await serve((_, response) => response.end());
    await door().request({ url: `${server.url}/a\r\nX-Injected: 1` });
    expect(server.seen[0]?.url).toBe('/aX-Injected:%201');
    expect(server.seen[0]?.headers).not.toHaveProperty('x-injected');
  });

  test.each(['', 'nonsense', '/path', 'file:///etc/passwd', 'ftp://host.example/x'])(
    'the URL %j',
    async url => {
      expect((await failure(door().request({ url }))).code).toBe('refused');
    },
  );
});

describe('secrets', () => {
  test('credentials of the URL become a header and are in no message or result', async () => {
    const server = await serve((request, response) =>
      response.writeHead(request.url === '/ok' ? 200 : 500).end(),
    );
    const base = server.url.replace('http://', 'http://user%40x:p%3Aw@');
    const answer = await door().request({ url: `${base}/ok` });
    expect(answer.url).toBe(`${server.url}/ok`);
    expect(server.seen[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('user@x:p:w').toString('base64')}`,
    );

    const error = await failure(door().request({ url: `${base}/fails?token=s3cret` }));
    expect(error.message).toBe(`${server.url}/fails?…: status 500`);
    expect(JSON.stringify(error.options)).not.toMatch(/s3cret|p%3Aw|p:w/);
  });
});
