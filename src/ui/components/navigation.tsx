import { formatCompact, formatNumber } from '../format/numbers.ts';

export interface Crumb {
  label: string;
  href: string;
}

/** The way here from the top, without the page itself. */
export function Breadcrumbs({ items }: { items: Crumb[] }) {
  return (
    <nav class="crumbs" aria-label="Breadcrumb">
      <ol>
        {items.map(item => (
          <li key={item.href}>
            <a href={item.href}>{item.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export interface Tab {
  label: string;
  href: string;
  current: boolean;
  /** Shown beside the label; null: not known, and nothing is shown. */
  count?: number | null;
}

/** Pages of one thing, side by side: each is a link of its own. */
export function Tabs({ label, items }: { label: string; items: Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {items.map(item => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}{' '}
              {typeof item.count === 'number' && (
                <span class="tab-count" title={formatNumber(item.count)}>
                  {formatCompact(item.count)}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A choice among a few values that narrows a list: each is a link. */
export function Filters({ label, items }: { label: string; items: Tab[] }) {
  return (
    <nav class="filters" aria-label={label}>
      <span class="filters-label" aria-hidden="true">
        {label}
      </span>
      <ul>
        {items.map(item => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'true' : undefined}>
              {item.label}{' '}
              {typeof item.count === 'number' && <span class="tab-count">{formatCompact(item.count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Previous and next page of a list; nothing where there is only one. `href` gives the link of a page number. */
export function Pager({
  page,
  hasMore,
  href,
}: {
  page: number;
  hasMore: boolean;
  href: (page: number) => string;
}) {
  if (page <= 1 && !hasMore) return null;
  return (
    <nav class="pager" aria-label="Pages of this list">
      {page > 1 ? (
        <a href={href(page - 1)} rel="prev">
          ← Previous
        </a>
      ) : (
        <span class="pager-end">← Previous</span>
      )}
      <span class="pager-here">Page {formatNumber(page)}</span>
      {hasMore ? (
        <a href={href(page + 1)} rel="next">
          Next →
        </a>
      ) : (
        <span class="pager-end">Next →</span>
      )}
    </nav>
  );
}

/** Onward in a list that goes by cursor, and back to its beginning; null where one is here already, or at the end. */
export function CursorPager({ first, next }: { first: string | null; next: string | null }) {
  if (first === null && next === null) return null;
  return (
    <nav class="pager" aria-label="Pages of this list">
      {first === null ? <span class="pager-end">← Newest</span> : <a href={first}>← Newest</a>}
      {next === null ? (
        <span class="pager-end">Next →</span>
      ) : (
        <a href={next} rel="next">
          Next →
        </a>
      )}
    </nav>
  );
}
