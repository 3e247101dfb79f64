import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoredAnswer } from '../client/index.ts';
import { openEtagCache } from './etag-cache.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecosystems-answers-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const MIB = 1024 * 1024;
const SERVER = { server: 'https://a.example', key: null };
const answer = (body: string): StoredAnswer => ({
  etag: '"1"',
  lastModified: null,
  headers: { a: 'b' },
  body,
});

/** All files of all identities. */
async function files(): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
}

it('keeps an answer for the server and the key that it was given to', async () => {
  const cache = openEtagCache(folder, MIB, SERVER);
  await cache.set('https://a.example/x', answer('body'));
  expect(await openEtagCache(folder, MIB, SERVER).get('https://a.example/x')).toMatchObject(answer('body'));
  expect(await cache.get('https://a.example/y')).toBeNull();
  for (const other of [
    { ...SERVER, key: 'k' },
    { ...SERVER, server: 'https://b.example' },
  ])
    expect(await openEtagCache(folder, MIB, other).get('https://a.example/x')).toBeNull();
});

it('is for its owner alone, and names of files tell neither key nor address', async () => {
  await openEtagCache(folder, MIB, { ...SERVER, key: 'secret' }).set('https://a.example/x', answer('body'));
  const [path = ''] = await files();
  expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
  expect(path.slice(folder.length)).toMatch(/^\/[0-9a-f]{40}\/[0-9a-f]{40}$/);
});

it.each(['', '{"url":"https://a.example/x","etag":"\\"1\\"', '{"url":"https://a.example/x"}', 'null'])(
  'takes %j for no answer',
  async text => {
    const cache = openEtagCache(folder, MIB, SERVER);
    await cache.set('https://a.example/x', answer('body'));
    await writeFile((await files())[0] as string, text);
    expect(await cache.get('https://a.example/x')).toBeNull();
  },
);

it('drops what was used longest ago, of all identities, before it grows beyond its bound', async () => {
  const body = 'x'.repeat(200);
  for (let at = 0; at < 20; at++)
    await openEtagCache(folder, MIB, { ...SERVER, key: String(at % 3) }).set(
      `https://a.example/${at}`,
      answer(body),
    );
  const before = await files();
  const oldest = before[0] as string;
  await utimes(oldest, new Date(0), new Date(0));
  // Each entry is some 280 bytes: twenty are more than 4,000.
  await openEtagCache(folder, 4_000, SERVER).set('https://a.example/new', answer(body));
  const after = await files();
  expect(after).not.toContain(oldest);
  let total = 0;
  for (const path of after) total += (await stat(path)).size;
  expect(total).toBeLessThanOrEqual(4_000);
});

it('keeps no answer that would fill a quarter of it', async () => {
  await openEtagCache(folder, 4_000, SERVER).set('https://a.example/x', answer('x'.repeat(1_000)));
  expect(await files()).toEqual([]);
});

it('removes what was begun and never finished', async () => {
  const cache = openEtagCache(folder, MIB, SERVER);
  await cache.set('https://a.example/x', answer('body'));
  const draft = `${(await files())[0]}.0123456789ab`;
  await writeFile(draft, 'half');
  await utimes(draft, new Date(0), new Date(0));
  await openEtagCache(folder, MIB, SERVER).set('https://a.example/y', answer('body'));
  expect(await files()).not.toContain(draft);
});

it('gives whole answers while many write at once', async () => {
  const bodies = Array.from({ length: 40 }, (_, at) => String(at).repeat(500));
  const caches = bodies.map(() => openEtagCache(folder, MIB, SERVER));
  const seen: (string | undefined)[] = [];
  await Promise.all(
    caches.map(async (cache, at) => {
      await cache.set('https://a.example/x', answer(bodies[at] as string));
      seen.push((await cache.get('https://a.example/x'))?.body);
    }),
  );
  expect(seen.every(body => body !== undefined && bodies.includes(body))).toBe(true);
  expect(await files()).toHaveLength(1);
});

it('never fails a command where it cannot write', async () => {
  const path = join(folder, 'file');
  await writeFile(path, '');
  const cache = openEtagCache(path, MIB, SERVER);
  await cache.set('https://a.example/x', answer('body'));
  expect(await cache.get('https://a.example/x')).toBeNull();
});
