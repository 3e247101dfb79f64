/** The commands that read registries, as users meet them: the list, names by the thousand, and recordings. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import alpine from '../src/ecosystems/alpine/fixtures/recordings.ts';
import { bytesOf, type Recordings } from '../src/ecosystems/conformance/recordings.ts';
import npm from '../src/ecosystems/npm/index.ts';
import { createTestDatabase, type TestDatabase } from './databases.ts';
import { buildProgram, run } from './program.ts';

const RECORDED = fileURLToPath(new URL('recordings/npm', import.meta.url));
/** Nothing listens there: whatever is answered comes from the recording. */
const NOBODY = 'http://127.0.0.1:9';

let database: TestDatabase;
let home: string;
let env: Record<string, string>;

const ecosystems = (...args: string[]) => run(args, env);
const json = async (...args: string[]) => {
  const { stdout } = await run(['--json', ...args], env);
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
};

/** Answers as a folder that `--from` reads: files, and the list of which of them is what. */
async function recordingOf(name: string, { answers }: Recordings): Promise<string> {
  const folder = join(home, name);
  mkdirSync(folder);
  const list: Record<string, object> = {};
  for (const [url, answer] of Object.entries(answers)) {
    const file = `answer-${Object.keys(list).length}`;
    writeFileSync(join(folder, file), await bytesOf(answer));
    list[url] = { file, status: answer.status ?? 200, headers: answer.headers ?? {} };
  }
  writeFileSync(join(folder, 'recording.json'), JSON.stringify(list));
  return folder;
}

beforeAll(async () => {
  await buildProgram();
  database = await createTestDatabase();
  home = mkdtempSync(join(tmpdir(), 'ecosystems-registries-'));
  env = {
    DATABASE_URL: database.url,
    ECOSYSTEMS_HOME: home,
    npm_config_registry: NOBODY,
    npm_config_userconfig: join(home, 'npmrc'),
  };
}, 120_000);

afterAll(async () => {
  await database?.drop();
  if (home) rmSync(home, { recursive: true, force: true });
});

describe('registries', () => {
  it('lists all of them, or those of one ecosystem, and says what was never read', async () => {
    const all = await json('registries');
    expect(all.map(row => row.name)).toEqual(expect.arrayContaining(['npmjs.org', 'debian-12', 'debian-13']));
    expect(await json('registries', '--ecosystem', 'npm')).toEqual([
      { name: 'npmjs.org', ecosystem: 'npm', url: NOBODY, packages: 0, last_read: null, behind: null },
    ]);
    const { stdout, code } = await ecosystems('registries', '--ecosystem', 'debian');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^REGISTRY +ECOSYSTEM +PACKAGES +LAST READ +BEHIND$/m);
    expect(stdout).toMatch(/^debian-12 +debian +0 +never +-$/m);
    expect(stdout).not.toContain('npmjs.org');
  });

  it('says which ecosystems there are when there is no such one', async () => {
    const { code, stderr, stdout } = await ecosystems('registries', '--ecosystem', 'nonsense');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/there is no ecosystem nonsense; there are .*debian.*npm/);
  });
});

describe('a recording in place of the network', () => {
  it('answers sync', async () => {
    const ran = await ecosystems(
      '--json',
      'sync',
      'pkg:npm/is-odd',
      'pkg:npm/not-recorded',
      '--from',
      RECORDED,
    );
    const [found, lacking] = ran.stdout.split('\n').map(line => (line === '' ? {} : JSON.parse(line)));
    expect(found).toEqual({ purl: 'pkg:npm/is-odd', outcome: 'created' });
    expect(lacking).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('the recording has no answer for'),
    });
    expect(ran.code).toBe(1);
    expect((await json('package', 'pkg:npm/is-odd'))[0]).toMatchObject({ name: 'is-odd', licenses: 'MIT' });
    const [row] = await json('registries', '--ecosystem', 'npm');
    expect(row).toMatchObject({ packages: 1, last_read: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
  });

  it('answers import, with the digest of what it holds', async () => {
    const from = await recordingOf('alpine', alpine);
    const [done] = await json('import', 'alpine-v3.22', '--from', from);
    expect(done).toMatchObject({ registry: 'alpine-v3.22', outcome: 'imported' });
    const rows = await json('registries', '--ecosystem', 'alpine');
    const row = rows.find(of => of.name === 'alpine-v3.22');
    expect(row).toMatchObject({ packages: done?.packages, last_read: expect.any(String) });
    const { stdout } = await ecosystems('import', 'alpine-v3.22', '--from', from);
    expect(stdout).toContain('alpine-v3.22: nothing changed since the last import');
  });

  it('that is not there is wrong usage', async () => {
    const { code, stderr } = await ecosystems('sync', 'pkg:npm/is-odd', '--from', join(home, 'nowhere'));
    expect([code, stderr]).toEqual([2, expect.stringContaining('there is no file or folder')]);
  });
});

describe('import', () => {
  it('queues the names that are not indexed yet, as many as are wanted', async () => {
    const url = 'https://registry.terraform.io/v2/modules?page[size]=100&page[number]=1';
    const data = ['one', 'two', 'three'].map(name => ({
      attributes: { 'full-name': `example/${name}/aws` },
    }));
    const body = JSON.stringify({ data, links: { next: null } });
    const from = await recordingOf('terraform', { answers: { [url]: { body } }, packages: [] });
    expect(await json('import', 'terraform', '--limit', '2', '--from', from)).toEqual([
      {
        registry: 'registry.terraform.io',
        outcome: 'queued',
        names: 3,
        queued: 2,
        seconds: expect.any(Number),
      },
    ]);
    const again = await ecosystems('import', 'registry.terraform.io', '--from', from);
    expect(again.stdout).toMatch(
      /^registry\.terraform\.io: 3 names read in [\d.]+ s, 1 queued; a worker fetches them \(`ecosystems work`\)\n$/,
    );
    const { rows } = await database.db.query<{ key: string; priority: number }>(
      'select key, priority from graphile_worker.jobs order by key',
    );
    expect(rows).toEqual(
      ['one', 'three', 'two'].map(name => ({
        key: `sync:registry.terraform.io:example/${name}/aws`,
        priority: 20,
      })),
    );
  });

  it('says why the names of a registry cannot be had', async () => {
    const { code, stderr } = await ecosystems('import', 'npmjs.org');
    expect([code, stderr]).toEqual([2, expect.stringContaining(npm.absent.allNames)]);
  });

  it('takes no option that the registry has no use for', async () => {
    const whole = await ecosystems('import', 'debian-12', '--limit', '5');
    expect([whole.code, whole.stderr]).toEqual([2, expect.stringContaining('no --limit')]);
    const single = await ecosystems('import', 'npmjs.org', '--suites', 'a');
    expect([single.code, single.stderr]).toEqual([2, expect.stringContaining('no --suites')]);
  });
});
