/** `ecosystems admin` and local keys as an operator runs them, on a database of their own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const ecosystems = (...args: string[]) =>
  run(args, {
    DATABASE_URL: database.url,
    ECOSYSTEMS_HOME: home,
    ECOSYSTEMS_BILLING: 'manual-invoice',
    ECOSYSTEMS_INVOICE_SELLER: 'Example Index|1 Example Street',
    ECOSYSTEMS_INVOICE_VAT_RATE: '19',
    ECOSYSTEMS_INVOICE_DAYS: '14',
  });
const admin = (...args: string[]) => ecosystems('admin', ...args);
/** Newest first. */
const auditOf = async (target: string) =>
  (await json('admin', 'audit', '--target', target)).map(({ actor, action }) => [actor, action]);
const actor = `cli:${userInfo().username}`;
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

it('says of every list that is empty what to do, on standard error, and nothing as JSON', async () => {
  for (const [list, words] of [
    [['invoices', 'list'], 'admin invoices issue'],
    [['credit-notes', 'list'], 'no credit notes'],
    [['sla', 'list'], 'nothing is given back'],
    [['webhooks', 'list'], 'no webhooks'],
    [['jobs', 'dead'], 'no dead jobs'],
    [['tombstones', 'list'], 'ecosystems delete'],
  ] as const) {
    const { code, stdout, stderr } = await admin(...list);
    expect([code, stdout, stderr]).toEqual([0, '', expect.stringContaining(words)]);
  }
  const asJson = await ecosystems('--json', 'admin', 'webhooks', 'list');
  expect(asJson).toEqual({ code: 0, stdout: '', stderr: '' });
});

it('issues an invoice, notes that it is paid, credits it and voids another, in money as people write it', async () => {
  const [account] = await json('admin', 'accounts', 'create', 'Buyer');
  const id = String(account?.id);
  const nobody = await admin('invoices', 'issue', id, 'scale');
  expect([nobody.code, nobody.stderr]).toEqual([
    2,
    expect.stringContaining('--name, --address and --country'),
  ]);
  const to = ['--name', 'Acme GmbH', '--address', '2 Example Road|20095 Hamburg', '--country', 'DE'];
  const [made] = await json('admin', 'invoices', 'issue', id, 'scale', ...to, '--po-number', 'PO-77');
  const number = String(made?.number);
  expect(made).toMatchObject({ status: 'open', net_minor: 100_000, vat_minor: 19_000, po_number: 'PO-77' });
  expect(Date.parse(made?.due_at as string) - Date.parse(made?.issued_at as string)).toBe(14 * 86_400_000);
  expect((await admin('invoices', 'list', '--account', id)).stdout).toMatch(
    new RegExp(`^${number} +${id} +open +scale +USD 1,190\\.00 +-  `, 'm'),
  );
  expect((await admin('invoices', 'paid', number, '--reference', 'bank 1')).stdout).toBe(`paid  ${number}\n`);
  const late = await admin('invoices', 'void', number, '--reason', 'x', '--yes');
  expect([late.code, late.stderr]).toEqual([2, expect.stringContaining('make a credit note instead')]);

  const asked = await admin('invoices', 'credit', number, '--reason', 'x');
  expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('Say --yes')]);
  const credit = (...more: string[]) =>
    admin('invoices', 'credit', number, '--reason', 'two days without the feed', '--yes', ...more);
  expect((await credit('--amount', '100.00')).stdout).toMatch(
    /^credited {2}CN-\d{4}-0001 {2}USD -119\.00\n$/,
  );
  const much = await credit('--amount', '900.01');
  expect([much.code, much.stderr]).toEqual([2, expect.stringContaining('at most USD 900.00')]);
  const shown = (await admin('invoices', 'show', number)).stdout;
  for (const words of ['paid, bank 1', 'PO-77', 'USD 1,190.00', 'Credited: USD 119.00'])
    expect(shown.replaceAll(/paid: +\d{4}-\d\d-\d\d/g, 'paid')).toContain(words);
  const [note] = await json('admin', 'credit-notes', 'list', '--invoice', number);
  expect(note).toMatchObject({ invoice_number: number, net_minor: -10_000, vat_minor: -1_900 });
  const file = join(home, 'note.pdf');
  expect((await admin('credit-notes', 'pdf', String(note?.number), file)).code).toBe(0);
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  const again = await admin('credit-notes', 'pdf', String(note?.number), file);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('is there already')]);

  await credit();
  const [after] = await json('admin', 'accounts', 'show', id);
  expect(after).toMatchObject({ account: { plan: 'free' }, credit_notes: [{}, {}] });
  const [second] = await json('admin', 'invoices', 'issue', id, 'develop');
  expect((await admin('invoices', 'void', String(second?.number), '--reason', 'mistake', '--yes')).code).toBe(
    0,
  );
  expect(await auditOf(`invoice:${number}`)).toEqual(
    ['invoice.credit', 'invoice.credit', 'invoice.paid', 'invoice.issue'].map(action => [actor, action]),
  );
  expect(await auditOf(`invoice:${second?.number}`)).toEqual([
    [actor, 'invoice.void'],
    [actor, 'invoice.issue'],
  ]);
  const none = await admin('invoices', 'paid', 'INV-2026-9999');
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('no such invoice')]);
  const status = await admin('invoices', 'list', '--status', 'gone');
  expect([status.code, status.stderr]).toEqual([2, expect.stringContaining('open, paid, void')]);
}, 120_000);

