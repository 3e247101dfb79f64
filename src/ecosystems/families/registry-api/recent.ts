/**
 * Lists of what is new, newest first, of which only the first so many are shown. Several entries can have one date, so the
 * cursor is the date and the name of the newest entry that was seen.
 */
export interface RecentEntry {
  name: string;
  /** In a form that sorts by time: ISO 8601 in UTC. Empty where the list dates nothing. */
  date: string;
}

const MAX_CURSOR = 500;

/** The place of the newest entry; null for an empty list. */
export function recentHead(entries: readonly RecentEntry[]): string | null {
  return entries[0] === undefined ? null : keyOf(entries[0]);
}

/**
 * What is newer than `cursor`: names oldest first, each once. Without a cursor: none, and the cursor of the present. When
 * the entry of the cursor is not in the list any more: all that are not older than it.
 */
export function recentSince(
  entries: readonly RecentEntry[],
  cursor: string | null,
): { names: string[]; cursor: string | null } {
  const next = recentHead(entries) ?? cursor;
  if (cursor === null) return { names: [], cursor: next };
  const seen = entries.findIndex(entry => keyOf(entry) === cursor);
  const date = cursor.slice(0, Math.max(0, cursor.indexOf(' ')));
  const fresh = seen < 0 ? entries.filter(entry => entry.date >= date) : entries.slice(0, seen);
  return { names: [...new Set(fresh.map(({ name }) => name).reverse())], cursor: next };
}

function keyOf({ date, name }: RecentEntry): string {
  return `${date} ${name}`.slice(0, MAX_CURSOR);
}
