/** Pages of operators over HTTP: who sees them, what they change, and what they refuse. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBilling } from '../../../test/request-context.ts';
import { type Edge, startEdge } from '../../api/fixtures/edge.ts';
import { readPolicySettings } from '../../core/policy-settings.ts';
import { createAdministration } from '../../main/admin/index.ts';
import { migrateQueue } from '../../pipeline/jobs.ts';
import { createAccount } from '../../store/accounts.ts';
import { readAudit } from '../../store/audit.ts';
import { setOperator } from '../../store/operators.ts';
import { ensureUser } from '../../store/users.ts';
import accounts from '../accounts/index.ts';
import { beginSession } from '../accounts/session.ts';
import { csrfOf } from '../accounts/tokens.ts';
import admin from './index.ts';

interface Person {
  userId: number;
  cookie: string;
  csrf: string;
}

let edge: Edge;
let operator: Person;
let stranger: Person;

async function person(email: string, isOperator: boolean): Promise<Person> {
  const { db } = edge.database;
  const { user } = await ensureUser(db, { email });
  if (isOperator) await setOperator(db, user.id, true, 'test');
  const { value } = await beginSession(db, { userId: user.id, method: 'email', client: null });
  return { userId: user.id, cookie: `ecosystems-session=${value}`, csrf: csrfOf(value) };
}

beforeAll(async () => {
  edge = await startEdge({
    services: [accounts, admin],
    administration: db => actor =>
      createAdministration(
        { db, keyEnvironment: 'test', billing: noBilling, policy: readPolicySettings({}) },
        actor,
      ),
  });
  await migrateQueue(edge.database.db);
  operator = await person('ops@example.org', true);
  stranger = await person('somebody@example.org', false);
});
afterAll(() => edge.stop());

const get = (path: string, who: Person | null = operator) =>
  fetch(edge.url + path, { headers: who ? { cookie: who.cookie } : {}, redirect: 'manual' });
const post = (
  path: string,
  fields: Record<string, string>,
  who: Person | null = operator,
  headers: Record<string, string> = {},
) =>
  fetch(edge.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...(who ? { cookie: who.cookie } : {}), origin: edge.url, ...headers },
    body: new URLSearchParams({ ...(who ? { csrf: who.csrf } : {}), ...fields }),
  });
const account = async (name: string) => (await createAccount(edge.database.db, { name }, 'test')).id;
const pathsOf = (id: number) =>
  admin.pages.map(({ method = 'GET', path }) => [
    method,
    path
      .replace('{id}', String(id))
      .replace('{key}', '1')
      .replace('{number}', 'INV-1')
      .replace('{slug}', 'free')
      .replace('{name}', 'anonymous'),
  ]);

/** Every form of administration, filled in so that only who sends it, and how, can be wrong. */
function formsOf(id: number): [string, Record<string, string>][] {
  return admin.pages.flatMap(({ method, form }, index) => {
    if (method !== 'POST') return [];
    const fields: Record<string, { type?: string; anyOf?: { const: string }[] }> = form?.properties ?? {};
    const required = (form?.required ?? []) as string[];
    const filled = required.map(name => {
      const { type, anyOf } = fields[name] ?? {};
      return [name, anyOf?.[0]?.const ?? (type === 'integer' ? '1' : 'x')];
    });
    return [[pathsOf(id)[index]?.[1] as string, Object.fromEntries(filled)]];
  });
}

describe('every form', () => {
  const logged = async () => (await readAudit(edge.database.db, { limit: 1 }))[0]?.id;

  it('is 404 for whoever is no operator, 403 without the token of the session, 400 with a field of its own making', async () => {
    const id = await account('Guarded');
    const before = await logged();
    const forms = formsOf(id);
    expect(forms.length).toBeGreaterThan(20);
    for (const [path, fields] of forms) {
      const status = async (...args: [Record<string, string>, (Person | null)?]) =>
        (await post(path, { ...fields, ...args[0] }, args[1] === undefined ? operator : args[1])).status;
      expect([path, await status({}, stranger)]).toEqual([path, 404]);
      expect([path, await status({}, null)]).toEqual([path, 404]);
      expect([path, await status({ csrf: '' })]).toEqual([path, 403]);
      expect([path, await status({ csrf: stranger.csrf })]).toEqual([path, 403]);
      for (const name of ['account_id', 'operator_id', 'status', 'id_', '__proto__', 'constructor']) {
        if (name in fields) continue;
        const answer = await post(path, { ...fields, [name]: '1' });
        expect([path, name, answer.status]).toEqual([path, name, 400]);
      }
    }
    expect(await logged()).toBe(before);
  });
});

