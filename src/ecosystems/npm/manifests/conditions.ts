/** On which machines a package is installed, in the words of yarn's lockfile: `os=darwin & (cpu=x64 | cpu=arm64)`. */

/** A further condition (`os`, `cpu`, `libc`) beside those before it; a value with `!` excludes. */
export function conditionOf(before: string | null, key: string, values: readonly string[]): string | null {
  const terms = values.filter(Boolean).map(value => `${key}=${value}`);
  if (terms.length === 0) return before;
  const term = terms.length === 1 ? (terms[0] as string) : `(${terms.join(' | ')})`;
  return before === null ? term : `${before} & ${term}`;
}

/** The values of such a member: one text or several; `none` of bun is no condition. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value === 'none' ? [] : [value];
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
