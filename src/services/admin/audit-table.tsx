import type { AuditRow } from '../../core/administration.ts';
import { Table } from '../../ui/components/table.tsx';
import { EmptyState } from '../../ui/components/text.tsx';
import { TimeAgo } from '../../ui/components/time.tsx';
import { AccountLink } from './parts.tsx';

export function AuditTable({ entries }: { entries: readonly AuditRow[] }) {
  if (entries.length === 0) return <EmptyState title="Nothing was changed" />;
  return (
    <Table
      caption="Changes, newest first"
      rows={entries}
      columns={[
        { label: 'When', role: 'main', cell: entry => <TimeAgo at={new Date(entry.at).toISOString()} /> },
        { label: 'By', cell: entry => <span class="wrap">{entry.actor}</span> },
        { label: 'Action', cell: entry => entry.action },
        { label: 'What', cell: entry => <span class="wrap">{entry.target}</span> },
        { label: 'Account', cell: entry => <AccountLink id={entry.accountId} /> },
        { label: 'Detail', cell: entry => <code class="wrap">{JSON.stringify(entry.detail)}</code> },
      ]}
    />
  );
}
