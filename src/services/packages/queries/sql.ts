/** Values of one statement, numbered as they are bound. */
export interface Binder {
  values: unknown[];
  /** Adds a value and gives its placeholder. */
  bind(value: unknown): string;
}

export function createBinder(): Binder {
  const values: unknown[] = [];
  return {
    values,
    bind(value) {
      values.push(value);
      return `$${values.length}`;
    },
  };
}

/** The first text that is greater than every text with this prefix in byte order; null where there is none. */
export function afterPrefix(prefix: string): string | null {
  const points = [...prefix];
  while (points.length > 0) {
    const last = (points.pop() as string).codePointAt(0) as number;
    if (last === 0x10ffff) continue;
    // UTF-8 has no surrogates; its byte order is that of the code points.
    const next = last === 0xd7ff ? 0xe000 : last + 1;
    return points.join('') + String.fromCodePoint(next);
  }
  return null;
}
