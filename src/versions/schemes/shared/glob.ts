/**
 * True when `text` matches `pattern`, in which each star stands for any characters and all else for itself. Each piece
 * between stars is found as early as it can be, which never loses a match, so nothing is tried twice.
 */
export function matchesGlob(text: string, pattern: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] as string;
  if (pieces.length === 1) return text === pattern;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  const last = pieces.at(-1) as string;
  return text.length - last.length >= at && text.endsWith(last);
}
