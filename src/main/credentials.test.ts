import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Credentials, openCredentials } from './credentials.ts';

const KEY = 'eco_self_k_0123456789abcdefghijkl000000';
let folder: string;
let credentials: Credentials;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'ecosystems-credentials-')), 'ecosystems');
  credentials = openCredentials(folder);
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

it('keeps a key for each server, for its owner alone', async () => {
  expect(await credentials.find('https://a.example')).toBeNull();
  await credentials.save('https://a.example', KEY);
  await credentials.save('https://b.example', 'other');
  await credentials.save('https://b.example', 'newer');
  expect(await credentials.find('https://a.example')).toBe(KEY);
  expect(await credentials.find('https://b.example')).toBe('newer');
  expect(await credentials.find('constructor')).toBeNull();
  expect([await modeOf(folder), await modeOf(credentials.path)]).toEqual(['700', '600']);
  expect(await readdir(folder)).toEqual(['credentials']);
});

it('forgets one and keeps the others', async () => {
  await credentials.save('https://a.example', KEY);
  await credentials.save('https://b.example', 'other');
  expect(await credentials.remove('https://a.example')).toBe(true);
  expect(await credentials.remove('https://a.example')).toBe(false);
  expect(await credentials.find('https://b.example')).toBe('other');
  expect(await readFile(credentials.path, 'utf8')).not.toContain(KEY);
});

it.skipIf(process.getuid === undefined)(
  'uses no file that others can read, and says what mends it',
  async () => {
    await credentials.save('https://a.example', KEY);
    await chmod(credentials.path, 0o640);
    for (const ask of [
      () => credentials.find('https://a.example'),
      () => credentials.save('https://a.example', 'x'),
      () => credentials.remove('https://a.example'),
    ])
      await expect(ask()).rejects.toThrow(`chmod 600 ${credentials.path}`);
    await chmod(credentials.path, 0o600);
    await chmod(folder, 0o777);
    await expect(credentials.find('https://a.example')).rejects.toThrow(`chmod 700 ${folder}`);
  },
);

it.each([
  '{"version":1,"servers":{"https://a.example":{"key":"secret',
  '[]',
  '{"version":2,"servers":{}}',
  'null',
])('says that %s is damaged without repeating it', async text => {
  await mkdir(folder, { mode: 0o700 });
  await writeFile(credentials.path, text, { mode: 0o600 });
  const failed = await credentials.find('https://a.example').catch((error: Error) => error);
  expect(String(failed)).toContain('is damaged');
  expect(String(failed)).not.toContain('secret');
});
