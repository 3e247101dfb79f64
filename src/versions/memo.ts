/**
 * A bounded memory of what a pure function gave, in two generations: when the young one is full it becomes the old one,
 * and what is asked for again moves back. Forgetting costs one more call, nothing else.
 *
 * A text is remembered when it comes for the second time within a while. Most texts of a long list come once, and to keep
 * and then to collect what was made of them costs more than to make it.
 */
export function memoised<T>(
  give: (text: string) => T,
  { size = 20_000, maxLength = 256 }: { size?: number; maxLength?: number } = {},
): (text: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  const marks = 2 ** Math.ceil(Math.log2(Math.max(2 * size, 2)));
  /** Hashes of the texts that came lately, two places for each. Made when first used: most programs use few schemes. */
  let seen = new Int32Array(0);
  return text => {
    let known = young.get(text);
    if (known !== undefined) return known;
    if (text.length > maxLength) return give(text);
    known = old.get(text);
    if (known === undefined) {
      known = give(text);
      if (seen.length === 0) seen = new Int32Array(marks);
      const hash = hashOf(text);
      const mark = hash & (marks - 1);
      if (seen[mark] !== hash && seen[mark ^ 1] !== hash) {
        seen[mark ^ 1] = seen[mark] as number;
        seen[mark] = hash;
        return known;
      }
    }
    if (young.size >= size) {
      old = young;
      young = new Map();
    }
    young.set(text, known);
    return known;
  };
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
