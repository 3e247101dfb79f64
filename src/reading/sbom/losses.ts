/** What a conversion loses: the same loss in many places is one entry with a count. */

export interface Loss {
  /** JSON pointer in the document that was read, with `*` instead of positions. */
  path: string;
  /** The member, field or feature. */
  what: string;
  why: string;
  count: number;
  /** Where it was met first. */
  example: string;
}

export interface Losses {
  add(path: string, why: string, what?: string): void;
  /** In the order in which they were first met. */
  list(): Loss[];
}

/** Different losses that are kept; further ones are counted in a last entry. */
const MAX_LOSSES = 500;

export function lossCollector(max = MAX_LOSSES): Losses {
  const found = new Map<string, Loss>();
  let further = 0;
  return {
    add(path, why, what) {
      const pattern = path.replace(/\/\d+(?=\/|$)/g, '/*');
      const key = `${pattern}\n${why}\n${what ?? ''}`;
      const before = found.get(key);
      if (before !== undefined) before.count++;
      else if (found.size >= max) further++;
      else {
        const last = pattern.slice(pattern.lastIndexOf('/') + 1);
        found.set(key, { path: pattern, what: what ?? last, why, count: 1, example: path });
      }
    },
    list() {
      const losses = [...found.values()];
      if (further > 0)
        losses.push({
          path: '',
          what: 'further losses',
          why: `more than ${max} different ones`,
          count: further,
          example: '',
        });
      return losses;
    },
  };
}
