import type { AuditRow } from '../../core/administration.ts';
import { detailWords } from '../../core/audit-words.ts';
import type { Column } from '../../ui/components/table.tsx';
import { TimeAgo } from '../../ui/components/time.tsx';
import { AccountLink } from './parts.tsx';

export function auditColumns(): Column<AuditRow>[] {
  return [
    {
      label: 'When',
      role: 'main',
      cell: entry => (
        <span class="nowrap">
          <TimeAgo at={new Date(entry.at).toISOString()} />
        </span>
      ),
    },
    { label: 'By', cell: entry => <Name text={entry.actor} /> },
    { label: 'Action', cell: entry => <Name text={entry.action} /> },
    { label: 'What', cell: entry => <Name text={entry.target} /> },
    { label: 'Account', cell: entry => <AccountLink id={entry.accountId} /> },
    { label: 'Detail', cell: entry => <span class="wrap small">{detailWords(entry.detail)}</span> },
  ];
}

/** Of a column that is not to be squeezed by a long one beside it. */
const WHOLE = 24;

const Name = ({ text }: { text: string }) => (
  <span class={text.length <= WHOLE ? 'nowrap' : 'wrap'}>{text}</span>
);
