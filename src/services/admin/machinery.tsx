/** The overview, jobs, tombstones and the audit log. */
import { Type } from 'typebox';
import type { TombstoneRow } from '../../core/administration.ts';
import { tombstoneCursor } from '../../store/tombstones.ts';
import { StackedBars } from '../../ui/charts/stacked-bars.tsx';
import { Stats } from '../../ui/components/facts.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Table } from '../../ui/components/table.tsx';
import { EmptyState } from '../../ui/components/text.tsx';
import { Day, TimeAgo } from '../../ui/components/time.tsx';
import type { Page } from '../service.ts';
import { AuditTable } from './audit-table.tsx';
import { type AdminPage, adminForm, adminPage } from './page.tsx';
import {
  Action,
  cursor,
  FilterForm,
  optionalText,
  Pages,
  PER_PAGE,
  pageOf,
  requiredText,
  textOf,
} from './parts.tsx';

const LONGEST_ERROR = 200;

const overviewPage: AdminPage = {
  path: '/admin',
  tab: 'Overview',
  async load(_, { admin }) {
    const [suspended, dead, webhooks, open, entries] = await Promise.all([
      admin.accounts.list({ status: 'suspended', limit: 500 }),
      admin.jobs.dead(500),
      admin.webhooks.list({ status: 'dead', limit: 500 }),
      admin.invoices.list({ status: 'open', limit: 500 }),
      admin.audit.list({ limit: 10 }),
    ]);
    const some = (rows: readonly unknown[]) => (rows.length < 500 ? rows.length : '500 or more');
    return {
      view: (
        <>
          <Stats
            items={[
              {
                label: 'Suspended accounts',
                value: some(suspended),
                href: '/admin/accounts?status=suspended',
              },
              { label: 'Open invoices', value: some(open), href: '/admin/invoices?status=open' },
              { label: 'Webhooks given up', value: some(webhooks), href: '/admin/webhooks?status=dead' },
              { label: 'Jobs given up', value: some(dead), href: '/admin/jobs' },
            ]}
          />
          <Section id="changes" title="Changes" more={{ label: 'All of them', href: '/admin/audit' }}>
            <AuditTable entries={entries} />
          </Section>
        </>
      ),
    };
  },
};

const STATES = ['ready', 'running', 'waiting', 'retrying'];

const jobsPage: AdminPage = {
  path: '/admin/jobs',
  tab: 'Jobs',
  async load(_, { admin, csrf }) {
    const [stats, dead] = await Promise.all([admin.jobs.stats(), admin.jobs.dead(200)]);
    return {
      view: (
        <>
          <StackedBars
            id="lanes"
            title="Jobs by lane"
            description="How many jobs each lane has, by state"
            labelName="Lane"
            series={STATES}
            bars={Object.entries(stats.lanes).map(([label, counts]) => ({
              label,
              values: STATES.map(state => counts[state] ?? 0),
            }))}
          />
          <Section id="dead" title="Jobs that were given up">
            {dead.length === 0 ? (
              <EmptyState title="None: everything was done, or is still tried" />
            ) : (
              <>
                <div class="actions">
                  <Action action="/admin/jobs/retry" csrf={csrf} label="Try all again" />
                  <Action
                    action="/admin/jobs/prune"
                    csrf={csrf}
                    label="Remove those older than 30 days"
                    tone="danger"
                  />
                </div>
                <Table
                  caption="Dead jobs, newest first; at most 200"
                  rows={dead}
                  columns={[
                    { label: 'Job', role: 'main', cell: row => <span class="wrap">{row.key}</span> },
                    { label: 'Lane', cell: row => row.lane },
                    { label: 'Attempts', role: 'number', cell: row => row.attempts },
                    { label: 'Failed', cell: row => <TimeAgo at={new Date(row.failedAt).toISOString()} /> },
                    {
                      label: 'Error',
                      cell: row => <span class="wrap">{row.error?.slice(0, LONGEST_ERROR) ?? '–'}</span>,
                    },
                    {
                      label: 'Change',
                      cell: row => (
                        <Action
                          action="/admin/jobs/retry"
                          csrf={csrf}
                          label="Try again"
                          tone="link"
                          values={{ id: String(row.id) }}
                        />
                      ),
                    },
                  ]}
                />
              </>
            )}
          </Section>
        </>
      ),
    };
  },
};

