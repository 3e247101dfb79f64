/** The words of a Composer constraint, as they are told apart before anyone asks what they mean. */

const OPERATORS: readonly string[] = ['<>', '!=', '>=', '<=', '==', '>', '<', '='];

/**
 * One alternative, at its commas and white space: an operator takes the word after it, `1.0 - 2.0` is one word, and of
 * `dev-main as 1.0` the alias goes. Null where something is missing.
 */
export function constraintWords(part: string): string[] | null {
  const found: string[] = [];
  for (const list of part.split(',')) {
    const words = list.split(/\s/).filter(word => word !== '');
    if (words.length === 0) return null;
    for (let i = 0; i < words.length; i++) {
      let word = words[i] as string;
      if (OPERATORS.includes(word)) {
        i++;
        if (words[i] === undefined) return null;
        word += words[i];
      }
      const end = words[i + 2];
      if (end !== undefined && words[i + 1] === '-') {
        word += ` - ${end}`;
        i += 2;
      } else if (end !== undefined && words[i + 1] === 'as') i += 2;
      found.push(word);
    }
  }
  return found;
}
