/** Invoices and the inbox of webhooks. */
import { Type } from 'typebox';
import type { InvoiceStatus } from '../../core/billing.ts';
import { formatMoney } from '../../core/money.ts';
import { Facts } from '../../ui/components/facts.tsx';
import { TextField } from '../../ui/components/form.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Table } from '../../ui/components/table.tsx';
import { Badge, EmptyState } from '../../ui/components/text.tsx';
import { Day, TimeAgo } from '../../ui/components/time.tsx';
import type { Page } from '../service.ts';
import { type AdminPage, adminForm, adminPage } from './page.tsx';
import {
  AccountLink,
  Action,
  cursor,
  FilterForm,
  idOf,
  optionalText,
  Pages,
  PER_PAGE,
  pageOf,
  requiredText,
  textOf,
} from './parts.tsx';

const LONGEST_ERROR = 200;

const INVOICE_STATUSES: readonly InvoiceStatus[] = ['open', 'paid', 'void'];

const invoicesPage: AdminPage = {
  path: '/admin/invoices',
  tab: 'Invoices',
  query: {
    ...cursor,
    status: Type.Optional(Type.Union(['', ...INVOICE_STATUSES].map(of => Type.Literal(of)))),
  },
  async load({ query }, { admin }) {
    const status = textOf(query, 'status') as InvoiceStatus | undefined;
    const rows = await admin.invoices.list({
      before: query.before as number | undefined,
      status,
      limit: PER_PAGE + 1,
    });
    const { shown, next } = pageOf(rows);
    return {
      view: (
        <Section id="invoices" title="Invoices">
          <FilterForm
            path="/admin/invoices"
            query={query}
            fields={[{ name: 'status', label: 'Status', options: INVOICE_STATUSES }]}
          />
          {shown.length === 0 ? (
            <EmptyState title="No invoices">
              <p>
                They are issued when an account orders a plan by invoice, or with `ecosystems admin invoices
                issue`.
              </p>
            </EmptyState>
          ) : (
            <Table
              caption="Invoices, newest first"
              rows={shown}
              columns={[
                {
                  label: 'Number',
                  role: 'main',
                  cell: row => <a href={`/admin/invoices/${row.number}`}>{row.number}</a>,
                },
                { label: 'Account', cell: row => <AccountLink id={row.accountId} /> },
                { label: 'Status', cell: row => row.status },
                { label: 'Plan', cell: row => row.plan },
                { label: 'Total', role: 'number', cell: row => formatMoney(row.totalMinor, row.currency) },
                { label: 'Due', cell: row => <Day at={row.dueAt} /> },
              ]}
            />
          )}
          <Pages path="/admin/invoices" query={query} next={next} />
        </Section>
      ),
    };
  },
};

const invoicePage: AdminPage = {
  path: '/admin/invoices/{number}',
  tab: 'Invoices',
  async load({ params }, { admin, csrf }) {
    const invoice = await admin.invoices.find(params.number ?? '');
    const path = `/admin/invoices/${invoice.number}`;
    return {
      title: invoice.number,
      view: (
        <>
          <Facts
            items={[
              { label: 'Account', value: <AccountLink id={invoice.accountId} /> },
              {
                label: 'Status',
                value: <Badge tone={invoice.status === 'paid' ? 'good' : 'plain'}>{invoice.status}</Badge>,
              },
              { label: 'Buyer', value: `${invoice.buyer.name}, ${invoice.buyer.country}` },
              { label: 'Order', value: invoice.poNumber ?? 'none' },
              { label: 'Plan', value: invoice.plan },
              {
                label: 'Period',
                value: `${invoice.periodStart.slice(0, 10)} to ${invoice.periodEnd.slice(0, 10)}`,
              },
              { label: 'Net', value: formatMoney(invoice.netMinor, invoice.currency) },
              { label: 'VAT', value: formatMoney(invoice.vatMinor, invoice.currency) },
              { label: 'Total', value: formatMoney(invoice.totalMinor, invoice.currency) },
              { label: 'Issued', value: <Day at={invoice.issuedAt} /> },
              { label: 'Due', value: <Day at={invoice.dueAt} /> },
              { label: 'Paid', value: invoice.paidAt === null ? false : <Day at={invoice.paidAt} /> },
              { label: 'Reference', value: invoice.paymentReference ?? false },
              { label: 'Void because', value: invoice.voidReason ?? false },
            ]}
          />
          {invoice.status === 'open' && (
            <Section id="change" title="Paid, or void">
              <Action action={`${path}/paid`} csrf={csrf} label="Mark as paid" tone="primary">
                <TextField
                  id="reference"
                  name="reference"
                  label="Reference of the payment"
                  inputMode="text"
                  maxLength={200}
                />
              </Action>
              <Action action={`${path}/void`} csrf={csrf} label="Void" tone="danger">
                <TextField
                  id="void-reason"
                  name="reason"
                  label="Why"
                  inputMode="text"
                  maxLength={500}
                  required
                />
              </Action>
            </Section>
          )}
        </>
      ),
    };
  },
};

