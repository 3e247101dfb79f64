/** `ecosystems admin` and local keys as an operator runs them, on a database of their own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readKey } from '../src/core/api-key.ts';
import { createTestDatabase, type TestDatabase } from './databases.ts';
import { buildProgram, run } from './program.ts';

let database: TestDatabase;
let home: string;
beforeAll(async () => {
  await buildProgram();
  database = await createTestDatabase(undefined, { migrate: false });
  home = mkdtempSync(join(tmpdir(), 'ecosystems-admin-'));
}, 120_000);
afterAll(async () => {
  await database?.drop();
  rmSync(home, { recursive: true, force: true });
});

const ecosystems = (...args: string[]) => run(args, { DATABASE_URL: database.url, ECOSYSTEMS_HOME: home });
const json = async (...args: string[]) => {
  const { stdout, stderr, code } = await ecosystems('--json', ...args);
  if (code !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
};

it('makes keys on a laptop without any account', async () => {
  const [made] = await json('keys', 'create', 'laptop');
  expect(readKey(made?.key as string)).not.toBeNull();
  const [row] = await json('keys', 'list');
  expect(row).toMatchObject({ id: made?.id, name: 'laptop', expires_at: null });
  expect(JSON.stringify(row)).not.toContain(made?.key);
  expect((await ecosystems('keys', 'revoke', String(made?.id), '--reason', 'lost')).stdout).toBe(
    `revoked  ${made?.id}\n`,
  );
  expect((await ecosystems('keys', 'list')).stdout).toMatch(/laptop .*revoked/);
});

it('looks after accounts, and asks before it takes something away', async () => {
  const [account] = await json(
    'admin',
    'accounts',
    'create',
    'Example Org',
    '--email',
    'billing@example.org',
  );
  const id = String(account?.id);
  // Nobody sits at this terminal.
  const asked = await ecosystems('admin', 'accounts', 'suspend', id, '--reason', 'unpaid');
  expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('Say --yes')]);
  expect(
    await json('admin', 'accounts', 'suspend', 'Example Org', '--reason', 'unpaid', '--yes'),
  ).toMatchObject([{ id: Number(id), status: 'suspended', suspend_reason: 'unpaid' }]);
  expect((await ecosystems('admin', 'accounts', 'list')).stdout).toMatch(
    /Example Org +organisation +suspended +free/,
  );
  const several = await ecosystems('keys', 'create', 'x', '--account', 'Example Org');
  expect([several.code, several.stderr]).toEqual([2, expect.stringContaining('suspended')]);
  const [entry] = await json('admin', 'audit', '--account', id, '--limit', '1');
  expect(entry).toMatchObject({
    actor: `cli:${userInfo().username}`,
    action: 'account.suspend',
    detail: { reason: 'unpaid' },
  });
});

it('changes limits and checks files of them', async () => {
  const [row] = await json(
    'admin',
    'limits',
    'set',
    'free',
    '--hourly',
    '20000',
    '--per-second',
    '40',
    '--burst',
    '300',
  );
  expect(row).toMatchObject({
    name: 'free',
    hourly: 20_000,
    burst: { per_second: 40, size: 300 },
    source: 'database',
  });
  expect((await ecosystems('admin', 'limits', 'show')).stdout).toMatch(
    /free +40 +300 +20000 +200000 +16 +2 +database/,
  );
  const wrong = await ecosystems('admin', 'limits', 'set', 'free', '--hourly', '1');
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('contact')]);
  const file = join(home, 'limits.yaml');
  writeFileSync(file, 'policies:\n  anonymous:\n    hourly: 9000\n');
  const bad = await ecosystems('admin', 'limits', 'check', file);
  expect([bad.code, bad.stderr]).toEqual([2, expect.stringContaining('policies.contact.hourly')]);
});

it('names the first operator', async () => {
  expect((await ecosystems('admin', 'users', 'promote', 'ops@example.org')).stdout).toMatch(
    /^operator {2}\d+ {2}ops@example.org\n$/,
  );
});

it('says what it does not do', async () => {
  const remote = await ecosystems('--server', 'http://127.0.0.1:9', 'admin', 'accounts', 'list');
  expect([remote.code, remote.stderr]).toEqual([2, expect.stringContaining('leave out --server')]);
  expect((await ecosystems('admin', 'accounts')).code).toBe(2);
  expect((await ecosystems('admin', 'jobs', 'retry')).code).toBe(2);
});
