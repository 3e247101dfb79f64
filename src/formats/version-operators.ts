/** `name>=1.0` as apk, pacman and others write a dependency in one word. */

export interface NameAndRequirement {
  name: string;
  /** With its operator, as written; null for any version. */
  requirement: string | null;
}

/** Cuts at the first of `< > = ~`. */
export function splitAtOperator(word: string): NameAndRequirement {
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (code === 0x3c || code === 0x3d || code === 0x3e || code === 0x7e)
      return { name: word.slice(0, at).trim(), requirement: word.slice(at).trim() };
  }
  return { name: word.trim(), requirement: null };
}
