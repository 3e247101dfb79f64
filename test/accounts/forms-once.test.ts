/** Forms that are sent twice: by a double click, a reload, or the button that goes back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAudit } from '../../src/store/audit.ts';
import { openWorld, type Visitor, type World } from './world.ts';

let world: World;
let ana: Visitor;
beforeAll(async () => {
  world = await openWorld();
  ana = await world.signedIn('ana@example.org');
});
afterAll(() => world.stop());

const KEYS = '/account/keys';
type Shown = Record<'csrf' | 'account' | 'once' | 'scopes', string>;
/** What stands in the form of the page as it is shown now. */
async function shown(who: Visitor): Promise<Shown> {
  const { body } = await who.get(KEYS);
  const form = /<form[^>]*action="\/account\/keys"[\s\S]*?<\/form>/.exec(body)?.[0] ?? '';
  const read = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
  return { csrf: read('csrf'), account: read('account'), once: read('once'), scopes: 'read:public' };
}
const names = async (account: string) =>
  (
    await world.edge.database.db.query<{ name: string }>({
      text: 'select name from api_keys where account_id = $1 order by id',
      values: [Number(account)],
    })
  ).rows.map(row => row.name);
const keyIn = (html: string) => /eco_self_k_[0-9A-Za-z]{28}/.exec(html)?.[0];

test('each form has a token of its own', async () => {
  const [one, other] = [await shown(ana), await shown(ana)];
  expect(one.once).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(other.once).not.toBe(one.once);
});

test('a double click makes one key, and shows it both times; so does a reload', async () => {
  const form = { ...(await shown(ana)), name: 'double' };
  const clicks = await Promise.all([ana.post(KEYS, form), ana.post(KEYS, form)]);
  const reload = await ana.post(KEYS, form);
  const keys = [...clicks, reload].map(({ body }) => keyIn(body));
  expect(keys[0]).toBeDefined();
  expect(new Set(keys).size).toBe(1);
  expect(reload.status).toBe(200);
  for (const name of ['content-security-policy', 'referrer-policy', 'cache-control', 'content-type'])
    expect(reload.headers.get(name)).toBe(clicks[0]?.headers.get(name));
  expect(reload.headers.get('cache-control')).toBe('no-store');
  expect(await names(form.account)).toEqual(['double']);
  const entries = await readAudit(world.edge.database.db, { accountId: Number(form.account) });
  expect(entries.filter(({ action }) => action === 'key.create')).toHaveLength(1);
  // It is shown once: the database does not tell it.
  const { rows } = await world.edge.database.db.query<{ text: string }>({
    text: 'select k::text as text from idempotency_keys k',
  });
  expect(rows.length).toBeGreaterThan(0);
  const hidden = [keys[0], Buffer.from(keys[0] as string).toString('hex'), form.once];
  for (const { text } of rows) for (const secret of hidden) expect(text).not.toContain(secret);
});

test('other fields are another wish, and what was refused may be sent again', async () => {
  const form = await shown(ana);
  await ana.post(KEYS, { ...form, name: 'first' });
  expect(keyIn((await ana.post(KEYS, { ...form, name: 'second' })).body)).toBeDefined();
  const refused = { ...form, name: 'third', ip_cidrs: 'nonsense' };
  for (let time = 0; time < 2; time++) expect((await ana.post(KEYS, refused)).status).toBe(400);
  expect(await names(form.account)).toEqual(['double', 'first', 'second']);
});

test('an invitation is sent once', async () => {
  const { csrf, account, once } = await shown(ana);
  const form = { csrf, account, once, email: 'carl@example.org', role: 'member' };
  const clicks = await Promise.all([1, 2].map(() => ana.post('/account/members', form)));
  expect(clicks.map(({ status, location }) => [status, location])).toEqual([
    [303, '/account/members'],
    [303, '/account/members'],
  ]);
  const { rows } = await world.edge.database.db.query<{ action: string }>({
    text: `select action from audit_log where account_id = $1 and action = 'member.invite'`,
    values: [Number(account)],
  });
  expect(rows).toHaveLength(1);
});

test('a token counts for one session alone, must look like one, and none is asked for', async () => {
  const ben = await world.signedIn('ben@example.org');
  const mine = await shown(ana);
  await ana.post(KEYS, { ...mine, name: 'mine' });
  const theirs = { ...(await shown(ben)), once: mine.once, name: 'mine' };
  expect(keyIn((await ben.post(KEYS, theirs)).body)).toBeDefined();
  expect(await names(theirs.account)).toEqual(['mine']);
  expect((await ana.post(KEYS, { ...mine, once: 'x', name: 'wrong' })).status).toBe(400);
  const { once: _, ...bare } = mine;
  for (let time = 0; time < 2; time++) await ana.post(KEYS, { ...bare, name: 'bare' });
  expect((await names(mine.account)).filter(name => name === 'bare')).toHaveLength(2);
});

test('whoever may not any more is not answered as before', async () => {
  const form = { ...(await shown(ana)), name: 'gone' };
  expect(keyIn((await ana.post(KEYS, form)).body)).toBeDefined();
  expect((await ana.post(KEYS, { ...form, csrf: 'x' })).status).toBe(403);
  const old = new Map(ana.cookies);
  await ana.submit('/account/settings', {}, '/account/sign-out');
  for (const [name, value] of old) ana.cookies.set(name, value);
  expect(keyIn((await ana.post(KEYS, form)).body)).toBeUndefined();
});
