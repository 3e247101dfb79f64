/**
 * FNV-1a of a text, 32 bits, over its UTF-16 code units (http://www.isthe.com/chongo/tech/comp/fnv/). For telling texts apart where a
 * collision costs next to nothing; nothing that anybody could gain by must depend on it.
 *
 * @returns an unsigned integer, never 0.
 */
export function digestText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0 || 1;
}
