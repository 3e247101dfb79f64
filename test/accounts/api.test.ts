/** The API of accounts and keys, asked with keys and with sessions, by whom it belongs to and by others. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readKey } from '../../src/core/api-key.ts';
import { readPolicySettings } from '../../src/core/policy-settings.ts';
import { createGate } from '../../src/policy/index.ts';
import accounts from '../../src/services/accounts/index.ts';
import { openWorld, type Visitor, type World } from './world.ts';

interface Answered {
  status: number;
  body: Record<string, unknown> & { id: number; key: string; scopes: string[] };
  headers: Headers;
}

let world: World;
let alice: Visitor;
let mallory: Visitor;
/** A key of each with the scope `admin`, and one of Alice without it. */
let [hers, plain, theirs] = ['', '', ''];
let herKey: Record<string, unknown>;

beforeAll(async () => {
  world = await openWorld(
    {},
    {
      gate: db =>
        createGate({
          settings: readPolicySettings({ ECOSYSTEMS_LIMITS_STORE: 'memory' }),
          db,
          fetchJson: () => Promise.reject(new Error('nobody is asked here')),
          limitsFile: null,
          baseUrl: null,
          log: { info() {}, warn() {} },
        }),
    },
  );
  [alice, mallory] = [await world.signedIn('alice@example.org'), await world.signedIn('mallory@example.org')];
  const admin = { scopes: ['read:public', 'admin'] };
  hers = (await bySession(alice, 'POST', '/keys', { name: 'alice', ...admin })).body.key;
  plain = (await bySession(alice, 'POST', '/keys', { name: 'plain' })).body.key;
  theirs = (await bySession(mallory, 'POST', '/keys', { name: 'mallory', ...admin })).body.key;
  herKey = ((await byKey(hers, 'GET', '/keys')).body as unknown as Record<string, unknown>[]).find(
    ({ name }) => name === 'alice',
  ) as Record<string, unknown>;
});
afterAll(() => world.stop());

