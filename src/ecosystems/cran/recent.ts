/**
 * All packages by the day of their publication, newest first. Days have many packages and no hours: the cursor is the
 * newest day with the names that were seen of it.
 */
import { UpstreamError } from '../../core/errors.ts';
import { rNames } from '../families/r-repository/names.ts';
import { tableRows, textOfHtml } from '../families/web-page/text.ts';

export interface DatedName {
  name: string;
  /** `2022-04-06`. */
  day: string;
}

const MAX_ROWS = 500_000;
const DAY = /^\d{4}-\d\d-\d\d/;

/** @throws UpstreamError `malformed` for what is no such list. */
export function readByDate(bytes: Uint8Array): DatedName[] {
  const entries: DatedName[] = [];
  for (const [day = '', link = ''] of tableRows(new TextDecoder().decode(bytes), MAX_ROWS, 2)) {
    const date = DAY.exec(day.trim())?.[0];
    const name = textOfHtml(link, 200) ?? '';
    if (date !== undefined && rNames.problem(name) === null) entries.push({ name, day: date });
  }
  if (entries.length === 0) throw new UpstreamError('malformed', 'packages by date: none in it');
  return entries;
}

/** Where a list stands: `2022-04-06 amp,AcceptanceSampling`. */
export function headOf(entries: readonly DatedName[]): string {
  const newest = entries.reduce((day, entry) => (entry.day > day ? entry.day : day), '');
  const names = entries.filter(({ day }) => day === newest).map(({ name }) => name);
  return `${newest} ${names.join(',')}`;
}

/** What is newer than the cursor, oldest first; none without a cursor. */
export function newSince(entries: readonly DatedName[], cursor: string | null): string[] {
  if (cursor === null) return [];
  const day = DAY.exec(cursor)?.[0] ?? '';
  const seen = new Set(cursor.slice(day.length).trim().split(','));
  const fresh = entries.filter(entry => entry.day > day || (entry.day === day && !seen.has(entry.name)));
  return [
    ...new Set(fresh.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day))).map(({ name }) => name)),
  ];
}
