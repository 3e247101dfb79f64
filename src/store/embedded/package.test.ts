import { execFileSync } from 'node:child_process';
import {
  copyFile,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CompiledLauncher, compileLauncher } from '../../../test/embedded-child.ts';
import { openDatabase } from '../database.ts';
import { startEmbedded } from './index.ts';
import { findPrograms, repairLinks } from './package.ts';
import { ordinaryUser, ownUid, passwdEntries } from './runner.ts';

const log = { info() {}, warn() {}, error() {} };

/** A tree without its symbolic links, as npm unpacks it; files are shared where the disk allows. */
async function unpack(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await unpack(source, target);
    else if (entry.isFile()) await link(source, target).catch(() => copyFile(source, target));
  }
}

describe('the installed package', () => {
  let installed: string;
  let folder: string;
  let unpacked: string;
  let links: { source: string; target: string }[];
  let launcher: CompiledLauncher;
  beforeAll(async () => {
    installed = (await findPrograms()).directory;
    const list = await readFile(join(installed, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
    links = JSON.parse(list);
    launcher = await compileLauncher();
  });
  afterAll(() => launcher.remove());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'package-'));
    unpacked = join(folder, 'package');
    await unpack(installed, unpacked);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gets the links that its install script would have made', async () => {
    const programs = await findPrograms(unpacked);
    expect(await repairLinks(programs, join(folder, 'spare'))).toBeNull();
    for (const { source, target } of links) {
      // Both lie in native/lib: a relative link names the file alone.
      expect(dirname(source)).toBe(dirname(target));
      expect(join(dirname(target), await readlink(join(unpacked, target)))).toBe(source);
    }
  });

  it('works unrepaired, and repaired by several at once', async () => {
    const home = join(folder, 'home');
    const server = await startEmbedded({ home, log, packageDirectory: unpacked });
    const db = openDatabase({ url: server.url, role: 'web' });
    expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await db.end();
    await server.stop();

    for (const { target } of links) await rm(join(unpacked, target));
    const programs = await findPrograms(unpacked);
    await Promise.all(Array.from({ length: 8 }, () => repairLinks(programs, join(folder, 'spare'))));
    const names = await readdir(join(unpacked, 'native', 'lib'));
    expect(names.sort()).toEqual((await readdir(join(installed, 'native', 'lib'))).sort());
  });

  it('gets a broken link replaced, and a good one left', async context => {
    const [first, second] = links;
    if (!first || !second) return context.skip('no links on this platform');
    const broken = join(unpacked, first.target);
    const good = join(unpacked, second.target);
    await symlink('nowhere', broken);
    await symlink(join(unpacked, second.source), good);
    const before = await lstat(good);
    await repairLinks(await findPrograms(unpacked), join(folder, 'spare'));
    expect(join(dirname(first.target), await readlink(broken))).toBe(first.source);
    expect((await lstat(good)).ino).toBe(before.ino);
  });

  it('serves from where it cannot be written', async context => {
    const user = ownUid() === 0 ? ordinaryUser(await passwdEntries()) : null;
    if (ownUid() === 0 && !user) return context.skip('no ordinary user here');
    const home = join(folder, 'home');
    await mkdir(home, { mode: 0o777 });
    execFileSync('chmod', ['755', folder]);
    execFileSync('chmod', ['777', home]);
    // Folders only: the files may be shared with the installed package.
    execFileSync('find', [unpacked, '-type', 'd', '-exec', 'chmod', 'a-w', '{}', '+']);
    try {
      execFileSync(process.execPath, ['-e', 'fetch'], { cwd: '/', timeout: 20_000, ...(user ?? {}) });
      execFileSync('test', ['-r', join(import.meta.dirname, 'index.ts')], user ?? {});
    } catch {
      return context.skip('an ordinary user cannot reach Node or this checkout');
    }
    const child = await launcher.start({ home, packageDirectory: unpacked }, { cwd: '/', ...(user ?? {}) });
    const spare = join(home, 'postgres', '18', 'lib');
    expect((await readdir(spare).catch(() => [])).length).toBe(links.length);
    await child.stop();
    execFileSync('find', [unpacked, '-type', 'd', '-exec', 'chmod', 'u+w', '{}', '+']);
  });
});
