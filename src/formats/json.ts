/** JSON (RFC 8259) from outside: bounded in size and depth, and read with care for the types of its members. */
import { messageOf, UpstreamError } from '../core/errors.ts';

/** A JSON object of unknown members. */
export type JsonDocument = Record<string, unknown>;

const MAX_DEPTH = 200;
const [QUOTE, BACKSLASH, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = Buffer.from('"\\[]{}');

/**
 * The value that the bytes hold. `what` names the document in errors.
 *
 * @throws UpstreamError `malformed` for what is no JSON or nested deeper than `maxDepth` levels.
 */
export function parseJson(bytes: Uint8Array, what: string, maxDepth = MAX_DEPTH): unknown {
  // `JSON.parse` takes seconds for deep nesting: some for 10 MB of `[`.
  if (isDeeperThan(bytes, maxDepth)) throw malformed(what, `deeper than ${maxDepth} levels`);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw malformed(what, `not JSON (${messageOf(error).slice(0, 200)})`);
  }
}

/** A JSON object. @throws UpstreamError `malformed` for anything else. */
export function parseJsonObject(bytes: Uint8Array, what: string, maxDepth = MAX_DEPTH): JsonDocument {
  const value = parseJson(bytes, what, maxDepth);
  if (!isJsonObject(value)) throw malformed(what, 'no JSON object');
  return value;
}

/** A JSON array. @throws UpstreamError `malformed` for anything else. */
export function parseJsonArray(bytes: Uint8Array, what: string): unknown[] {
  const value = parseJson(bytes, what);
  if (!Array.isArray(value)) throw malformed(what, 'no JSON array');
  return value;
}

export function isJsonObject(value: unknown): value is JsonDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member of an object; undefined where `value` is no object or has none of that name. */
export function memberOf(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The objects in an array, `max` at most; empty where `value` is no array. */
export function objectsIn(value: unknown, max: number): JsonDocument[] {
  return Array.isArray(value) ? value.slice(0, max).filter(isJsonObject) : [];
}

function isDeeperThan(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (quoted) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (++depth > limit) return true;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
  }
  return false;
}

function malformed(what: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `${what}: ${problem}`);
}
