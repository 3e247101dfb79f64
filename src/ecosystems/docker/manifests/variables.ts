/**
 * Variables in Dockerfiles (https://docs.docker.com/reference/dockerfile/#environment-replacement) and compose files
 * (https://docs.docker.com/reference/compose-file/interpolation/): `$name`, `${name}`, `${name:-default}`, `${name-default}`, `${name:+other}`.
 */
export interface Expanded {
  text: string;
  /** False where a variable has no value here; it stays as it is written. */
  isKnown: boolean;
}

const MAX_LENGTH = 4096;

/** The text with each variable replaced by its value or default. */
export function expand(text: string, values: ReadonlyMap<string, string>): Expanded {
  if (!text.includes('$') || text.length > MAX_LENGTH) return { text, isKnown: true };
  const pieces: string[] = [];
  let isKnown = true;
  let length = 0;
  for (let at = 0; at < text.length && length <= MAX_LENGTH; ) {
    const { end, value } = text.charAt(at) === '$' ? variableAt(text, at, values) : plainAt(text, at);
    const piece = value ?? text.slice(at, end);
    if (value === null) isKnown = false;
    pieces.push(piece);
    length += piece.length;
    at = end;
  }
  return { text: pieces.join('').slice(0, MAX_LENGTH), isKnown };
}

interface Piece {
  end: number;
  /** null: not known. */
  value: string | null;
}

function plainAt(text: string, at: number): Piece {
  const dollar = text.indexOf('$', at);
  const end = dollar < 0 ? text.length : dollar;
  return { end, value: text.slice(at, end) };
}

function variableAt(text: string, at: number, values: ReadonlyMap<string, string>): Piece {
  // `$$` is a dollar in compose files.
  if (text.charAt(at + 1) === '$') return { end: at + 2, value: '$' };
  const braced = text.charAt(at + 1) === '{';
  const start = braced ? at + 2 : at + 1;
  let end = start;
  while (isWord(text.charCodeAt(end))) end++;
  if (end === start) return { end: at + 1, value: '$' };
  const value = values.get(text.slice(start, end)) ?? null;
  if (!braced) return { end, value };
  const close = text.indexOf('}', end);
  if (close < 0) return { end: text.length, value: null };
  return { end: close + 1, value: modified(value, text.slice(end, close)) };
}

/** `:-default` stands for a value that is unset or empty, `-default` for one that is unset; `+` the other way round. */
function modified(value: string | null, modifier: string): string | null {
  const isColon = modifier.startsWith(':');
  const operator = modifier.charAt(isColon ? 1 : 0);
  const word = modifier.slice(isColon ? 2 : 1);
  const isSet = value !== null && !(isColon && value === '');
  if (operator === '-') return isSet ? value : word;
  if (operator === '+') return isSet ? word : null;
  return value;
}

/** Letters, digits and `_`; NaN beyond the end is none. */
function isWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122)
  );
}
