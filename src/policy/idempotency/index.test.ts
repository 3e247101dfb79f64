import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/databases.ts';
import { type KeptAnswer, once } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const SECRET = 'eco_live_k_shown_once';
const answer = (body = SECRET): KeptAnswer => ({
  status: 201,
  contentType: 'application/json',
  body,
  location: '/keys/1',
});
const request = (header: string, over = {}) => ({
  subject: 'account:1',
  header,
  parts: ['POST', '/api/v1/keys', '', '{"name":"a"}'],
  ...over,
});

test('the same request is done once and answered alike; what is kept does not show the secret', async () => {
  const { db } = database;
  let done = 0;
  const work = async () => answer(`${SECRET}${++done}`);
  const first = await once(db, request('"k-1"'), work);
  // Bare and quoted are the same key.
  const second = await once(db, request('k-1'), work);
  expect(done).toBe(1);
  expect(first).toEqual({ answer: answer(`${SECRET}1`), isRepeated: false });
  expect(second).toEqual({ answer: answer(`${SECRET}1`), isRepeated: true });
  const { rows } = await db.query<{ text: string }>({
    text: 'select k::text as text from idempotency_keys k',
  });
  const bytes = Buffer.from(SECRET).toString('hex');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.text).not.toContain(SECRET);
  expect(rows[0]?.text).not.toContain(bytes);
  expect(rows[0]?.text).not.toContain('k-1');
});

test('another body under the same key is 422, and another subject has keys of its own', async () => {
  const { db } = database;
  await once(db, request('k-2'), async () => answer());
  const other = request('k-2', { parts: ['POST', '/api/v1/keys', '', '{"name":"b"}'] });
  await expect(once(db, other, async () => answer())).rejects.toMatchObject({
    status: 422,
    field: 'idempotency-key',
  });
  const stranger = await once(db, request('k-2', { subject: 'account:2' }), async () => answer('another'));
  expect(stranger.answer.body).toBe('another');
});

test('while the first is being worked on, the second is 409; of many at once, one is done', async () => {
  const { db } = database;
  let finish = () => {};
  const busy = new Promise<void>(resolve => {
    finish = resolve;
  });
  let began = () => {};
  const begun = new Promise<void>(resolve => {
    began = resolve;
  });
  let done = 0;
  const first = once(db, request('k-3'), async () => {
    done++;
    began();
    await busy;
    return answer();
  });
  await begun;
  const others = await Promise.allSettled(
    Array.from({ length: 8 }, () => once(db, request('k-3'), async () => answer(String(++done)))),
  );
  expect(others.map(of => (of.status === 'rejected' ? (of.reason as { status: number }).status : 0))).toEqual(
    Array(8).fill(409),
  );
  finish();
  await first;
  expect(done).toBe(1);
});

test('what failed leaves the key free; a refusal that was answered stays the answer', async () => {
  const { db } = database;
  await expect(
    once(db, request('k-4'), async () => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await once(db, request('k-4'), async () => ({ ...answer(), status: 503 }));
  expect((await once(db, request('k-4'), async () => ({ ...answer(), status: 409 }))).isRepeated).toBe(false);
  expect((await once(db, request('k-4'), async () => answer())).answer.status).toBe(409);
});

test('a day later the key is another one; what a dead process left is taken over after two minutes', async () => {
  const { db } = database;
  await once(db, request('k-5'), async () => answer('old'));
  await db.query({ text: `update idempotency_keys set created_at = now() - interval '25 hours'` });
  expect((await once(db, request('k-5'), async () => answer('new'))).answer.body).toBe('new');
  await db.query({
    text: `update idempotency_keys set status = null, answer = null, created_at = now() - interval '3 minutes'`,
  });
  expect((await once(db, request('k-5'), async () => answer('again'))).answer.body).toBe('again');
});

test.each(['', '"', 'a b', 'a,b', '"a", "b"', 'x'.repeat(256), '"\u00e9"'])('%j is no key', async header => {
  await expect(once(database.db, request(header), async () => answer())).rejects.toMatchObject({
    status: 400,
  });
});
