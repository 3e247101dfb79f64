import { mkdtemp, realpath, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { type Embedded, startEmbedded } from './index.ts';
import { findPostmaster } from './postmaster.ts';

const log = { info() {}, warn() {}, error() {} };
const SMALL = { shared_buffers: '16MB', fsync: 'off' };

describe('the embedded server', () => {
  let home: string;
  const folders: string[] = [];
  const started: Embedded[] = [];
  const fresh = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'embedded-'));
    folders.push(folder);
    return folder;
  };
  // Making a cluster takes longer than all the rest: one home serves every test that does not need a new one.
  beforeAll(async () => {
    home = await fresh();
  });
  afterEach(async () => {
    for (const server of started.splice(0)) {
      await server.stop();
      // A long home has its socket elsewhere.
      await rm(new URL(server.url).searchParams.get('host') ?? '', { recursive: true, force: true });
    }
  });
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  const start = async (at = home) => {
    const server = await startEmbedded({ home: at, log, settings: SMALL });
    started.push(server);
    return server;
  };
  const query = async (url: string, sql: string) => {
    const db = openDatabase({ url, role: 'web', max: 1 });
    try {
      return (await db.query(sql)).rows;
    } finally {
      await db.end();
    }
  };
  const isRunning = async (data: string) => (await findPostmaster(data)).live !== null;

  it('starts, stops, and finds its data again', async () => {
    const first = await start();
    expect(first.owned).toBe(true);
    expect(first.data).toBe(join(await realpath(home), 'postgres', '18', 'data'));
    await query(first.url, 'CREATE TABLE kept (a integer); INSERT INTO kept VALUES (42)');
    await first.stop();
    expect(await isRunning(first.data)).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT a FROM kept')).toEqual([{ a: 42 }]);
  });

  it('lets in nobody but its owner, and nothing over TCP', async () => {
    const { url, data } = await start();
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
    const folder = new URL(url).searchParams.get('host') ?? '';
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(data)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, '.s.PGSQL.5432'))).mode & 0o777).toBe(0o700);
  });

  it('sorts text by bytes, and knows letters beyond ASCII', async () => {
    const { url } = await start();
    const rows = await query(
      url,
      `SELECT 'B' < 'a' AS bytes, lower('ÉÑ') AS lower, current_database() AS name`,
    );
    expect(rows).toEqual([{ bytes: true, lower: 'éñ', name: 'ecosystems' }]);
    expect(await query(url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  });

  it('is shared by all who use the home: the last one stops it', async () => {
    const first = await start();
    const second = await start();
    const third = await start();
    expect([first.owned, second.owned, third.owned]).toEqual([true, false, false]);
    expect([second.url, third.url]).toEqual([first.url, first.url]);
    await second.stop();
    expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await first.stop();
    expect(await query(third.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await third.stop();
    expect(await isRunning(first.data)).toBe(false);
  });

  it('gives a newcomer a server, the old or a new one, while it stops', async () => {
    const first = await start();
    const stopping = first.stop();
    const second = await start();
    await stopping;
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('stops once, however often it is asked', async () => {
    const server = await start();
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(await isRunning(server.data)).toBe(false);
  });

  it.each([
    ['with spaces, quotes and signs', `my "own", 'odd' folder; $HOME %41 é`],
    ['with a path longer than a socket may have', Array.from({ length: 6 }, () => 'a'.repeat(30)).join('/')],
  ])('works in a home %s', async (_, name) => {
    const at = join(await fresh(), name);
    const first = await start(at);
    await query(first.url, 'CREATE TABLE kept (a integer)');
    const second = await start(at);
    expect(second.owned).toBe(false);
    expect(await query(second.url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('knows a home by any of its names', async () => {
    const link = join(await fresh(), 'link');
    await symlink(home, link);
    const first = await start();
    const second = await start(join(link, '..', 'link'));
    expect(second.owned).toBe(false);
    expect(second.url).toBe(first.url);
  });
});
