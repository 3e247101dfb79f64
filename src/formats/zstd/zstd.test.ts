import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UpstreamError } from '../../core/errors.ts';
import { readZstd } from './index.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decode(bytes: Uint8Array, { maxBytes = 1e9, size = 65_536 } = {}): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readZstd(pieces(bytes, size), maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function failure(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (error instanceof UpstreamError) return error.code;
    throw error;
  }
  return 'no error';
}

// Made by the command zstd 1.5.4: `printf 'hello, hello, hello\n' | zstd -19 | base64`.
const HELLO = Buffer.from('KLUv/QRodQAAQGhlbGxvLCAKAQDiihEhaZ2H', 'base64');

const TEXT = Buffer.concat([
  readFileSync(new URL('./index.ts', import.meta.url)),
  readFileSync(new URL('./sequences.ts', import.meta.url)),
]);
/** The same bytes each time, that no one can compress. */
const NOISE = Buffer.alloc(300_000);
for (let i = 0, state = 1; i < NOISE.length; i++) {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  NOISE[i] = state >>> 24;
}
/** Few distinct bytes, seldom the same order: Huffman codes and long matches. */
const SKEWED = Buffer.from(NOISE.map(byte => (byte < 200 ? 0x61 + (byte % 3) : byte % 60)));

const SAMPLES: [string, Buffer][] = [
  ['nothing', Buffer.alloc(0)],
  ['a byte', Buffer.from('x')],
  ['one byte often', Buffer.alloc(1_000_000, 0x20)],
  ['text', TEXT],
  ['text often', Buffer.concat(Array(60).fill(TEXT))],
  ['noise', NOISE],
  ['few bytes', SKEWED],
  ['all of it', Buffer.concat([TEXT, NOISE, SKEWED, TEXT, SKEWED, NOISE])],
];

const zstd =
  (...args: string[]) =>
  (input: Buffer) =>
    execFileSync('zstd', ['-q', '-c', ...args], { input, maxBuffer: 1e9, timeout: 60_000 });
const hasZstd = spawnSync('zstd', ['--version'], { timeout: 10_000 }).status === 0;
if (!hasZstd) console.warn('the command zstd is absent: what it writes is not read');

test('a frame', async () => {
  expect(String(await decode(HELLO))).toBe('hello, hello, hello\n');
  expect(String(await decode(Buffer.concat([HELLO, HELLO]), { size: 1 }))).toBe(
    'hello, hello, hello\n'.repeat(2),
  );
});

describe.skipIf(!hasZstd)('what the command writes', () => {
  test.each([['-1'], ['-5'], ['-19'], ['--fast=5'], ['--long=24', '-3']])('with %s %s', async (...level) => {
    for (const [name, sample] of SAMPLES) {
      const packed = zstd(...level.filter(word => word !== undefined))(sample);
      expect((await decode(packed)).equals(sample), name).toBe(true);
    }
  });

  test('in single pieces, without a checksum, several frames, and one to be skipped', async () => {
    const packed = zstd('--no-check')(TEXT);
    const skipped = Buffer.from([0x51, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const both = Buffer.concat([packed, skipped, packed]);
    expect((await decode(both, { size: 3 })).equals(Buffer.concat([TEXT, TEXT]))).toBe(true);
  });

  test('damaged anywhere is read to some bytes or refused', async () => {
    const packed = zstd('-19')(TEXT);
    for (let at = 0; at < packed.length; at += 29) {
      for (const value of [0x00, 0xff, (packed[at] ?? 0) ^ 0x10]) {
        const damaged = Buffer.from(packed);
        damaged[at] = value;
        expect(['no error', 'malformed', 'too-large']).toContain(
          await failure(() => decode(damaged, { maxBytes: 1e7 })),
        );
      }
    }
  });

  test('cut anywhere is refused', async () => {
    const packed = zstd('-19')(TEXT);
    for (let end = 1; end < packed.length; end += 97) {
      expect(await failure(() => decode(packed.subarray(0, end))), String(end)).toBe('malformed');
    }
  });

  test('a small file that holds a large one ends at the cap', async () => {
    const packed = zstd('-19')(Buffer.alloc(20_000_000));
    expect(await failure(() => decode(packed, { maxBytes: 1_000_000 }))).toBe('too-large');
  });
});

test.each<[string, number[], string]>([
  ['no frame', [1, 2, 3, 4], 'malformed'],
  ['half a magic number', [0x28, 0xb5], 'malformed'],
  // Descriptor 0, window descriptor 0xff: 2^41 and seven eighths more.
  ['a window of terabytes', [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xff, 1, 0, 0], 'too-large'],
  // Dictionary flag 1, then the id 7.
  ['a dictionary', [0x28, 0xb5, 0x2f, 0xfd, 0x01, 0x00, 7, 1, 0, 0], 'malformed'],
  // Block header: last, kind 3.
  ['a reserved kind of block', [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x00, 0x07, 0, 0], 'malformed'],
])('%s is refused', async (_, bytes, code) => {
  expect(await failure(() => decode(Uint8Array.from(bytes)))).toBe(code);
});

test('a plain block and a repeated byte, by hand', async () => {
  const bytes = [
    ...[0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x00],
    // Kind 0, 2 bytes; then the last, kind 1, 5 bytes.
    ...[2 << 3, 0, 0, 0x68, 0x69],
    ...[(5 << 3) | 3, 0, 0, 0x21],
  ];
  expect(String(await decode(Uint8Array.from(bytes)))).toBe('hi!!!!!');
});
