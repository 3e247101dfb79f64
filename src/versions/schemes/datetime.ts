/**
 * Points in time as RFC 3339 writes them (https://www.rfc-editor.org/rfc/rfc3339#section-5.6), which is the vers type
 * `datetime`. `T` and `Z` may be in lower case; between date and time there is no blank. Equal is what is the same
 * instant, in whatever offset and with whatever zeros at the end of the fraction, which may be of any length. A leap
 * second is only at the end of a month in UTC (section 5.7). The scheme knows no pre-releases: every version is stable.
 * Ranges are comparators.
 */
import { compareText } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { dayNumber, daysInMonth } from './shared/calendar.ts';
import { parseComparators } from './shared/comparators.ts';

interface Instant {
  /** In UTC, since an arbitrary day; negative for what is before it. */
  minute: number;
  /** 60 in leap seconds. */
  second: number;
  /** The decimals of the second without zeros at their end. */
  fraction: string;
  /** The normal spelling. */
  text: string;
}

const SHAPE =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const MINUTES_PER_DAY = 1_440;
/** 1970-01-01. */
const EPOCH_DAY = dayNumber(1970, 1, 1);

export const datetime = defineScheme<Instant>({
  id: 'datetime',
  aliases: ['rfc3339'],
  source: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  maxLength: 256,
  parse,
  order,
  print: ({ text }) => text,
  isStable: () => true,
  parseRange: text =>
    parseComparators(text, { id: 'datetime', parse, order, write: written => written.toUpperCase() }),
});

function parse(text: string): Instant | null {
  const trimmed = text.trim();
  const match = SHAPE.exec(trimmed);
  if (match === null) return null;
  const number = (group: number) => Number(match[group] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(number) as Fields;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 60 || number(9) > 23 || number(10) > 59) return null;
  const offset = (match[8] === '-' ? -1 : 1) * (number(9) * 60 + number(10));
  const utc = dayNumber(year, month, day) * MINUTES_PER_DAY + hour * 60 + minute - offset;
  if (second === 60 && !isEndOfMonth(utc)) return null;
  const fraction = withoutZeros(match[7] ?? '');
  return { minute: utc, second, fraction, text: spell(utc, second, fraction) ?? trimmed.toUpperCase() };
}

type Fields = [number, number, number, number, number, number];

/** True in the last minute of a month in UTC. */
function isEndOfMonth(utc: number): boolean {
  const next = utc + 1;
  return next % MINUTES_PER_DAY === 0 && asDate(next).getUTCDate() === 1;
}

function asDate(utc: number): Date {
  return new Date((utc - EPOCH_DAY * MINUTES_PER_DAY) * 60_000);
}

/** In UTC; null where that is in a year that RFC 3339 can't write. */
function spell(utc: number, second: number, fraction: string): string | null {
  const date = asDate(utc);
  const year = date.getUTCFullYear();
  if (year < 0 || year > 9_999) return null;
  const minutes = date.toISOString().slice(0, 'YYYY-MM-DDThh:mm'.length);
  return `${minutes}:${String(second).padStart(2, '0')}${fraction === '' ? '' : `.${fraction}`}Z`;
}

function withoutZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charAt(end - 1) === '0') end--;
  return digits.slice(0, end);
}

/** Decimals without zeros at their end are in the order of their text. */
function order(a: Instant, b: Instant): number {
  return a.minute - b.minute || a.second - b.second || compareText(a.fraction, b.fraction);
}
