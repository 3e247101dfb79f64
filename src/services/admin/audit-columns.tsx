import type { AuditRow } from '../../core/administration.ts';
import type { Column } from '../../ui/components/table.tsx';
import { TimeAgo } from '../../ui/components/time.tsx';
import { AccountLink } from './parts.tsx';

export function auditColumns(): Column<AuditRow>[] {
  return [
    { label: 'When', role: 'main', cell: entry => <TimeAgo at={new Date(entry.at).toISOString()} /> },
    { label: 'By', cell: entry => <span class="wrap">{entry.actor}</span> },
    { label: 'Action', cell: entry => entry.action },
    { label: 'What', cell: entry => <span class="wrap">{entry.target}</span> },
    { label: 'Account', cell: entry => <AccountLink id={entry.accountId} /> },
    { label: 'Detail', cell: entry => <code class="wrap">{JSON.stringify(entry.detail)}</code> },
  ];
}
