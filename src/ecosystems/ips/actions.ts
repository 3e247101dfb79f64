/**
 * Actions of a manifest as catalogs hold them: a type, then `key=value`, where a key that comes several times has several
 * values and a value with spaces is in quotes, inside which a backslash takes the next character as it is
 * (https://docs.oracle.com/cd/E26919_01/html/E25751/pkg-5.html).
 */
export interface Action {
  type: 'set' | 'depend';
  attributes: ReadonlyMap<string, readonly string[]>;
}

/** In UTF-16 code units: descriptions are long. */
export const MAX_ACTION = 32_768;
const MAX_ATTRIBUTES = 10_000;

/** Null for what is no action, or one that is neither `set` nor `depend`. */
export function parseAction(text: string): Action | null {
  if (text.length > MAX_ACTION) return null;
  let at = endOfWord(text, 0);
  const type = text.slice(0, at);
  if (type !== 'set' && type !== 'depend') return null;
  const attributes = new Map<string, string[]>();
  for (let count = 0; count < MAX_ATTRIBUTES; count++) {
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    if (at >= text.length) break;
    const start = at;
    while (at < text.length && text[at] !== '=' && !isSpace(text.charCodeAt(at))) at++;
    // The digest of a payload stands without a name.
    if (text[at] !== '=') continue;
    const key = text.slice(start, at);
    const { value, end } = valueAt(text, at + 1);
    at = end;
    const values = attributes.get(key);
    if (values) values.push(value);
    else attributes.set(key, [value]);
  }
  return { type, attributes };
}

function valueAt(text: string, start: number): { value: string; end: number } {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") {
    const end = endOfWord(text, start);
    return { value: text.slice(start, end), end };
  }
  const pieces: string[] = [];
  let from = start + 1;
  let at = from;
  while (at < text.length && text[at] !== quote) {
    if (text[at] === '\\' && at + 1 < text.length) {
      pieces.push(text.slice(from, at));
      from = ++at;
    }
    at++;
  }
  pieces.push(text.slice(from, at));
  return { value: pieces.join(''), end: at + 1 };
}

function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
  return end;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
