import { InputError } from '../../core/errors.ts';
import type { RequestContext } from '../service.ts';

const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * A date, or a date and time, in ISO 8601; without an offset in UTC. Undefined where the parameter is absent.
 *
 * @throws InputError naming the field.
 */
export function momentOf(query: RequestContext['query'], field: string): Date | undefined {
  const value = query[field];
  if (typeof value !== 'string' || value === '') return undefined;
  const match = MOMENT.exec(value);
  const at = new Date(match && match[1] !== undefined && match[4] === undefined ? `${value}Z` : value);
  // Date moves the 31st of a short month into the next one.
  const day = Number(value.slice(8, 10));
  const days = new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate();
  if (!match || Number.isNaN(at.getTime()) || day > days) {
    throw new InputError(
      field,
      `${field}: not an ISO 8601 date or time such as 2026-03-01 or 2026-03-01T07:00:00Z`,
    );
  }
  return at;
}
