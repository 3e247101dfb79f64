/** How a language writes comments, texts and words, and what each character may therefore begin. */
import { isAlphanumeric } from './ascii.ts';

export interface SourceSyntax {
  /** What begins a comment that ends with its line. */
  lineComments: readonly string[];
  /** Comments between slash-star and star-slash; `nested`: also inside each other. */
  blockComments?: 'plain' | 'nested';
  /** The characters that begin and end a text. */
  quotes: string;
  /** Those of them that, three in a row, begin a text over several lines. */
  longQuotes?: string;
  /** Those of them in which a backslash is a backslash. */
  rawQuotes?: string;
  /** How a value is put into a text: `${x}` and `$x`, or `\(x)`; and the quotes in which it is. */
  values?: { kind: 'dollar' | 'backslash'; quotes: string };
  /** True where a quote, one character and the quote (`'"'`) is a character: Scala, where quotes also begin symbols. */
  characters?: boolean;
}

const [TAB, NEWLINE, RETURN, SPACE, SLASH] = [9, 10, 13, 32, 47];
const DOLLAR = 36;
/** What a character of ASCII may begin; all others are of words. */
export const [OTHER, WORD, QUOTE, COMMENT, BLANK, BREAK] = [0, 1, 2, 3, 4, 5];
const classes = new WeakMap<SourceSyntax, Uint8Array>();

export function classesOf(syntax: SourceSyntax): Uint8Array {
  let table = classes.get(syntax);
  if (table !== undefined) return table;
  table = new Uint8Array(128);
  for (let code = 0; code < 128; code++) table[code] = isWordCode(code) ? WORD : OTHER;
  for (const code of [SPACE, TAB, 0]) table[code] = BLANK;
  for (const code of [NEWLINE, RETURN]) table[code] = BREAK;
  for (const quote of syntax.quotes) table[quote.charCodeAt(0)] = QUOTE;
  if (syntax.characters) table[39] = QUOTE;
  for (const start of syntax.lineComments) table[start.charCodeAt(0)] = COMMENT;
  if (syntax.blockComments !== undefined) table[SLASH] = COMMENT;
  classes.set(syntax, table);
  return table;
}

export function isWordCode(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 46 || code === DOLLAR || code > 127;
}
