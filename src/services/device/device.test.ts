/** The device flow over HTTP, as a program and a person walk it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Edge, startEdge } from '../../api/fixtures/edge.ts';
import { hashKey, readKey } from '../../core/api-key.ts';
import { createAccount, insertMember } from '../../store/accounts.ts';
import { readAudit } from '../../store/audit.ts';
import { ensureUser } from '../../store/users.ts';
import accounts from '../accounts/index.ts';
import { beginSession } from '../accounts/session.ts';
import { csrfOf } from '../accounts/tokens.ts';
import { readUserCode } from './codes.ts';
import device from './index.ts';
import { networkOf } from './pages.tsx';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
let edge: Edge;

interface Person {
  userId: number;
  accountId: number;
  cookie: string;
  csrf: string;
}

async function person(email: string): Promise<Person> {
  const { db } = edge.database;
  const { user } = await ensureUser(db, { email });
  const { rows } = await db.query<{ id: number }>(
    `select account_id as id from memberships where user_id = ${user.id} and role = 'owner'`,
  );
  const session = await beginSession(db, { userId: user.id, method: 'email', client: null });
  return {
    userId: user.id,
    accountId: rows[0]?.id as number,
    cookie: `ecosystems-session=${session.value}`,
    csrf: csrfOf(session.value),
  };
}

let owner: Person;
beforeAll(async () => {
  edge = await startEdge({ services: [accounts, device] });
});
afterAll(() => edge.stop());
let people = 0;
beforeEach(async () => {
  owner = await person(`owner-${people++}@example.org`);
});

const post = async (path: string, fields: Record<string, string>, as: 'form' | 'json' = 'form') => {
  const answer = await fetch(`${edge.url}/api/v1${path}`, {
    method: 'POST',
    headers: as === 'json' ? { 'content-type': 'application/json' } : {},
    body: as === 'json' ? JSON.stringify(fields) : new URLSearchParams(fields),
  });
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as Record<string, string>,
  };
};
const begin = async (fields: Record<string, string> = {}) =>
  (await post('/device', { client_id: 'tests', ...fields })).body as {
    device_code: string;
    user_code: string;
  };
const poll = (code: string) => post('/device/token', { grant_type: GRANT, device_code: code });
/** The time between two polls passes. */
const later = () => edge.database.db.query('update device_grants set polled_at = null');
const view = async (who: Person, code: string) => {
  const answer = await fetch(`${edge.url}/account/device?user_code=${encodeURIComponent(code)}`, {
    headers: { cookie: who.cookie },
  });
  return { status: answer.status, html: await answer.text() };
};
const decide = (who: Person, code: string, decision: string, over: Record<string, string> = {}) =>
  fetch(`${edge.url}/account/device`, {
    method: 'POST',
    headers: { cookie: who.cookie, origin: edge.url },
    body: new URLSearchParams({
      user_code: code,
      decision,
      csrf: who.csrf,
      account: String(who.accountId),
      ...over,
    }),
    redirect: 'manual',
  });