describe('whoever is no operator', () => {
  it('finds nothing at any of the pages, signed in or not', async () => {
    const id = await account('Hidden');
    for (const [method, path] of pathsOf(id) as [string, string][]) {
      for (const who of [null, stranger]) {
        const answer = method === 'GET' ? await get(path, who) : await post(path, {}, who);
        // A form with fields that are wrong says so before it knows who asks.
        const allowed = method === 'GET' ? [404] : [404, 400];
        expect(allowed, `${method} ${path}`).toContain(answer.status);
        expect(await answer.text()).not.toContain('Hidden');
      }
    }
    expect(await readAudit(edge.database.db, { accountId: id })).toHaveLength(1);
  });

  it('changes nothing with a form that is right', async () => {
    const id = await account('Target');
    const forms: [string, Record<string, string>][] = [
      [`/admin/accounts/${id}/suspend`, { reason: 'x' }],
      [`/admin/accounts/${id}/plan`, { plan: 'scale', until: '' }],
      [`/admin/accounts/${id}/keys`, { name: 'x' }],
      ['/admin/users', { email: 'somebody@example.org', operator: 'yes' }],
      ['/admin/limits/anonymous', { hourly: '1400' }],
      ['/admin/limits', { name: 'mine', hourly: 'none' }],
      ['/admin/plans', { slug: 'mine', name: 'Mine', policy: 'free' }],
      [`/admin/accounts/${id}/invoices`, { plan: 'scale', name: 'x', address: 'x', country: 'DE' }],
      ['/admin/credits/sla', { month: '2026-01' }],
      ['/admin/jobs/drop', { id: '1' }],
    ];
    for (const [path, fields] of forms) expect((await post(path, fields, stranger)).status, path).toBe(404);
    expect(
      await readAudit(edge.database.db, { actor: `user:${stranger.userId}`, action: 'account.suspend' }),
    ).toEqual([]);
    const { rows } = await edge.database.db.query(`select status, plan from accounts where id = ${id}`);
    expect(rows).toEqual([{ status: 'active', plan: 'free' }]);
  });

  it('is not answered as before when they were an operator and send a form again', async () => {
    const former = await person('once@example.org', true);
    const path = `/admin/accounts/${await account('Former')}/keys`;
    const form = { name: 'k', scopes: 'read:public', once: 'o'.repeat(22) };
    const first = await (await post(path, form, former)).text();
    const key = /eco_test_k_[0-9A-Za-z]{28}/.exec(first)?.[0] as string;
    expect(await (await post(path, form, former)).text()).toContain(key);
    await setOperator(edge.database.db, former.userId, false, 'test');
    const after = await post(path, form, former);
    expect(after.status).toBe(404);
    expect(await after.text()).not.toContain(key);
  });

  it('who was an operator is none from the next request on', async () => {
    const former = await person('former@example.org', true);
    expect((await get('/admin', former)).status).toBe(200);
    await setOperator(edge.database.db, former.userId, false, 'test');
    expect((await get('/admin', former)).status).toBe(404);
  });
});

