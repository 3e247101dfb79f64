/** Invoices: paid, void, credited. */
import { Type } from 'typebox';
import type { CreditNote, Invoice, InvoiceStatus } from '../../core/billing.ts';
import { isTakenBack } from '../../core/billing.ts';
import { formatMoney } from '../../core/money.ts';
import { Facts } from '../../ui/components/facts.tsx';
import { TextField } from '../../ui/components/form.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Badge } from '../../ui/components/text.tsx';
import { Day } from '../../ui/components/time.tsx';
import { segment } from '../../ui/paths.ts';
import { documentOf, InvoiceView, pdfFile } from '../billing/public.ts';
import type { Page } from '../service.ts';
import { noteColumns } from './credits.tsx';
import { cursor, optionalText, PER_PAGE, requiredText, shownOf, textOf, type Values } from './fields.ts';
import { type AdminPage, adminForm, adminPage } from './page.tsx';
import { AccountLink, Action, List, pageOf } from './parts.tsx';

const PATH = '/admin/invoices';
const STATUSES: readonly InvoiceStatus[] = ['open', 'paid', 'void'];

export const invoicePath = (number: string) => `${PATH}/${segment(number)}`;

const TONES = { open: 'warn', paid: 'good', void: 'plain' } as const;

export function InvoiceStatusBadge({ invoice }: { invoice: Invoice }) {
  const isCredited = invoice.status !== 'void' && isTakenBack(invoice);
  return (
    <Badge tone={isCredited ? 'plain' : TONES[invoice.status]}>
      {isCredited ? 'credited' : invoice.status}
    </Badge>
  );
}

const invoicesPage: AdminPage = {
  path: PATH,
  tab: 'Invoices',
  query: {
    ...cursor,
    status: Type.Optional(Type.Union(['', ...STATUSES].map(of => Type.Literal(of)))),
  },
  async load({ query }, { admin }) {
    const rows = await admin.invoices.list({
      before: query.before as number | undefined,
      status: textOf(query, 'status') as InvoiceStatus | undefined,
      limit: PER_PAGE + 1,
    });
    const { shown, next } = pageOf(rows);
    const filters = [{ name: 'status', label: 'Status', options: STATUSES }];
    return {
      view: (
        <List
          id="invoices"
          title="What was issued"
          caption="Invoices, newest first"
          rows={shown}
          pages={{ path: PATH, query, next, filters }}
          empty={{
            title: 'No invoices',
            text: 'They are issued when an account orders a plan by invoice, or by the form on the page of an account.',
          }}
          columns={[
            {
              label: 'Number',
              role: 'main',
              cell: row => <a href={invoicePath(row.number)}>{row.number}</a>,
            },
            { label: 'Account', cell: row => <AccountLink id={row.accountId} /> },
            { label: 'Status', cell: row => <InvoiceStatusBadge invoice={row} /> },
            { label: 'Plan', cell: row => row.plan },
            { label: 'Total', role: 'number', cell: row => formatMoney(row.totalMinor, row.currency) },
            { label: 'Due', cell: row => <Day at={row.dueAt} /> },
          ]}
        />
      ),
    };
  },
};

const invoicePage: AdminPage = {
  path: `${PATH}/{number}`,
  tab: 'Invoices',
  async load({ params, form, now }, { admin, csrf }) {
    const { number, isPdf } = documentOf(params.number);
    if (isPdf)
      return { view: <></>, download: pdfFile(`invoice-${number}`, await admin.invoices.pdf(number)) };
    const invoice = await admin.invoices.find(number);
    const notes = await admin.creditNotes.list({ invoice: number });
    const path = invoicePath(number);
    return {
      title: number,
      view: (
        <>
          <Facts
            items={[
              { label: 'Account', value: <AccountLink id={invoice.accountId} /> },
              { label: 'Status', value: <InvoiceStatusBadge invoice={invoice} /> },
              { label: 'Plan', value: invoice.plan },
              { label: 'Reference', value: invoice.paymentReference ?? false },
              { label: 'Void because', value: invoice.voidReason ?? false },
              {
                label: 'Changes',
                value: (
                  <a href={`/admin/audit?target=invoice:${encodeURIComponent(number)}`}>in the audit log</a>
                ),
              },
            ]}
          />
          <InvoiceView invoice={invoice} now={now} pdf={`${path}.pdf`} />
          {notes.length > 0 && <CreditNotes notes={notes} />}
          {!isTakenBack(invoice) && <Changes invoice={invoice} path={path} csrf={csrf} form={form} />}
        </>
      ),
    };
  },
};

