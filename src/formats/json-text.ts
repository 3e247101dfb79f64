/** JSON as people write it in manifests. Apart from `json.ts`, which everything loads, for the parser that this one needs. */
import { visit } from 'jsonc-parser';
import { messageOf, UpstreamError } from '../core/errors.ts';
import { isDeeperThan } from './json-depth.ts';
import { withoutExtras } from './json-extras.ts';

const MAX_DEPTH = 200;

export interface LenientJson {
  /** `,` before a closing bracket is passed over. */
  trailingCommas?: boolean;
}

/**
 * JSON as people write it in manifests: with `//` and block comments, and `trailingCommas` where a format allows them. Of members
 * that come twice the last one stands.
 *
 * @throws UpstreamError `malformed` with line and column (from 1) in its options.
 */
export function parseJsonText(text: string, what: string, lenient: LenientJson = {}): unknown {
  if (isDeeperThan(text, MAX_DEPTH)) throw malformed(what, `deeper than ${MAX_DEPTH} levels`);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (text.trim() === '') throw malformed(what, 'empty');
    const commas = lenient.trailingCommas === true;
    const plain = withoutExtras(text, commas);
    if (plain !== null) {
      if (isDeeperThan(plain, MAX_DEPTH)) throw malformed(what, `deeper than ${MAX_DEPTH} levels`);
      const value = parsed(plain);
      if (value !== undefined) return value;
    }
    const wrongAt = firstWrong(text, what, commas);
    if (wrongAt !== null || plain === null) throw positioned(what, text, wrongAt ?? text.length);
    throw malformed(what, `not JSON (${messageOf(error).slice(0, 200)})`);
  }
}

/** The value of a text; undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Position of the first thing that is no JSON, but for comments and, if asked for, trailing commas; null where there is none. */
function firstWrong(text: string, what: string, allowTrailingComma: boolean): number | null {
  let wrongAt: number | null = null;
  // What comes after the first error says nothing, and there may be much of it.
  const stop = new Error('the first error');
  const onError = (_: unknown, offset: number) => {
    wrongAt = offset;
    throw stop;
  };
  try {
    visit(text, { onError }, { disallowComments: false, allowTrailingComma });
  } catch (error) {
    if (error === stop) return wrongAt;
    // It calls itself for every level, and a quote in a comment may hide some from the test before it.
    if (error instanceof RangeError) throw malformed(what, `deeper than ${MAX_DEPTH} levels`);
    throw error;
  }
  return null;
}

function positioned(what: string, text: string, at: number): UpstreamError {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  return new UpstreamError('malformed', `${what}: not JSON at line ${line}, column ${column}`, {
    line,
    column,
  });
}

function malformed(what: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `${what}: ${problem}`);
}
