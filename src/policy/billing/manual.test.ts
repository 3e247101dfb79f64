/** Orders, invoices and payments over a real database, with a clock of the test's own. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/databases.ts';
import type { BillingDetails } from '../../core/billing.ts';
import type { InvoiceSettings } from '../../core/billing-settings.ts';
import { readAudit } from '../../store/audit.ts';
import { billingAccount, entitlementChanges, findSubscription, putCustomer } from '../../store/billing.ts';
import { findInvoice, insertInvoice, listInvoices } from '../../store/invoices.ts';
import { findPlan } from '../../store/plans.ts';
import { decide } from './entitlements.ts';
import { textOf } from './fixtures/pdf-text.ts';
import { invoicePdf } from './invoice-pdf.ts';
import { createManualBilling, type ManualBilling } from './manual.ts';
import { OUTSIDE, REVERSE_CHARGE } from './vat.ts';

const settings: InvoiceSettings = {
  seller: ['Example Index e.V.', '1 Example Street', '10115 Berlin'],
  country: 'DE',
  vatId: 'DE123456789',
  vatRate: 1900,
  prefix: 'T-',
  creditPrefix: 'TC-',
  days: 14,
  activeFrom: 'issue',
  payment: 'IBAN XX00 0000, reference is the number',
};
const details: BillingDetails = {
  name: 'Acme GmbH',
  address: ['2 Example Road', '20095 Hamburg'],
  country: 'DE',
  vatId: null,
  email: 'billing@example.org',
  poNumber: 'PO-77',
};

let database: TestDatabase;
let clock: Date;
let trust: ManualBilling;
let first: ManualBilling;
let account: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const now = () => clock;
  trust = createManualBilling({ db: database.db, settings, now });
  first = createManualBilling({ db: database.db, settings: { ...settings, activeFrom: 'payment' }, now });
});
afterAll(() => database.drop());
beforeEach(async () => {
  clock = new Date('2026-01-31T10:00:00.000Z');
  const { rows } = await database.db.query<{ id: number }>(
    `insert into accounts (name) values ('Acme') returning id`,
  );
  account = rows[0]?.id as number;
});

const at = (iso: string) => {
  clock = new Date(iso);
};
const plan = async () => (await billingAccount(database.db, account)).plan;
const subscription = async () => {
  const found = await findSubscription(database.db, 'manual-invoice', `account:${account}`);
  if (!found) throw new Error('no subscription');
  return found;
};
const order = async (billing: ManualBilling, slug: string, over: Partial<BillingDetails> = {}) => {
  const chosen = await findPlan(database.db, slug);
  if (!chosen) throw new Error('no plan');
  const options = { actor: 'user:1', details: { ...details, ...over }, now: clock };
  return billing.issueInvoice(await billingAccount(database.db, account), chosen, options);
};
const change = async (billing: ManualBilling, slug: string) => {
  const chosen = await findPlan(database.db, slug);
  if (!chosen) throw new Error('no plan');
  return billing.changePlan(
    await billingAccount(database.db, account),
    await subscription(),
    chosen,
    'user:1',
  );
};
/** As the schedule does. */
const tick = async (billing: ManualBilling) => {
  await billing.refresh(await subscription(), clock, 'schedule');
  await database.db.transaction(tx => decide(tx, account, { now: clock, cause: 'schedule' }));
};
const invoices = async () => (await listInvoices(database.db, { accountId: account })).reverse();