function CreditNotes({ notes }: { notes: readonly CreditNote[] }) {
  return (
    <List
      id="credit-notes"
      title="Credit notes"
      caption="Credit notes of this invoice, newest first"
      rows={notes}
      empty={{ title: 'None' }}
      columns={noteColumns()}
    />
  );
}

function Changes({
  invoice,
  path,
  csrf,
  form,
}: {
  invoice: Invoice;
  path: string;
  csrf: string;
  form: Values;
}) {
  const { status, currency } = invoice;
  const left = invoice.netMinor - invoice.creditedNetMinor;
  return (
    <>
      {status === 'open' && (
        <Section id="paid" title="Paid">
          <Action action={`${path}/paid`} csrf={csrf} label="Mark as paid" tone="primary">
            <TextField
              id="reference"
              name="reference"
              label="Reference of the payment"
              inputMode="text"
              maxLength={200}
            />
          </Action>
        </Section>
      )}
      {left > 0 && (
        <Section id="credit" title="Correct it">
          <Action action={`${path}/credit`} csrf={csrf} label="Make a credit note" tone="danger">
            <TextField
              id="credit-amount"
              name="amount"
              label={`Amount without VAT, in ${currency}`}
              hint={`Empty: all that is left, ${formatMoney(left, currency)}. What it entitles to ends then.`}
              inputMode="text"
              maxLength={30}
              value={shownOf(form, 'amount', '')}
            />
            <TextField
              id="credit-reason"
              name="reason"
              label="Why: it stands on the credit note"
              inputMode="text"
              maxLength={500}
              value={shownOf(form, 'reason', '')}
              required
            />
          </Action>
        </Section>
      )}
      {status === 'open' && invoice.creditedMinor === 0 && (
        <Section id="void" title="Void">
          <Action action={`${path}/void`} csrf={csrf} label="Void" tone="danger">
            <TextField
              id="void-reason"
              name="reason"
              label="Why"
              inputMode="text"
              maxLength={500}
              value={shownOf(form, 'reason', '')}
              required
            />
          </Action>
        </Section>
      )}
    </>
  );
}

export const invoicePages: Page[] = [
  adminPage(invoicesPage),
  adminPage(invoicePage),
  adminForm({
    page: invoicePage,
    path: `${PATH}/{number}/paid`,
    form: { reference: optionalText(200) },
    async submit({ params, form }, { admin }) {
      const { number } = await admin.invoices.paid(params.number ?? '', textOf(form, 'reference') ?? null);
      return invoicePath(number);
    },
  }),
  adminForm({
    page: invoicePage,
    path: `${PATH}/{number}/void`,
    form: { reason: requiredText(500) },
    async submit({ params, form }, { admin }) {
      const { number } = await admin.invoices.void(params.number ?? '', String(form.reason));
      return invoicePath(number);
    },
  }),
  adminForm({
    page: invoicePage,
    path: `${PATH}/{number}/credit`,
    form: { amount: optionalText(30), reason: requiredText(500) },
    async submit({ params, form }, { admin }) {
      const amount = textOf(form, 'amount') ?? null;
      const note = await admin.invoices.credit(params.number ?? '', amount, String(form.reason));
      return `${invoicePath(note.invoiceNumber)}#credit-notes`;
    },
  }),
];
