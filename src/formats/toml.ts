/**
 * TOML (https://toml.io/en/v1.0.0) from outside, read within limits. The grammar is that of the library `smol-toml`; added
 * here are limits and typed errors.
 */
import { parse, TomlError } from 'smol-toml';
import { messageOf, UpstreamError } from '../core/errors.ts';
import { isJsonObject, type JsonDocument } from './json.ts';

export interface TomlLimits {
  /** Size of the input: bytes, or characters of a text. */
  bytes: number;
  /** Values inside each other, and names in one dotted key. */
  depth: number;
  /** Lines, values and names of tables, all together. */
  nodes: number;
}

export const TOML_LIMITS: TomlLimits = { bytes: 32 * 1024 * 1024, depth: 100, nodes: 1_000_000 };

/**
 * The root table. Tables are objects with own members only, `__proto__` among them; a date is a Date of the library, whose
 * `toISOString` gives its source form. `what` names the input in errors.
 *
 * @throws UpstreamError `malformed` for what is no TOML, with line and column, or has an integer beyond 2^53; `too-large`
 * beyond the limits.
 */
export function parseToml(
  input: Uint8Array | string,
  what: string,
  limits: Partial<TomlLimits> = {},
): JsonDocument {
  const { bytes, depth, nodes } = { ...TOML_LIMITS, ...limits };
  if (input.length > bytes) throw tooLarge(what, `more than ${bytes} bytes`);
  const text = typeof input === 'string' ? input : new TextDecoder().decode(input);
  const problem = excessOf(text, depth, nodes);
  if (problem !== null) throw tooLarge(what, problem);
  let document: unknown;
  try {
    document = parse(text, { maxDepth: depth });
  } catch (error) {
    throw new UpstreamError('malformed', `${what}: not TOML (${problemOf(error)})`);
  }
  if (!isJsonObject(document)) throw new UpstreamError('malformed', `${what}: not TOML`);
  return document;
}

const [QUOTE, APOSTROPHE, BACKSLASH, HASH, DOT, COMMA, EQUALS] = Buffer.from('"\'\\#.,=');
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE, LINE_FEED] = Buffer.from('[]{}\n');

/**
 * What is too much in the text; null where nothing is. The library makes a table of each name in a dotted key, and recurses
 * into each bracket, so both are counted before it reads.
 */
function excessOf(text: string, maxDepth: number, maxNodes: number): string | null {
  let nodes = 0;
  let open = 0;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE || c === APOSTROPHE) i = endOfString(text, i, c);
    else if (c === HASH) {
      const end = text.indexOf('\n', i);
      i = (end === -1 ? text.length : end) - 1;
    } else if (c === DOT) {
      dots += 1;
      nodes += 1;
      if (dots > maxDepth) return `a key of more than ${maxDepth} names`;
    } else if (c === LINE_FEED || c === COMMA || c === EQUALS) {
      dots = 0;
      nodes += 1;
    } else if (c === OPEN_BRACKET || c === OPEN_BRACE) {
      dots = 0;
      nodes += 1;
      open += 1;
      // A header of a list of tables has two brackets of its own.
      if (open > maxDepth + 2) return `more than ${maxDepth} levels`;
    } else if ((c === CLOSE_BRACKET || c === CLOSE_BRACE) && open > 0) open -= 1;
    if (nodes > maxNodes) return `more than ${maxNodes} lines and values`;
  }
  return null;
}

/** Where the string that begins at `start` ends: its last quote, or what stops it short. */
function endOfString(text: string, start: number, quote: number): number {
  const isLong = text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
  for (let i = start + (isLong ? 3 : 1); i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === BACKSLASH && quote === QUOTE) i += 1;
    else if (c === quote) {
      if (!isLong) return i;
      if (text.charCodeAt(i + 1) === quote && text.charCodeAt(i + 2) === quote) return i + 2;
    } else if (c === LINE_FEED && !isLong) return i - 1;
  }
  return text.length;
}

/** The library's first line, without the piece of the input that it shows. */
function problemOf(error: unknown): string {
  const first = messageOf(error).split('\n', 1)[0] ?? '';
  const problem = first.replace('Invalid TOML document: ', '').slice(0, 200);
  return error instanceof TomlError ? `${problem} at line ${error.line}, column ${error.column}` : problem;
}

function tooLarge(what: string, problem: string): UpstreamError {
  return new UpstreamError('too-large', `${what}: ${problem}`);
}
