import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Http } from './http.types.ts';
import { openReplay } from './replay.ts';

describe('a recording', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ecosystems-replay-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  const text = async (http: Http, url: string) => String((await http.request({ url })).body);

  it('stands by place: host and path, path, or the last part of the path', async () => {
    write({
      'crates.io/api/v1/crates/rand': 'one',
      'registry.example/search?q=a b': 'two',
      'deep/path/serde.json': 'three',
    });
    const http = await openReplay(folder);
    expect(await text(http, 'https://crates.io/api/v1/crates/rand')).toBe('one');
    expect(await text(http, 'https://registry.example/search?q=a%20b')).toBe('two');
    expect(await text(http, 'https://other.example/packages/serde')).toBe('three');
  });

  it('stands by its list, with status and headers', async () => {
    write({
      'recording.json': JSON.stringify({
        'https://a.example/x': 'x.json',
        'https://a.example/gone': { status: 404 },
        'https://a.example/busy': { status: 429, headers: { 'Retry-After': '7' } },
      }),
      'x.json': '{}',
    });
    const http = await openReplay(folder);
    expect(await text(http, 'https://a.example/x')).toBe('{}');
    expect((await http.request({ url: 'https://a.example/gone', accept: [404] })).status).toBe(404);
    await expect(http.request({ url: 'https://a.example/busy' })).rejects.toMatchObject({
      code: 'rate-limited',
      options: { retryAfterSeconds: 7 },
    });
  });

  it('of one file answers one URL', async () => {
    write({ index: 'all' });
    const http = await openReplay(join(folder, 'index'));
    expect(await text(http, 'https://a.example/formula.json')).toBe('all');
    expect(await text(http, 'https://a.example/formula.json')).toBe('all');
    await expect(http.request({ url: 'https://a.example/other' })).rejects.toMatchObject({
      code: 'unreachable',
    });
  });

  it('never says that something is gone because it was not recorded, and never leaves its folder', async () => {
    write({ 'a.example/x': 'x' });
    const http = await openReplay(folder);
    for (const url of [
      'https://a.example/y',
      'https://a.example/..%2f..%2f..%2fetc%2fpasswd',
      'https://a.example/',
    ]) {
      await expect(http.request({ url, accept: [404] })).rejects.toMatchObject({ code: 'unreachable' });
    }
  });

  it('is held to the size that was asked for', async () => {
    write({ 'a.example/x': 'x'.repeat(100) });
    const http = await openReplay(folder);
    await expect(http.request({ url: 'https://a.example/x', maxBytes: 99 })).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  it('hands out no file outside its folder, by path or by link', async () => {
    const outside = join(folder, '..', `outside-${process.pid}`);
    writeFileSync(outside, 'secret');
    symlinkSync(outside, join(folder, 'link'));
    for (const file of [`../outside-${process.pid}`, outside, 'link', 'absent']) {
      write({ 'recording.json': JSON.stringify({ 'https://a.example/x': file }) });
      await expect(openReplay(folder), file).rejects.toMatchObject({ field: 'from' });
    }
    rmSync(join(folder, 'recording.json'));
    const byPlace = await openReplay(folder);
    await expect(byPlace.request({ url: 'https://a.example/link' })).rejects.toMatchObject({
      code: 'unreachable',
    });
    rmSync(outside);
  });

  it('that is none is refused by name', async () => {
    await expect(openReplay(join(folder, 'absent'))).rejects.toMatchObject({ field: 'from' });
    write({ 'recording.json': '[' });
    await expect(openReplay(folder)).rejects.toMatchObject({ field: 'from' });
  });
});
