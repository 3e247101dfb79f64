import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { closeAll, door, failure, serve } from './fixtures/loopback.ts';

afterEach(closeAll);

describe('an answer', () => {
  test('carries status, final URL, headers, validators and body', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, {
        ETag: '"v1"',
        'Last-Modified': 'Tue, 01 Jul 2025 10:00:00 GMT',
        'X-Two': ['a', 'b'],
      });
      response.end('hello');
    });
    const answer = await door().request({ url: `${server.url}/path?q=1#fragment` });
    expect(answer).toMatchObject({ status: 200, url: `${server.url}/path?q=1` });
    expect(answer.body.toString()).toBe('hello');
    expect(answer.validators).toEqual({ etag: '"v1"', lastModified: 'Tue, 01 Jul 2025 10:00:00 GMT' });
    expect(answer.headers['x-two']).toBe('a, b');
    expect(server.seen[0]?.headers['user-agent']).toBe('test/1 (+https://project.example)');
    expect(server.seen[0]?.headers['accept-encoding']).toBe('gzip, br');
  });

  test('validators are sent, and 304 is an answer without body', async () => {
    const server = await serve((request, response) => {
      response.writeHead(request.headers['if-none-match'] === '"v1"' ? 304 : 200, { ETag: '"v1"' }).end();
    });
    const validators = { etag: '"v1"', lastModified: 'Tue, 01 Jul 2025 10:00:00 GMT' };
    const answer = await door().request({ url: server.url, validators });
    expect(answer.status).toBe(304);
    expect(answer.body).toHaveLength(0);
    expect(server.seen[0]?.headers['if-modified-since']).toBe('Tue, 01 Jul 2025 10:00:00 GMT');
  });

  test('comes from the mirror of its host, also after a redirect', async () => {
    const mirror = await serve((request, response) => {
      if (request.url === '/mirror/a?q=1')
        response.writeHead(302, { Location: 'https://cdn.example/b' }).end();
      else response.end(request.url);
    });
    const mirrors = { 'registry.example': `${mirror.url}/mirror`, 'cdn.example': `${mirror.url}/cdn/` };
    const answer = await door({ mirrors }).request({ url: 'https://registry.example/a?q=1' });
    expect(answer.body.toString()).toBe('/cdn/b');
    expect(answer.url).toBe(`${mirror.url}/cdn/b`);
  });

  test('HEAD has no body and keeps the connection usable', async () => {
    const server = await serve((_, response) =>
      response.writeHead(200, { 'Content-Length': 5_000_000_000 }).end(),
    );
    const http = door();
    expect((await http.request({ url: server.url, method: 'HEAD' })).body).toHaveLength(0);
    expect((await http.request({ url: server.url, method: 'HEAD' })).status).toBe(200);
  });

  test.each([
    ['gzip', gzipSync('text')],
    ['x-gzip', gzipSync('text')],
    ['br', brotliCompressSync('text')],
    ['deflate', deflateSync('text')],
    ['deflate', deflateRawSync('text')],
    ['gzip, br', brotliCompressSync(gzipSync('text'))],
    ['identity', Buffer.from('text')],
  ])('in %s is decoded', async (coding, data) => {
    const server = await serve((_, response) =>
      response.writeHead(200, { 'Content-Encoding': coding }).end(data),
    );
    expect((await door().request({ url: server.url })).body.toString()).toBe('text');
  });

  test('an etag that could not be sent back is dropped', async () => {
    const server = await serve((_, response) => response.writeHead(200, { ETag: '"\u00e9"' }).end());
    expect((await door().request({ url: server.url })).validators.etag).toBeNull();
  });
});

describe('statuses', () => {
  const now = () => new Date('2025-07-01T10:00:00Z');
  test.each([
    [429, '120', 'rate-limited', 120],
    [429, 'Tue, 01 Jul 2025 10:01:30 GMT', 'rate-limited', 90],
    [429, 'Tue, 01 Jul 2025 09:00:00 GMT', 'rate-limited', 0],
    [429, '99999999', 'rate-limited', 86_400],
    [429, 'soon', 'rate-limited', undefined],
    [429, null, 'rate-limited', undefined],
    [503, '5', 'rate-limited', 5],
    [503, null, 'server-error', undefined],
    [500, null, 'server-error', undefined],
    [404, null, 'unexpected-status', undefined],
    [403, '7', 'unexpected-status', 7],
    [301, null, 'unexpected-status', undefined],
    [204, null, 'unexpected-status', undefined],
  ])('%d with Retry-After %s is %s', async (status, retryAfter, code, seconds) => {
    const server = await serve((_, response) => {
      response.writeHead(status, retryAfter === null ? {} : { 'Retry-After': retryAfter }).end();
    });
    const error = await failure(door({ now }).request({ url: server.url }));
    expect(error.code).toBe(code);
    expect(error.options).toMatchObject({ status });
    expect(error.options.retryAfterSeconds).toBe(seconds);
  });

  test('an accepted status is an answer', async () => {
    const server = await serve((_, response) => response.writeHead(404).end('{"error":"x"}'));
    const answer = await door().request({ url: server.url, accept: [404, 410] });
    expect([answer.status, answer.body.toString()]).toEqual([404, '{"error":"x"}']);
  });
});