describe('a program', () => {
  it('gets a key once a person has confirmed its code, and gets it once', async () => {
    const asked = await post('/device', {
      client_id: 'tests',
      name: 'laptop',
      scope: 'read:public read:events',
    });
    expect(asked.status).toBe(200);
    expect(asked.headers.get('cache-control')).toBe('no-store');
    expect(asked.body).toMatchObject({
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verification_uri: `${edge.url}/account/device`,
      verification_uri_complete: `${edge.url}/account/device?user_code=${asked.body.user_code}`,
      expires_in: 600,
      interval: 5,
    });
    const { device_code: code, user_code: userCode } = asked.body as {
      device_code: string;
      user_code: string;
    };
    expect((await poll(code)).body).toMatchObject({ error: 'authorization_pending' });
    const shown = await view(owner, ` ${userCode.toLowerCase().replace('-', '')} `);
    expect(shown.html).toContain('laptop');
    expect(shown.html).toContain('read:events');
    expect((await decide(owner, userCode, 'approve')).status).toBe(200);
    await later();
    const { status, body, headers } = await poll(code);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({ token_type: 'Bearer', scope: 'read:public read:events' });
    expect(readKey(body.access_token as string)).not.toBeNull();
    const { rows } = await edge.database.db.query({
      text: 'select name, account_id, created_by, scopes from api_keys where hash = $1',
      values: [hashKey(body.access_token as string)],
    });
    expect(rows).toEqual([
      {
        name: 'laptop',
        account_id: owner.accountId,
        created_by: owner.userId,
        scopes: ['read:public', 'read:events'],
      },
    ]);
    await later();
    expect((await poll(code)).body).toMatchObject({ error: 'invalid_grant' });
    const actions = (await readAudit(edge.database.db, { actor: `user:${owner.userId}` })).map(
      ({ action }) => action,
    );
    expect(actions.slice(0, 2)).toEqual(['key.create', 'device.approve']);
  });

  it('may send JSON as well, and what it may not say is named', async () => {
    expect((await post('/device', { client_id: 'tests' }, 'json')).status).toBe(200);
    expect((await post('/device', {})).body.parameter).toBe('client_id');
    expect((await post('/device', { client_id: 'a\nb' })).body.parameter).toBe('client_id');
    expect((await post('/device', { client_id: 'x', scope: 'everything' })).body.parameter).toBe('scope');
    expect((await post('/device/token', { grant_type: 'password', device_code: 'x' })).body.parameter).toBe(
      'grant_type',
    );
    expect((await post('/device', { client_id: 'x', unknown: 'ignored' })).status).toBe(200);
  });

  it('that asks too quickly is slowed down', async () => {
    const { device_code: code } = await begin();
    const errors = [];
    for (let time = 0; time < 3; time++) errors.push((await poll(code)).body.error);
    expect(errors).toEqual(['authorization_pending', 'slow_down', 'slow_down']);
    const { rows } = await edge.database.db.query<{ interval_seconds: number }>(
      'select interval_seconds from device_grants order by created_at desc limit 1',
    );
    expect(rows[0]?.interval_seconds).toBe(15);
  });

  it('that is denied, late or unknown gets no key', async () => {
    const denied = await begin();
    await decide(owner, denied.user_code, 'deny');
    expect((await poll(denied.device_code)).body.error).toBe('access_denied');
    const late = await begin();
    await edge.database.db.query("update device_grants set expires_at = now() - interval '1 second'");
    expect((await poll(late.device_code)).body.error).toBe('expired_token');
    expect((await view(owner, late.user_code)).status).toBe(422);
    expect((await decide(owner, late.user_code, 'approve')).status).toBe(422);
    expect((await poll('made-up')).body.error).toBe('invalid_grant');
  });

  it('fetches its key once, however often it asks at the same time', async () => {
    const { device_code: code, user_code: userCode } = await begin();
    await decide(owner, userCode, 'approve');
    const answers = await Promise.all(Array.from({ length: 8 }, () => poll(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('cannot make codes without end', async () => {
    const statuses = [];
    await edge.database.db.query('delete from device_grants');
    for (let time = 0; time < 21; time++) statuses.push((await post('/device', { client_id: 'x' })).status);
    expect(statuses).toEqual([...Array(20).fill(200), 422]);
    await edge.database.db.query('delete from device_grants');
  });

  it('leaves no code in the database', async () => {
    const { device_code: code, user_code: userCode } = await begin();
    const { rows } = await edge.database.db.query<{ row: string }>(
      'select device_grants::text as row from device_grants',
    );
    const all = rows.map(({ row }) => row).join();
    for (const secret of [code, userCode, Buffer.from(userCode).toString('hex')])
      expect(all).not.toContain(secret);
  });
});

describe('a person', () => {
  it('is asked to sign in first, and comes back to the code', async () => {
    const { user_code: code } = await begin();
    const answer = await fetch(`${edge.url}/account/device?user_code=${code}`, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    const location = new URL(answer.headers.get('location') as string);
    expect(location.searchParams.get('return_to')).toBe(`/account/device?user_code=${code}`);
  });

  it('decides for accounts alone of which they make the keys', async () => {
    const { db } = edge.database;
    const organisation = await createAccount(db, { name: 'Org', ownerId: owner.userId }, 'test');
    const member = await person(`member-${people++}@example.org`);
    await insertMember(db, organisation.id, member.userId, 'member');
    const stranger = await person(`stranger-${people++}@example.org`);
    const { user_code: code, device_code: secret } = await begin();
    expect((await decide(member, code, 'approve', { account: String(organisation.id) })).status).toBe(403);
    expect((await decide(stranger, code, 'approve', { account: String(organisation.id) })).status).toBe(404);
    expect((await decide(owner, code, 'approve', { csrf: stranger.csrf })).status).toBe(403);
    expect((await poll(secret)).body.error).toBe('authorization_pending');
    expect((await decide(owner, code, 'approve', { account: String(organisation.id) })).status).toBe(200);
    expect((await decide(owner, code, 'deny')).status).toBe(422);
  });

  it('who guesses is stopped, also where a guess is right', async () => {
    const { user_code: code } = await begin();
    const statuses = [];
    for (let time = 0; time < 10; time++) statuses.push((await view(owner, 'BBBB-BBBB')).status);
    expect(statuses).toEqual(Array(10).fill(422));
    const stopped = await view(owner, code);
    expect(stopped.status).toBe(422);
    expect(stopped.html).toContain('Too many codes were tried');
    expect((await decide(owner, code, 'approve')).status).toBe(422);
    expect((await view(await person(`other-${people++}@example.org`), code)).status).toBe(200);
  });

  it('sees names of programs as text', async () => {
    const { user_code: code } = await begin({ name: '<script>alert(1)</script>' });
    expect((await view(owner, code)).html).toContain('&lt;script>alert(1)&lt;/script>');
  });
});

it.each([
  ['wdjbmjht', 'WDJB-MJHT'],
  [' WDJB MJHT ', 'WDJB-MJHT'],
  ['WDJB-MJH', null],
  ['WDJB-MJHA', null],
  ['', null],
])('%j is the code %s', (text, code) => expect(readUserCode(text)).toBe(code));

it.each([
  ['prefix:192.0.2.7/32', '192.0.2.7'],
  ['prefix:192.0.2.0/24', '192.0.2.0/24'],
  ['prefix:2001:db8::1/128', '2001:db8::1'],
  ['prefix:2001:db8::/56', '2001:db8::/56'],
  ['account:3', 'account:3'],
])('who asked, %s, is for people %s', (subject, shown) => expect(networkOf(subject)).toBe(shown));
