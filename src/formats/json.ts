/** JSON (RFC 8259) from outside: bounded in size and depth, and read with care for the types of its members. */
import { messageOf, UpstreamError } from '../core/errors.ts';
import { isDeeperThan } from './json-depth.ts';

/** A JSON object of unknown members. */
export type JsonDocument = Record<string, unknown>;

const MAX_DEPTH = 200;

/**
 * The value that the bytes hold. `what` names the document in errors.
 *
 * @throws UpstreamError `malformed` for what is no JSON or nested deeper than `maxDepth` levels.
 */
export function parseJson(bytes: Uint8Array, what: string, maxDepth = MAX_DEPTH): unknown {
  const text = new TextDecoder().decode(bytes);
  if (isDeeperThan(text, maxDepth)) throw malformed(what, `deeper than ${maxDepth} levels`);
  try {
    return JSON.parse(text);
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

/** The members of an object that are text, in order and without a key of no characters; empty where `value` is no object. */
export function textMembers(value: unknown): [name: string, text: string][] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).filter(
    (entry): entry is [string, string] => entry[0] !== '' && typeof entry[1] === 'string',
  );
}

/** `value` where it is text that is not empty, else null. */
export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The objects in an array, `max` at most; empty where `value` is no array. */
export function objectsIn(value: unknown, max: number): JsonDocument[] {
  return Array.isArray(value) ? value.slice(0, max).filter(isJsonObject) : [];
}

function malformed(what: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `${what}: ${problem}`);
}