it('credits what a month’s report gives back, once', async () => {
  const [account] = await json('admin', 'accounts', 'create', 'Waiting');
  const to = ['--name', 'Acme', '--address', '2 Example Road', '--country', 'DE'];
  const [made] = await json('admin', 'invoices', 'issue', String(account?.id), 'develop', ...to);
  await database.db.query({
    text: `update invoices set period_start = '2026-03-01', period_end = '2026-04-01' where number = $1`,
    values: [made?.number],
  });
  await database.db.query(`insert into sla_reports (month, plan, measured_from, minutes, available_minutes, requests, failures,
      publish_lag, targets, credit_percent)
    values ('2026-03-01', 'develop', '2026-03-01', 44640, 42000, 0, 0, '{}', '{}', 10)`);
  expect((await admin('sla', 'list')).stdout).toMatch(/2026-03 +develop +10 % +1 +0\n/);
  // A tenth of 200.00.
  expect(await json('admin', 'sla', 'credit', '2026-03', '--yes')).toMatchObject([
    { invoice_number: made?.number, net_minor: -2_000, total_minor: -2_380, sla_month: '2026-03-01' },
  ]);
  const twice = await admin('sla', 'credit', '2026-03', '--account', 'Waiting', '--yes');
  expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('booked already: CN-')]);
  expect((await admin('sla', 'credit', '2026-03', '--yes')).stderr).toContain('nothing is left to credit');
  expect((await auditOf(`invoice:${made?.number}`))[0]).toEqual([actor, 'sla.credit']);
}, 60_000);

it('replays webhooks, and queues dead jobs again or drops them', async () => {
  const { db } = database;
  const { rows } = await db.query<{ id: number }>(
    `insert into webhook_inbox (provider, event_id, type, body, status, attempts, error)
      values ('stripe', 'evt_1', 'invoice.paid', '{"id":"evt_1"}', 'dead', 1, 'no account') returning id::integer`,
  );
  const id = String(rows[0]?.id);
  expect((await admin('webhooks', 'list', '--status', 'dead')).stdout).toMatch(
    /stripe +invoice\.paid +dead +1 /,
  );
  expect((await admin('webhooks', 'show', id)).stdout).toContain('{"id":"evt_1"}');
  expect((await admin('webhooks', 'replay', id)).stdout).toBe(`queued  ${id}\n`);
  expect((await json('admin', 'webhooks', 'show', id))[0]).toMatchObject({ status: 'pending', error: null });
  expect(await auditOf(`webhook:${id}`)).toEqual([[actor, 'webhook.replay']]);
  expect((await admin('webhooks', 'replay', '999')).code).toBe(1);

  const { rows: jobs } = await db.query<{ id: string }>(
    `update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'given up'
      where key = 'webhook:${id}' returning id::text`,
  );
  const job = jobs[0]?.id as string;
  expect((await admin('jobs', 'dead')).stdout).toMatch(new RegExp(`${job} +webhook:${id} .*given up`));
  expect((await admin('jobs', 'retry', job)).stdout).toBe('1 queued again\n');
  const gone = await admin('jobs', 'drop', job, '--yes');
  expect([gone.code, gone.stderr]).toEqual([1, expect.stringContaining('no such dead job')]);
  await db.query('update graphile_worker._private_jobs set attempts = max_attempts');
  expect((await admin('jobs', 'drop', job, '--yes')).stdout).toBe('1 removed\n');
  expect(await auditOf(`job:${job}`)).toEqual([
    [actor, 'jobs.drop'],
    [actor, 'jobs.retry'],
  ]);
}, 60_000);

it('lists tombstones and lifts them', async () => {
  expect((await ecosystems('delete', 'pkg:npm/left-pad', '--reason', 'asked for')).code).toBe(0);
  expect((await admin('tombstones', 'list')).stdout).toMatch(/npmjs\.org +package +left-pad .* asked for\n/);
  expect((await admin('tombstones', 'lift', 'npmjs.org', 'left-pad')).code).toBe(2);
  expect((await admin('tombstones', 'lift', 'npmjs.org', 'left-pad', '--yes')).stdout).toBe(
    'lifted  npmjs.org  left-pad\n',
  );
  expect((await admin('tombstones', 'lift', 'npmjs.org', 'left-pad', '--yes')).code).toBe(1);
  expect(await auditOf('tombstone:npmjs.org/package/left-pad')).toEqual([[actor, 'tombstone.lift']]);
}, 60_000);

it('makes plans with a price of their currency, features and limits that there are', async () => {
  const set = (...args: string[]) => admin('plans', 'set', 'team', ...args);
  expect((await set('--currency', 'JPY', '--price', '5000', '--feature', 'support=phone')).stdout).toBe(
    'set  team  JPY 5,000 a month\n',
  );
  const fraction = await set('--price', '5000.5');
  expect([fraction.code, fraction.stderr]).toEqual([2, expect.stringContaining('no amount in JPY')]);
  const limits = await set('--policy', 'nothing');
  expect([limits.code, limits.stderr]).toEqual([2, expect.stringContaining('no limits called nothing')]);
  const [plan] = await json(
    'admin',
    'plans',
    'set',
    'team',
    '--feature',
    'support=',
    '--feature',
    'sla=none',
  );
  expect(plan).toMatchObject({ features: { sla: 'none' }, price_cents: 5_000, currency: 'JPY' });
}, 60_000);

it('says what it does not do', async () => {
  const remote = await ecosystems('--server', 'http://127.0.0.1:9', 'admin', 'accounts', 'list');
  expect([remote.code, remote.stderr]).toEqual([2, expect.stringContaining('leave out --server')]);
  expect((await ecosystems('admin', 'accounts')).code).toBe(2);
  expect((await ecosystems('admin', 'jobs', 'retry')).code).toBe(2);
});
