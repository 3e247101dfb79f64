/** Members of JSON documents, read as what they should be; null for all else. */
import type { Json } from '../../../core/records.ts';
import { isJsonObject } from '../../../formats/json.ts';
import { clean } from '../whole-index/text.ts';

/** The year 9999 ends before this, in milliseconds since 1970. */
const END = 253_402_300_800_000;

/** An instant (ISO 8601, or a date as in HTTP) as ISO 8601 in UTC; null for what is none of the years 1970 to 9999. */
export function dateOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const time = Date.parse(value);
  return time > 0 && time < END ? new Date(time).toISOString() : null;
}

/** Seconds since 1970, a number, as ISO 8601 in UTC. */
export function dateOfUnix(value: unknown): string | null {
  if (typeof value !== 'number' || !(value > 0) || value * 1000 >= END) return null;
  return new Date(Math.floor(value) * 1000).toISOString();
}

/** A whole number that is not negative and that JSON holds exactly. */
export function countOf(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null;
}

/** The texts of an array, each once; empty for what is no array. */
export function textsOf(value: unknown, limits: { count: number; length: number }): string[] {
  if (!Array.isArray(value)) return [];
  const texts = value.slice(0, limits.count).map(item => clean(item, limits.length));
  return [...new Set(texts)].filter(text => text !== null);
}

/** A number of a version as the registry writes it: one short word. */
export function versionNumber(value: unknown, max = 200): string | null {
  const text = clean(value, max);
  return text !== null && text === value && text !== '__proto__' && !/\s/.test(text) ? text : null;
}

/** Null for what would be an empty object or list. */
export function unlessEmpty<T extends Json>(value: T): T | null {
  if (Array.isArray(value)) return value.length > 0 ? value : null;
  return isJsonObject(value) && Object.keys(value).length === 0 ? null : value;
}

/** SHA-256 in hexadecimal, with or without `sha256:`, as an integrity string. */
export function sha256Integrity(value: unknown): string | null {
  const text = clean(value, 80);
  const digest = text === null ? null : /^(?:sha256:)?([0-9a-f]{64})$/i.exec(text)?.[1];
  return digest ? `sha256-${digest.toLowerCase()}` : null;
}
