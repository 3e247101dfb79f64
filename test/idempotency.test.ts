/** `Idempotency-Key` over HTTP, where it matters most: keys are shown once, and made once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type Visitor, type World } from './accounts/world.ts';

let world: World;
let ana: Visitor;
let csrf: string;

beforeAll(async () => {
  world = await openWorld();
  ana = await world.signedIn('ana@example.org');
  csrf = (await ana.hidden()).csrf;
});
afterAll(() => world.stop());

async function makeKey(key: string | null, body: object, by: Visitor = ana, token = csrf) {
  const answer = await fetch(`${world.edge.url}/api/v1/keys`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      cookie: [...by.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'x-csrf-token': token,
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  });
  return {
    status: answer.status,
    replayed: answer.headers.get('idempotent-replayed'),
    body: await answer.json(),
  };
}
const count = async () => {
  const { rows } = await world.edge.database.db.query<{ count: number }>(
    'select count(*)::int as count from api_keys',
  );
  return rows[0]?.count ?? 0;
};

test('the same request makes one key, and its secret is answered again; nothing of it lies in the database', async () => {
  const first = await makeKey('"8e03978e-40d5-43dd-bc93-6894a57f9324"', { name: 'ci' });
  expect(first).toMatchObject({ status: 201, replayed: null, body: { name: 'ci' } });
  const again = await makeKey('"8e03978e-40d5-43dd-bc93-6894a57f9324"', { name: 'ci' });
  expect(again).toEqual({ ...first, replayed: 'true' });
  expect(await count()).toBe(1);
  const { rows } = await world.edge.database.db.query<{ text: string }>(
    `select encode(answer, 'escape') as text from idempotency_keys`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.text).not.toContain((first.body as { key: string }).key);
});

test('another body is 422, a key that is none is 400, and without one each request is its own', async () => {
  await makeKey('k', { name: 'one' });
  expect(await makeKey('k', { name: 'two' })).toMatchObject({
    status: 422,
    body: { parameter: 'idempotency-key' },
  });
  expect((await makeKey('a b', { name: 'one' })).status).toBe(400);
  const before = await count();
  await makeKey(null, { name: 'one' });
  await makeKey(null, { name: 'one' });
  expect(await count()).toBe(before + 2);
});

test('a request that was refused may be mended and sent again', async () => {
  expect((await makeKey('m', { name: '' })).status).toBe(400);
  expect((await makeKey('m', { name: 'mended' })).status).toBe(201);
});

test('of many at once one is done; the others wait their turn or are answered alike', async () => {
  const before = await count();
  const all = await Promise.all(Array.from({ length: 10 }, () => makeKey('many', { name: 'many' })));
  expect(await count()).toBe(before + 1);
  expect(new Set(all.map(of => of.status))).toEqual(
    new Set(all.some(of => of.status === 409) ? [201, 409] : [201]),
  );
  const made = all.filter(of => of.status === 201).map(of => (of.body as { key: string }).key);
  expect(new Set(made).size).toBe(1);
});

test('somebody else with the same key is somebody else', async () => {
  const ben = await world.signedIn('ben@example.org');
  const theirs = await makeKey('k', { name: 'one' }, ben, (await ben.hidden()).csrf);
  expect(theirs).toMatchObject({ status: 201, replayed: null });
});
