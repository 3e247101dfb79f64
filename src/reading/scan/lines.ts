/** Where in a manifest a package stands. */

/**
 * The first line, from 1, on which the name stands as a word of its own: not as a part of a longer name. Of a name with a group
 * (`org.example:thing`, `@scope/name`) where the whole does not stand, the line of its last part. Null where there is none.
 */
export function lineOf(text: string, name: string): number | null {
  const at =
    wordAt(text, name) ??
    wordAt(text, name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1));
  if (at === null) return null;
  let line = 1;
  for (let next = text.indexOf('\n'); next !== -1 && next < at; next = text.indexOf('\n', next + 1)) line++;
  return line;
}

function wordAt(text: string, word: string): number | null {
  if (word === '') return null;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    if (!isInName(text[at - 1]) && !isInName(text[at + word.length])) return at;
  }
  return null;
}

/** Characters with which a name would go on. `node_modules/` ends before a name begins. */
function isInName(sign: string | undefined): boolean {
  return sign !== undefined && /[\w.-]/.test(sign);
}
