/** The signs of a declaration: where its words and parts end, and how strongly what stands between parts binds. */
import type { Conventions, Relation } from './conventions.ts';
import { type Declaration, joined } from './declaration.ts';

export interface Token {
  text: string;
  start: number;
  end: number;
  kind: 'word' | 'open' | 'close' | 'sign';
}

/** Words, parentheses and signs; the slashes of an address part nothing. */
export function tokenise(text: string): Token[] {
  const kinds: Record<string, Token['kind']> = { '(': 'open', ')': 'close' };
  return [...text.matchAll(/https?:\/\/[^\s,;()]+|[(),;/|&]|[^\s(),;/|&]+/gi)].map(match => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    kind: kinds[match[0]] ?? (/^[,;/|&]$/.test(match[0]) ? 'sign' : 'word'),
  }));
}

export interface Separator {
  relation: Relation;
  /** Binds less than the words `and` and `or` do. */
  weak: boolean;
}

/** What stands between two parts. Different signs side by side (`and/or`) say no one thing. */
export function separatorOf(tokens: readonly Token[], conventions: Conventions): Separator {
  const signs = tokens.map(token => token.text.toLowerCase());
  const first = signs[0] as string;
  if (signs.every(sign => sign === first)) return { relation: relationOf(first, conventions), weak: false };
  const [comma, word] = signs;
  if (
    conventions.commaBeforeWord &&
    signs.length === 2 &&
    comma === ',' &&
    (word === 'and' || word === 'or')
  ) {
    return { relation: word, weak: true };
  }
  return { relation: 'list', weak: false };
}

function relationOf(sign: string, conventions: Conventions): Relation {
  if (sign === 'and' || sign === 'or') return sign;
  if (sign === ',') return conventions.comma;
  if (sign === '/') return conventions.slash;
  return sign === '|' ? conventions.bar : 'list';
}

/** From what binds least to what binds most. */
const LEVELS: readonly ((separator: Separator) => boolean)[] = [
  ({ relation }) => relation === 'list',
  ({ weak }) => weak,
  ({ relation }) => relation === 'or',
  () => true,
];

/** The parts joined as their separators say; those that disagree at one level make a list. */
export function combine(
  parts: readonly Declaration[],
  separators: readonly Separator[],
  level = 0,
): Declaration {
  if (parts.length === 1) return parts[0] as Declaration;
  const splits = LEVELS[level] as (separator: Separator) => boolean;
  const groups: Declaration[] = [];
  const relations = new Set<Relation>();
  let from = 0;
  for (let index = 0; index <= separators.length; index++) {
    const here = separators[index];
    if (here !== undefined && !splits(here)) continue;
    if (here !== undefined) relations.add(here.relation);
    groups.push(combine(parts.slice(from, index + 1), separators.slice(from, index), level + 1));
    from = index + 1;
  }
  const [relation = 'list'] = relations;
  return joined(relations.size > 1 ? 'list' : relation, groups);
}
