import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { UpstreamError } from '../core/errors.ts';
import { decompress, inflate } from './decompress.ts';

const MIB = 1024 * 1024;
const digest = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

async function* chunks(data: Buffer, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    error => (error instanceof UpstreamError ? error.code : error),
  );

/** 900 kB, a third of which compresses well. */
const sample = Buffer.concat([
  randomBytes(300_000),
  Buffer.alloc(300_000, 'Package: example\n'),
  randomBytes(300_000),
]);

/** `printf 'hello, xz\n' | xz --check=crc64 | base64` */
const HELLO_XZ = Buffer.from(
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAJaGVsbG8sIHh6CgAAAOsStov8cd8oAAEiChUa4WcftvN9AQAAAAAEWVo=',
  'base64',
);

function xzOf(data: Buffer): Buffer | null {
  try {
    return execFileSync('xz', ['-c', '-1'], { input: data, maxBuffer: 64 * MIB, timeout: 20_000 });
  } catch {
    return null;
  }
}

describe('gzip', () => {
  test('gives the data back, in whatever chunks it comes', async () => {
    const packed = gzipSync(sample);
    for (const size of [1_000_000_000, 65_536, 777]) {
      expect(digest(await collect(decompress.gzip(chunks(packed, size), 4 * MIB)))).toBe(digest(sample));
    }
  });

  test('joins several members', async () => {
    const packed = Buffer.concat([gzipSync('one,'), gzipSync('two')]);
    expect((await collect(decompress.gzip(chunks(packed), 100))).toString()).toBe('one,two');
  });

  test('truncated, damaged and foreign data are malformed', async () => {
    const packed = gzipSync(sample);
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 1000, 1100);
    for (const data of [
      packed.subarray(0, -1),
      packed.subarray(0, 5000),
      damaged,
      Buffer.from('<html></html>'),
    ]) {
      expect(await codeOf(collect(decompress.gzip(chunks(data), 10 * MIB)))).toBe('malformed');
    }
  });

  test('a bomb stops at the cap', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * MIB));
    let seen = 0;
    const run = async () => {
      for await (const chunk of decompress.gzip(chunks(bomb), MIB)) seen += chunk.byteLength;
    };
    expect(await codeOf(run())).toBe('too-large');
    expect(seen).toBeLessThanOrEqual(MIB);
  });

  test('exactly the cap is accepted', async () => {
    expect(await collect(decompress.gzip(chunks(gzipSync(Buffer.alloc(1000))), 1000))).toHaveLength(1000);
  });

  test('errors of the source pass unchanged', async () => {
    const broken = new UpstreamError('unreachable', 'gone');
    async function* source(start: Buffer) {
      yield start;
      throw broken;
    }
    await expect(collect(decompress.gzip(source(gzipSync(sample).subarray(0, 1000)), MIB))).rejects.toBe(
      broken,
    );
    await expect(collect(decompress.xz(source(HELLO_XZ.subarray(0, 40)), MIB))).rejects.toBe(broken);
  });

  test('abandoning the result closes the source', async () => {
    let closed = false;
    async function* source() {
      try {
        yield* chunks(gzipSync(sample));
      } finally {
        closed = true;
      }
    }
    for await (const _ of decompress.gzip(source(), 10 * MIB)) break;
    await vi.waitFor(() => expect(closed).toBe(true));
  });
});

describe('deflate', () => {
  test.each([
    ['zlib', deflateSync(sample)],
    ['bare', deflateRawSync(sample)],
  ])('%s data', async (_, packed) => {
    expect(digest(await collect(inflate(chunks(packed))))).toBe(digest(sample));
  });

  test('truncated data is malformed', async () => {
    expect(await codeOf(collect(inflate(chunks(deflateSync(sample).subarray(0, -5)))))).toBe('malformed');
  });
});

describe('xz', () => {
  test('gives the data back, in whatever chunks it comes', async () => {
    for (const size of [1000, 7, 1]) {
      expect((await collect(decompress.xz(chunks(HELLO_XZ, size), 100))).toString()).toBe('hello, xz\n');
    }
  });

  test('a larger file, as the xz program writes it', async context => {
    const packed = xzOf(sample);
    if (packed === null) return context.skip('there is no xz program here');
    expect(digest(await collect(decompress.xz(chunks(packed, 65_536), 4 * MIB)))).toBe(digest(sample));
    expect(await codeOf(collect(decompress.xz(chunks(packed.subarray(0, 100_000)), 10 * MIB)))).toBe(
      'malformed',
    );
  });

  test('truncated, damaged, foreign and empty data are malformed, and the next stream still works', async () => {
    const damaged = Buffer.from(HELLO_XZ);
    damaged[30] = 0x00;
    const cases = [
      HELLO_XZ.subarray(0, -1),
      HELLO_XZ.subarray(0, 30),
      damaged,
      Buffer.from('<html></html>'),
      Buffer.alloc(0),
    ];
    for (const data of cases) {
      expect(await codeOf(collect(decompress.xz(chunks(data), MIB)))).toBe('malformed');
      expect((await collect(decompress.xz(chunks(HELLO_XZ), MIB))).toString()).toBe('hello, xz\n');
    }
  });

  test('joins several streams; other data after them is malformed', async () => {
    for (const size of [1000, 5]) {
      const two = Buffer.concat([HELLO_XZ, HELLO_XZ]);
      expect((await collect(decompress.xz(chunks(two, size), MIB))).toString()).toBe(
        'hello, xz\nhello, xz\n',
      );
      const other = Buffer.concat([HELLO_XZ, Buffer.from('x')]);
      expect(await codeOf(collect(decompress.xz(chunks(other, size), MIB)))).toBe('malformed');
    }
  });

  test('a bomb stops at the cap', async context => {
    const bomb = xzOf(Buffer.alloc(32 * MIB));
    if (bomb === null) return context.skip('there is no xz program here');
    expect(await codeOf(collect(decompress.xz(chunks(bomb), MIB)))).toBe('too-large');
  });

  test('an abandoned stream does not block the next', async () => {
    const closed: string[] = [];
    async function* source() {
      try {
        yield* chunks(HELLO_XZ, 10);
      } finally {
        closed.push('closed');
      }
    }
    for await (const _ of decompress.xz(source(), MIB)) break;
    expect((await collect(decompress.xz(source(), MIB))).toString()).toBe('hello, xz\n');
    expect(closed).toEqual(['closed', 'closed']);
  });

  test('streams started together are all served', async () => {
    const texts = await Promise.all([1, 2, 3].map(() => collect(decompress.xz(chunks(HELLO_XZ), MIB))));
    expect(texts.map(String)).toEqual(['hello, xz\n', 'hello, xz\n', 'hello, xz\n']);
  });
});
