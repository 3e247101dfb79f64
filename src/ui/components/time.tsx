import { formatDate, formatDateTime } from '../format/dates.ts';
import { NOT_KNOWN } from '../format/numbers.ts';

/** What nobody told: a word, so that it is never taken for zero or none. */
export function Unknown({ children = NOT_KNOWN }: { children?: string }) {
  return <span class="unknown">{children}</span>;
}

/**
 * A moment. The text is absolute because pages are cached; `time.client.js` makes it relative in the browser and keeps the
 * absolute one as title.
 */
export function TimeAgo({ at }: { at: string | null | undefined }) {
  const text = at ? formatDateTime(at) : null;
  if (!at || text === null) return <Unknown />;
  return (
    <time class="ago" dateTime={at} title={text}>
      {text}
    </time>
  );
}

/** A day, as it stands. */
export function Day({ at }: { at: string | null | undefined }) {
  const text = at ? formatDate(at) : null;
  if (!at || text === null) return <Unknown />;
  return (
    <time dateTime={at} title={formatDateTime(at) ?? undefined}>
      {text}
    </time>
  );
}
