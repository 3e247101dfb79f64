import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { closeAll, door, failure, type Handler, resolver, serve, serveRaw } from './fixtures/loopback.ts';

const MIB = 1024 * 1024;
afterEach(closeAll);

describe('size', () => {
  const big = Buffer.alloc(MIB);
  test.each<[string, Handler]>([
    ['a declared length', (_, r) => r.writeHead(200, { 'Content-Length': MIB }).end(big)],
    ['an undeclared length', (_, r) => r.write(big, () => r.end())],
    [
      'a gzip bomb',
      (_, r) => r.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20 * MIB))),
    ],
    [
      'a brotli bomb',
      (_, r) =>
        r
          .writeHead(200, { 'Content-Encoding': 'br' })
          .end(
            brotliCompressSync(Buffer.alloc(4 * MIB), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
          ),
    ],
    [
      'a deflate bomb',
      (_, r) => r.writeHead(200, { 'Content-Encoding': 'deflate' }).end(deflateSync(Buffer.alloc(20 * MIB))),
    ],
    [
      'gzip members without content',
      (_, r) =>
        r.writeHead(200, { 'Content-Encoding': 'gzip' }).end(Buffer.concat(Array(10_000).fill(gzipSync('')))),
    ],
  ])('%s beyond the cap is too large', async (_, handler) => {
    const server = await serve(handler);
    expect((await failure(door().request({ url: server.url, maxBytes: 100_000 }))).code).toBe('too-large');
  });

  test('exactly the cap is accepted', async () => {
    const server = await serve((_, response) => response.end(big));
    expect((await door().request({ url: server.url, maxBytes: MIB })).body).toHaveLength(MIB);
    expect((await failure(door().request({ url: server.url, maxBytes: MIB - 1 }))).code).toBe('too-large');
  });

  test('a stream is capped while it flows', async () => {
    const server = await serve((_, response) => {
      for (let i = 0; i < 10; i++) response.write(big);
      response.end();
    });
    let received = 0;
    const run = async () => {
      const { body } = await door().stream({ url: server.url, maxBytes: 3 * MIB });
      for await (const chunk of body) received += chunk.byteLength;
    };
    expect((await failure(run())).code).toBe('too-large');
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThanOrEqual(3 * MIB);
  });
});

describe('damaged answers', () => {
  const packed = gzipSync('some text '.repeat(1000));
  test.each([
    ['truncated gzip', 'gzip', packed.subarray(0, -9)],
    ['gzip that is none', 'gzip', Buffer.from('<html></html>')],
    ['empty gzip', 'gzip', Buffer.alloc(0)],
    ['brotli that is none', 'br', Buffer.from('<html></html>')],
    ['an unknown coding', 'compress', packed],
    ['a coding named as an object member', 'constructor', packed],
    ['three codings', 'gzip, gzip, gzip', packed],
  ])('%s is malformed', async (_, coding, data) => {
    const server = await serve((_, response) =>
      response.writeHead(200, { 'Content-Encoding': coding }).end(data),
    );
    const error = await failure(door().request({ url: `${server.url}/x` }));
    expect(error.code).toBe('malformed');
    expect(error.message).toContain(`${server.url}/x`);
  });

  test.each([
    [
      'a body shorter than its Content-Length',
      'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf',
      'malformed',
    ],
    [
      'a chunked body without its end',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n',
      'malformed',
    ],
    ['a bad chunk size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n', 'malformed'],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n', 'malformed'],
    ['endless headers', `HTTP/1.1 200 OK\r\n${'X-Header: 0123456789\r\n'.repeat(10_000)}`, 'malformed'],
    ['no answer', '', 'unreachable'],
  ])('%s', async (_, bytes, code) => {
    const server = await serveRaw(socket => socket.end(bytes));
    expect((await failure(door().request({ url: server.url }))).code).toBe(code);
  });

  test('a connection that is reset amid the body is unreachable', async () => {
    const server = await serveRaw(socket => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf', () =>
        setTimeout(() => socket.resetAndDestroy(), 50),
      );
    });
    const error = await failure(door().request({ url: server.url }));
    expect([error.code, error.transient]).toEqual(['unreachable', true]);
  });

  test('a closed port and an unknown name are unreachable', async () => {
    const server = await serve(() => {});
    await closeAll();
    expect((await failure(door().request({ url: server.url }))).code).toBe('unreachable');
    const { lookup } = resolver({});
    expect((await failure(door({ lookup }).request({ url: 'http://nowhere.example/' }))).code).toBe(
      'unreachable',
    );
  });
});

describe('time', () => {
  test('headers that do not come', async () => {
    const server = await serve(() => {});
    const start = performance.now();
    const error = await failure(door().request({ url: server.url, timeoutMs: 200 }));
    expect([error.code, error.transient]).toEqual(['timeout', true]);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('a body that drips', async () => {
    const server = await serve((_, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect((await failure(door().request({ url: server.url, timeoutMs: 300 }))).code).toBe('timeout');
  });

  test('waiting for the budget does not count, neither does a slow reader', async () => {
    const server = await serve((_, response) => {
      response.write('one,');
      setTimeout(() => response.end('two'), 100);
    });
    const pause = () => new Promise(resolve => setTimeout(resolve, 500));
    const http = door({ budget: async () => void (await pause()) });
    const { body } = await http.stream({ url: server.url, timeoutMs: 400 });
    let text = '';
    for await (const chunk of body) {
      text += Buffer.from(chunk).toString();
      await pause();
    }
    expect(text).toBe('one,two');
  });

  test('a body that nobody reads is let go', async () => {
    let closed = false;
    const server = await serve((_, response) => {
      response.write('start');
      response.on('close', () => {
        closed = true;
      });
    });
    await door().stream({ url: server.url, timeoutMs: 100 });
    await expect.poll(() => closed).toBe(true);
  });

  test('a reader that stops early closes the connection', async () => {
    let closed = false;
    const server = await serve((_, response) => {
      response.write(Buffer.alloc(100_000));
      response.on('close', () => {
        closed = true;
      });
    });
    const { body } = await door().stream({ url: server.url });
    for await (const _ of body) break;
    await expect.poll(() => closed).toBe(true);
  });

  test('the caller can abort, before and during', async () => {
    const server = await serve((_, response) => void response.write('x'));
    const http = door();
    await expect(
      http.request({ url: server.url, signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
    const controller = new AbortController();
    const pending = http.request({ url: server.url, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 100);
    await expect(pending).rejects.toThrow('enough');
  });
});
