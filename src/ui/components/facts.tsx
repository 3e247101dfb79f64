import type { ComponentChildren, VNode } from 'preact';
import { formatCompact, formatNumber } from '../format/numbers.ts';
import { Unknown } from './time.tsx';

export interface StatItem {
  label: string;
  /** A number is shortened and keeps its exact form as title; null is "not known". */
  value: number | string | VNode | null;
  href?: string;
  /** A few words below the value. */
  note?: ComponentChildren;
}

/** The few numbers that matter, side by side. */
export function Stats({ items }: { items: StatItem[] }) {
  return (
    <dl class="stats">
      {items.map(item => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>
            <StatValue item={item} />
            {item.note && <span class="stat-note">{item.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function StatValue({ item: { value, href } }: { item: StatItem }) {
  if (value === null) return <Unknown />;
  if (typeof value === 'object') return <span class="stat-value">{value}</span>;
  const exact = typeof value === 'number' ? formatNumber(value) : value;
  const shown = typeof value === 'number' ? formatCompact(value) : value;
  const title = shown === exact ? undefined : exact;
  return href ? (
    <a class="stat-value" href={href} title={title}>
      {shown}
    </a>
  ) : (
    <span class="stat-value" title={title}>
      {shown}
    </span>
  );
}

export interface Fact {
  label: string;
  /** null or undefined: "not known". false: the fact does not apply, the row is left out. */
  value: ComponentChildren | null | undefined | false;
}

/** Labels and values, one under the other. */
export function Facts({ items }: { items: Fact[] }) {
  return (
    <dl class="facts">
      {items
        .filter(item => item.value !== false)
        .map(item => (
          <div key={item.label}>
            <dt>{item.label}</dt>
            <dd>{item.value ?? <Unknown />}</dd>
          </div>
        ))}
    </dl>
  );
}
