/** Makes strings and small JSON fragments from a registry safe to store: bounded, and of characters PostgreSQL takes. */
import type { Json, JsonObject } from '../../core/records.ts';

/** A JSON object of unknown members. */
export type Doc = Record<string, unknown>;

export function isDoc(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MAX_DEPTH = 8;
const MAX_NODES = 1000;

/**
 * A string without white space around it, without NUL and lone surrogates (neither fits in PostgreSQL's text), at most
 * `max` UTF-16 code units long; null for anything else and for what is then empty.
 */
export function cleanText(value: unknown, max: number): string | null {
  if (typeof value !== 'string') return null;
  let text = /[\0\p{Surrogate}]/u.test(value) ? value.replace(/[\0\p{Surrogate}]/gu, '') : value;
  text = text.trim();
  if (text.length > max) {
    const end = /[\uD800-\uDBFF]/.test(text[max - 1] as string) ? max - 1 : max;
    text = text.slice(0, end).trimEnd();
  }
  return text === '' ? null : text;
}

/** A copy without nulls, safe to store; undefined where it is empty, deeper than 8 levels or longer than `maxBytes` as JSON. */
export function cleanJson(value: unknown, maxBytes: number): Json | undefined {
  const copy = copied(value, maxBytes, MAX_DEPTH, { nodes: MAX_NODES });
  if (copy === undefined || copy === TOO_BIG) return undefined;
  return Buffer.byteLength(JSON.stringify(copy)) <= maxBytes ? copy : undefined;
}

const TOO_BIG = Symbol('too big');

function copied(
  value: unknown,
  max: number,
  depth: number,
  budget: { nodes: number },
): Json | undefined | typeof TOO_BIG {
  if (depth === 0 || --budget.nodes < 0) return TOO_BIG;
  if (typeof value === 'string') return value.length > max ? TOO_BIG : (cleanText(value, max) ?? undefined);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (const item of value) {
      const copy = copied(item, max, depth - 1, budget);
      if (copy === TOO_BIG) return TOO_BIG;
      if (copy !== undefined) list.push(copy);
    }
    return list.length > 0 ? list : undefined;
  }
  if (!isDoc(value)) return undefined;
  const object: JsonObject = {};
  let empty = true;
  for (const name in value) {
    const key = cleanText(name, 200);
    // Assigning to `__proto__` would set the prototype.
    if (key === null || key === '__proto__') continue;
    const copy = copied(value[name], max, depth - 1, budget);
    if (copy === TOO_BIG) return TOO_BIG;
    if (copy === undefined) continue;
    object[key] = copy;
    empty = false;
  }
  return empty ? undefined : object;
}

/** Members whose value is undefined or null left out. */
export function present(members: { [key: string]: Json | undefined }): JsonObject {
  const object: JsonObject = {};
  for (const [key, value] of Object.entries(members))
    if (value !== undefined && value !== null) object[key] = value;
  return object;
}

/** An instant as ISO 8601 in UTC; null for what is no date of the years 1970 to 9999. */
export function cleanDate(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const time = Date.parse(value);
  return time >= 0 && time < 253_402_300_800_000 ? new Date(time).toISOString() : null;
}