describe('an order', () => {
  test('is an invoice with its sums, the plan holds at once, and the same order again is the same invoice', async () => {
    const invoice = await order(trust, 'develop');
    expect(invoice).toMatchObject({
      status: 'open',
      netMinor: 20_000,
      vatRate: 1900,
      vatMinor: 3_800,
      totalMinor: 23_800,
      vatNote: null,
      poNumber: 'PO-77',
      issuedAt: '2026-01-31T10:00:00.000Z',
      dueAt: '2026-02-14T10:00:00.000Z',
      periodStart: '2026-01-31T10:00:00.000Z',
      periodEnd: '2026-02-28T10:00:00.000Z',
      seller: { name: 'Example Index e.V.', country: 'DE' },
      buyer: { name: 'Acme GmbH', address: ['2 Example Road', '20095 Hamburg'] },
    });
    expect(invoice.number).toMatch(/^T-2026-\d{4}$/);
    expect(await plan()).toBe('develop');
    expect((await order(trust, 'develop')).number).toBe(invoice.number);
    expect(await invoices()).toHaveLength(1);
    expect((await readAudit(database.db, { accountId: account }))[0]).toMatchObject({
      actor: 'user:1',
      action: 'invoice.issue',
      target: `invoice:${invoice.number}`,
    });
  });

  test('of another country is without VAT and says why', async () => {
    const french = await order(trust, 'develop', { country: 'FR', vatId: 'FR12345678901' });
    expect(french).toMatchObject({ vatRate: 0, vatMinor: 0, totalMinor: 20_000, vatNote: REVERSE_CHARGE });
    await trust.voidInvoice(french.number, { reason: 'test', actor: 'cli:test' });
    const american = await order(trust, 'develop', { country: 'us' });
    expect(american).toMatchObject({ vatMinor: 0, vatNote: OUTSIDE, buyer: { country: 'US' } });
  });

  test.each([
    ['name', { name: ' ' }],
    ['address', { address: [] }],
    ['country', { country: 'Germany' }],
    ['vat_id', { vatId: 'DE1' }],
    ['email', { email: 'nobody' }],
    ['po_number', { poNumber: 'x'.repeat(201) }],
  ])('without a usable %s is refused by name, and takes no number', async (field, over) => {
    await expect(order(trust, 'develop', over)).rejects.toMatchObject({ field });
    expect(await invoices()).toEqual([]);
  });

  test('of many at once have numbers without a gap, also where some fail', async () => {
    const { rows } = await database.db.query<{ id: number }>(
      `insert into accounts (name) select 'Many ' || n from generate_series(1, 12) n returning id`,
    );
    const develop = await findPlan(database.db, 'develop');
    if (!develop) throw new Error('no plan');
    const outcomes = await Promise.allSettled(
      rows.map(async ({ id }, index) => {
        const given = index % 3 === 0 ? { ...details, country: 'nowhere' } : details;
        return trust.issueInvoice(await billingAccount(database.db, id), develop, {
          actor: 'x',
          details: given,
          now: clock,
        });
      }),
    );
    expect(outcomes.filter(of => of.status === 'rejected')).toHaveLength(4);
    const { rows: numbers } = await database.db.query<{ number: string }>(
      `select number from invoices order by number`,
    );
    expect(numbers.map(of => of.number)).toEqual(
      numbers.map((_, index) => `T-2026-${String(index + 1).padStart(4, '0')}`),
    );
  });
});

