/** Feeds that date what they name: a cursor is the date of the newest entry that was seen. */
export interface FeedEntry {
  name: string;
  /** ISO 8601 in UTC. */
  date: string;
}

/**
 * What a feed says since `cursor`: names oldest first, each once, and the next cursor. Without a cursor: none, and the
 * present.
 */
export function changesSince(
  entries: readonly FeedEntry[],
  cursor: string | null,
): { names: string[]; cursor: string | null } {
  const next = newestDate(entries, cursor);
  if (cursor === null) return { names: [], cursor: next };
  const fresh = entries.filter(({ date }) => date > cursor).sort((a, b) => compare(a.date, b.date));
  return { names: [...new Set(fresh.map(({ name }) => name))], cursor: next };
}

/** The newest date of a feed, or `least` where that is newer; null for an empty feed without it. */
export function newestDate(entries: readonly FeedEntry[], least: string | null = null): string | null {
  return entries.reduce((max, { date }) => (max === null || date > max ? date : max), least);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
