/** The overview, jobs, tombstones and the audit log. */
import { Type } from 'typebox';
import type { TombstoneRow } from '../../core/administration.ts';
import { InputError, NotFoundError } from '../../core/errors.ts';
import { tombstoneCursor } from '../../store/tombstones.ts';
import { StackedBars } from '../../ui/charts/stacked-bars.tsx';
import { Stats } from '../../ui/components/facts.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Day, TimeAgo } from '../../ui/components/time.tsx';
import type { Page } from '../service.ts';
import { auditColumns } from './audit-columns.tsx';
import { cursor, optionalText, PER_PAGE, requiredText, textOf } from './fields.ts';
import { type AdminPage, adminForm, adminPage } from './page.tsx';
import { Action, List, pageOf } from './parts.tsx';

const LONGEST_ERROR = 200;
const MOST_JOBS = 200;

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
          <List
            id="changes"
            title="Changes"
            caption="Changes, newest first"
            rows={entries}
            empty={{ title: 'Nothing was changed' }}
            columns={auditColumns()}
          >
            <p>
              <a href="/admin/audit">All changes</a>
            </p>
          </List>
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
    const [stats, dead] = await Promise.all([admin.jobs.stats(), admin.jobs.dead(MOST_JOBS)]);
    return {
      view: (
        <>
          {STATES.some(state => Object.values(stats.lanes).some(counts => (counts[state] ?? 0) > 0)) ? (
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
          ) : (
            <Section id="lanes" title="Jobs by lane">
              <p>Nothing waits, and nothing is worked on.</p>
            </Section>
          )}
          <List
            id="dead"
            title="Jobs that were given up"
            caption={`Dead jobs, newest first; at most ${MOST_JOBS}`}
            rows={dead}
            empty={{ title: 'None: everything was done, or is still tried' }}
            actions={
              <>
                <Action action="/admin/jobs/retry" csrf={csrf} label="Try all again" />
                <Action
                  action="/admin/jobs/prune"
                  csrf={csrf}
                  label="Remove those older than 30 days"
                  tone="danger"
                />
              </>
            }
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
                  <div class="actions">
                    {[
                      ['retry', 'Try again'],
                      ['drop', 'Remove'],
                    ].map(([what, label = '']) => (
                      <Action
                        key={what}
                        action={`/admin/jobs/${what}`}
                        csrf={csrf}
                        label={label}
                        tone="link"
                        values={{ id: String(row.id) }}
                      />
                    ))}
                  </div>
                ),
              },
            ]}
          />
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
        <List
          id="tombstones"
          title="Deleted for good"
          caption="Tombstones by registry and name"
          rows={shown}
          pages={{
            path: '/admin/tombstones',
            query,
            next,
            filters: [{ name: 'registry', label: 'Registry' }],
          }}
          empty={{
            title: 'Nothing was deleted for good',
            text: '`ecosystems delete` removes a package and leaves a tombstone that keeps it out.',
          }}
          columns={[
            { label: 'Name', role: 'main', cell: row => <span class="wrap">{row.key}</span> },
            { label: 'Registry', cell: row => row.registry },
            { label: 'Kind', cell: row => row.kind },
            { label: 'Since', cell: row => <Day at={row.createdAt} /> },
            { label: 'Reason', cell: row => <span class="wrap">{row.reason}</span> },
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
        <List
          id="audit"
          title="Who changed what"
          caption="Changes, newest first"
          rows={shown}
          pages={{
            path: '/admin/audit',
            query,
            next,
            filters: [
              { name: 'account', label: 'Account' },
              { name: 'action', label: 'Action' },
              { name: 'actor', label: 'By' },
              { name: 'target', label: 'What' },
            ],
          }}
          empty={{ title: 'Nothing was changed, or nothing is like that' }}
          columns={auditColumns()}
        />
      ),
    };
  },
};

/** The list that somebody looks at may be old. @throws InputError 422 where the job is gone from it. */
async function stillDead(work: () => Promise<number>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new InputError('id', 'this job is not dead any more: it was tried again, or removed', 422);
  }
}

export const machineryPages: Page[] = [
  adminPage(overviewPage),
  adminPage(jobsPage),
  adminForm({
    page: jobsPage,
    path: '/admin/jobs/retry',
    form: { id: Type.Optional(Type.Integer({ minimum: 1 })) },
    async submit({ form }, { admin }) {
      await stillDead(() => admin.jobs.retry(form.id === undefined ? null : [form.id as number]));
      return '/admin/jobs';
    },
  }),
  adminForm({
    page: jobsPage,
    path: '/admin/jobs/drop',
    form: { id: Type.Integer({ minimum: 1 }) },
    async submit({ form }, { admin }) {
      await stillDead(() => admin.jobs.drop([form.id as number]));
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
