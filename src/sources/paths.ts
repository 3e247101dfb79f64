/** Paths of documents. */

/** The last `count` parts of a path, fewer where it has no more. */
export function lastParts(path: string, count: number): string[] {
  return path.split('/').slice(-count);
}

/** The last three parts, which is how deep these databases are, for an address. */
export function encodedPath(path: string): string {
  return lastParts(path, 3).map(encodeURIComponent).join('/');
}

/** The file's name without its last extension. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}

/** The order in which folders are walked: part by part, by code units. */
export function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i] as string, right[i] as string];
    if (x !== y) return x < y ? -1 : 1;
  }
  return left.length - right.length;
}
