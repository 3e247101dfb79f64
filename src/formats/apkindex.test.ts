import { describe, expect, test } from 'vitest';
import { UpstreamError } from '../core/errors.ts';
import { readApkIndex } from './apkindex.ts';

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function read(text: string, size = 1_000): Promise<Record<string, string>[]> {
  const entries: Record<string, string>[] = [];
  for await (const entry of readApkIndex(pieces(text, size))) entries.push(Object.fromEntries(entry));
  return entries;
}

describe('APKINDEX', () => {
  test.each([1, 7, 1_000])('entries in pieces of %i bytes', async size => {
    const text =
      'C:Q1abc=\nP:musl\nV:1.2.3-r1\np:so:libc.musl-x86_64.so.1=1\n\n\nP:zlib\r\nV:1.3\r\nno field\n1:x\n';
    expect(await read(text, size)).toEqual([
      { C: 'Q1abc=', P: 'musl', V: '1.2.3-r1', p: 'so:libc.musl-x86_64.so.1=1' },
      { P: 'zlib', V: '1.3' },
    ]);
  });

  test('the first of a letter given twice', async () => {
    expect(await read('P:a\nP:b\nV:')).toEqual([{ P: 'a', V: '' }]);
  });

  test('nothing in an empty file', async () => {
    expect(await read('\n\n')).toEqual([]);
  });

  test('an entry without end is refused', async () => {
    await expect(read(`P:${'x'.repeat(9 * 1024 * 1024)}`, 1024 * 1024)).rejects.toThrow(UpstreamError);
  });
});
