/** Calls of the API by somebody who is signed in: whose limits they are counted under, and when their cookie is not believed. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { beginSession } from '../services/accounts/session.ts';
import { csrfOf } from '../services/accounts/tokens.ts';
import { eventually } from './fixtures/edge.ts';
import { type Ask, type GatedEdge, startGatedEdge } from './fixtures/gated-edge.ts';

// Anonymous callers have 1,500 units an hour, the account (`develop`) 75,000.
const LIMITS = { network: '1500', account: '75000' };
const path = '/packages/api/v1/registries/npm/packages/a';
let edge: GatedEdge;
let ask: Ask;
let userId: number;
let token: string;
let cookie: string;

const sql = (text: string, ...values: unknown[]) => edge.database.db.query<{ id: number }>({ text, values });
const signIn = async () => {
  const made = await beginSession(edge.database.db, { userId, method: 'email', client: null });
  return made.value;
};

beforeAll(async () => {
  edge = await startGatedEdge({}, { settings: { baseUrl: null } });
  const { rows } = await sql(`insert into users (email) values ('payer@example.org') returning id`);
  userId = rows[0]?.id ?? 0;
  await sql(
    `insert into memberships (account_id, user_id, role) values ($1, $2, 'member')`,
    edge.accountId,
    userId,
  );
});
afterAll(() => edge.stop());
beforeEach(async () => {
  ask = edge.newClient();
  token = await signIn();
  cookie = `theme=dark; ecosystems-session=${token}`;
});

const limitOf = async (answer: Promise<Response>) => (await answer).headers.get('x-ratelimit-limit');

test("they have the limits and the licence of the account's plan, from memory too", async () => {
  await ask(path);
  const [anonymous, mine] = [await ask(path), await ask(path, { cookie, 'sec-fetch-site': 'same-origin' })];
  expect(mine.headers.get('x-ratelimit-limit')).toBe(LIMITS.account);
  expect(mine.headers.get('x-ratelimit-tier')).toBe('develop');
  expect(mine.headers.get('link')).toContain('/licences/CC0-1.0');
  expect(await mine.text()).toBe(await anonymous.text());
  // The same counters as those of its keys.
  const left = Number(mine.headers.get('x-ratelimit-remaining'));
  const keyed = await ask(path, { 'x-api-key': edge.key });
  expect(Number(keyed.headers.get('x-ratelimit-remaining'))).toBe(left - 1);
  // A page that the person opened by themselves, and a browser that says nothing.
  expect(await limitOf(ask('/api/v1/rows', { cookie, 'sec-fetch-site': 'none' }))).toBe(LIMITS.account);
  expect(await limitOf(ask('/api/v1/rows', { cookie }))).toBe(LIMITS.account);
  expect(await (await ask('/api/v1/rate_limit', { cookie })).json()).toMatchObject({
    subject: `account:${edge.accountId}`,
    tier: 'develop',
  });
});

test('no shared cache keeps their answers, and the browser not for others', async () => {
  for (let i = 0; i < 2; i++) {
    const answer = await ask(path, { cookie });
    expect(answer.headers.get('cache-control')).toMatch(/^private, max-age=300/);
    expect(answer.headers.get('cache-control')).not.toContain('s-maxage');
    expect(answer.headers.get('vary')?.split(', ')).toContain('cookie');
  }
  const anonymous = await ask(path);
  expect(anonymous.headers.get('cache-control')).toMatch(/^public/);
  expect(anonymous.headers.get('vary')).not.toContain('cookie');
});

test('what another site makes a browser send counts for the network', async () => {
  const sent: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example.org' },
    { origin: 'null' },
  ];
  for (const headers of sent)
    expect(await limitOf(ask('/api/v1/rows', { cookie, ...headers })), JSON.stringify(headers)).toBe(
      LIMITS.network,
    );
});

test('what writes counts for the account only with the token of its forms, from this site', async () => {
  const write = (headers: Record<string, string>) =>
    limitOf(
      ask(
        '/api/v1/bulk',
        { cookie, 'content-type': 'application/json', ...headers },
        { method: 'POST', body: '{"names":[]}' },
      ),
    );
  const csrf = csrfOf(token);
  expect(await write({})).toBe(LIMITS.network);
  expect(await write({ 'x-csrf-token': csrfOf(await signIn()) })).toBe(LIMITS.network);
  expect(await write({ 'x-csrf-token': csrf, 'sec-fetch-site': 'cross-site' })).toBe(LIMITS.network);
  expect(await write({ 'x-csrf-token': csrf, 'sec-fetch-site': 'same-origin' })).toBe(LIMITS.account);
});

test('a key counts before the session, and a session gives no scope that a key has', async () => {
  await ask('/api/v1/rows', { cookie, 'x-api-key': edge.key });
  await eventually(() => expect(edge.samples.at(-1)?.caller.keyId).toBe(edge.keyId));
  expect((await ask('/api/v1/rows', { cookie, 'x-api-key': 'wrong' })).status).toBe(401);
  const admin = await ask('/api/v1/admin', { cookie });
  expect([admin.status, admin.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
});

test('pages count for the network; so do sessions that there are not, and those that have ended', async () => {
  expect(await limitOf(ask('/page', { cookie }))).toBe(LIMITS.network);
  expect(await limitOf(ask('/api/v1/rows', { cookie: 'ecosystems-session=x' }))).toBe(LIMITS.network);
  const unknown = `ecosystems-session=${'A'.repeat(43)}`;
  expect(await limitOf(ask('/api/v1/rows', { cookie: unknown }))).toBe(LIMITS.network);
  expect(await limitOf(ask('/api/v1/rows', { cookie }))).toBe(LIMITS.account);
  await sql('delete from sessions where user_id = $1', userId);
  await eventually(async () => expect(await limitOf(ask('/api/v1/rows', { cookie }))).toBe(LIMITS.network));
});

test('whoever guesses sessions is not listened to any more; what is known goes on', async () => {
  expect(await limitOf(ask('/api/v1/rows', { cookie }))).toBe(LIMITS.account);
  for (let i = 0; i < 30; i++)
    await ask('/api/v1/rate_limit', { cookie: `ecosystems-session=${String(i).padStart(43, 'A')}` });
  expect(await limitOf(ask('/api/v1/rate_limit', { cookie }))).toBe(LIMITS.account);
  const another = await signIn();
  expect(await limitOf(ask('/api/v1/rate_limit', { cookie: `ecosystems-session=${another}` }))).toBe(
    LIMITS.network,
  );
  const elsewhere = edge.newClient()('/api/v1/rate_limit', { cookie: `ecosystems-session=${another}` });
  expect(await limitOf(elsewhere)).toBe(LIMITS.account);
});

test('the session of a suspended account is told so, and that costs the network a unit', async () => {
  await sql(`update accounts set status = 'suspended' where id = $1`, edge.accountId);
  const answer = await ask('/api/v1/rows', { cookie });
  await sql(`update accounts set status = 'active' where id = $1`, edge.accountId);
  expect(answer.status).toBe(403);
  expect(await answer.json()).toEqual({ error: 'the account is suspended' });
  expect([answer.headers.get('x-ratelimit-limit'), answer.headers.get('x-cost')]).toEqual([
    LIMITS.network,
    '1',
  ]);
});
