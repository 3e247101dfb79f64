import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { shortName } from './folders.ts';
import { type Embedded, type EmbeddedOptions, startEmbedded } from './index.ts';
import { findPrograms } from './package.ts';
import { findPostmaster } from './postmaster.ts';
import { ordinaryUser, ownUid, passwdEntries } from './runner.ts';

const settings = { shared_buffers: '16MB', fsync: 'off' };
const isRoot = ownUid() === 0;
const namespaces =
  spawnSync('unshare', ['--user', '--map-user=1', '--map-group=1', 'true'], { timeout: 10_000 }).status === 0;
if (!isRoot) console.warn('skipped: starting as root, because this is an ordinary user');

describe.skipIf(!isRoot || process.platform !== 'linux')('started by root', () => {
  let folder: string;
  let home: string;
  let system: string;
  let messages: string[];
  const started: Embedded[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'root-'));
    home = join(folder, 'home');
    system = await mkdtemp(join(tmpdir(), 'system-'));
    await chmod(system, 0o755);
    messages = [];
  });
  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
    for (const path of [folder, system]) await rm(path, { recursive: true, force: true });
  });

  const start = async (options: Partial<EmbeddedOptions> = {}) => {
    const log = { info() {}, warn: (message: string) => messages.push(message), error() {} };
    const server = await startEmbedded({ home, log, settings, systemFolders: [system], ...options });
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
  const runsAs = async ({ data }: Embedded) => {
    const { live } = await findPostmaster(data);
    return (await stat(`/proc/${live?.pid}`)).uid;
  };
  const nobody = async () => ordinaryUser(await passwdEntries())?.uid;
  const seed = async ({ url }: Embedded) => query(url, 'CREATE TABLE kept AS SELECT 42 AS a');
  const read = async ({ url }: Embedded) => query(url, 'SELECT a FROM kept');

  it.skipIf(!namespaces)('keeps the data in a home that only root can enter, as its own', async () => {
    await chmod(folder, 0o700);
    const server = await start();
    await seed(server);
    expect(server.data.startsWith(home)).toBe(true);
    expect((await stat(server.data)).uid).toBe(0);
    await server.stop();
    expect(await read(await start())).toEqual([{ a: 42 }]);
    expect(await readdir(system)).toEqual([]);
  });

  it('without namespaces, runs as an ordinary user in a home that this user can reach', async () => {
    await chmod(folder, 0o755);
    const server = await start({ namespaces: false });
    await seed(server);
    expect(await runsAs(server)).toBe(await nobody());
    expect(server.data.startsWith(home)).toBe(true);
    await server.stop();
    const again = await start({ namespaces: false });
    expect(await read(again)).toEqual([{ a: 42 }]);
    await again.stop();
    // Namespaces are allowed again: the data keeps its owner.
    const later = await start();
    expect(await runsAs(later)).toBe(await nobody());
    expect(await read(later)).toEqual([{ a: 42 }]);
  });

  it('without namespaces, goes where an ordinary user can reach it', async () => {
    await chmod(folder, 0o700);
    const server = await start({ namespaces: false });
    await seed(server);
    expect(await runsAs(server)).toBe(await nobody());
    expect(server.data.startsWith(system)).toBe(true);
    expect(messages.join()).toContain('cannot reach');
    await server.stop();
    expect(await read(await start({ namespaces: false }))).toEqual([{ a: 42 }]);
    // Allowed again or not: there is one set of data.
    const attached = await start();
    expect(attached.data).toBe(server.data);
    expect(attached.owned).toBe(false);
  });

  it.skipIf(!namespaces)('takes its data along when namespaces are refused later', async () => {
    await chmod(folder, 0o700);
    const server = await start();
    await seed(server);
    await server.stop();
    const moved = await start({ namespaces: false });
    expect(await read(moved)).toEqual([{ a: 42 }]);
    expect(moved.data.startsWith(system)).toBe(true);
    expect(await readdir(join(home, 'postgres', '18'))).toContain('data.moved');
  });

  it('copies programs that an ordinary user cannot read', async () => {
    await chmod(folder, 0o755);
    const { directory, version } = await findPrograms();
    const hidden = join(folder, 'hidden');
    await mkdir(hidden, { mode: 0o700 });
    const packageDirectory = join(hidden, 'package');
    expect(spawnSync('cp', ['-a', directory, packageDirectory], { timeout: 25_000 }).status).toBe(0);
    const server = await start({ namespaces: false, packageDirectory });
    expect(await runsAs(server)).toBe(await nobody());
    expect(server.data.startsWith(home)).toBe(true);
    const [copy] = await readdir(system);
    expect(await readdir(join(system, copy ?? ''))).toEqual([`programs-${version}`]);
    expect((await stat(join(system, copy ?? '', `programs-${version}`))).uid).toBe(0);
  });

  it("runs another user's data as that user", async () => {
    await chmod(folder, 0o755);
    const other = (await passwdEntries()).find(entry => entry.uid !== 0 && entry.name !== 'nobody');
    if (!other) return console.warn('skipped: no other user here');
    await mkdir(join(home, 'postgres', '18'), { recursive: true });
    await chown(join(home, 'postgres', '18'), other.uid, other.gid);
    const server = await start();
    expect(await runsAs(server)).toBe(other.uid);
    expect((await stat(server.data)).uid).toBe(other.uid);
  });

  it('does not use a folder that somebody else has put in its way', async () => {
    await chmod(folder, 0o700);
    await mkdir(join(home, 'postgres'), { recursive: true });
    const root = join(await realpath(home), 'postgres', '18');
    const trap = join(system, `ecosystems-${shortName(root)}`);
    await mkdir(join(trap, 'data-root'), { recursive: true });
    await chown(trap, 1, 1);
    await chown(join(trap, 'data-root'), 1, 1);
    await expect(start({ namespaces: false })).rejects.toThrow('can be made');
  });
});
