import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type NpmRegistry,
  type NpmRegistryOptions,
  recordedPackuments,
  startNpmRegistry,
} from './npm-registry.ts';

let registry: NpmRegistry;
const start = async (options?: NpmRegistryOptions) => {
  registry = await startNpmRegistry(options);
  return registry;
};
const get = (path: string, headers: Record<string, string> = {}) => fetch(registry.url + path, { headers });

afterEach(() => registry.close());

describe('the test registry', () => {
  it('serves recorded packuments, scoped names in both spellings, and 404', async () => {
    await start();
    const names = recordedPackuments().map(packument => packument.name);
    expect(names).toContain('@babel/code-frame');
    for (const path of ['/@babel/code-frame', '/@babel%2Fcode-frame', '/%40babel%2fcode-frame']) {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(((await response.json()) as { name: string }).name).toBe('@babel/code-frame');
    }
    expect((await get('/no-such-package')).status).toBe(404);
    expect(registry.requests('@babel/code-frame')).toBe(3);
    expect(registry.requests()).toBe(4);
  });

  it('answers 304 until the package changes', async () => {
    await start();
    const etag = (await get('/react')).headers.get('etag') as string;
    expect((await get('/react', { 'if-none-match': etag })).status).toBe(304);
    registry.deprecate('react', '16.14.0', 'old');
    expect((await get('/react', { 'if-none-match': etag })).status).toBe(200);
  });

  it('wants its token', async () => {
    await start({ token: 'secret' });
    expect((await get('/react')).status).toBe(401);
    expect((await get('/react', { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await get('/react', { authorization: 'Bearer secret' })).status).toBe(200);
  });

  it('speaks the dialect of the public replication feed', async () => {
    await start({ packages: [] });
    registry.publish('a', '1.0.0');
    registry.publish('b', '1.0.0');
    registry.publish('a', '1.1.0');
    registry.unpublish('b');
    const feed = async (query: string) => {
      const response = await fetch(`${registry.changesUrl}/_changes${query}`);
      return response.ok
        ? ((await response.json()) as {
            results: { seq: number; id: string; deleted?: true }[];
            last_seq: number;
          })
        : response.status;
    };
    const all = await feed('?since=0&limit=10');
    expect(all).toMatchObject({
      results: [{ id: '_design/app' }, { id: 'a' }, { id: 'b', deleted: true }],
      last_seq: registry.seq(),
    });
    expect(await feed('?since=0&limit=1')).toMatchObject({ results: [{ id: '_design/app' }] });
    expect(await feed(`?since=${registry.seq() + 5}`)).toEqual({ results: [], last_seq: registry.seq() + 5 });
    for (const query of ['?since=now', '?feed=longpoll', '?timeout=5', '?limit=10001', '?include_docs=true'])
      expect(await feed(query), query).toBe(400);
    const root = (await (await fetch(`${registry.changesUrl}/`)).json()) as object;
    expect(root).toEqual({ db_name: 'registry', engine: 'npm-replicate', update_seq: registry.seq() });
  });

  it('lists recent publications, newest first', async () => {
    await start({ packages: [], now: () => new Date('2024-01-02T03:04:05Z') });
    registry.publish('a', '1.0.0');
    registry.publish('@s/b', '1.0.0');
    const xml = await (await get('/-/rss?descending=true&limit=50')).text();
    expect([...xml.matchAll(/<item>\s*<title><!\[CDATA\[(.*?)\]\]>/g)].map(match => match[1])).toEqual([
      '@s/b',
      'a',
    ]);
    expect(xml).toContain('<pubDate>Tue, 02 Jan 2024 03:04:05 GMT</pubDate>');
  });

  it('keeps the date of an unpublished version, and says when a package went', async () => {
    await start({ packages: [], now: () => new Date('2024-01-02T03:04:05Z') });
    registry.publish('a', '1.0.0');
    registry.publish('a', '1.1.0');
    registry.unpublish('a', '1.1.0');
    expect(await (await get('/a')).json()).toMatchObject({
      'dist-tags': { latest: '1.0.0' },
      time: { '1.1.0': '2024-01-02T03:04:05.000Z' },
    });
    registry.unpublish('a');
    expect(await (await get('/a')).json()).toMatchObject({ time: { unpublished: { versions: ['1.0.0'] } } });
  });

  it('breaks as it is told, as often as it is told', async () => {
    await start({ faults: { react: { kind: 'rate-limited', retryAfter: 3, times: 1 } } });
    const limited = await get('/react');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await get('/react')).status).toBe(200);
    registry.fault('react', { kind: 'truncated-gzip', times: 2 });
    await expect((await get('/react')).json()).rejects.toThrow();
    registry.fault('react', { kind: 'reset' });
    await expect(get('/react')).rejects.toThrow();
    registry.fault('react', { kind: 'slow', ms: 50, times: 1 });
    expect((await get('/react')).status).toBe(200);
    registry.fault('react', { kind: 'huge', bytes: 3_000_000 });
    const huge = (await (await get('/react')).json()) as { readme: string };
    expect(huge.readme).toHaveLength(3_000_000);
    registry.fault('react', null);
    expect((await get('/react')).status).toBe(200);
  });

  it('is understood by npm itself', async () => {
    await start({ token: 'secret' });
    const folder = mkdtempSync(join(tmpdir(), 'npm-registry-'));
    try {
      const args = [
        'view',
        '@babel/code-frame',
        'dist-tags.latest',
        `--registry=${registry.url}/`,
        `--cache=${folder}`,
      ];
      args.push(
        `--userconfig=${join(folder, 'npmrc')}`,
        `--//${new URL(registry.url).host}/:_authToken=secret`,
      );
      const { stdout } = await promisify(execFile)('npm', args, { cwd: folder, timeout: 25_000 });
      expect(stdout.trim()).toBe('7.27.1');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
