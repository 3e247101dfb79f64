/** Credit notes. Nothing of them ever changes. */
import type { SlaCreditRow } from '../core/administration.ts';
import type { CreditNote } from '../core/billing.ts';
import { audit } from './audit.ts';
import type { Queryable } from './database.ts';
import { nextNumber } from './invoices.ts';

export type NewCreditNote = Omit<CreditNote, 'id' | 'number' | 'invoiceNumber'> & { invoiceId: number };

const COLUMNS = `n.id, n.number, i.number as "invoiceNumber", n.account_id as "accountId", n.reason, n.currency, n.lines,
  n.net_minor as "netMinor", n.vat_rate as "vatRate", n.vat_minor as "vatMinor", n.total_minor as "totalMinor",
  n.vat_note as "vatNote", n.seller, n.buyer, n.po_number as "poNumber", n.issued_at as "issuedAt",
  n.sla_month::text as "slaMonth", n.sla_plan as "slaPlan"`;
const JOINED = 'credit_notes n join invoices i on i.id = n.invoice_id';

/** Under the next number of its series, as invoices; audited. */
export async function insertCreditNote(
  tx: Queryable,
  series: string,
  note: NewCreditNote,
  actor: string,
): Promise<CreditNote> {
  const number = await nextNumber(tx, series);
  await tx.query({
    name: 'insert-credit-note',
    text: `insert into credit_notes (number, invoice_id, account_id, reason, currency, lines, net_minor, vat_rate, vat_minor,
        total_minor, vat_note, seller, buyer, po_number, issued_at, sla_month, sla_plan)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    values: [
      number,
      note.invoiceId,
      note.accountId,
      note.reason,
      note.currency,
      JSON.stringify(note.lines),
      note.netMinor,
      note.vatRate,
      note.vatMinor,
      note.totalMinor,
      note.vatNote,
      JSON.stringify(note.seller),
      JSON.stringify(note.buyer),
      note.poNumber,
      note.issuedAt,
      note.slaMonth,
      note.slaPlan,
    ],
  });
  const made = (await findCreditNote(tx, number)) as CreditNote;
  await audit(tx, {
    actor,
    accountId: note.accountId,
    action: note.slaMonth === null ? 'invoice.credit' : 'sla.credit',
    target: `invoice:${made.invoiceNumber}`,
    detail: {
      credit_note: number,
      total_minor: note.totalMinor,
      currency: note.currency,
      reason: note.reason,
    },
  });
  return made;
}

/** Newest first. @param options.before credit notes older than this one's id: the cursor. */
export async function listCreditNotes(
  db: Queryable,
  options: { accountId?: number; invoice?: string; before?: number; limit?: number } = {},
): Promise<CreditNote[]> {
  const { accountId = null, invoice = null, before = null, limit = 100 } = options;
  const { rows } = await db.query<CreditNote>({
    name: 'list-credit-notes',
    text: `select ${COLUMNS} from ${JOINED} where ($1::int is null or n.account_id = $1)
        and ($2::text is null or i.number = $2) and ($3::int is null or n.id < $3)
      order by n.id desc limit $4`,
    values: [accountId, invoice, before, limit],
  });
  return rows;
}

/** By its number; with an account only where it is that account's. */
export async function findCreditNote(
  db: Queryable,
  number: string,
  accountId: number | null = null,
): Promise<CreditNote | null> {
  const { rows } = await db.query<CreditNote>({
    name: 'find-credit-note',
    text: `select ${COLUMNS} from ${JOINED} where n.number = $1 and ($2::int is null or n.account_id = $2)`,
    values: [number, accountId],
  });
  return rows[0] ?? null;
}

/** What was credited to an account for a report of service levels. */
export async function creditNotesOfReport(
  db: Queryable,
  accountId: number,
  { month, plan }: { month: string; plan: string },
): Promise<CreditNote[]> {
  const { rows } = await db.query<CreditNote>({
    name: 'credit-notes-of-report',
    text: `select ${COLUMNS} from ${JOINED} where n.account_id = $1 and n.sla_month = $2 and n.sla_plan = $3 order by n.id`,
    values: [accountId, month, plan],
  });
  return rows;
}

/** Accounts with an invoice of this plan, not void, whose period has a part in this time. Ordered: who locks them locks in one order. */
export async function accountsInvoiced(db: Queryable, plan: string, from: Date, to: Date): Promise<number[]> {
  const { rows } = await db.query<{ accountId: number }>({
    name: 'accounts-invoiced',
    text: `select distinct account_id as "accountId" from invoices
      where plan = $1 and status <> 'void' and period_start < $3 and period_end > $2 order by 1`,
    values: [plan, from.toISOString(), to.toISOString()],
  });
  return rows.map(({ accountId }) => accountId);
}

/** Reports of service levels under which something is given back, newest first. */
export async function slaCreditRows(db: Queryable, limit = 48): Promise<SlaCreditRow[]> {
  const { rows } = await db.query<SlaCreditRow>({
    name: 'sla-credit-rows',
    text: `select to_char(r.month, 'YYYY-MM') as month, r.plan, r.credit_percent as "creditPercent",
        (select count(distinct i.account_id) from invoices i where i.plan = r.plan and i.status <> 'void'
          and i.period_start < (r.month + interval '1 month') at time zone 'UTC'
          and i.period_end > r.month::timestamp at time zone 'UTC')::integer as invoiced,
        (select count(distinct n.account_id) from credit_notes n
          where n.sla_month = r.month and n.sla_plan = r.plan)::integer as credited
      from sla_reports r where r.credit_percent > 0 order by r.month desc, r.plan limit $1`,
    values: [limit],
  });
  return rows;
}
