/**
 * Literals of Python source (https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals): strings,
 * those written one after the other, and lists and tuples of them. Nothing is evaluated; what is computed is not known.
 */
const MAX_LITERAL = 20_000;
const MAX_ITEMS = 500;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

/** A text, a list of texts, or null for all else. `at` is the place of the first character. */
export function literalAt(source: string, at: number): string | string[] | null {
  const reader = { source, at };
  skipBlanks(reader, false);
  const open = source[reader.at];
  const close = open === '(' ? ')' : open === '[' ? ']' : null;
  if (close === null) {
    const text = strings(reader, false);
    return text !== null && endsStatement(reader) ? text : null;
  }
  reader.at++;
  const items: string[] = [];
  let hasComma = open === '[';
  for (;;) {
    skipBlanks(reader, true);
    if (source[reader.at] === close) break;
    const text = strings(reader, true);
    if (text === null || items.length >= MAX_ITEMS) return null;
    items.push(text);
    if (source[reader.at] === ',') {
      hasComma = true;
      reader.at++;
    } else if (source[reader.at] !== close) return null;
  }
  reader.at++;
  if (!endsStatement(reader)) return null;
  // Parentheses without a comma only hold a text together.
  return hasComma || items.length !== 1 ? items : (items[0] as string);
}

/** One string at `at`; where it is an f-string, what stands before its first value, and `isWhole` is false. */
export function stringAt(source: string, at: number): { text: string; isWhole: boolean } | null {
  const reader = { source, at };
  skipBlanks(reader, true);
  const isFormat = /^[fF]/.test(source[reader.at] ?? '') && /["']/.test(source[reader.at + 1] ?? '');
  if (isFormat) reader.at++;
  const text = one(reader);
  if (text === null) return null;
  const value = isFormat ? text.indexOf('{') : -1;
  return value === -1 ? { text, isWhole: true } : { text: text.slice(0, value), isWhole: false };
}

interface Reader {
  source: string;
  at: number;
}

/** Strings written one after the other are one. Behind them stands neither blank nor comment. */
function strings(reader: Reader, isInside: boolean): string | null {
  let text: string | null = null;
  for (;;) {
    const next = one(reader);
    if (next === null) return text;
    text = (text ?? '') + next;
    if (text.length > MAX_LITERAL) return null;
    skipBlanks(reader, isInside);
    if (!/["'rRuU]/.test(reader.source[reader.at] ?? '')) return text;
  }
}

function one(reader: Reader): string | null {
  const { source } = reader;
  let at = reader.at;
  const isRaw = /[rR]/.test(source[at] ?? '');
  if (isRaw || /[uU]/.test(source[at] ?? '')) at++;
  const quote = source[at];
  if (quote !== '"' && quote !== "'") return null;
  const isLong = source.startsWith(quote.repeat(3), at);
  const end = isLong ? quote.repeat(3) : quote;
  at += end.length;
  const limit = at + MAX_LITERAL;
  let text = '';
  while (at < source.length && at < limit) {
    const character = source[at] as string;
    if (source.startsWith(end, at)) {
      reader.at = at + end.length;
      return text;
    }
    if (character === '\n' && !isLong) return null;
    if (character === '\\' && at + 1 < source.length) {
      const next = source[at + 1] as string;
      text += isRaw ? character + next : (ESCAPES[next] ?? (/["'\\]/.test(next) ? next : character + next));
      at += 2;
    } else {
      text += character;
      at++;
    }
  }
  return null;
}

/** Blanks, line ends after a backslash, and within parentheses also line ends and comments. */
function skipBlanks(reader: Reader, isInside: boolean): void {
  const { source } = reader;
  for (;;) {
    const character = source[reader.at];
    if (character === ' ' || character === '\t' || character === '\r') reader.at++;
    else if (character === '\\' && /^\r?\n/.test(source.slice(reader.at + 1, reader.at + 3)))
      reader.at += source[reader.at + 1] === '\r' ? 3 : 2;
    else if (isInside && character === '\n') reader.at++;
    else if (isInside && character === '#') {
      const end = source.indexOf('\n', reader.at);
      reader.at = end === -1 ? source.length : end;
    } else return;
  }
}

function endsStatement(reader: Reader): boolean {
  skipBlanks(reader, false);
  const next = reader.source[reader.at];
  return next === undefined || next === '\n' || next === '#' || next === ';';
}
