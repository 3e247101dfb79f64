import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { InputError, NotFoundError } from '../core/errors.ts';
import { type Blobs, createBlobs } from './blobs.ts';

const root = mkdtempSync(join(tmpdir(), 'blobs-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder: string;
let blobs: Blobs;
beforeEach(() => {
  folder = join(mkdtempSync(join(root, 'x-')), 'made', 'when', 'needed');
  blobs = createBlobs(folder);
});

const filesIn = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(e => e.isFile())
    .map(e => e.name);
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
/** `printf abc | sha256sum` */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('a document', () => {
  test('is kept under its hash, in two levels of folders', async () => {
    expect(await blobs.put(Buffer.from('abc'))).toBe(ABC);
    expect(readFileSync(join(folder, 'ba', '78', ABC), 'utf8')).toBe('abc');
    expect((await blobs.get(ABC)).toString()).toBe('abc');
    expect(await blobs.has(ABC)).toBe(true);
  });

  test('of text is compressed, of noise is not, and both come back', async () => {
    const text = Buffer.from(
      JSON.stringify(Array.from({ length: 5000 }, (_, id) => ({ id, name: 'example' }))),
    );
    const noise = randomBytes(100_000);
    for (const data of [text, noise, Buffer.alloc(0)]) {
      expect((await blobs.get(await blobs.put(data))).equals(data)).toBe(true);
    }
    const stored = join(folder, sha256(text).slice(0, 2), sha256(text).slice(2, 4), `${sha256(text)}.br`);
    expect(statSync(stored).size).toBeLessThan(text.length / 4);
    expect(filesIn(folder)).toContain(sha256(noise));
  });

  test('put many times at once is stored once, and nothing unfinished remains', async () => {
    const data = Buffer.alloc(200_000, 'some text ');
    const second = createBlobs(folder);
    const hashes = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? blobs : second).put(data)),
    );
    expect(new Set(hashes)).toEqual(new Set([sha256(data)]));
    expect(filesIn(folder)).toEqual([`${sha256(data)}.br`]);
  });

  test('that is removed is gone; removing it again is harmless', async () => {
    await blobs.put(Buffer.from('abc'));
    await blobs.remove(ABC);
    await blobs.remove(ABC);
    expect(await blobs.has(ABC)).toBe(false);
    await expect(blobs.get(ABC)).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('damage', () => {
  test.each([
    ['changed', Buffer.from('abd')],
    ['empty', Buffer.alloc(0)],
  ])('a %s file is reported, and can be put again', async (_, content) => {
    await blobs.put(Buffer.from('abc'));
    writeFileSync(join(folder, 'ba', '78', ABC), content);
    await expect(blobs.get(ABC)).rejects.toMatchObject({ code: 'verification-failed' });
    await blobs.put(Buffer.from('abc'));
    expect((await blobs.get(ABC)).toString()).toBe('abc');
  });

  test('a compressed file cut short is reported', async () => {
    const hash = await blobs.put(Buffer.alloc(100_000, 'some text '));
    const path = join(folder, hash.slice(0, 2), hash.slice(2, 4), `${hash}.br`);
    writeFileSync(path, readFileSync(path).subarray(0, -5));
    await expect(blobs.get(hash)).rejects.toMatchObject({ code: 'verification-failed' });
    expect(await blobs.has(hash)).toBe(false);
  });

  test('remains of a crash are cleared away after an hour', async () => {
    await blobs.put(Buffer.from('abc'));
    const [old, recent] = [join(folder, 'tmp', 'old'), join(folder, 'tmp', 'recent')];
    for (const path of [old, recent]) writeFileSync(path, 'half');
    const twoHoursAgo = Date.now() / 1000 - 7200;
    utimesSync(old, twoHoursAgo, twoHoursAgo);
    await createBlobs(folder).put(Buffer.from('other'));
    expect([existsSync(old), existsSync(recent)]).toEqual([false, true]);
  });
});

test.each(['', '../../etc/passwd', ABC.toUpperCase(), `${ABC}0`, `${ABC.slice(0, 62)}/.`])(
  '%j is no hash',
  async hash => {
    await expect(blobs.get(hash)).rejects.toBeInstanceOf(InputError);
    await expect(blobs.has(hash)).rejects.toBeInstanceOf(InputError);
    await expect(blobs.remove(hash)).rejects.toBeInstanceOf(InputError);
  },
);
