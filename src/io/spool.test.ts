import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSpool, type Spool } from './spool.ts';

let folder: string;
let spool: Spool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'));
  spool = createSpool(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}
const read = async (sha256: string) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of spool.stream(await spool.find(sha256))) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

describe('the spool', () => {
  it('keeps what arrives under its hash, twice the same', async () => {
    const sha256 = createHash('sha256').update('abcdef').digest('hex');
    expect(await spool.receive(pieces('abc', 'def'), { maxBytes: 6 })).toMatchObject({ sha256, size: 6 });
    await spool.receive(pieces('abcdef'), { maxBytes: 6 });
    expect(await read(sha256)).toBe('abcdef');
  });

  it('keeps nothing that is too large or breaks off', async () => {
    await expect(spool.receive(pieces('abc', 'def'), { maxBytes: 5, field: 'file' })).rejects.toMatchObject({
      field: 'file',
      status: 413,
    });
    async function* breaking() {
      yield Buffer.from('a');
      throw new Error('gone');
    }
    await expect(spool.receive(breaking(), { maxBytes: 5 })).rejects.toThrow('gone');
    expect(await readdir(join(folder, 'arriving'))).toEqual([]);
  });

  it('finds nothing by what is no hash', async () => {
    for (const bad of ['', '../../etc/passwd', 'a'.repeat(64), 'A'.repeat(64)])
      await expect(spool.find(bad)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('forgets what nobody asked for', async () => {
    const { sha256, path } = await spool.receive(pieces('old'), { maxBytes: 5 });
    const kept = await spool.receive(pieces('new'), { maxBytes: 5 });
    await utimes(path, new Date(0), new Date(0));
    expect(await spool.prune(60_000)).toBe(1);
    await expect(spool.find(sha256)).rejects.toMatchObject({ code: 'not-found' });
    expect(await read(kept.sha256)).toBe('new');
  });
});
