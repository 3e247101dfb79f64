/** Dates as advisories write them, as instants of ISO 8601 in UTC. */
import { type Notes, shown } from './notes.ts';

/** RFC 3339, a day alone, and what people write between: a blank for `T`, no seconds, no zone (which is read as UTC). */
const FORM =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
/** Clocks differ. */
const TOLERANCE = 24 * 60 * 60 * 1_000;

/**
 * The instant that `value` names, to the millisecond; null where it is not stated. The year 1 is Go's way to say nothing. What is no
 * date or lies in the future is null too, with a warning.
 */
export function dateOf(value: unknown, what: string, now: number, notes: Notes): string | null {
  if (value === undefined || value === null || value === '') return null;
  const text = typeof value === 'string' ? value.trim() : null;
  const time = text === null || text.length > 64 ? null : timeOf(text);
  if (text?.startsWith('0001-01-01')) return null;
  if (time === null) {
    notes.add(`${what} is no date: ${shown(value)}`);
    return null;
  }
  if (time > now + TOLERANCE) {
    notes.add(`${what} lies in the future: ${text}`);
    return null;
  }
  return new Date(time).toISOString();
}

function timeOf(text: string): number | null {
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] =
    FORM.exec(text) ?? [];
  if (year === undefined) return null;
  // A leap second is the second before it.
  const seconds = Math.min(Number(second), 59);
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const parts = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)] as const;
  const time = Date.UTC(...parts, seconds, milliseconds);
  const date = new Date(time);
  const isReal =
    date.getUTCFullYear() === parts[0] &&
    date.getUTCMonth() === parts[1] &&
    date.getUTCDate() === parts[2] &&
    parts[3] <= 23 &&
    parts[4] <= 59 &&
    Number(second) <= 60;
  return isReal ? time - offsetOf(zone) : null;
}

function offsetOf(zone: string): number {
  if (/^(?:Z|UTC)$/i.test(zone)) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/**
 * When a record was withdrawn. That it was counts for more than when: a date that cannot be used becomes that of the last change,
 * else of publication, else now.
 */
export function withdrawalOf(
  value: unknown,
  others: { modifiedAt: string | null; publishedAt: string | null },
  now: number,
  notes: Notes,
): string | null {
  if (value === undefined || value === null || value === '') return null;
  const date = dateOf(value, 'the date of withdrawal', now, notes);
  return date ?? others.modifiedAt ?? others.publishedAt ?? new Date(now).toISOString();
}