describe('an operator', () => {
  it('sees every page, also where there is nothing yet, and none of them is kept or indexed', async () => {
    for (const { method, path } of admin.pages) {
      if (method === 'POST' || path.includes('{')) continue;
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.text()).toContain('noindex');
    }
    for (const path of [
      '/admin/accounts/999999',
      '/admin/accounts/x',
      '/admin/invoices/none',
      '/admin/webhooks/7',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });

  it('needs the token of the session, from this site', async () => {
    const id = await account('Forged');
    const path = `/admin/accounts/${id}/suspend`;
    expect((await post(path, { reason: 'x', csrf: stranger.csrf })).status).toBe(403);
    expect((await post(path, { reason: 'x', csrf: '' })).status).toBe(403);
    expect((await post(path, { reason: 'x' }, operator, { origin: 'https://evil.example' })).status).toBe(
      403,
    );
    expect((await get(`/admin/accounts/${id}`)).status).toBe(200);
    expect((await readAudit(edge.database.db, { accountId: id })).map(({ action }) => action)).toEqual([
      'account.create',
    ]);
  });

  it('changes an account, and every change is in the log in their name', async () => {
    const made = await post('/admin/accounts', { name: 'Example Org', email: '' });
    expect(made.status).toBe(303);
    const path = new URL(made.headers.get('location') as string).pathname;
    const id = Number(path.split('/').at(-1));
    await post(`${path}/limits`, { hourly: '70000', daily: 'none', concurrency: '' });
    await post(`${path}/suspend`, { reason: 'unpaid' });
    expect(await (await get(path)).text()).toContain('unpaid');
    await post(`${path}/resume`, {});
    const key = await post(`${path}/keys`, {
      name: 'ci',
      scopes: 'read:events',
      expires_in_days: '30',
      ip_cidrs: '192.0.2.0/24',
      hourly_limit: '500',
    });
    expect(await key.text()).toMatch(/eco_test_k_[0-9A-Za-z]{28}/);
    const { rows: keys } = await edge.database.db.query(
      `select id, scopes, ip_cidrs::text[] as networks, hourly_limit, (expires_at - created_at) > interval '29 days' as ends
        from api_keys where account_id = ${id}`,
    );
    expect(keys).toMatchObject([
      { scopes: ['read:events'], networks: ['192.0.2.0/24'], hourly_limit: 500, ends: true },
    ]);
    const rotated = await post(`${path}/keys/${keys[0]?.id}/rotate`, {});
    expect(await rotated.text()).toMatch(/eco_test_k_[0-9A-Za-z]{28}/);
    await post(`${path}/licences`, { spdx: 'CC0-1.0', valid_to: '2099-01-01', agreement_url: '' });
    const entries = await readAudit(edge.database.db, { accountId: id });
    expect(entries.map(({ action, actor }) => [action, actor])).toEqual(
      [
        'licence.grant',
        'key.rotate',
        'key.create',
        'account.resume',
        'account.suspend',
        'account.limits',
        'account.create',
      ].map(action => [action, `user:${operator.userId}`]),
    );
    expect(entries[5]?.detail).toEqual({ from: null, to: { hourly: 70_000, daily: null } });
    expect((await post(`${path}/delete`, { confirm: 'Another Org' })).status).toBe(422);
    expect((await post(`${path}/delete`, { confirm: 'Example Org' })).status).toBe(303);
    expect(await (await get(path)).text()).toContain('deleted');
  });

  it('is told which field is wrong, on the page of the form', async () => {
    const id = await account('Wrong');
    const wrong = await post(`/admin/accounts/${id}/limits`, { hourly: 'many', daily: '', concurrency: '' });
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      expect.stringContaining('Hourly must be a whole number, or none'),
    ]);
    const ladder = await post('/admin/limits/free', { hourly: '1', daily: '', concurrency: '' });
    expect([ladder.status, await ladder.text()]).toEqual([400, expect.stringContaining('must be more than')]);
    const unknown = await post(`/admin/accounts/${id}/suspend`, { reason: 'x', status: 'deleted' });
    expect(unknown.status).toBe(400);
  });

  it('revokes keys of the account alone whose page it is', async () => {
    const [one, other] = [await account('One'), await account('Other')];
    await post(`/admin/accounts/${one}/keys`, { name: 'k', scopes: 'read:public' });
    const { rows } = await edge.database.db.query<{ id: number }>(
      `select id from api_keys where account_id = ${one}`,
    );
    const keyId = rows[0]?.id;
    for (const what of ['revoke', 'rotate'])
      expect((await post(`/admin/accounts/${other}/keys/${keyId}/${what}`, {})).status).toBe(422);
    expect((await post(`/admin/accounts/${one}/keys/${keyId}/revoke`, {})).status).toBe(303);
  });

  it('makes others operators, and does not lock themselves out', async () => {
    const own = { email: 'ops@example.org', operator: 'no' };
    expect((await post('/admin/users', own)).status).toBe(422);
    expect((await post('/admin/users', { email: 'second@example.org', operator: 'yes' })).status).toBe(303);
    expect(await (await get('/admin/users?operators=yes&query=')).text()).toContain('second@example.org');
  });

  it('walks long lists by cursor, and filters them', async () => {
    for (let at = 0; at < 55; at++) await account(`Many ${at}`);
    const first = await (await get('/admin/accounts?query=many&status=&plan=')).text();
    const next =
      /href="(\/admin\/accounts\?[^"]*before=\d+[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await (await get(next)).text();
    const names = (html: string) => [...html.matchAll(/>(Many \d+)</g)].map(match => match[1]);
    expect([names(first).length, names(second).length]).toEqual([50, 5]);
    expect(new Set([...names(first), ...names(second)]).size).toBe(55);
    const log = await (await get('/admin/audit?action=account.create&actor=test&target=&account=')).text();
    expect(log).toContain('before=');
    expect(log).not.toContain('account.suspend');
  });

  it('shows names as text', async () => {
    const id = await account('<img src=x onerror=alert(1)>');
    await post(`/admin/accounts/${id}/suspend`, { reason: '<script>alert(1)</script>' });
    const { db } = edge.database;
    await post('/admin/plans', { slug: 'hostile', name: '<img src=x>', policy: 'free' });
    await post('/admin/plans/hostile', {
      name: '<img src=x>',
      policy: 'free',
      offered: 'invitation',
      price: '1.00',
      currency: 'USD',
      period: 'month',
      position: '9',
      features: '<script>alert(1)</script>: <script>alert(2)</script>',
    });
    await db.query(`insert into webhook_inbox (provider, event_id, type, body, status, error)
      values ('stripe', '<img src=x>', '<img src=x>', '{"a":"</pre><script>alert(1)</script>"}', 'dead', '<img src=x>')`);
    await db.query(`with subscription as (insert into subscriptions (account_id, provider, ref, state, plan, as_of)
          values (${id}, 'manual-invoice', 'account:${id}', 'active', 'hostile', now()) returning id),
        invoice as (insert into invoices (number, account_id, subscription_id, plan, period_start, period_end, currency, lines,
            net_minor, vat_rate, vat_minor, total_minor, seller, buyer, po_number, issued_at, due_at)
          select 'H-1', ${id}, id, 'hostile', now(), now() + interval '1 day', 'USD',
            '[{"description":"<script>alert(1)</script>","quantity":1,"unitMinor":100}]', 100, 0, 0, 100,
            '{"name":"<img src=x>","address":["<img src=x>"],"country":"DE","vatId":null,"payment":"<img src=x>"}',
            '{"name":"<img src=x>","address":["<img src=x>"],"country":"DE","vatId":null}', '<img src=x>', now(), now()
          from subscription returning *)
      insert into credit_notes (number, invoice_id, account_id, reason, currency, lines, net_minor, vat_rate, vat_minor,
          total_minor, seller, buyer, po_number, issued_at)
        select 'HC-1', id, account_id, '<script>alert(1)</script>', currency,
          '[{"description":"<img src=x>","quantity":1,"unitMinor":-50}]', -50, 0, 0, -50, seller, buyer, po_number, now()
        from invoice`);
    const { rows } = await db.query<{ id: number }>('select max(id)::integer as id from webhook_inbox');
    for (const path of [
      `/admin/accounts/${id}`,
      '/admin/accounts',
      '/admin/audit',
      '/admin/plans',
      '/admin/plans/hostile',
      '/admin/invoices',
      '/admin/invoices/H-1',
      '/admin/credits',
      '/admin/credits/HC-1',
      '/admin/webhooks',
      `/admin/webhooks/${rows[0]?.id}`,
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 200]);
      const html = await (await get(path)).text();
      expect(html).not.toContain('<img src=x');
      expect(html).not.toContain('<script>alert');
    }
  });
});
