/** Credit notes, and what is given back for service levels. */
import type { CreditNote } from '../../core/billing.ts';
import { formatMoney } from '../../core/money.ts';
import type { Column } from '../../ui/components/table.tsx';
import { Day } from '../../ui/components/time.tsx';
import { segment } from '../../ui/paths.ts';
import { CreditNoteView, documentOf, pdfFile } from '../billing/public.ts';
import type { Page } from '../service.ts';
import { cursor, PER_PAGE, requiredText } from './fields.ts';
import { type AdminPage, adminForm, adminPage } from './page.tsx';
import { AccountLink, Action, List, pageOf } from './parts.tsx';

const PATH = '/admin/credits';
const pathOf = (number: string) => `${PATH}/${segment(number)}`;

export function noteColumns(): Column<CreditNote>[] {
  return [
    { label: 'Number', role: 'main', cell: row => <a href={pathOf(row.number)}>{row.number}</a> },
    {
      label: 'Invoice',
      cell: ({ invoiceNumber: of }) => <a href={`/admin/invoices/${segment(of)}`}>{of}</a>,
    },
    { label: 'Account', cell: row => <AccountLink id={row.accountId} /> },
    { label: 'Total', role: 'number', cell: row => formatMoney(row.totalMinor, row.currency) },
    { label: 'Issued', cell: row => <Day at={row.issuedAt} /> },
    { label: 'Reason', cell: row => <span class="wrap">{row.reason}</span> },
  ];
}

const creditsPage: AdminPage = {
  path: PATH,
  tab: 'Credits',
  query: cursor,
  async load({ query }, { admin, csrf }) {
    const before = query.before as number | undefined;
    const [notes, reports] = await Promise.all([
      admin.creditNotes.list({ before, limit: PER_PAGE + 1 }),
      admin.sla.list(),
    ]);
    const { shown, next } = pageOf(notes);
    return {
      view: (
        <>
          <List
            id="sla"
            title="Service levels that were missed"
            caption="Reports under which something is given back, newest first"
            rows={reports}
            empty={{
              title: 'Nothing is given back',
              text: 'Every month that was reported met its targets. The report of a month is made when it is over.',
            }}
            columns={[
              { label: 'Month', role: 'main', cell: row => row.month },
              { label: 'Plan', cell: row => row.plan },
              { label: 'Given back', role: 'number', cell: row => `${row.creditPercent} %` },
              { label: 'Accounts', role: 'number', cell: row => row.invoiced },
              { label: 'Credited', role: 'number', cell: row => row.credited },
              {
                label: 'Change',
                cell: row =>
                  row.credited < row.invoiced ? (
                    <Action
                      action={`${PATH}/sla`}
                      csrf={csrf}
                      label="Credit all accounts"
                      tone="link"
                      values={{ month: row.month }}
                    />
                  ) : (
                    'done'
                  ),
              },
            ]}
          />
          <List
            id="credit-notes"
            title="Credit notes"
            caption="Credit notes, newest first"
            rows={shown}
            pages={{ path: PATH, query, next }}
            empty={{ title: 'No credit notes', text: 'The page of an invoice has a form that makes one.' }}
            columns={noteColumns()}
          />
        </>
      ),
    };
  },
};

const creditPage: AdminPage = {
  path: `${PATH}/{number}`,
  tab: 'Credits',
  async load({ params }, { admin }) {
    const { number, isPdf } = documentOf(params.number);
    if (isPdf)
      return {
        view: <></>,
        download: pdfFile(`credit-note-${number}`, await admin.creditNotes.pdf(number)),
      };
    const note = await admin.creditNotes.find(number);
    return {
      title: number,
      view: (
        <CreditNoteView
          note={note}
          invoice={`/admin/invoices/${segment(note.invoiceNumber)}`}
          pdf={`${pathOf(number)}.pdf`}
        />
      ),
    };
  },
};

export const creditPages: Page[] = [
  adminPage(creditsPage),
  adminForm({
    page: creditsPage,
    path: `${PATH}/sla`,
    form: { month: requiredText(7) },
    async submit({ form }, { admin }) {
      await admin.sla.credit(String(form.month), null);
      return `${PATH}#credit-notes`;
    },
  }),
  adminPage(creditPage),
];
