/** Commands that ask a server, as users run them: who asks, what is kept, when it is tried again; against a server that is told what to say. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeKey } from '../src/core/api-key.ts';
import { buildProgram, run } from './program.ts';

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

let server: Server;
let url: string;
let seen: Seen[];
let answer: (seen: Seen, response: ServerResponse) => void;
let home: string;

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

beforeAll(async () => {
  await buildProgram();
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url: path = '', headers } = request;
    seen.push({ method, url: path, headers, body });
    answer(seen.at(-1) as Seen, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 120_000);
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(home, { recursive: true, force: true });
});
beforeEach(() => {
  seen = [];
  home = mkdtempSync(join(tmpdir(), 'ecosystems-cli-server-'));
  answer = ({ url: path }, response) =>
    path === '/api/v1/account' ? json(response, 200, ACCOUNT) : json(response, 200, { registries: [] });
});

const ACCOUNT = {
  account: { id: 7, name: 'Example Org', kind: 'organisation', status: 'active', plan: 'free' },
  key: { id: 1, name: 'laptop', last4: 'abcd', scopes: ['read:public'], expires_at: null },
  tier: 'free',
  licence: { spdx: 'CC-BY-SA-4.0', url: '/licences/CC-BY-SA-4.0' },
};
const [kept, ofEnvironment, given] = [makeKey('self', 'k'), makeKey('self', 'k'), makeKey('self', 'k')];
const ecosystems = (args: string[], env: Record<string, string> = {}, stdin = '') =>
  run(['--server', url, ...args], { XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, ...env }, stdin);
const credentials = () => join(home, 'ecosystems', 'credentials');

describe('keys', () => {
  it('are given to login, kept for their owner alone, and forgotten by logout', async () => {
    const login = await ecosystems(['login', '--with-key'], {}, `${kept}\n`);
    expect(login).toMatchObject({ code: 0, stdout: expect.stringContaining('as Example Org') });
    expect(login.stdout + login.stderr).not.toContain(kept);
    expect((statSync(credentials()).mode & 0o777).toString(8)).toBe('600');
    const { stdout } = await ecosystems(['--json', 'whoami']);
    expect(JSON.parse(stdout)).toMatchObject({ server: url, account: { name: 'Example Org' }, tier: 'free' });
    expect(seen.at(-1)?.headers.authorization).toBe(`Bearer ${kept}`);
    expect((await ecosystems(['logout'])).stdout).toContain('logged out');
    expect(readFileSync(credentials(), 'utf8')).not.toContain(kept);
    expect(await ecosystems(['whoami'])).toMatchObject({ code: 1, stderr: expect.stringContaining('login') });
  });

  it('come from the option before the environment, and from there before the file', async () => {
    await ecosystems(['login', '--with-key'], {}, kept);
    await ecosystems(['--api-key', given, 'status'], { ECOSYSTEMS_API_KEY: ofEnvironment });
    await ecosystems(['status'], { ECOSYSTEMS_API_KEY: ofEnvironment });
    await ecosystems(['status']);
    const asked = seen.filter(({ url: path }) => path === '/api/v1/status');
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(
      [given, ofEnvironment, kept].map(key => `Bearer ${key}`),
    );
  });

  it('that are incomplete are refused before anybody is asked', async () => {
    const login = await ecosystems(['login', '--with-key'], {}, kept.slice(0, -1));
    expect(login).toMatchObject({ code: 2, stderr: expect.stringContaining('not complete') });
    expect(seen).toEqual([]);
  });

  it('that the server refuses are not kept, and stand in no message', async () => {
    answer = (_, response) => json(response, 401, { error: 'the key is not known' });
    const login = await ecosystems(['--verbose', 'login', '--with-key'], {}, kept);
    expect(login.code).toBe(1);
    expect(login.stderr).toContain('the key is not known');
    expect(login.stdout + login.stderr).not.toContain(kept);
    const status = await ecosystems(['--verbose', '--api-key', given, 'status']);
    expect(status.stdout + status.stderr).not.toContain(given);
    expect((await ecosystems(['--api-key', 'new\nline', 'status'])).stderr).not.toContain('new\nline');
  });

  it('are ended at the server by logout --revoke', async () => {
    await ecosystems(['login', '--with-key'], {}, kept);
    answer = (_, response) => json(response, 202, {});
    expect((await ecosystems(['logout', '--revoke'])).stdout).toContain('revoked');
    expect(seen.at(-1)).toMatchObject({
      method: 'POST',
      url: '/api/v1/keys/report',
      body: JSON.stringify({ key: kept }),
    });
    expect(seen.at(-1)?.headers.authorization).toBeUndefined();
  });

  it('are made, listed, rotated and revoked', async () => {
    const row = {
      id: 3,
      name: 'ci',
      last4: 'wxyz',
      scopes: ['read:public'],
      expires_at: null,
      last_used_at: null,
    };
    answer = ({ method, url: path }, response) =>
      json(response, 200, method === 'GET' ? [row] : path.endsWith('/revoke') ? row : { ...row, key: given });
    const asking = { ECOSYSTEMS_API_KEY: kept };
    const made = await ecosystems(
      ['keys', 'create', 'ci', '--expires-in-days', '30', '--ip-cidrs', '192.0.2.0/24'],
      asking,
    );
    expect(made.stdout).toBe(`${given}\n`);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      name: 'ci',
      kind: 'k',
      expires_in_days: 30,
      ip_cidrs: ['192.0.2.0/24'],
    });
    expect(seen[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect((await ecosystems(['keys', 'list'], asking)).stdout).toMatch(
      /3 +ci +…wxyz +read:public +valid +never/,
    );
    await ecosystems(['keys', 'rotate', '3', '--grace-seconds', '0'], asking);
    expect([seen[2]?.url, seen[2]?.body]).toEqual(['/api/v1/keys/3/rotate', '{"grace_seconds":0}']);
    await ecosystems(['keys', 'revoke', '3', '--reason', 'left'], asking);
    expect([seen[3]?.url, seen[3]?.body]).toEqual(['/api/v1/keys/3/revoke', '{"reason":"left"}']);
  });
});

describe('manners', () => {
  it('say who asks and where they can be reached', async () => {
    await ecosystems(['status'], { ECOSYSTEMS_MAILTO: 'env@example.org' });
    await ecosystems(['--mailto', 'me@example.org', 'registries']);
    expect(seen.map(({ headers }) => [headers['user-agent'], headers.from])).toEqual([
      [expect.stringMatching(/^ecosystems-cli\/[\d.]+ \(\+mailto:env@example\.org\)$/), 'env@example.org'],
      [expect.stringMatching(/^ecosystems-cli\/[\d.]+ \(\+mailto:me@example\.org\)$/), 'me@example.org'],
    ]);
    expect((await ecosystems(['--mailto', 'nobody', 'status'])).code).toBe(2);
  });

  it('revalidate what another process has seen, for each key by itself', async () => {
    answer = ({ headers }, response) =>
      headers['if-none-match'] === '"1"'
        ? response.writeHead(304, { etag: '"1"', 'x-cost': '0' }).end()
        : json(response, 200, { registries: [] }, { etag: '"1"', 'x-cost': '1' });
    const first = await ecosystems(['--verbose', 'status']);
    const second = await ecosystems(['--verbose', 'status']);
    expect(first.stderr).toContain(': 200, cost 1');
    expect(second.stderr).toContain(': 304, unchanged, cost 0');
    expect(second.stdout).toBe(first.stdout);
    await ecosystems(['--api-key', given, 'status']);
    expect(seen[2]?.headers['if-none-match']).toBeUndefined();
  });

  it('wait as long as the server says', async () => {
    const times: number[] = [];
    answer = (_, response) => {
      times.push(performance.now());
      if (times.length === 1) json(response, 429, { error: 'too many' }, { 'retry-after': '1' });
      else json(response, 200, { registries: [] });
    };
    expect((await ecosystems(['status'])).code).toBe(0);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  it('say when to come back where that is long', async () => {
    answer = (_, response) => json(response, 429, { error: 'too many requests' }, { 'retry-after': '600' });
    expect(await ecosystems(['status'])).toMatchObject({
      code: 1,
      stderr: 'ecosystems: too many requests; again in 600 s\n',
    });
    expect(seen).toHaveLength(1);
  });

  it('say it once, with what can be done about it', async () => {
    const body = {
      error: 'the units of this hour are used up: try again in 600 s',
      hint: 'send If-None-Match\u001b[2J',
      upgrade: 'https://example.org/plans',
    };
    answer = (_, response) => json(response, 429, body, { 'retry-after': '600' });
    expect((await ecosystems(['status'])).stderr.split('\n')).toEqual([
      'ecosystems: the units of this hour are used up: try again in 600 s',
      '  send If-None-Match\\u001b[2J',
      '  higher limits: https://example.org/plans',
      '',
    ]);
  });

  it('name the command that gets the scope that is missing', async () => {
    answer = (_, response) => json(response, 403, { error: 'this takes a key with the scope admin' });
    expect((await ecosystems(['keys', 'list'])).stderr).toContain(
      '`ecosystems login --scopes read:public,admin`',
    );
  });
});

describe('quota', () => {
  it('tells what is left', async () => {
    answer = (_, response) =>
      json(response, 200, {
        subject: 'account:7',
        tier: 'free',
        priority: 2,
        policies: [{ name: 'hour', limit: 15_000, remaining: 14_990, used: 10, reset: 1_800, window: 3_600 }],
        concurrency: { limit: 16, in_use: 1 },
        licence: null,
        hints: ['send If-None-Match'],
      });
    const { stdout } = await ecosystems(['quota']);
    expect(stdout).toMatch(/hour +15,000 +14,990 +1,800 s/);
    expect(stdout).toContain('send If-None-Match');
  });
});