async function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<Answered> {
  const answer = await fetch(`${world.edge.url}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) },
    body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
  });
  return { status: answer.status, body: (await answer.json()) as Answered['body'], headers: answer.headers };
}
const byKey = (key: string, method: string, path: string, body?: object) =>
  ask(method, path, { authorization: `Bearer ${key}` }, body);
async function bySession(person: Visitor, method: string, path: string, body?: object) {
  const { csrf } = await person.hidden();
  return ask(method, path, { cookie: `ecosystems-session=${person.session()}`, 'x-csrf-token': csrf }, body);
}
const targetOf = (path: string) => path.replace('{id}', String(herKey.id));

describe('an account', () => {
  test('is told to its key and to its people', async () => {
    const asKey = await byKey(plain, 'GET', '/account');
    expect(asKey.body).toMatchObject({
      account: { name: 'alice', kind: 'person', status: 'active', plan: 'free' },
      key: { name: 'plain', scopes: ['read:public'], status: 'active', last4: plain.slice(-4) },
      tier: 'free',
      licence: { spdx: 'CC-BY-SA-4.0' },
    });
    // Addresses of members are not for every key that may stand somewhere.
    expect(JSON.stringify(asKey.body)).not.toContain('example.org');
    const asPerson = await bySession(alice, 'GET', '/account');
    expect(asPerson.body).toMatchObject({
      key: null,
      tier: 'free',
      members: [{ email: 'alice@example.org', role: 'owner' }],
    });
    expect(asPerson.headers.get('cache-control')).toBe('no-store');
  });

  test('needs somebody', async () => {
    expect((await ask('GET', '/account', {})).status).toBe(401);
    const cookieAlone = await ask('GET', '/account', { cookie: `ecosystems-session=${alice.session()}` });
    expect(cookieAlone.status).toBe(401);
  });
});

describe('keys', () => {
  test('are made with what was asked for, and told once', async () => {
    const made = await byKey(hers, 'POST', '/keys', {
      name: 'whole',
      kind: 'w',
      scopes: ['read:events', 'read:public'],
      expires_in_days: 30,
      ip_cidrs: ['192.0.2.0/24', '2001:db8::/32'],
      privacy: 'strict',
      hourly_limit: 500,
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect(readKey(made.body.key)).toEqual({
      environment: 'self',
      kind: 'w',
      last4: made.body.key.slice(-4),
    });
    expect(made.body).toMatchObject({
      kind: 'w',
      scopes: ['read:events', 'read:public'],
      ip_cidrs: ['192.0.2.0/24', '2001:db8::/32'],
      privacy: 'strict',
      hourly_limit: 500,
      status: 'active',
    });
    const days =
      (Date.parse(made.body.expires_at as string) - Date.parse(made.body.created_at as string)) / 86_400_000;
    expect(days).toBeCloseTo(30, 2);
    const again = await byKey(hers, 'GET', `/keys/${made.body.id}`);
    expect(again.body).toEqual({ ...made.body, key: undefined });
    const { rows } = await world.edge.database.db.query(
      `select actor, action, target, detail from audit_log where target = 'key:${made.body.id}'`,
    );
    expect(rows).toMatchObject([{ actor: `key:${herKey.id}`, action: 'key.create' }]);
    expect(JSON.stringify(rows)).not.toContain(made.body.key);
  });

  test('are rotated: the new one works, the old one until its grace is over', async () => {
    const old = await byKey(hers, 'POST', '/keys', { name: 'turned' });
    const next = await byKey(hers, 'POST', `/keys/${old.body.id}/rotate`, { grace_seconds: 3_600 });
    expect([next.status, next.body.name, next.body.key === old.body.key]).toEqual([201, 'turned', false]);
    expect((await byKey(hers, 'GET', `/keys/${old.body.id}`)).body).toMatchObject({
      status: 'rotated',
      replaced_by: next.body.id,
    });
    for (const key of [old.body.key, next.body.key])
      expect((await byKey(key, 'GET', '/account')).status).toBe(200);
    expect((await byKey(hers, 'POST', `/keys/${old.body.id}/rotate`)).status).toBe(422);
    const gone = await byKey(hers, 'POST', `/keys/${next.body.id}/rotate`, { grace_seconds: 0 });
    expect(gone.status).toBe(201);
    await expect
      .poll(async () => (await byKey(next.body.key, 'GET', '/account')).status, { timeout: 5_000 })
      .toBe(401);
  });

  test('are revoked at once and for good', async () => {
    const made = await byKey(hers, 'POST', '/keys', { name: 'leaked' });
    expect((await byKey(made.body.key, 'GET', '/account')).status).toBe(200);
    const ended = await byKey(hers, 'POST', `/keys/${made.body.id}/revoke`, { reason: 'it leaked' });
    expect(ended.body).toMatchObject({ status: 'revoked', revoke_reason: 'it leaked' });
    await expect
      .poll(async () => (await byKey(made.body.key, 'GET', '/account')).status, { timeout: 5_000 })
      .toBe(401);
    expect((await byKey(hers, 'POST', `/keys/${made.body.id}/rotate`)).status).toBe(422);
  });
});

describe('every operation', () => {
  const operations = accounts.routes.map(({ method, path }) => [method, path] as const);
  const bodyOf = (path: string) => (path === '/keys' ? { name: 'x' } : {});
  const keysOf = async () =>
    (await world.edge.database.db.query('select * from api_keys order by id')).rows.map(row => ({
      ...(row as object),
      last_used_at: null,
    }));

  test.each(operations.filter(([, path]) => path.startsWith('/keys')))(
    '%s %s needs the scope admin, or somebody with the role',
    async (method, path) => {
      const before = await keysOf();
      expect((await byKey(plain, method, targetOf(path), bodyOf(path))).status).toBe(403);
      expect((await ask(method, targetOf(path), {}, bodyOf(path))).status).toBe(401);
      expect((await byKey(`${plain.slice(0, -1)}?`, method, targetOf(path), bodyOf(path))).status).toBe(401);
      expect(await keysOf()).toEqual(before);
    },
  );

  test.each(operations.filter(([, path]) => path.includes('{id}')))(
    '%s %s of somebody else’s key is 404',
    async (method, path) => {
      const before = await keysOf();
      for (const answer of [
        await byKey(theirs, method, targetOf(path), bodyOf(path)),
        await bySession(mallory, method, targetOf(path), bodyOf(path)),
        await byKey(theirs, method, path.replace('{id}', '99999999'), bodyOf(path)),
        await byKey(theirs, method, path.replace('{id}', '99999999999999999999'), bodyOf(path)),
      ]) {
        expect([answer.status, answer.body]).toEqual([404, { error: 'not found' }]);
      }
      expect(await keysOf()).toEqual(before);
    },
  );

  test('GET /keys lists one’s own', async () => {
    for (const answer of [await byKey(theirs, 'GET', '/keys'), await bySession(mallory, 'GET', '/keys')]) {
      expect((answer.body as unknown as { name: string }[]).map(({ name }) => name)).toEqual(['mallory']);
    }
  });

  test('a session’s token from another site’s page is refused', async () => {
    const { csrf } = await alice.hidden();
    const headers = {
      cookie: `ecosystems-session=${alice.session()}`,
      'x-csrf-token': csrf,
      'sec-fetch-site': 'cross-site',
      origin: 'https://evil.example',
    };
    expect((await ask('POST', '/keys', headers, { name: 'x' })).status).toBe(403);
    const preflight = await fetch(`${world.edge.url}/api/v1/keys`, { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-headers')).not.toContain('csrf');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('sign-in links', () => {
  test('are given ten times in a quarter of an hour to one client, for whatever addresses', async () => {
    const ask = (index: number) =>
      world.visitor().post('/account/sign-in', { email: `many-${index}@example.org` });
    const statuses: number[] = [];
    for (let index = 0; index < 12; index++) statuses.push((await ask(index)).status);
    const { rows } = await world.edge.database.db.query(
      'select count(*) as links, count(distinct requester) as requesters, min(requester) as requester from sign_in_links',
    );
    expect(rows).toEqual([{ links: 10, requesters: 1, requester: 'prefix:127.0.0.1/32' }]);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    await world.edge.database.db.query('delete from sign_in_links');
  });
});

describe('an account that is suspended', () => {
  test('has no working key, makes none, and says so on its pages', async () => {
    const person = await world.signedIn('held@example.org');
    const made = await bySession(person, 'POST', '/keys', { name: 'x', scopes: ['admin'] });
    const { account } = await person.hidden();
    await world.edge.database.db.query(
      `update accounts set status = 'suspended', suspend_reason = 'unpaid' where id = ${account}`,
    );
    await expect
      .poll(async () => (await byKey(made.body.key, 'GET', '/account')).status, { timeout: 5_000 })
      .toBe(403);
    expect((await bySession(person, 'POST', '/keys', { name: 'y' })).status).toBe(422);
    const page = await person.get('/account');
    expect([page.status, page.body.includes('unpaid')]).toEqual([200, true]);
  });
});
