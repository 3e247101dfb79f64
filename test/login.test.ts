/** From nothing to a key: the compiled program as server and as command line, and a person in between. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { beginSession } from '../src/services/accounts/session.ts';
import { csrfOf } from '../src/services/accounts/tokens.ts';
import { ensureUser } from '../src/store/users.ts';
import { createTestDatabase, type TestDatabase } from './databases.ts';
import { buildProgram, type RunningProgram, run, startProgram } from './program.ts';

const bin = fileURLToPath(new URL('../bin/ecosystems', import.meta.url));
let database: TestDatabase;
let server: RunningProgram;
let home: string;
let env: Record<string, string>;

beforeAll(async () => {
  await buildProgram();
  database = await createTestDatabase();
  home = mkdtempSync(join(tmpdir(), 'ecosystems-login-'));
  env = { DATABASE_URL: database.url, ECOSYSTEMS_HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  server = await startProgram([], env);
}, 180_000);
afterAll(async () => {
  server?.signal('SIGTERM');
  await server?.exited;
  await database?.drop();
  rmSync(home, { recursive: true, force: true });
});

const ecosystems = (...args: string[]) => run(['--server', server.url, ...args], env);

/** The person opens the page of the code, and says yes. */
async function confirm(code: string): Promise<void> {
  const { user } = await ensureUser(database.db, { email: 'person@example.org' });
  const session = await beginSession(database.db, { userId: user.id, method: 'email', client: null });
  const { rows } = await database.db.query<{ id: number }>(
    `select account_id as id from memberships where user_id = ${user.id}`,
  );
  const answer = await fetch(`${server.url}/account/device`, {
    method: 'POST',
    headers: { cookie: `ecosystems-session=${session.value}`, origin: server.url },
    body: new URLSearchParams({
      user_code: code,
      decision: 'approve',
      csrf: csrfOf(session.value),
      account: String(rows[0]?.id),
    }),
  });
  expect(answer.status).toBe(200);
}

it('logs in by a code, is known from then on, and is nobody after logging out', async () => {
  const login = spawn(
    process.execPath,
    [bin, '--server', server.url, 'login', '--name', 'laptop', '--scopes', 'read:public,admin'],
    {
      env: { PATH: process.env.PATH, HOME: home, ...env },
    },
  );
  let told = '';
  let said = '';
  login.stdout.on('data', chunk => {
    said += String(chunk);
  });
  const code = await new Promise<string>((resolve, reject) => {
    login.stderr.on('data', chunk => {
      told += String(chunk);
      const found = /confirm the code ([A-Z]{4}-[A-Z]{4})/.exec(told)?.[1];
      if (found !== undefined) resolve(found);
    });
    login.once('exit', () => reject(new Error(told)));
  });
  expect(told).toContain(`${server.url}/account/device?user_code=${code}`);
  const exited = once(login, 'exit');
  await confirm(code);
  expect((await exited)[0]).toBe(0);
  expect(said).toContain(`logged in to ${server.url} as person`);
  expect(said + told).not.toMatch(/eco_self_k_/);

  const whoami = await ecosystems('--json', 'whoami');
  expect(JSON.parse(whoami.stdout)).toMatchObject({
    server: server.url,
    account: { name: 'person', plan: 'free' },
    key: { name: 'laptop', scopes: ['read:public', 'admin'] },
  });
  const quota = await ecosystems('--json', 'quota');
  expect(JSON.parse(quota.stdout)).toMatchObject({
    subject: expect.stringMatching(/^account:\d+$/),
    tier: 'free',
  });

  const made = await ecosystems('--json', 'keys', 'create', 'ci', '--expires-in-days', '30');
  const key = JSON.parse(made.stdout) as { id: number; key: string };
  expect((await ecosystems('keys', 'list')).stdout).toMatch(/ci .*valid/);
  const rotated = await ecosystems('--json', 'keys', 'rotate', String(key.id), '--grace-seconds', '0');
  expect((JSON.parse(rotated.stdout) as { key: string }).key).not.toBe(key.key);
  expect(
    (await ecosystems('keys', 'revoke', String((JSON.parse(rotated.stdout) as { id: number }).id))).code,
  ).toBe(0);

  expect((await ecosystems('logout', '--revoke')).stdout).toContain('the key is revoked');
  expect(await ecosystems('whoami')).toMatchObject({ code: 1, stderr: expect.stringContaining('login') });
  expect(server.log()).not.toMatch(/eco_self_k_/);
}, 180_000);
