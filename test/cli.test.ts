/** The command line as users meet it: the compiled program, a real database, a registry over HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './databases.ts';
import { type NpmRegistry, startNpmRegistry } from './npm-registry.ts';
import { buildProgram, type RunningProgram, run, startProgram } from './program.ts';

let database: TestDatabase;
let registry: NpmRegistry;
let home: string;
let env: Record<string, string>;

const ecosystems = (args: string[], stdin?: string) => run(args, env, stdin);
const json = async (args: string[], stdin?: string) => {
  const { stdout } = await ecosystems(['--json', ...args], stdin);
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
};

beforeAll(async () => {
  await buildProgram();
  [database, registry] = await Promise.all([
    createTestDatabase(undefined, { migrate: false }),
    startNpmRegistry(),
  ]);
  home = mkdtempSync(join(tmpdir(), 'ecosystems-cli-'));
  env = {
    DATABASE_URL: database.url,
    ECOSYSTEMS_HOME: home,
    npm_config_registry: registry.url,
    npm_config_userconfig: join(home, 'npmrc'),
  };
}, 120_000);

afterAll(async () => {
  await registry?.close();
  await database?.drop();
  rmSync(home, { recursive: true, force: true });
});

describe('ecosystems', () => {
  it('brings the schema up to date, once', async () => {
    const [first] = await json(['db', 'migrate']);
    expect(first?.applied).toContain('0001-packages');
    expect(await json(['db', 'migrate'])).toEqual([{ applied: [] }]);
  });

  it('says where things lie', async () => {
    expect(await json(['db', 'path'])).toEqual([{ path: home }]);
    expect(await json(['db', 'psql-url'])).toEqual([{ url: database.url }]);
  });

  it('syncs packages by purl, and says of each what came of it', async () => {
    const ran = await ecosystems([
      '--json',
      'sync',
      'pkg:npm/is-odd',
      'pkg:npm/is-number',
      'pkg:npm/there-is-no-such',
    ]);
    expect(
      ran.stdout
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toEqual([
      { purl: 'pkg:npm/is-odd', outcome: 'created' },
      { purl: 'pkg:npm/is-number', outcome: 'created' },
      { purl: 'pkg:npm/there-is-no-such', outcome: 'missing', message: 'the registry does not know it' },
    ]);
    expect(ran.code).toBe(1);
  });

  it('tells the facts of a package, for people and for programs', async () => {
    const [found] = await json(['package', 'pkg:npm/is-odd']);
    expect(found).toMatchObject({
      name: 'is-odd',
      ecosystem: 'npm',
      purl: 'pkg:npm/is-odd',
      licenses: 'MIT',
    });
    const { stdout, code } = await ecosystems(['package', 'pkg:npm/is-odd']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^package: +pkg:npm\/is-odd$/m);
    expect(stdout).toMatch(/^licences: +MIT$/m);
  });

  it('lists versions, dependents and search results', async () => {
    expect((await json(['versions', 'pkg:npm/is-odd'])).length).toBeGreaterThan(0);
    expect((await json(['dependents', 'pkg:npm/is-number', '--kind', 'runtime'])).map(p => p.name)).toEqual([
      'is-odd',
    ]);
    expect((await json(['search', 'is-num'])).map(p => p.name)).toContain('is-number');
  });

  it('looks many purls up in their order, from arguments or standard input', async () => {
    const rows = await json(['lookup', '-'], 'pkg:npm/is-number\n\n  nonsense\npkg:npm/is-odd@0.0.0-none\n');
    expect(rows.map(row => [row.purl, row.status])).toEqual([
      ['pkg:npm/is-number', 'matched'],
      ['nonsense', 'invalid'],
      ['pkg:npm/is-odd@0.0.0-none', 'missing'],
    ]);
    expect((await ecosystems(['lookup', 'pkg:npm/is-number'])).code).toBe(0);
    expect((await ecosystems(['lookup', 'nonsense'])).code).toBe(1);
  });

  it('ends with 2 for wrong usage and says what is wrong, with 1 for what cannot be done', async () => {
    const unknown = await ecosystems(['frobnicate']);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('frobnicate')]);
    expect((await ecosystems(['package'])).code).toBe(2);
    expect((await ecosystems(['dependents', 'pkg:npm/is-odd', '--limit', '0'])).code).toBe(2);
    const bad = await ecosystems(['package', 'nonsense']);
    expect([bad.code, bad.stderr]).toEqual([2, expect.stringContaining('PURL')]);
    const registries = await ecosystems(['import', 'no-such-registry']);
    expect([registries.code, registries.stderr]).toEqual([2, expect.stringContaining('npmjs.org')]);
    const missing = await ecosystems(['package', 'pkg:npm/there-is-no-such']);
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('not known')]);
    expect((await ecosystems(['--help'])).code).toBe(0);
  });

  it('deletes a package for good', async () => {
    expect(await json(['delete', 'pkg:npm/is-number', '--reason', 'asked by its owner'])).toEqual([
      { purl: 'pkg:npm/is-number', indexed: true },
    ]);
    expect((await ecosystems(['sync', 'pkg:npm/is-number'])).stdout).toContain(
      'deleted from this index for good',
    );
    expect((await ecosystems(['package', 'pkg:npm/is-number'])).code).toBe(1);
    expect((await ecosystems(['delete', 'pkg:npm/is-odd'])).code).toBe(2);
  });

  it('writes nothing but results to stdout', async () => {
    const { stdout, stderr } = await ecosystems(['sync', '--force', 'pkg:npm/is-odd']);
    expect(stdout).toMatch(/^(unchanged|not-modified) {2}pkg:npm\/is-odd\n$/);
    expect(stderr).toBe('');
  });
});

describe('a running server', () => {
  let server: RunningProgram;
  beforeAll(async () => {
    server = await startProgram(['--with-worker'], env);
  }, 60_000);

  it('answers commands with --server', async () => {
    const remote = (...args: string[]) =>
      run(['--json', '--server', server.url, ...args], { npm_config_registry: registry.url });
    const found = await remote('package', 'pkg:npm/is-odd');
    expect(JSON.parse(found.stdout)).toMatchObject({ name: 'is-odd' });
    expect(JSON.parse((await remote('status')).stdout)).toHaveProperty('registries');
    expect((await remote('import', 'debian')).code).toBe(2);
    expect((await run(['--server', 'http://127.0.0.1:9', 'status'], {})).code).toBe(1);
    expect((await run(['--server', 'ftp://x', 'status'], {})).code).toBe(2);
  });

  it('fetches a package that nobody asked for before, and ends in order on Ctrl-C', async () => {
    const answer = await fetch(`${server.url}/packages/api/v1/registries/npmjs.org/packages/left-pad`);
    expect([answer.status, ((await answer.json()) as { name: string }).name]).toEqual([200, 'left-pad']);
    server.signal('SIGINT');
    expect(await server.exited).toBe(0);
    expect((await json(['package', 'pkg:npm/left-pad']))[0]).toMatchObject({ name: 'left-pad' });
  });
});