describe('a subscription by invoices', () => {
  test('renews by itself, on the day of the month on which it began, and is past due when nobody pays', async () => {
    const invoice = await order(trust, 'develop');
    await trust.markPaid(invoice.number, { actor: 'cli:test', reference: 'bank 1' });
    at('2026-02-28T09:59:00.000Z');
    await tick(trust);
    expect(await invoices()).toHaveLength(1);
    at('2026-02-28T10:01:00.000Z');
    await tick(trust);
    await tick(trust);
    const [, second] = await invoices();
    expect(await invoices()).toHaveLength(2);
    expect(second).toMatchObject({
      status: 'open',
      periodStart: '2026-02-28T10:00:00.000Z',
      periodEnd: '2026-03-31T10:00:00.000Z',
      dueAt: '2026-03-14T10:01:00.000Z',
    });
    expect(await plan()).toBe('develop');

    at('2026-03-14T10:01:00.000Z');
    await tick(trust);
    expect(await subscription()).toMatchObject({
      effectiveState: 'past_due',
      changesAt: '2026-03-21T10:01:00.000Z',
    });
    expect(await plan()).toBe('develop');
    at('2026-03-21T10:01:00.000Z');
    await tick(trust);
    expect(await plan()).toBe('free');
    at('2026-04-20T00:00:00.000Z');
    await tick(trust);
    // Nothing more is charged to those who do not pay.
    expect(await invoices()).toHaveLength(2);

    await trust.markPaid(second?.number ?? '', { actor: 'cli:test' });
    expect(await plan()).toBe('develop');
    expect(
      (await entitlementChanges(database.db, account)).map(of => [of.toState, of.toPlan]).reverse(),
    ).toEqual([
      ['active', 'develop'],
      ['past_due', 'develop'],
      [null, 'free'],
      ['active', 'develop'],
    ]);
  });

  test('issues a renewal anew that was credited in full, to the details of that day, unless it was canceled', async () => {
    const { number } = await order(trust, 'develop');
    await trust.markPaid(number, { actor: 'cli:test' });
    at('2026-02-28T10:01:00.000Z');
    await tick(trust);
    const [, wrong] = await invoices();
    const credit = { amount: null, reason: 'wrong buyer', actor: 'cli:test' };
    await trust.creditInvoice(wrong?.number as string, credit);
    await putCustomer(database.db, 'manual-invoice', {
      accountId: account,
      ref: `account:${account}`,
      details: { ...details, name: 'Acme Holding' },
    });
    at('2026-02-28T10:02:00.000Z');
    await tick(trust);
    await tick(trust);
    expect((await invoices()).slice(2)).toMatchObject([
      {
        status: 'open',
        buyer: { name: 'Acme Holding' },
        periodStart: '2026-02-28T10:00:00.000Z',
        periodEnd: '2026-03-31T10:00:00.000Z',
      },
    ]);
    expect(await plan()).toBe('develop');

    await trust.cancel(await billingAccount(database.db, account), await subscription(), 'user:1');
    const [, , third] = await invoices();
    await trust.creditInvoice(third?.number as string, credit);
    at('2026-02-28T10:03:00.000Z');
    await tick(trust);
    expect(await invoices()).toHaveLength(3);
    expect(await plan()).toBe('free');
  });

  test('begins with the payment where that is the rule', async () => {
    const invoice = await order(first, 'scale');
    expect(await subscription()).toMatchObject({ effectiveState: 'incomplete' });
    expect(await plan()).toBe('free');
    await first.markPaid(invoice.number, { actor: 'cli:test', at: clock });
    expect(await plan()).toBe('scale');
    // Fourteen days ahead, so that there is time to pay.
    at('2026-02-14T10:00:00.000Z');
    await tick(first);
    expect((await invoices())[1]).toMatchObject({
      periodStart: '2026-02-28T10:00:00.000Z',
      dueAt: '2026-02-28T10:00:00.000Z',
    });
    at('2026-02-28T10:00:00.000Z');
    await tick(first);
    expect(await subscription()).toMatchObject({ effectiveState: 'past_due' });
  });

  test('grows at once and credits what was not used, shrinks with the next period, and ends with it', async () => {
    at('2026-04-01T00:00:00.000Z');
    await order(trust, 'develop');
    // Ten of thirty days are over: twenty thirtieths of 200.00 are left.
    at('2026-04-11T00:00:00.000Z');
    const step = await change(trust, 'scale');
    const upgrade = (await invoices())[1];
    expect(step.redirect).toBe(`/account/invoices/${upgrade?.number}`);
    expect(upgrade).toMatchObject({
      lines: [
        { description: 'Plan Scale, 2026-04-11 to 2026-05-11', quantity: 1, unitMinor: 100_000 },
        {
          description: 'Unused part of plan Develop, 2026-04-11 to 2026-05-01',
          quantity: 1,
          unitMinor: -13_333,
        },
      ],
      netMinor: 86_667,
      // 16466.73
      vatMinor: 16_467,
    });
    expect(await plan()).toBe('scale');
    // Once more is the same order.
    await change(trust, 'scale');
    expect(await invoices()).toHaveLength(2);

    await change(trust, 'develop');
    expect(await subscription()).toMatchObject({ nextPlan: 'develop', plan: 'scale' });
    for (const { number } of await invoices()) await trust.markPaid(number, { actor: 'cli:test' });
    at('2026-05-11T00:00:00.000Z');
    await tick(trust);
    expect((await invoices())[2]).toMatchObject({ plan: 'develop', netMinor: 20_000 });
    expect(await plan()).toBe('develop');
    expect(await subscription()).toMatchObject({ nextPlan: null });

    await trust.cancel(await billingAccount(database.db, account), await subscription(), 'user:1');
    await trust.markPaid((await invoices())[2]?.number ?? '', { actor: 'cli:test' });
    at('2026-06-10T23:59:00.000Z');
    await tick(trust);
    expect(await plan()).toBe('develop');
    at('2026-06-11T00:00:00.000Z');
    await tick(trust);
    expect(await plan()).toBe('free');
    expect(await subscription()).toMatchObject({ effectiveState: 'canceled' });
    expect(await invoices()).toHaveLength(3);
    // And may begin anew.
    at('2026-07-01T00:00:00.000Z');
    await order(trust, 'develop');
    expect(await plan()).toBe('develop');
  });

  test('of an account that is suspended is not renewed', async () => {
    const invoice = await order(trust, 'develop');
    await trust.markPaid(invoice.number, { actor: 'cli:test' });
    await database.db.query({
      text: `update accounts set status = 'suspended' where id = $1`,
      values: [account],
    });
    at('2026-02-28T10:01:00.000Z');
    await tick(trust);
    expect(await invoices()).toHaveLength(1);
    expect(await subscription()).toMatchObject({ effectiveState: 'canceled' });
  });
});

