/**
 * A bounded memory of what a pure function gave, in two generations: when the young one is full it becomes the old one,
 * and what is asked for again moves back. Forgetting costs one more call, nothing else.
 */
export function memoised<T>(
  give: (text: string) => T,
  { size = 20_000, maxLength = 256 }: { size?: number; maxLength?: number } = {},
): (text: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return text => {
    let known = young.get(text);
    if (known !== undefined) return known;
    known = old.get(text);
    if (known === undefined) known = give(text);
    if (text.length > maxLength) return known;
    if (young.size >= size) {
      old = young;
      young = new Map();
    }
    young.set(text, known);
    return known;
  };
}