const tombstonesPage: AdminPage = {
  path: '/admin/tombstones',
  tab: 'Tombstones',
  query: { registry: optionalText(100), after: optionalText(2_000) },
  async load({ query }, { admin, csrf }) {
    const filter = { registry: textOf(query, 'registry'), after: textOf(query, 'after') };
    const rows = await admin.tombstones.list({ ...filter, limit: PER_PAGE + 1 });
    const shown = rows.slice(0, PER_PAGE);
    const next = rows.length > PER_PAGE ? tombstoneCursor(shown.at(-1) as TombstoneRow) : null;
    return {
      view: (
        <Section id="tombstones" title="Tombstones">
          <FilterForm
            path="/admin/tombstones"
            query={query}
            fields={[{ name: 'registry', label: 'Registry' }]}
          />
          {shown.length === 0 ? (
            <EmptyState title="Nothing was deleted for good">
              <p>`ecosystems delete` removes a package and leaves a tombstone that keeps it out.</p>
            </EmptyState>
          ) : (
            <Table
              caption="Tombstones by registry and name"
              rows={shown}
              columns={[
                { label: 'Name', role: 'main', cell: row => <span class="wrap">{row.key}</span> },
                { label: 'Registry', cell: row => row.registry },
                { label: 'Kind', cell: row => row.kind },
                { label: 'Since', cell: row => <Day at={row.createdAt} /> },
                { label: 'Reason', cell: row => row.reason },
                {
                  label: 'Change',
                  cell: ({ registry, kind, key }) => (
                    <Action
                      action="/admin/tombstones"
                      csrf={csrf}
                      label="Lift"
                      tone="link"
                      values={{ registry, kind, key }}
                    />
                  ),
                },
              ]}
            />
          )}
          <Pages path="/admin/tombstones" query={query} next={next} />
        </Section>
      ),
    };
  },
};

const auditPage: AdminPage = {
  path: '/admin/audit',
  tab: 'Audit',
  query: {
    ...cursor,
    account: optionalText(9),
    action: optionalText(100),
    actor: optionalText(200),
    target: optionalText(300),
  },
  async load({ query }, { admin }) {
    const account = textOf(query, 'account');
    const entries = await admin.audit.list({
      accountId: account === undefined ? undefined : /^\d{1,9}$/.test(account) ? Number(account) : 0,
      action: textOf(query, 'action'),
      actor: textOf(query, 'actor'),
      target: textOf(query, 'target'),
      before: query.before as number | undefined,
      limit: PER_PAGE + 1,
    });
    const { shown, next } = pageOf(entries);
    return {
      view: (
        <Section id="audit" title="Who changed what">
          <FilterForm
            path="/admin/audit"
            query={query}
            fields={[
              { name: 'account', label: 'Account' },
              { name: 'action', label: 'Action' },
              { name: 'actor', label: 'By' },
              { name: 'target', label: 'What' },
            ]}
          />
          <AuditTable entries={shown} />
          <Pages path="/admin/audit" query={query} next={next} />
        </Section>
      ),
    };
  },
};

export const machineryPages: Page[] = [
  adminPage(overviewPage),
  adminPage(jobsPage),
  adminForm({
    page: jobsPage,
    path: '/admin/jobs/retry',
    form: { id: Type.Optional(Type.Integer({ minimum: 1 })) },
    async submit({ form }, { admin }) {
      await admin.jobs.retry(form.id === undefined ? null : [form.id as number]);
      return '/admin/jobs';
    },
  }),
  adminForm({
    page: jobsPage,
    path: '/admin/jobs/prune',
    async submit(_, { admin }) {
      await admin.jobs.prune(30);
      return '/admin/jobs';
    },
  }),
  adminPage(tombstonesPage),
  adminForm({
    page: tombstonesPage,
    form: {
      registry: requiredText(100),
      kind: Type.Union([Type.Literal('package'), Type.Literal('maintainer')]),
      key: requiredText(2_000),
    },
    async submit({ form }, { admin }) {
      await admin.tombstones.lift(form as unknown as Pick<TombstoneRow, 'registry' | 'kind' | 'key'>);
      return '/admin/tombstones';
    },
  }),
  adminPage(auditPage),
];
