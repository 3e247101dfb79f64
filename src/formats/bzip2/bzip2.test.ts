import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { UpstreamError } from '../../core/errors.ts';
import { readBzip2 } from './index.ts';

const MIB = 1024 * 1024;

/** `printf 'hello, bzip2\n' | bzip2 | base64` */
const HELLO = Buffer.from(
  'QlpoOTFBWSZTWbEj3kMAAANZgAAQQAQQABJkwBAgADEDQNAgAaaRA6tsgoT4u5IpwoSFiR7yGA==',
  'base64',
);
/** `printf '' | bzip2 | base64`: no block, only the end. */
const EMPTY = Buffer.from('QlpoORdyRThQkAAAAAA=', 'base64');

async function* chunks(data: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
}

async function unpacked(data: Buffer, size = 1000, maxBytes = 64 * MIB): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readBzip2(chunks(data, size), maxBytes)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    error => (error instanceof UpstreamError ? error.code : error),
  );

function packed(data: Buffer, level = '-9'): Buffer | null {
  try {
    return execFileSync('bzip2', ['-c', level], {
      input: data,
      maxBuffer: 64 * MIB,
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: 60_000,
    });
  } catch {
    return null;
  }
}

const hasBzip2 = packed(Buffer.from('x')) !== null;
if (!hasBzip2) console.log('skipped: there is no bzip2 here to pack larger samples with');

describe('bzip2', () => {
  test('reads what bzip2 wrote, in whatever chunks it comes', async () => {
    for (const size of [1, 7, 1000]) expect((await unpacked(HELLO, size)).toString()).toBe('hello, bzip2\n');
    expect(await unpacked(EMPTY)).toEqual(Buffer.alloc(0));
  });

  test('joins streams and leaves out what follows them', async () => {
    const both = Buffer.concat([HELLO, EMPTY, HELLO, Buffer.from('garbage')]);
    expect((await unpacked(both, 5)).toString()).toBe('hello, bzip2\nhello, bzip2\n');
  });

  test('every truncation and every flipped byte is seen', async () => {
    for (let end = 0; end < HELLO.length; end++) {
      expect(await codeOf(unpacked(HELLO.subarray(0, end))), `of ${end} bytes`).toBe('malformed');
    }
    // The fourth byte is the size of blocks: another one is as good.
    for (let at = 4; at < HELLO.length; at++) {
      const damaged = Buffer.from(HELLO);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      const outcome = await unpacked(damaged).then(
        bytes => bytes.toString(),
        error => error.code,
      );
      // Bits that only fill up the last byte say nothing.
      expect(['malformed', 'hello, bzip2\n'], `byte ${at}`).toContain(outcome);
      if (at < HELLO.length - 1) expect(outcome, `byte ${at}`).toBe('malformed');
    }
  });

  test.skipIf(!hasBzip2)('reads many blocks, noise, text and long runs', async () => {
    const sample = Buffer.concat([
      randomBytes(1_500_000),
      Buffer.alloc(700_000, 'Package: example\nVersion: 1\n'),
      Buffer.alloc(3_000_000),
      Buffer.from([0, 1, 1, 1, 1, 0, 2, 2, 2, 2, 2]),
    ]);
    for (const level of ['-1', '-9']) {
      const result = await unpacked(packed(sample, level) as Buffer, 65_536);
      expect(createHash('sha256').update(result).digest('hex')).toBe(
        createHash('sha256').update(sample).digest('hex'),
      );
    }
  });

  test.skipIf(!hasBzip2)('a bomb stops at the cap', async () => {
    const bomb = packed(Buffer.alloc(50 * MIB)) as Buffer;
    expect(bomb.length).toBeLessThan(1000);
    expect(await codeOf(unpacked(bomb, 1000, MIB))).toBe('too-large');
  });
});
