/** The words of npm's ranges, as they are told apart before anyone asks what they mean. */

export type Operator = '' | '=' | '<' | '<=' | '>' | '>=';

/** The operator that a word starts with. */
export function operatorOf(word: string): Operator {
  const first = word.charCodeAt(0);
  if (first === 0x3d) return '=';
  const isWide = word.charCodeAt(1) === 0x3d;
  if (first === 0x3c) return isWide ? '<=' : '<';
  if (first === 0x3e) return isWide ? '>=' : '>';
  return '';
}

/** `> 1.2`, `~ 1.2` and `^ 1.2` are one comparator each: an operator takes the word after it. */
export function joinOperators(words: readonly string[]): readonly string[] {
  if (words.length === 1) return words;
  const compared = joinAfter(words, word => /^(?:[<>]=?|=|~>?=|~>|\^=)$/.test(word), /^[0-9vxX*=]/);
  const tildes = joinAfter(compared, word => word === '~' || word === '~>', /^./, '~');
  return joinAfter(tildes, word => word === '^', /^./);
}

function joinAfter(
  words: readonly string[],
  isOperator: (word: string) => boolean,
  next: RegExp,
  as?: string,
): string[] {
  const joined: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const following = words[i + 1];
    if (following === undefined || !isOperator(word) || !next.test(following)) joined.push(word);
    else {
      joined.push((as ?? word) + following);
      i++;
    }
  }
  return joined;
}

/** The word without its first star and the operator before it; null where it has none. */
export function withoutStar(word: string): string | null {
  const star = word.indexOf('*');
  if (star === -1) return null;
  let start = star;
  if (word[start - 1] === '=') start--;
  if (word[start - 1] === '<' || word[start - 1] === '>') start--;
  const bare = word.slice(0, start) + word.slice(star + 1);
  return bare.includes('*') ? null : bare;
}
