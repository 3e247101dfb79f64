/** Text of an index, made safe to store: bounded, and without what PostgreSQL cannot hold. */
import type { JsonObject, MaintainerRecord } from '../../../core/records.ts';
import { declaredUrl } from '../../../core/repository-url.ts';

/**
 * Without white space around it, without NUL and lone surrogates, cut after `max` UTF-16 code units; null for what is then
 * empty or was no text.
 */
export function clean(value: unknown, max = 1_000): string | null {
  if (typeof value !== 'string') return null;
  const bounded = value.length > max * 2 ? value.slice(0, max * 2) : value;
  // Asked of every text of an index: these two questions cost less than the expression does.
  const isStorable = bounded.isWellFormed() && !bounded.includes('\0');
  const storable = isStorable ? bounded : bounded.replace(/[\0\p{Surrogate}]/gu, '');
  const text = storable.trim();
  if (text.length <= max) return text === '' ? null : text;
  // Half of a surrogate pair is not left behind.
  return text
    .slice(0, max)
    .replace(/\p{Surrogate}$/u, '')
    .trimEnd();
}

/** A copy to be held long: a text that was cut out of a larger one keeps the whole of that in memory. */
export function detached(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** A http(s) URL that names a host; null for all else, so that pages can link to it. */
export function webUrl(value: unknown): string | null {
  const text = clean(value, 2_048);
  const url = text === null ? null : declaredUrl(text);
  return url !== null && /^https?:/i.test(url) ? url : null;
}

/** A whole number of at most 15 digits. */
export function integer(value: string | null | undefined): number | null {
  return value != null && /^[0-9]{1,15}$/.test(value) ? Number(value) : null;
}

/** Seconds since 1970 as ISO 8601; null for what is no such number or lies beyond the year 9999. */
export function dateOfSeconds(value: string | null | undefined): string | null {
  const seconds = integer(value);
  return seconds !== null && seconds > 0 && seconds < 253_402_300_800
    ? new Date(seconds * 1_000).toISOString()
    : null;
}

/** Members without a value left out. */
export function present(values: { [key: string]: JsonObject[string] | undefined }): JsonObject {
  const found: JsonObject = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined && value !== null && value !== '') found[key] = value;
  }
  return found;
}

const MAX_PERSON = 500;
const EMAIL = /^[^\s@<>,]{1,64}@[^\s@<>,]{1,190}$/;

/** `Name <e-mail>` or a bare address. Without an address nobody can be told apart: null. */
export function personOf(value: string | null, role: string | null): MaintainerRecord | null {
  const text = clean(value, MAX_PERSON);
  if (text === null) return null;
  const open = text.lastIndexOf('<');
  const email = (open === -1 ? text : (text.slice(open + 1).split('>', 1)[0] ?? '')).trim();
  if (!EMAIL.test(email)) return null;
  const name = open === -1 ? null : clean(text.slice(0, open).replaceAll('"', ''));
  return { uuid: email.toLowerCase(), login: null, name, email, url: null, role };
}
