/** Unified text diffs (https://www.gnu.org/software/diffutils/manual/html_node/Unified-Format.html), bounded in time. */
import { formatPatch, structuredPatch } from 'diff';

export interface Patch {
  added: number;
  removed: number;
  /** null where the two differ so much that finding the smallest diff would take too long. */
  text: string | null;
}

/** Differing lines beyond which no smallest diff is looked for. */
const MOST_EDITS = 4_000;
const MOST_MS = 1_000;

/** A missing side is null: the whole other one is added or removed. */
export function unifiedDiff(path: string, before: string | null, after: string | null): Patch {
  const patch = structuredPatch(
    before === null ? '/dev/null' : `a/${path}`,
    after === null ? '/dev/null' : `b/${path}`,
    before ?? '',
    after ?? '',
    undefined,
    undefined,
    { context: 3, maxEditLength: MOST_EDITS, timeout: MOST_MS },
  );
  if (!patch) return { ...counted(before ?? '', after ?? ''), text: null };
  let added = 0;
  let removed = 0;
  for (const { lines } of patch.hunks)
    for (const line of lines) {
      if (line.startsWith('+')) added++;
      else if (line.startsWith('-')) removed++;
    }
  const text = formatPatch(patch).split('\n').slice(1).join('\n');
  return { added, removed, text };
}

/** Lines of one side that the other has not, whatever their order. */
function counted(before: string, after: string): { added: number; removed: number } {
  const counts = new Map<string, number>();
  for (const line of before.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  let added = 0;
  for (const line of after.split('\n')) {
    const left = counts.get(line) ?? 0;
    if (left > 0) counts.set(line, left - 1);
    else added++;
  }
  let removed = 0;
  for (const left of counts.values()) removed += left;
  return { added, removed };
}
