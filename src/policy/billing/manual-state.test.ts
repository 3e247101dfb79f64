import { describe, expect, test } from 'vitest';
import { type InvoiceFacts, type ManualTerms, manualObservation } from './manual-state.ts';

const DAY_MS = 86_400_000;
const day = (month: number, date: number) =>
  `2026-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}T00:00:00.000Z`;
const invoice = (over: Partial<InvoiceFacts> = {}): InvoiceFacts => ({
  status: 'open',
  plan: 'develop',
  periodStart: day(1, 1),
  periodEnd: day(2, 1),
  dueAt: day(1, 31),
  totalMinor: 23_800,
  creditedMinor: 0,
  ...over,
});
const trust: ManualTerms = {
  plan: 'develop',
  nextPlan: null,
  cancelAtPeriodEnd: false,
  activeFrom: 'issue',
  leadMs: 0,
};
const first: ManualTerms = { ...trust, activeFrom: 'payment', leadMs: 10 * DAY_MS };
const next = { periodStart: day(2, 1), periodEnd: day(3, 1), dueAt: day(3, 3) };
const at = (invoices: InvoiceFacts[], terms: ManualTerms, now: string) => {
  const { state, plan, paidUntil, pastDueSince, checkAt } = manualObservation(invoices, terms, new Date(now));
  return [state, plan, paidUntil, pastDueSince, checkAt];
};

describe('from the issue of an invoice', () => {
  test.each<[string, InvoiceFacts[], string, unknown[]]>([
    ['open', [invoice()], day(1, 2), ['active', 'develop', day(2, 1), null, day(1, 31)]],
    ['open and due', [invoice()], day(1, 31), ['past_due', 'develop', day(2, 1), day(1, 31), day(2, 1)]],
    ['paid', [invoice({ status: 'paid' })], day(1, 31), ['active', 'develop', day(2, 1), null, day(2, 1)]],
    [
      'paid, and the next one still to come',
      [invoice({ status: 'paid' })],
      day(2, 2),
      ['active', 'develop', day(2, 1), null, null],
    ],
    ['void', [invoice({ status: 'void' })], day(1, 2), ['canceled', 'develop', null, null, null]],
    [
      'an upgrade in the middle',
      [
        invoice({ status: 'paid' }),
        invoice({ plan: 'scale', periodStart: day(1, 15), periodEnd: day(2, 15), dueAt: day(2, 14) }),
      ],
      day(1, 16),
      ['active', 'scale', day(2, 15), null, day(2, 14)],
    ],
    [
      'the next one due, the first not paid',
      [invoice(), invoice(next)],
      day(3, 4),
      ['past_due', 'develop', day(3, 1), day(1, 31), null],
    ],
  ])('%s', (_, invoices, now, expected) => {
    expect(at(invoices, trust, now)).toEqual(expected);
  });

  test('what is to end ends with its period', () => {
    const ending = { ...trust, cancelAtPeriodEnd: true };
    expect(at([invoice({ status: 'paid' })], ending, day(1, 31))[0]).toBe('active');
    expect(at([invoice({ status: 'paid' })], ending, day(2, 1))[0]).toBe('canceled');
  });
});

describe('from the payment of an invoice', () => {
  test.each<[string, InvoiceFacts[], string, unknown[]]>([
    ['open', [invoice()], day(1, 2), ['incomplete', 'develop', null, null, null]],
    ['open and due', [invoice()], day(2, 2), ['incomplete', 'develop', null, null, null]],
    [
      'paid: ten days before its end the next one is made',
      [invoice({ status: 'paid' })],
      day(1, 2),
      ['active', 'develop', day(2, 1), null, day(1, 22)],
    ],
    [
      'the next one is not paid when its period begins',
      [invoice({ status: 'paid' }), invoice(next)],
      day(2, 1),
      ['past_due', 'develop', day(2, 1), day(2, 1), day(3, 3)],
    ],
    [
      'the next one is paid',
      [invoice({ status: 'paid' }), invoice({ ...next, status: 'paid' })],
      day(2, 1),
      ['active', 'develop', day(3, 1), null, day(2, 19)],
    ],
  ])('%s', (_, invoices, now, expected) => {
    expect(at(invoices, first, now)).toEqual(expected);
  });
});
