/** What the reports of service levels say is given back, as credit notes: each report once for each account. */
import type { CreditNote } from '../../core/billing.ts';
import type { InvoiceSettings } from '../../core/billing-settings.ts';
import { InputError } from '../../core/errors.ts';
import { databaseTime, lockAccount } from '../../store/billing.ts';
import { accountsInvoiced, creditNotesOfReport } from '../../store/credit-notes.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { listInvoices } from '../../store/invoices.ts';
import { findPlan } from '../../store/plans.ts';
import { type SlaReport, slaReportsOf } from '../../store/sla.ts';
import { credit, monthOf, slaShares } from './credits.ts';

/** An account has an invoice a month, and some more for upgrades. */
const MOST_INVOICES = 1_000;

export interface SlaCreditDeps {
  db: Database;
  settings: Pick<InvoiceSettings, 'creditPrefix'>;
  /** What follows from an account's invoices is decided anew, in the same transaction. */
  settled(tx: Queryable, accountId: number, at: Date, actor: string): Promise<void>;
  /** Default: the clock of the database. */
  now?: () => Date;
}

/** As Billing.creditSla. */
export async function creditSla(
  deps: SlaCreditDeps,
  given: string,
  { accountId, actor }: { accountId: number | null; actor: string },
): Promise<CreditNote[]> {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(given))
    throw new InputError('month', 'month must be a month such as 2027-01');
  const month = `${given}-01`;
  const all = await slaReportsOf(deps.db, month);
  if (all.length === 0) throw new InputError('month', `there is no report of ${given}`, 422);
  const reports = all.filter(of => of.creditPercent > 0);
  if (reports.length === 0)
    throw new InputError('month', `nothing is given back for ${given}: all targets were met`, 422);
  const made: CreditNote[] = [];
  const refusals: string[] = [];
  for (const report of reports) {
    const invoiced = await accountsInvoiced(deps.db, report.plan, ...monthOf(month));
    for (const id of invoiced.filter(of => accountId === null || of === accountId)) {
      const booked = await bookOne(deps, id, report, actor);
      if (typeof booked === 'string') refusals.push(booked);
      else made.push(...booked);
    }
  }
  if (made.length === 0 && accountId !== null)
    throw new InputError(
      'account',
      refusals[0] ?? `this account has no invoice of ${given} under a plan with an agreement that was missed`,
      422,
    );
  return made;
}

/** One account and one report, in a transaction. @returns the credit notes, or why there are none. */
function bookOne(
  { db, settings, settled, now }: SlaCreditDeps,
  accountId: number,
  report: SlaReport,
  actor: string,
): Promise<CreditNote[] | string> {
  return db.transaction(async tx => {
    // Two who book at once: the second one sees what the first did.
    await lockAccount(tx, accountId);
    const before = await creditNotesOfReport(tx, accountId, report);
    if (before.length > 0)
      return `the report of ${report.month.slice(0, 7)} is booked already: ${before.map(of => of.number).join(', ')}`;
    const at = now?.() ?? new Date(await databaseTime(tx));
    const invoices = await listInvoices(tx, { accountId, limit: MOST_INVOICES });
    const text = await wordsOf(tx, report);
    const made: CreditNote[] = [];
    for (const { id, netMinor } of slaShares(invoices, report)) {
      const invoice = invoices.find(of => of.id === id);
      if (!invoice || invoice.netMinor <= invoice.creditedNetMinor) continue;
      const wanted = { netMinor, description: text, reason: text, report };
      made.push(await credit(tx, invoice, wanted, { settings, at, actor }));
    }
    if (made.length > 0) await settled(tx, accountId, at, actor);
    return made.length > 0 ? made : 'its invoices of that month are credited in full already';
  });
}

async function wordsOf(tx: Queryable, { month, plan, creditPercent }: SlaReport): Promise<string> {
  const name = (await findPlan(tx, plan))?.name ?? plan;
  return `Service levels of ${month.slice(0, 7)}: ${creditPercent} % of the price of plan ${name} for that month`;
}
