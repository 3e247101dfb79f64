/** Order of the event log's cursors, which the store writes as `<transaction>-<event>-<seconds>`. */

/** The one that is further on; `a` when one of them is no cursor. */
export function laterCursor(a: string, b: string): string {
  const left = positionOf(a);
  const right = positionOf(b);
  if (!left || !right) return a;
  if (left[0] !== right[0]) return left[0] > right[0] ? a : b;
  return left[1] >= right[1] ? a : b;
}

function positionOf(cursor: string): [bigint, bigint] | null {
  const match = /^(\d{1,20})-(\d{1,20})-\d+$/.exec(cursor);
  return match ? [BigInt(match[1] as string), BigInt(match[2] as string)] : null;
}
