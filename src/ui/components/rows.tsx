import type { ComponentChildren } from 'preact';
import { Badge, statusTone } from './text.tsx';

/** One thing in a list: its name, a text, and a line of small facts. */
export interface RowItem {
  title: string;
  href: string;
  version?: string | null;
  /** Small label before the title's badges, such as the registry. */
  tag?: string | null;
  status?: string | null;
  critical?: boolean;
  text?: string | null;
  /** Null and false leave one out. */
  meta?: (ComponentChildren | null | false)[];
}

/** A list of things, one below the other, at any width. */
export function Rows({ items, tight = false }: { items: readonly RowItem[]; tight?: boolean }) {
  return (
    <ul class={tight ? 'rows rows-tight' : 'rows'}>
      {items.map(item => (
        <li key={item.href}>
          <div>
            <div class="row-head">
              <a class="row-title" href={item.href}>
                {item.title}
              </a>
              {item.version && <span class="row-version">{item.version}</span>}
              {item.tag && <Badge>{item.tag}</Badge>}
              {item.critical && <Badge tone="good">critical</Badge>}
              {item.status && <Badge tone={statusTone(item.status)}>{item.status}</Badge>}
            </div>
            {item.text && <p class="row-text">{item.text}</p>}
          </div>
          <RowMeta parts={item.meta ?? []} />
        </li>
      ))}
    </ul>
  );
}

function RowMeta({ parts }: { parts: (ComponentChildren | null | false)[] }) {
  const shown = parts.filter(part => part !== null && part !== false && part !== undefined);
  if (shown.length === 0) return null;
  return (
    <div class="row-meta">
      {shown.map((part, index) => (
        <span key={index}>{part}</span>
      ))}
    </div>
  );
}