const WEBHOOK_STATUSES = ['pending', 'processed', 'failed', 'dead'];

const webhooksPage: AdminPage = {
  path: '/admin/webhooks',
  tab: 'Webhooks',
  query: { ...cursor, status: optionalText(20) },
  async load({ query }, { admin, csrf }) {
    const filter = { before: query.before as number | undefined, status: textOf(query, 'status') };
    const { shown, next } = pageOf(await admin.webhooks.list({ ...filter, limit: PER_PAGE + 1 }));
    return {
      view: (
        <Section id="webhooks" title="Webhooks">
          <FilterForm
            path="/admin/webhooks"
            query={query}
            fields={[{ name: 'status', label: 'Status', options: WEBHOOK_STATUSES }]}
          />
          {shown.length === 0 ? (
            <EmptyState title="No webhooks" />
          ) : (
            <Table
              caption="Webhooks, newest first"
              rows={shown}
              columns={[
                {
                  label: 'Event',
                  role: 'main',
                  cell: row => <a href={`/admin/webhooks/${row.id}`}>{row.type}</a>,
                },
                { label: 'Provider', cell: row => row.provider },
                {
                  label: 'Status',
                  cell: row => <Badge tone={row.status === 'dead' ? 'danger' : 'plain'}>{row.status}</Badge>,
                },
                { label: 'Attempts', role: 'number', cell: row => row.attempts },
                { label: 'Received', cell: row => <TimeAgo at={row.receivedAt} /> },
                { label: 'Error', cell: row => row.error?.slice(0, LONGEST_ERROR) ?? '–' },
                {
                  label: 'Change',
                  cell: row => (
                    <Action
                      action={`/admin/webhooks/${row.id}/replay`}
                      csrf={csrf}
                      label="Replay"
                      tone="link"
                    />
                  ),
                },
              ]}
            />
          )}
          <Pages path="/admin/webhooks" query={query} next={next} />
        </Section>
      ),
    };
  },
};

const webhookPage: AdminPage = {
  path: '/admin/webhooks/{id}',
  tab: 'Webhooks',
  async load(context, { admin, csrf }) {
    const found = await admin.webhooks.find(idOf(context));
    return {
      title: found.type,
      view: (
        <>
          <Facts
            items={[
              { label: 'Provider', value: found.provider },
              { label: 'Id', value: found.eventId },
              { label: 'Status', value: found.status },
              { label: 'Attempts', value: found.attempts },
              { label: 'Received', value: <TimeAgo at={found.receivedAt} /> },
              {
                label: 'Processed',
                value: found.processedAt === null ? 'not yet' : <TimeAgo at={found.processedAt} />,
              },
              { label: 'Error', value: found.error ?? false },
            ]}
          />
          <Action
            action={`/admin/webhooks/${found.id}/replay`}
            csrf={csrf}
            label="Process once more"
            tone="primary"
          />
          <Section id="body" title="Body">
            <pre class="wrap">{found.body}</pre>
          </Section>
        </>
      ),
    };
  },
};

export const billingPages: Page[] = [
  adminPage(invoicesPage),
  adminPage(invoicePage),
  adminForm({
    page: invoicePage,
    path: '/admin/invoices/{number}/paid',
    form: { reference: optionalText(200) },
    async submit({ params, form }, { admin }) {
      const { number } = await admin.invoices.paid(params.number ?? '', textOf(form, 'reference') ?? null);
      return `/admin/invoices/${number}`;
    },
  }),
  adminForm({
    page: invoicePage,
    path: '/admin/invoices/{number}/void',
    form: { reason: requiredText(500) },
    async submit({ params, form }, { admin }) {
      const { number } = await admin.invoices.void(params.number ?? '', String(form.reason));
      return `/admin/invoices/${number}`;
    },
  }),
  adminPage(webhooksPage),
  adminPage(webhookPage),
  adminForm({
    page: webhookPage,
    path: '/admin/webhooks/{id}/replay',
    async submit(context, { admin }) {
      await admin.webhooks.replay(idOf(context));
      return `/admin/webhooks/${idOf(context)}`;
    },
  }),
];
