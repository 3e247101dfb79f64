/** The inbox of webhooks. */
import { Facts } from '../../ui/components/facts.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Badge } from '../../ui/components/text.tsx';
import { TimeAgo } from '../../ui/components/time.tsx';
import type { Page } from '../service.ts';
import { cursor, idOf, optionalText, PER_PAGE, textOf } from './fields.ts';
import { type AdminPage, adminForm, adminPage } from './page.tsx';
import { Action, List, pageOf } from './parts.tsx';

const PATH = '/admin/webhooks';
const LONGEST_ERROR = 200;
const MOST_BODY = 30_000;
const STATUSES = ['pending', 'processed', 'failed', 'dead'];
const TONES = { processed: 'good', failed: 'warn', dead: 'danger' } as const;

const Status = ({ of }: { of: string }) => (
  <Badge tone={TONES[of as keyof typeof TONES] ?? 'plain'}>{of}</Badge>
);

const webhooksPage: AdminPage = {
  path: PATH,
  tab: 'Webhooks',
  query: { ...cursor, status: optionalText(20) },
  async load({ query }, { admin, csrf }) {
    const filter = { before: query.before as number | undefined, status: textOf(query, 'status') };
    const { shown, next } = pageOf(await admin.webhooks.list({ ...filter, limit: PER_PAGE + 1 }));
    const filters = [{ name: 'status', label: 'Status', options: STATUSES }];
    return {
      view: (
        <List
          id="webhooks"
          title="What came in"
          caption="Webhooks, newest first"
          rows={shown}
          pages={{ path: PATH, query, next, filters }}
          empty={{
            title: 'No webhooks',
            text: 'What a provider of payments tells us lands here; nothing has come, or nothing is like that.',
          }}
          columns={[
            {
              label: 'Event',
              role: 'main',
              cell: row => (
                <a class="wrap" href={`${PATH}/${row.id}`}>
                  {row.type}
                </a>
              ),
            },
            { label: 'Provider', cell: row => row.provider },
            { label: 'Status', cell: row => <Status of={row.status} /> },
            { label: 'Attempts', role: 'number', cell: row => row.attempts },
            { label: 'Received', cell: row => <TimeAgo at={row.receivedAt} /> },
            {
              label: 'Error',
              cell: row => <span class="wrap">{row.error?.slice(0, LONGEST_ERROR) ?? '–'}</span>,
            },
            {
              label: 'Change',
              cell: row => (
                <Action action={`${PATH}/${row.id}/replay`} csrf={csrf} label="Replay" tone="link" />
              ),
            },
          ]}
        />
      ),
    };
  },
};

const webhookPage: AdminPage = {
  path: `${PATH}/{id}`,
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
              { label: 'Id', value: <span class="wrap">{found.eventId}</span> },
              { label: 'Status', value: <Status of={found.status} /> },
              { label: 'Attempts', value: found.attempts },
              { label: 'Received', value: <TimeAgo at={found.receivedAt} /> },
              {
                label: 'Processed',
                value: found.processedAt === null ? 'not yet' : <TimeAgo at={found.processedAt} />,
              },
              {
                label: 'Error',
                value: found.error === null ? false : <span class="wrap">{found.error}</span>,
              },
            ]}
          />
          <Action
            action={`${PATH}/${found.id}/replay`}
            csrf={csrf}
            label="Process once more"
            tone="primary"
          />
          <Section id="body" title="Body">
            <pre class="text">{indented(found.body)}</pre>
          </Section>
        </>
      ),
    };
  },
};

/** For reading: JSON a line a value, anything else as it came. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2).slice(0, MOST_BODY);
  } catch {
    return body.slice(0, MOST_BODY);
  }
}

export const webhookPages: Page[] = [
  adminPage(webhooksPage),
  adminPage(webhookPage),
  adminForm({
    page: webhookPage,
    path: `${PATH}/{id}/replay`,
    async submit(context, { admin }) {
      await admin.webhooks.replay(idOf(context));
      return `${PATH}/${idOf(context)}`;
    },
  }),
];
