import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decompress } from '../../../io/decompress.ts';
import { inBatches } from './batches.ts';
import { unpacked } from './stream.ts';

const TEXT = Buffer.from('hello, hello, hello\n');
/** By the commands xz 5.4.1 and zstd 1.5.4: `printf 'hello, hello, hello\n' | xz --check=crc32 | base64`. */
const XZ = Buffer.from(
  '/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4AATAA5dADQZSe6N74yHMfUvZAAAAAAA50JuUgABJhRy4oL5kEKZDQEAAAAAAVla',
  'base64',
);
const ZSTD = Buffer.from('KLUv/QRodQAAQGhlbGxvLCAKAQDiihEhaZ2H', 'base64');

async function unpack(bytes: Uint8Array, maxBytes = 1_000): Promise<string> {
  async function* single() {
    for (const byte of bytes) yield Uint8Array.of(byte);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpacked(decompress, single(), maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('the first bytes say how a file is packed', () => {
  test.each([
    ['plain', TEXT],
    ['gzip', gzipSync(TEXT)],
    ['xz', XZ],
    ['Zstandard', ZSTD],
  ])('%s', async (_, bytes) => {
    expect(await unpack(bytes)).toBe(TEXT.toString());
    await expect(unpack(bytes, 10)).rejects.toMatchObject({ code: 'too-large' });
  });

  test('shorter than any magic number', async () => {
    expect(await unpack(Buffer.from('x'))).toBe('x');
    expect(await unpack(Buffer.alloc(0))).toBe('');
  });
});

test('records come in batches of a thousand', async () => {
  const sizes: number[] = [];
  const records = Array.from({ length: 2_001 }, () => ({}) as never);
  for await (const batch of inBatches(records)) sizes.push(batch.length);
  expect(sizes).toEqual([1_000, 1_000, 1]);
});
