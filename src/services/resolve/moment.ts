/** The day or moment to which a resolution goes back. */
import { InputError } from '../../core/errors.ts';

const MOMENT = /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:\d\d)?)?$/;

/**
 * A date (its beginning in UTC, as `npm --before` has it) or a moment of RFC 3339 (UTC where it says no offset).
 *
 * @throws InputError naming `before`.
 */
export function momentOf(text: string, field = 'before'): Date {
  const given = text.trim();
  const isTimed = given.length > 10;
  const hasZone = /(?:[Zz]|[+-]\d\d:\d\d)$/.test(given.slice(10));
  const at = MOMENT.test(given)
    ? new Date(isTimed && !hasZone ? `${given.replace(' ', 'T')}Z` : given.replace(' ', 'T'))
    : null;
  if (at === null || Number.isNaN(at.getTime()) || !isCalendarDay(given))
    throw new InputError(
      field,
      `${field}: ${JSON.stringify(given.slice(0, 40))} is no date like 2024-01-31 or 2024-01-31T12:00:00Z`,
    );
  return at;
}

/** JavaScript takes the 31st of June for the first of July. */
function isCalendarDay(text: string): boolean {
  const day = text.slice(0, 10);
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
}
