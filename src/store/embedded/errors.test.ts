import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UnavailableError } from '../../core/errors.ts';
import { openDatabase } from '../database.ts';
import { type Embedded, startEmbedded } from './index.ts';
import { explainExit } from './problem.ts';
import { ownUid } from './runner.ts';

const log = { info() {}, warn() {}, error() {} };

/** The message of a start that must fail, which has to be one paragraph that names the way out. */
async function failure(options: Parameters<typeof startEmbedded>[0]): Promise<string> {
  const outcome = await startEmbedded(options).catch((error: unknown) => error);
  if (!(outcome instanceof UnavailableError)) await (outcome as Embedded).stop();
  expect(outcome).toBeInstanceOf(UnavailableError);
  const { message } = outcome as UnavailableError;
  expect(message).not.toContain('\n');
  expect(message).toContain('DATABASE_URL');
  return message;
}

describe('what is wrong is said clearly', () => {
  /** Used before and whole; who breaks something in it mends it again. */
  let home: string;
  let data: string;
  /** Empty, for one test. */
  let fresh: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'embedded-'));
    const server = await startEmbedded({ home, log });
    data = server.data;
    await server.stop();
  });
  afterAll(() => rm(home, { recursive: true }));
  beforeEach(async () => {
    fresh = await mkdtemp(join(tmpdir(), 'embedded-'));
  });
  afterEach(async () => {
    await chmod(fresh, 0o700);
    await rm(fresh, { recursive: true });
  });

  it('a file in the way of the home', async () => {
    await writeFile(join(fresh, 'file'), '');
    const message = await failure({ home: join(fresh, 'file', 'deeper'), log });
    expect(message).toContain('a file is in the way');
    expect(message).toContain(join(fresh, 'file', 'deeper'));
  });

  it('a home without permission', async context => {
    if (ownUid() === 0) return context.skip('root has every permission');
    await chmod(fresh, 0o500);
    expect(await failure({ home: fresh, log })).toMatch(/no permission on .*ECOSYSTEMS_HOME/);
  });

  it('a home on a read-only disk', async context => {
    if (ownUid() !== 0) return context.skip('only root can mount');
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', fresh], { timeout: 10_000 });
    if (mounted.status !== 0) return context.skip(`no mount here: ${mounted.stderr}`);
    try {
      expect(await failure({ home: fresh, log })).toContain('read-only disk');
    } finally {
      spawnSync('umount', [fresh], { timeout: 10_000 });
    }
  });

  it.for([
    ['too full for a cluster', '8m', false],
    ['too full for a start', '96m', true],
  ])('a disk that is %s', async ([, size, filled], context) => {
    if (ownUid() !== 0) return context.skip('only root can mount');
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', fresh], {
      timeout: 10_000,
    });
    if (mounted.status !== 0) return context.skip(`no mount here: ${mounted.stderr}`);
    try {
      if (filled) {
        await cp(home, fresh, { recursive: true });
        spawnSync('dd', ['if=/dev/zero', `of=${join(fresh, 'fill')}`, 'bs=4k', 'count=50000'], {
          stdio: 'ignore',
          timeout: 20_000,
        });
      }
      expect(await failure({ home: fresh, log })).toMatch(/the disk of .* (is full|has only \d+ kB left)/);
    } finally {
      spawnSync('umount', [fresh], { timeout: 10_000 });
    }
  });

  it('data of another major version', async () => {
    await writeFile(join(data, 'PG_VERSION'), '99\n');
    expect(await failure({ home, log })).toMatch(
      /is of PostgreSQL 99, and this program brings PostgreSQL 18/,
    );
    await writeFile(join(data, 'PG_VERSION'), '18\n');
  });

  it('a folder that is not a cluster', async () => {
    const cluster = join(fresh, 'postgres', '18', 'data');
    await mkdir(cluster, { recursive: true });
    await writeFile(join(cluster, 'notes.txt'), 'mine');
    expect(await failure({ home: fresh, log })).toContain(`${cluster} is not a PostgreSQL cluster`);
  });

  it('damaged data, with the last words of the server and its log', async () => {
    const [file, lost] = [join(data, 'global', 'pg_control'), join(data, 'global', 'lost')];
    await rename(file, lost);
    const message = await failure({ home, log });
    expect(message).toContain(`the data in ${data} is damaged`);
    expect(message).toContain('could not find the database system');
    expect(message).toContain(join(home, 'postgres', '18', 'server.log'));
    await rename(lost, file);
  });

  it('an error in local.conf, which is obeyed where it has none', async () => {
    await writeFile(join(data, 'local.conf'), 'shared_bufers = 1GB\n');
    const message = await failure({ home, log });
    expect(message).toContain('a configuration file has an error');
    expect(message).toContain('shared_bufers');

    await writeFile(join(data, 'local.conf'), 'work_mem = 7MB\n');
    const server = await startEmbedded({ home, log });
    const db = openDatabase({ url: server.url, role: 'web' });
    expect((await db.query('SHOW work_mem')).rows).toEqual([{ work_mem: '7MB' }]);
    await db.end();
    await server.stop();
  });

  it('an incomplete package', async () => {
    const missing = join(fresh, 'nothing');
    expect(await failure({ home, log, packageDirectory: missing })).toContain(missing);
    await writeFile(join(fresh, 'package.json'), '{"version": "18.4.0"}');
    expect(await failure({ home, log, packageDirectory: fresh })).toMatch(/bin\/postgres is missing.*npm ci/);
  });

  it('programs that do not run here', async () => {
    await mkdir(join(fresh, 'native', 'bin'), { recursive: true });
    await writeFile(join(fresh, 'package.json'), '{"version": "18.4.0"}');
    for (const name of ['postgres', 'initdb']) {
      await writeFile(join(fresh, 'native', 'bin', name), '#!/bin/sh\necho "no such loader" >&2\nexit 127\n');
    }
    const message = await failure({ home, log, packageDirectory: fresh });
    expect(message).toMatch(/does not run on this system: no such loader.*GNU C library/);
  });

  it('what nobody has foreseen, in the words of the log', async () => {
    const error = await explainExit({
      what: 'the server ended',
      data: home,
      output: 'FATAL:  one\nHINT:  two\n',
      logPath: '/log',
    });
    expect(error.message).toMatch(
      /: the server ended\. Its last words: FATAL: {2}one \| HINT: {2}two \(log: \/log\)\./,
    );
  });
});
