import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { NotFoundError } from '../core/errors.ts';
import { files } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = (name: string) => join(folder, name);

test('exists', async () => {
  writeFileSync(path('a'), 'x');
  expect(await files.exists(path('a'))).toBe(true);
  expect(await files.exists(path('b'))).toBe(false);
  expect(await files.exists(path('a/b'))).toBe(false);
});

test('read gives the whole file, up to the cap', async () => {
  writeFileSync(path('ten'), '0123456789');
  expect((await files.read(path('ten'))).toString()).toBe('0123456789');
  expect((await files.read(path('ten'), { maxBytes: 10 })).toString()).toBe('0123456789');
  await expect(files.read(path('ten'), { maxBytes: 9 })).rejects.toMatchObject({ code: 'too-large' });
  writeFileSync(path('empty'), '');
  expect(await files.read(path('empty'))).toHaveLength(0);
});

test('stream gives the whole file', async () => {
  const data = Buffer.alloc(600_000, 'abc');
  writeFileSync(path('big'), data.subarray(0, 300_000));
  appendFileSync(path('big'), data.subarray(300_000));
  const parts: Uint8Array[] = [];
  for await (const part of files.stream(path('big'))) parts.push(part);
  expect(parts.length).toBeGreaterThan(1);
  expect(Buffer.concat(parts).equals(data)).toBe(true);
});

test('a missing file is not found', async () => {
  await expect(files.read(path('none'))).rejects.toBeInstanceOf(NotFoundError);
  const first = files.stream(path('none'))[Symbol.asyncIterator]().next();
  await expect(first).rejects.toBeInstanceOf(NotFoundError);
});

test('folders, pipes and devices are refused, and do not hang', async () => {
  mkdirSync(path('folder'));
  execFileSync('mkfifo', [path('pipe')]);
  for (const name of [path('folder'), path('pipe'), '/dev/zero']) {
    await expect(files.read(name)).rejects.toMatchObject({ code: 'refused' });
  }
});