describe('an invoice', () => {
  test('is paid once, cannot be void then, and void ends what it gave', async () => {
    const invoice = await order(trust, 'develop');
    await trust.voidInvoice(invoice.number, { reason: 'ordered by mistake', actor: 'cli:test' });
    expect(await plan()).toBe('free');
    await expect(trust.markPaid(invoice.number, { actor: 'cli:test' })).rejects.toMatchObject({
      status: 422,
    });
    const again = await order(trust, 'develop');
    expect(again.number > invoice.number).toBe(true);
    const paid = await trust.markPaid(again.number, { actor: 'cli:test', reference: 'bank 2' });
    expect(await trust.markPaid(again.number, { actor: 'cli:test', reference: 'bank 3' })).toEqual(paid);
    await expect(trust.voidInvoice(again.number, { reason: 'no', actor: 'cli:test' })).rejects.toMatchObject({
      status: 422,
    });
    await expect(trust.markPaid('T-2026-9999', { actor: 'cli:test' })).rejects.toThrow('no such invoice');
    expect((await readAudit(database.db, { accountId: account })).map(of => of.action)).toEqual([
      'invoice.paid',
      'invoice.issue',
      'invoice.void',
      'invoice.issue',
    ]);
  });

  test('is found for its own account only', async () => {
    const { number } = await order(trust, 'develop');
    expect(await findInvoice(database.db, number, account)).not.toBeNull();
    expect(await findInvoice(database.db, number, account + 1)).toBeNull();
  });

  test('is a PDF of one page, the same bytes each time, whatever the names hold', async () => {
    const invoice = await order(trust, 'develop', { name: 'Łódź (Ünïcode) \\ 中文 Co.' });
    const pdf = await invoicePdf(invoice);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toMatch(/%%EOF\s*$/);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(await invoicePdf(invoice)).toEqual(pdf);
    const text = textOf(pdf);
    expect(text).toContain(`Invoice ${invoice.number}`);
    expect(text).toContain('?ódz (Ünïcode) \\ ?? Co.');
    expect(text).toContain('USD 238.00');
    expect(text).toContain('VAT 19 %');
    expect(text).toContain('Payment: IBAN XX00 0000');
  });

  test('that could not be issued takes no number', async () => {
    const { number } = await order(trust, 'develop');
    const series = 'T-2026-';
    const { id, ...content } = (await findInvoice(database.db, number)) as NonNullable<
      Awaited<ReturnType<typeof findInvoice>>
    >;
    expect(id).toBeGreaterThan(0);
    const failing = database.db.transaction(async tx => {
      await insertInvoice(tx, series, content, 'x');
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    const next = await database.db.transaction(tx => insertInvoice(tx, series, content, 'x'));
    expect(Number(next.number.slice(-4))).toBe(Number(number.slice(-4)) + 1);
  });
});
