/**
 * Calendar dates of ISO 8601 (https://www.iso.org/iso-8601-date-and-time-format.html), as versions: `2024-01-31`,
 * `20240131`, and with less precision `2024-01` and `2024`, which are before every day in them. A number behind `.`,
 * `-` or `_` counts the releases of a day: `20240131.2`. Only days that exist are dates. The scheme knows no
 * pre-releases: every version is stable. Ranges are comparators.
 */
import { compareNumeric, type Numeric, numeric } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { daysInMonth } from './shared/calendar.ts';
import { parseComparators } from './shared/comparators.ts';

export interface DateVersion {
  year: number;
  /** 0 where only the year is known; so is `day`. */
  month: number;
  day: number;
  /** -1 where the day has no number. */
  count: Numeric;
}

const SHAPES = [
  /^(\d{4})-(\d{2})-(\d{2})(?:[._-](\d{1,15}))?$/,
  /^(\d{4})(\d{2})(\d{2})(?:[._-](\d{1,15}))?$/,
  /^(\d{4})(?:-(\d{2}))?$/,
] as const;

export const date = defineScheme<DateVersion>({
  id: 'date',
  aliases: [],
  source: 'https://www.iso.org/iso-8601-date-and-time-format.html',
  maxLength: 64,
  parse,
  order,
  print,
  isStable: () => true,
  release: ({ year, month, day }) => ({ major: year, minor: month, patch: day }),
  parseRange: text => parseComparators(text, { id: 'date', parse, order }),
});

function parse(text: string): DateVersion | null {
  const trimmed = text.trim();
  for (const shape of SHAPES) {
    const match = shape.exec(trimmed);
    if (match === null) continue;
    const [, year = '', month, day, count] = match;
    const version = {
      year: Number(year),
      month: Number(month ?? 0),
      day: Number(day ?? 0),
      count: count === undefined ? -1 : numeric(count),
    };
    return exists(version, month !== undefined, day !== undefined) ? version : null;
  }
  return null;
}

function exists({ year, month, day }: DateVersion, hasMonth: boolean, hasDay: boolean): boolean {
  if (hasMonth && (month < 1 || month > 12)) return false;
  return !hasDay || (day >= 1 && day <= daysInMonth(year, month));
}

function order(a: DateVersion, b: DateVersion): number {
  return a.year - b.year || a.month - b.month || a.day - b.day || compareNumeric(a.count, b.count);
}

function print({ year, month, day, count }: DateVersion): string {
  const parts = [String(year).padStart(4, '0')];
  if (month > 0) parts.push(String(month).padStart(2, '0'));
  if (day > 0) parts.push(String(day).padStart(2, '0'));
  return parts.join('-') + (count === -1 ? '' : `.${count}`);
}
