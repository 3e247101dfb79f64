/** Invoices, credit notes, and what is given back for service levels. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Administration, SlaCreditRow } from '../../core/administration.ts';
import type { BillingDetails, CreditNote, Invoice, InvoiceStatus } from '../../core/billing.ts';
import { messageOf } from '../../core/errors.ts';
import { formatMoney } from '../../core/money.ts';
import { CommandFailure } from '../app.ts';
import { fields, oneLine, snakeCase, table } from '../output.ts';
import { wholeNumber } from '../queries.ts';
import { type AdminAction, type AdminContext, day, YES } from './frame.ts';

export function addInvoiceCommands(parent: Command, action: AdminAction): void {
  const invoices = parent
    .command('invoices')
    .description('invoices of manual billing, and what corrects them');
  const columns = {
    NUMBER: (row: Invoice) => row.number,
    ACCOUNT: (row: Invoice) => row.accountId,
    STATUS: (row: Invoice) => row.status,
    PLAN: (row: Invoice) => row.plan,
    TOTAL: (row: Invoice) => formatMoney(row.totalMinor, row.currency),
    CREDITED: (row: Invoice) =>
      row.creditedMinor === 0 ? null : formatMoney(row.creditedMinor, row.currency),
    ISSUED: (row: Invoice) => day(row.issuedAt),
    DUE: (row: Invoice) => day(row.dueAt),
  };
  const one = (name: string, description: string) =>
    invoices.command(name).description(description).argument('<number>', 'of the invoice');
  invoices
    .command('list')
    .description('newest first')
    .option('--account <id or name>')
    .option('--status <status>', 'open, paid or void')
    .option('--before <id>', 'older than this one', wholeNumber)
    .option('--limit <n>', 'at most this many', wholeNumber, 100)
    .action(
      action<[{ account?: string; status?: InvoiceStatus; before?: number; limit: number }]>(
        async ({ admin, account, rows }, { account: given, ...filter }) => {
          const accountId = given === undefined ? undefined : (await account(given)).id;
          rows(
            await admin.invoices.list({ ...filter, accountId }),
            columns,
            'no invoices: `ecosystems admin invoices issue <account> <plan>` makes one',
          );
        },
      ),
    );
  one('show', 'all of it, with its credit notes').action(
    action<[string]>(async ({ admin, out }, number) => {
      const found = await admin.invoices.find(number);
      const notes = await admin.creditNotes.list({ invoice: number });
      out.result(snakeCase({ ...found, creditNotes: notes }), () => describeInvoice(found, notes));
    }),
  );
  one('pdf', 'write it into a file')
    .argument('<file>')
    .action(
      action<[string, string]>(async (context, number, file) =>
        saved(context, file, await context.admin.invoices.pdf(number)),
      ),
    );
  invoices
    .command('issue')
    .description('for a plan, to the billing details that the account has given, or to those given here')
    .argument('<account>', 'number or name')
    .argument('<plan>')
    .option('--name <text>', 'who it goes to')
    .option('--address <lines>', 'with | between the lines, without the country')
    .option('--country <code>', 'ISO 3166-1, as in DE')
    .option('--vat-id <number>')
    .option('--po-number <text>', 'the buyer\u2019s own order number')
    .option('--email <address>')
    .action(
      action<[string, string, DetailOptions]>(async ({ admin, account, done }, given, plan, options) => {
        const { id } = await account(given);
        const made = await issue(admin, id, plan, options);
        const sum = formatMoney(made.totalMinor, made.currency);
        done(made, `issued  ${made.number}  ${sum}  due ${day(made.dueAt)}`);
      }),
    );
  one('paid', 'note that it was paid')
    .option('--reference <text>', 'of the payment')
    .action(
      action<[string, { reference?: string }]>(async ({ admin, done }, number, { reference = null }) =>
        done(await admin.invoices.paid(number, reference), `paid  ${number}`),
      ),
    );
  one('void', 'cancel one that is not paid; its number stays taken')
    .requiredOption('--reason <text>')
    .option(...YES)
    .action(
      action<[string, { reason: string }]>(async ({ admin, confirm, done }, number, { reason }) => {
        await confirm(`Void invoice ${number}?`);
        done(await admin.invoices.void(number, reason), `void  ${number}`);
      }),
    );
  one('credit', 'take back all or part of it, by a credit note; credited in full, it counts as void')
    .requiredOption('--reason <text>', 'it stands on the credit note')
    .option('--amount <amount>', 'without VAT, as in 50.00; default: all that is left')
    .option(...YES)
    .action(
      action<[string, { reason: string; amount?: string }]>(
        async ({ admin, confirm, done }, number, { reason, amount = null }) => {
          await confirm(`Credit ${amount ?? 'all that is left'} of invoice ${number}?`);
          const note = await admin.invoices.credit(number, amount, reason);
          done(note, `credited  ${note.number}  ${formatMoney(note.totalMinor, note.currency)}`);
        },
      ),
    );
}

const NOTE_COLUMNS = {
  NUMBER: (row: CreditNote) => row.number,
  INVOICE: (row: CreditNote) => row.invoiceNumber,
  ACCOUNT: (row: CreditNote) => row.accountId,
  TOTAL: (row: CreditNote) => formatMoney(row.totalMinor, row.currency),
  ISSUED: (row: CreditNote) => day(row.issuedAt),
  REASON: (row: CreditNote) => row.reason,
};

export function addCreditNoteCommands(parent: Command, action: AdminAction): void {
  const notes = parent
    .command('credit-notes')
    .description('what was taken back of invoices; `admin invoices credit` makes one');
  notes
    .command('list')
    .description('newest first')
    .option('--account <id or name>')
    .option('--invoice <number>')
    .option('--before <id>', 'older than this one', wholeNumber)
    .option('--limit <n>', 'at most this many', wholeNumber, 100)
    .action(
      action<[{ account?: string; invoice?: string; before?: number; limit: number }]>(
        async ({ admin, account, rows }, { account: given, ...filter }) => {
          const accountId = given === undefined ? undefined : (await account(given)).id;
          rows(await admin.creditNotes.list({ ...filter, accountId }), NOTE_COLUMNS, 'no credit notes');
        },
      ),
    );
  notes
    .command('show')
    .description('all of it')
    .argument('<number>')
    .action(
      action<[string]>(async ({ admin, out }, number) => {
        const found = await admin.creditNotes.find(number);
        out.result(snakeCase(found), () => describeNote(found));
      }),
    );
  notes
    .command('pdf')
    .description('write it into a file')
    .argument('<number>')
    .argument('<file>')
    .action(
      action<[string, string]>(async (context, number, file) =>
        saved(context, file, await context.admin.creditNotes.pdf(number)),
      ),
    );
}

export function addSlaCommands(parent: Command, action: AdminAction): void {
  const sla = parent
    .command('sla')
    .description('what is given back for months in which service levels were missed');
  sla
    .command('list')
    .description('reports under which something is given back, and whether it was credited')
    .action(
      action<[]>(async ({ admin, rows }) =>
        rows(
          await admin.sla.list(),
          {
            MONTH: (row: SlaCreditRow) => row.month,
            PLAN: (row: SlaCreditRow) => row.plan,
            'GIVEN BACK': (row: SlaCreditRow) => `${row.creditPercent} %`,
            INVOICED: (row: SlaCreditRow) => row.invoiced,
            CREDITED: (row: SlaCreditRow) => row.credited,
          },
          'nothing is given back: every month that was reported met its targets',
        ),
      ),
    );
  sla
    .command('credit')
    .description('make the credit notes of a month, each report once for each account')
    .argument('<month>', 'as in 2027-01')
    .option('--account <id or name>', 'default: all that were invoiced')
    .option(...YES)
    .action(
      action<[string, { account?: string }]>(
        async ({ admin, account, confirm, rows }, month, { account: given }) => {
          const found = given === undefined ? null : await account(given);
          await confirm(`Credit ${found === null ? 'all accounts' : oneLine(found.name)} for ${month}?`);
          const made = await admin.sla.credit(month, found?.id ?? null);
          rows(made, NOTE_COLUMNS, `nothing is left to credit for ${month}`);
        },
      ),
    );
}

interface DetailOptions {
  name?: string;
  address?: string;
  country?: string;
  vatId?: string;
  poNumber?: string;
  email?: string;
}

async function issue(
  admin: Administration,
  id: number,
  plan: string,
  options: DetailOptions,
): Promise<Invoice> {
  const { name, address, country, ...rest } = options;
  if (Object.keys(options).length === 0) {
    try {
      return await admin.invoices.issue(id, plan, null);
    } catch (error) {
      if (!/who the invoice goes to/.test(messageOf(error))) throw error;
      throw new CommandFailure(
        'this account has not said who its invoices go to: give --name, --address and --country',
        2,
      );
    }
  }
  if (name === undefined || address === undefined || country === undefined)
    throw new CommandFailure('--name, --address and --country go together', 2);
  const details: BillingDetails = {
    name,
    address: address.split('|'),
    country,
    vatId: rest.vatId ?? null,
    poNumber: rest.poNumber ?? null,
    email: rest.email ?? null,
  };
  return admin.invoices.issue(id, plan, details);
}

async function saved({ out }: AdminContext, file: string, content: Buffer): Promise<void> {
  try {
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new CommandFailure(
      isThere ? `${file} is there already` : `${file} could not be written: ${messageOf(error)}`,
    );
  }
  out.result({ file, bytes: content.length }, () => `written  ${oneLine(file)}`);
}

function describeInvoice(invoice: Invoice, notes: readonly CreditNote[]): string {
  const money = (minor: number) => formatMoney(minor, invoice.currency);
  const notesTable = [
    Object.keys(NOTE_COLUMNS),
    ...notes.map(note => Object.values(NOTE_COLUMNS).map(cell => String(cell(note)))),
  ];
  return [
    fields([
      ['invoice', invoice.number],
      ['account', invoice.accountId],
      ['status', statusOf(invoice)],
      ['plan', `${invoice.plan}, ${day(invoice.periodStart)} to ${day(invoice.periodEnd)}`],
      ...parties(invoice),
      ['issued', day(invoice.issuedAt)],
      ['due', day(invoice.dueAt)],
      ...(invoice.paidAt === null
        ? []
        : [
            [
              'paid',
              `${day(invoice.paidAt)}${invoice.paymentReference ? `, ${invoice.paymentReference}` : ''}`,
            ] as const,
          ]),
    ]),
    sums(invoice),
    ...(invoice.vatNote === null ? [] : [invoice.vatNote]),
    ...(notes.length === 0 ? [] : [`\nCredited: ${money(invoice.creditedMinor)}`, table(notesTable)]),
  ].join('\n');
}

function statusOf({ status, voidReason, totalMinor, creditedMinor }: Invoice): string {
  if (status === 'void') return `void: ${voidReason ?? ''}`;
  return totalMinor > 0 && creditedMinor >= totalMinor ? `${status}, credited in full` : status;
}

function describeNote(note: CreditNote): string {
  return [
    fields([
      ['credit note', note.number],
      ['invoice', note.invoiceNumber],
      ['account', note.accountId],
      ['reason', note.reason],
      ...parties(note),
      ['issued', day(note.issuedAt)],
    ]),
    sums(note),
  ].join('\n');
}

const parties = ({ seller, buyer, poNumber }: Invoice | CreditNote): [string, string][] => [
  ['from', seller.name],
  ['to', [buyer.name, ...buyer.address, buyer.country].join(', ')],
  ...(buyer.vatId === null ? [] : [['VAT ID', buyer.vatId] as [string, string]]),
  ...(poNumber === null ? [] : [['order', poNumber] as [string, string]]),
];

function sums({ lines, currency, netMinor, vatRate, vatMinor, totalMinor }: Invoice | CreditNote): string {
  const money = (minor: number) => formatMoney(minor, currency);
  const rows: [string, string][] = [
    ...lines.map(line => [line.description, money(line.quantity * line.unitMinor)] as [string, string]),
    ['Net', money(netMinor)],
    [`VAT ${vatRate / 100} %`, money(vatMinor)],
    ['Total', money(totalMinor)],
  ];
  const width = Math.max(...rows.map(([, sum]) => sum.length));
  return `\n${table(rows.map(([text, sum]) => [text, sum.padStart(width)]))}`;
}
