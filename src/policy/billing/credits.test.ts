/** Credit notes: sums worked out by hand, and what follows from them over a real database. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/databases.ts';
import type { BillingDetails, Invoice } from '../../core/billing.ts';
import { type BillingSettings, billingSettings } from '../../core/billing-settings.ts';
import { readAudit } from '../../store/audit.ts';
import { billingAccount } from '../../store/billing.ts';
import { findCreditNote, listCreditNotes, slaCreditRows } from '../../store/credit-notes.ts';
import { findInvoice, listInvoices } from '../../store/invoices.ts';
import { creditSums, type InvoicedPeriod, slaShares } from './credits.ts';
import { textOf } from './fixtures/pdf-text.ts';
import { createBilling } from './index.ts';
import { creditFor } from './invoicing.ts';

const day = (text: string) => `${text}T00:00:00.000Z`;
const invoiced = (id: number, plan: string, price: number, from: string, to: string): InvoicedPeriod => ({
  id,
  plan,
  status: 'paid',
  periodStart: day(from),
  periodEnd: day(to),
  lines: [{ description: plan, quantity: 1, unitMinor: price }],
  totalMinor: price,
  creditedMinor: 0,
});

describe('what a report is worth', () => {
  test('is counted by the days of that month in each invoice', () => {
    const invoices = [
      invoiced(1, 'develop', 20_000, '2026-09-15', '2026-10-15'),
      invoiced(2, 'develop', 20_000, '2026-10-15', '2026-11-15'),
    ];
    // 14 of 30 days: 9333.33; 17 of 31 days: 10967.74; a tenth of each.
    expect(slaShares(invoices, { month: '2026-10-01', plan: 'develop', creditPercent: 10 })).toEqual([
      { id: 1, netMinor: 933 },
      { id: 2, netMinor: 1_097 },
    ]);
    expect(slaShares(invoices, { month: '2026-12-01', plan: 'develop', creditPercent: 10 })).toEqual([]);
    expect(slaShares(invoices, { month: '2026-10-01', plan: 'scale', creditPercent: 10 })).toEqual([]);
  });

  test('ends for a plan where a bigger one took its place, and what is void counts for nothing', () => {
    const invoices: InvoicedPeriod[] = [
      invoiced(3, 'scale', 100_000, '2026-10-11', '2026-11-11'),
      { ...invoiced(2, 'develop', 20_000, '2026-10-05', '2026-11-05'), status: 'void' },
      invoiced(1, 'develop', 20_000, '2026-10-01', '2026-11-01'),
    ];
    // 10 of 31 days: 6451.61, of which half; 21 of 31 days: 67741.94, of which a quarter.
    expect(slaShares(invoices, { month: '2026-10-01', plan: 'develop', creditPercent: 50 })).toEqual([
      { id: 1, netMinor: 3_226 },
    ]);
    expect(slaShares(invoices, { month: '2026-10-01', plan: 'scale', creditPercent: 25 })).toEqual([
      { id: 3, netMinor: 16_935 },
    ]);
  });
});

describe('the sums of a credit note', () => {
  // 0.10 at 19 %: 0.019 of VAT, 0.02.
  const small = {
    number: 'T-1',
    status: 'paid',
    vatRate: 1900,
    netMinor: 10,
    vatMinor: 2,
    totalMinor: 12,
    creditedNetMinor: 0,
    creditedMinor: 0,
  } as const;

  test('are below zero, with VAT alike, and the last one takes what rounding left', () => {
    // 19 % of 0.03 is 0.0057.
    expect(creditSums(small, 3)).toEqual({ netMinor: -3, vatMinor: -1, totalMinor: -4 });
    const after = { ...small, creditedNetMinor: 3, creditedMinor: 4 };
    expect(creditSums(after, 3)).toEqual({ netMinor: -3, vatMinor: -1, totalMinor: -4 });
    const last = { ...small, creditedNetMinor: 6, creditedMinor: 8 };
    expect(creditSums(last, 4)).toEqual({ netMinor: -4, vatMinor: 0, totalMinor: -4 });
    expect(() => creditSums({ ...small, creditedNetMinor: 10, creditedMinor: 12 }, 1)).toThrow('in full');
    expect(() => creditSums({ ...small, status: 'void' }, 1)).toThrow('is void');
  });

  test('are never more than is left', () => {
    expect(creditSums(small, 11)).toEqual({ netMinor: -10, vatMinor: -2, totalMinor: -12 });
  });

  test('leave less for an upgrade to take off', () => {
    const invoice = {
      periodStart: day('2026-04-01'),
      periodEnd: day('2026-05-01'),
      lines: [{ description: 'Plan', quantity: 1, unitMinor: 20_000 }],
    };
    const now = new Date(day('2026-04-11'));
    // Twenty thirtieths of 200.00, of which 150.00 were given back.
    expect(creditFor({ ...invoice, creditedNetMinor: 0 }, 'x', now)?.unitMinor).toBe(-13_333);
    expect(creditFor({ ...invoice, creditedNetMinor: 15_000 }, 'x', now)?.unitMinor).toBe(-5_000);
    expect(creditFor({ ...invoice, creditedNetMinor: 20_000 }, 'x', now)).toBeNull();
  });
});

describe('over a database', () => {
  const settings: BillingSettings = billingSettings({
    ECOSYSTEMS_BILLING: 'manual-invoice',
    ECOSYSTEMS_INVOICE_SELLER: 'Example Index e.V.|1 Example Street',
    ECOSYSTEMS_INVOICE_VAT_RATE: '19',
  });
  const details: BillingDetails = {
    name: 'Acme GmbH',
    address: ['2 Example Road'],
    country: 'DE',
    vatId: null,
    email: null,
    poNumber: 'PO-77',
  };
  let database: TestDatabase;
  let billing: ReturnType<typeof createBilling>;
  let account: number;
  beforeAll(async () => {
    database = await createTestDatabase();
    billing = createBilling({
      db: database.db,
      settings,
      baseUrl: 'http://localhost',
      fetch: () => Promise.reject(new Error('nobody is asked here')),
      enqueue: async () => 0,
    });
  });
  afterAll(() => database.drop());
  const newAccount = async () => {
    const { rows } = await database.db.query<{ id: number }>(
      `insert into accounts (name) values ('Acme') returning id`,
    );
    return rows[0]?.id as number;
  };
  beforeEach(async () => {
    account = await newAccount();
  });
  const issue = (plan = 'develop') => billing.issueInvoice(account, plan, 'cli:test', details);
  const plan = async () => (await billingAccount(database.db, account)).plan;
  const credit = (number: string, amount: string | null = null, reason = 'wrong price') =>
    billing.creditInvoice(number, { amount, reason, actor: 'cli:test' });
  const stored = async (number: string) => (await findInvoice(database.db, number)) as Invoice;

  test('a part of a paid invoice is credited under a number of its own series, and changes nothing else', async () => {
    const { number } = await issue();
    await billing.markPaid(number, { actor: 'cli:test' });
    const note = await credit(number, '50.00');
    expect(note).toMatchObject({
      invoiceNumber: number,
      accountId: account,
      currency: 'USD',
      lines: [
        { description: `Correction of invoice ${number}: wrong price`, quantity: 1, unitMinor: -5_000 },
      ],
      netMinor: -5_000,
      vatRate: 1900,
      vatMinor: -950,
      totalMinor: -5_950,
      seller: { name: 'Example Index e.V.' },
      buyer: { name: 'Acme GmbH' },
      poNumber: 'PO-77',
      slaMonth: null,
    });
    expect(note.number).toMatch(/^CN-\d{4}-\d{4}$/);
    expect(await stored(number)).toMatchObject({
      status: 'paid',
      creditedNetMinor: 5_000,
      creditedMinor: 5_950,
    });
    expect(await plan()).toBe('develop');
    expect((await readAudit(database.db, { accountId: account }))[0]).toMatchObject({
      actor: 'cli:test',
      action: 'invoice.credit',
      target: `invoice:${number}`,
      detail: { credit_note: note.number, total_minor: -5_950, currency: 'USD', reason: 'wrong price' },
    });
    expect(await findCreditNote(database.db, note.number, account + 1)).toBeNull();
    const next = await credit(number, '0.01');
    expect(Number(next.number.slice(-4))).toBe(Number(note.number.slice(-4)) + 1);
    expect(await listCreditNotes(database.db, { accountId: account })).toEqual([next, note]);
  });

  test('a credit note is a PDF of one page that names its invoice', async () => {
    const { number } = await issue();
    const note = await credit(number, '12.34', 'wrong Ünit');
    const pdf = await billing.creditNotePdf(note);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(await billing.creditNotePdf(note)).toEqual(pdf);
    const text = textOf(pdf);
    for (const shown of [
      `Credit note ${note.number}`,
      `To invoice: ${number}`,
      'wrong Ünit',
      'Your order: PO-77',
      'USD -12.34',
      // 19 % of 12.34 is 2.3446.
      'USD -2.34',
      'USD -14.68',
    ])
      expect(text).toContain(shown);
    const open = textOf(await billing.invoicePdf(await stored(number)));
    // 238.00 less 14.68.
    expect(open).toContain('To be paid: USD 223.32');
    expect(open).toContain('Credited since: USD 14.68');
  });

  test('an invoice that is credited in full counts as void, and its order may be made anew', async () => {
    const { number } = await issue();
    await credit(number, '150');
    expect(await plan()).toBe('develop');
    const open = async () => (await listInvoices(database.db, { accountId: account, status: 'open' })).length;
    expect(await open()).toBe(1);
    await expect(billing.voidInvoice(number, { reason: 'x', actor: 'x' })).rejects.toMatchObject({
      status: 422,
    });
    expect(await credit(number)).toMatchObject({ netMinor: -5_000, vatMinor: -950 });
    expect(await plan()).toBe('free');
    expect(await open()).toBe(0);
    await expect(billing.markPaid(number, { actor: 'x' })).rejects.toThrow('credited in full');
    await expect(credit(number)).rejects.toMatchObject({ field: 'number', status: 422 });
    const again = await issue();
    expect(again.number > number).toBe(true);
    expect(await plan()).toBe('develop');
  });

  test.each([
    ['amount', '0', 'x'],
    ['amount', '-5', 'x'],
    ['amount', '1.005', 'x'],
    ['amount', '200.01', 'x'],
    ['reason', '5', ' '],
  ])(
    'without a usable %s (%s, %j) nothing is credited, and no number is taken',
    async (field, amount, reason) => {
      const { number } = await issue();
      await expect(credit(number, amount, reason)).rejects.toMatchObject({ field });
      const [before, after] = [await credit(number, '1'), await credit(number, '1')];
      expect(Number(after.number.slice(-4)) - Number(before.number.slice(-4))).toBe(1);
      expect((await stored(number)).creditedNetMinor).toBe(200);
    },
  );

  test('what is void is not credited, and two at once never credit more than there is', async () => {
    const wrong = await issue();
    await billing.voidInvoice(wrong.number, { reason: 'x', actor: 'x' });
    await expect(credit(wrong.number)).rejects.toThrow('is void');
    await expect(credit('INV-2026-9999')).rejects.toThrow('no such invoice');
    const { number } = await issue();
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => credit(number, '60')));
    expect(outcomes.filter(of => of.status === 'fulfilled')).toHaveLength(3);
    expect((await stored(number)).creditedNetMinor).toBe(18_000);
  });

  describe('a report of service levels', () => {
    const report = (month: string, slug: string, percent: number) =>
      database.db.query({
        text: `insert into sla_reports (month, plan, measured_from, minutes, available_minutes, requests, failures, publish_lag,
            targets, credit_percent)
          values ($1::date, $2, $1::date, 44640, 44000, 0, 0, '{}', '{}', $3) on conflict do nothing`,
        values: [month, slug, percent],
      });
    /** Issued now and dated back: the whole of a month. */
    const dated = async (start: string, end: string) => {
      const { number } = await issue();
      await database.db.query({
        text: 'update invoices set period_start = $2, period_end = $3 where number = $1',
        values: [number, start, end],
      });
      return number;
    };

    test('is credited once to each account that was invoiced', async () => {
      await report('2026-03-01', 'develop', 10);
      await report('2026-03-01', 'scale', 0);
      const number = await dated('2026-03-01', '2026-04-01');
      const other = account;
      account = await newAccount();
      const second = await dated('2026-03-01', '2026-04-01');
      account = await newAccount();
      await dated('2026-05-01', '2026-06-01');

      const [note, ...more] = await billing.creditSla('2026-03', { accountId: other, actor: 'cli:test' });
      expect(more).toEqual([]);
      expect(note).toMatchObject({
        invoiceNumber: number,
        netMinor: -2_000,
        vatMinor: -380,
        totalMinor: -2_380,
        slaMonth: '2026-03-01',
        slaPlan: 'develop',
        reason: 'Service levels of 2026-03: 10 % of the price of plan Develop for that month',
      });
      await expect(billing.creditSla('2026-03', { accountId: other, actor: 'x' })).rejects.toMatchObject({
        status: 422,
        message: expect.stringContaining(note?.number as string),
      });
      await expect(billing.creditSla('2026-03', { accountId: account, actor: 'x' })).rejects.toThrow(
        'no invoice of 2026-03',
      );
      expect(await slaCreditRows(database.db)).toEqual([
        { month: '2026-03', plan: 'develop', creditPercent: 10, invoiced: 2, credited: 1 },
      ]);
      const all = await Promise.all(
        [1, 2, 3].map(() => billing.creditSla('2026-03', { accountId: null, actor: 'cli:test' })),
      );
      expect(all.flat().map(of => of.invoiceNumber)).toEqual([second]);
      expect((await readAudit(database.db, { accountId: other }))[0]).toMatchObject({ action: 'sla.credit' });
    });

    test('that is not there, or under which nothing is given back, is refused by its month', async () => {
      await report('2026-02-01', 'develop', 0);
      for (const [month, words] of [
        ['2026-13', 'such as'],
        ['2026-1', 'such as'],
        ['2026-01', 'no report'],
        ['2026-02', 'nothing is given back'],
      ] as const)
        await expect(billing.creditSla(month, { accountId: null, actor: 'x' })).rejects.toMatchObject({
          field: 'month',
          message: expect.stringContaining(words),
        });
    });
  });
});
