/** Reading the query parameters that many operations share. Each error names its parameter. */
import { InputError } from '../../core/errors.ts';
import type { RequestContext } from '../service.ts';
import { isUnstorable } from './names.ts';
import { DEFAULT_PER_PAGE } from './schemas/common.ts';

type Query = RequestContext['query'];

/** Rows that `page` can reach: beyond it, walking costs more than it gives. */
export const MAX_REACH = 1_000_000;

export interface Paging {
  page: number;
  perPage: number;
  offset: number;
}

/** @throws InputError naming `page` for pages beyond `reach` rows. */
export function pagingOf(query: Query, reach = MAX_REACH): Paging {
  const page = numberOf(query, 'page') ?? 1;
  const perPage = numberOf(query, 'per_page') ?? DEFAULT_PER_PAGE;
  if (page * perPage > reach) {
    throw new InputError(
      'page',
      `page: only the first ${reach} records can be reached by page; narrow the list by a filter`,
    );
  }
  return { page, perPage, offset: (page - 1) * perPage };
}

/** Cuts the one row too many by which we know that there are more. */
export function pageOf<T extends unknown[]>(rows: T, { page, perPage }: Paging) {
  return { rows: rows.slice(0, perPage) as T, page: { page, perPage, hasMore: rows.length > perPage } };
}

export function numberOf(query: Query, field: string): number | undefined {
  const value = query[field];
  return typeof value === 'number' ? value : undefined;
}

export function booleanOf(query: Query, field: string): boolean | undefined {
  const value = query[field];
  return typeof value === 'boolean' ? value : undefined;
}

/** An empty text counts as absent. @throws InputError for text that the database cannot hold. */
export function textOf(query: Query, field: string): string | undefined {
  const value = query[field];
  if (typeof value !== 'string' || value === '') return undefined;
  if (isUnstorable(value)) throw new InputError(field, `${field}: not valid UTF-8 text`);
  return value;
}

const MOMENT =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A moment in ISO 8601: a date, or a date and time; without an offset it is in UTC.
 *
 * @returns ISO 8601 in UTC with milliseconds.
 * @throws InputError naming the field.
 */
export function momentOf(query: Query, field: string): string | undefined {
  const value = textOf(query, field);
  if (value === undefined) return undefined;
  const wrong = new InputError(field, `${field}: not an ISO 8601 date or time such as 2024-05-06T07:08:09Z`);
  const parts = MOMENT.exec(value.trim());
  if (!parts) throw wrong;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = parts;
  const fraction = /\.\d{1,3}/.exec(value)?.[0] ?? '';
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${offset}`);
  // Date moves the 31st of a short month into the next one.
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number.isNaN(time.getTime()) || Number(day) > days || time.getUTCFullYear() < 1) throw wrong;
  return time.toISOString();
}

export interface DateBound {
  column: 'created_at' | 'updated_at' | 'published_at';
  side: 'after' | 'before';
  at: string;
}

/** The date filters that are given, in a fixed order. */
export function dateBoundsOf(query: Query): DateBound[] {
  const bounds: DateBound[] = [];
  for (const column of ['created_at', 'updated_at', 'published_at'] as const) {
    for (const side of ['after', 'before'] as const) {
      const at = momentOf(query, `${column.slice(0, -3)}_${side}`);
      if (at !== undefined) bounds.push({ column, side, at });
    }
  }
  return bounds;
}
