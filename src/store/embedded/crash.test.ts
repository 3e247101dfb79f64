import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CompiledLauncher, compileLauncher } from '../../../test/embedded-child.ts';
import { UnavailableError } from '../../core/errors.ts';
import { type Database, openDatabase } from '../database.ts';
import { type Embedded, startEmbedded } from './index.ts';
import { findPostmaster, servesData, stopServer } from './postmaster.ts';

const settings = { shared_buffers: '16MB' };

describe('after a crash', () => {
  let launcher: CompiledLauncher;
  let home: string;
  const folders: string[] = [];
  let messages: string[];
  const log = {
    info: (message: string) => messages.push(message),
    warn: (message: string) => messages.push(message),
    error: (message: string) => messages.push(message),
  };
  const started: Embedded[] = [];
  const opened: Database[] = [];

  // Making a cluster takes longer than all the rest: one home serves every test that does not need a new one.
  beforeAll(async () => {
    launcher = await compileLauncher();
    home = await fresh();
  });
  beforeEach(() => {
    messages = [];
  });
  afterEach(async () => {
    for (const db of opened.splice(0)) await db.end();
    for (const server of started.splice(0)) await server.stop();
  });
  afterAll(async () => {
    await launcher.remove();
    for (const folder of folders) {
      await stopServer(join(folder, 'postgres', '18', 'data'));
      await rm(folder, { recursive: true, force: true });
    }
  });

  const fresh = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'embedded-'));
    folders.push(folder);
    return folder;
  };
  const start = async (at = home) => {
    const server = await startEmbedded({ home: at, log, settings });
    started.push(server);
    return server;
  };
  const open = (url: string) => {
    const db = openDatabase({ url, role: 'web', max: 3 });
    opened.push(db);
    return db;
  };
  const pidOf = async (data: string) => {
    const { live } = await findPostmaster(data);
    if (!live) throw new Error('no server runs');
    return live.pid;
  };
  const gone = async (pid: number, data: string) => {
    for (let i = 0; i < 500 && (await servesData(pid, data)); i++) await sleep(10);
    expect(await servesData(pid, data)).toBe(false);
  };
  const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
  const said = async (message: string) => {
    for (let i = 0; i < 500 && !messages.includes(message); i++) await sleep(20);
    expect(messages).toContain(message);
  };
  const answer = async (db: Database, sql: string) => {
    for (let i = 0; ; i++) {
      try {
        return (await db.query(sql)).rows;
      } catch (error) {
        expect(error).toBeInstanceOf(UnavailableError);
        if (i === 200) throw error;
        await sleep(50);
      }
    }
  };

  it('of the server under us, it is started again and nothing acknowledged is lost', async () => {
    const { url, data } = await start();
    const db = open(url);
    await db.query('CREATE TABLE kept (a integer); INSERT INTO kept SELECT generate_series(1, 1000)');
    const pid = await pidOf(data);
    process.kill(pid, 'SIGKILL');
    await gone(pid, data);
    // Sessions outlive their server for a moment: what they still answer tells nothing.
    await said('PostgreSQL is back');
    expect(await answer(db, 'SELECT count(*) AS many FROM kept')).toEqual([{ many: 1000 }]);
    expect(await pidOf(data)).not.toBe(pid);
    expect(messages).toContain('PostgreSQL is gone; starting it again');
    await started[0]?.stop();
    expect((await findPostmaster(data)).live).toBeNull();
  });

  it('of one of its sessions, the server recovers and we stay its user', async () => {
    const { url, data } = await start();
    const db = open(url);
    const pid = await pidOf(data);
    const { rows } = await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
    await sleep(50);
    expect(await answer(db, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await pidOf(data)).toBe(pid);
    await said('PostgreSQL is back');
    await started[0]?.stop();
    expect((await findPostmaster(data)).live).toBeNull();
  });

  it('of its only user, the next one takes the server over', async () => {
    const child = await launcher.start({ home, settings });
    await open(child.url).query('CREATE TABLE single AS SELECT 42 AS a');
    const pid = await pidOf(child.data);
    await child.kill();
    expect(await pidOf(child.data)).toBe(pid);
    const next = await start();
    expect(next.owned).toBe(true);
    expect(await pidOf(next.data)).toBe(pid);
    expect((await open(next.url).query('SELECT a FROM single')).rows).toEqual([{ a: 42 }]);
    await next.stop();
    expect((await findPostmaster(next.data)).live).toBeNull();
  });

  it('of user and server together, the next start repairs', async () => {
    const child = await launcher.start({ home, settings });
    const db = open(child.url);
    await db.query('CREATE TABLE thousand AS SELECT generate_series(1, 1000) AS a');
    const pid = await pidOf(child.data);
    process.kill(child.process.pid ?? 0, 'SIGKILL');
    process.kill(pid, 'SIGKILL');
    await child.kill();
    await gone(pid, child.data);
    await start();
    expect(await answer(db, 'SELECT count(*) AS many FROM thousand')).toEqual([{ many: 1000 }]);
  });

  it('a left-over process id that belongs to another program now is not taken for a server', async () => {
    const { data, stop } = await start();
    await stop();
    const other = spawn('sleep', ['60'], { stdio: 'ignore' });
    const folder = join(home, 'postgres', '18', 'run');
    const lines = [other.pid, data, 1700000000, 5432, folder, '', '  5432001         0', 'ready   '];
    await writeFile(join(data, 'postmaster.pid'), `${lines.join('\n')}\n`, { mode: 0o600 });
    await writeFile(join(folder, '.s.PGSQL.5432.lock'), `${lines.slice(0, 5).join('\n')}\n`, { mode: 0o600 });
    const again = await start();
    expect((await open(again.url).query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(other.exitCode).toBeNull();
    other.kill();
  });

  it('several that start at once make one server, with one owner', async () => {
    const home = await fresh();
    const children = await Promise.all([1, 2, 3].map(() => launcher.start({ home, settings })));
    const [first] = children;
    expect(new Set(children.map(child => child.url)).size).toBe(1);
    expect(children.filter(child => child.owned)).toHaveLength(1);
    const data = first?.data ?? '';
    const pid = await pidOf(data);
    for (const child of children) {
      expect(await pidOf(data)).toBe(pid);
      await child.stop();
    }
    expect((await findPostmaster(data)).live).toBeNull();
    expect((await readdir(join(data, '..'))).filter(name => name.startsWith('data.'))).toEqual([]);
  });

  it('of a first start at any moment, the next one succeeds', async () => {
    const home = await fresh();
    for (const delay of [150, 400, 700, 1000]) {
      const child = launcher.launch({ home, settings });
      const ended = new Promise(resolve => child.once('exit', resolve));
      await sleep(delay);
      child.kill('SIGKILL');
      await ended;
    }
    const { url } = await start(home);
    expect((await open(url).query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('a folder of an unfinished initdb is removed', async () => {
    // Process ids end at 2^22 on Linux.
    const home = await fresh();
    const unfinished = join(home, 'postgres', '18', 'data.new-99999999-abc');
    await mkdir(join(unfinished, 'base'), { recursive: true });
    await writeFile(join(unfinished, 'PG_VERSION'), '18\n');
    const { data } = await start(home);
    expect(await readdir(join(home, 'postgres', '18'))).not.toContain('data.new-99999999-abc');
    expect((await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()).toBe('18');
  });
});
