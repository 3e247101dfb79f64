/** index.txt beside the packages: the lines of `ls -lT`, one a file. */
import { UpstreamError } from '../../core/errors.ts';
import { integer } from '../families/whole-index/text.ts';

export interface IndexedFile {
  /** When the file was changed last, as ISO 8601. */
  modified: string | null;
  /** Bytes. */
  size: number | null;
}

const MAX_LINES = 1_000_000;
const SUFFIX = '.tgz';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * The packages of the list by their name, without those that hold only symbols for debuggers.
 *
 * @throws UpstreamError `malformed` where no line names a package.
 */
export function readIndexFile(bytes: Buffer): Map<string, IndexedFile> {
  const files = new Map<string, IndexedFile>();
  for (const line of bytes.toString('utf8').split('\n', MAX_LINES)) {
    if (line.length > 1_000 || !line.includes(SUFFIX)) continue;
    const words = line.trim().split(/\s+/);
    const name = words.at(-1) ?? '';
    if (words.length < 6 || !name.endsWith(SUFFIX) || name.startsWith('debug-')) continue;
    const [size, month, day, time, year] = words.slice(-6, -1);
    files.set(name.slice(0, -SUFFIX.length), {
      modified: dateOf(`${day} ${month} ${time} ${year}`),
      size: integer(size),
    });
  }
  if (files.size === 0) throw new UpstreamError('malformed', 'index.txt names no package');
  return files;
}

/** `25 Apr 13:27:59 2026`, in UTC, as ISO 8601; null for what is no such date. */
export function dateOf(text: string): string | null {
  const parts = /^(\d\d?) ([A-Z][a-z]{2}) (\d\d):(\d\d):(\d\d) (\d{4})$/.exec(text);
  const month = MONTHS.indexOf(parts?.[2] ?? '');
  if (parts === null || month === -1) return null;
  const [, day, , hour, minute, second, year] = parts;
  const date = new Date(
    Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second)),
  );
  // A 31st of April would be the first of May, and 24:00:00 the next day.
  const isThatDay = date.getUTCDate() === Number(day) && date.getUTCHours() === Number(hour);
  const isInRange = Number(minute) < 60 && Number(second) < 60 && Number(year) >= 1970 && date.getTime() > 0;
  return isThatDay && isInRange ? date.toISOString() : null;
}
