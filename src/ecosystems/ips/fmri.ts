/**
 * Names and versions of packages: `pkg://publisher/name@component,build-branch:timestamp`, of which all but the name and
 * the component may be missing (https://docs.oracle.com/cd/E26919_01/html/E25751/pkg-5.html).
 */
import { dateOf } from '../families/registry-api/values.ts';
import { names } from './names.ts';

export interface FmriVersion {
  text: string;
  /** What upstream calls its version: the number by which versions are known here. */
  component: string;
  branch: string;
  /** ISO 8601 in UTC. */
  publishedAt: string | null;
}

const MAX_LENGTH = 300;
const VERSION =
  /^([0-9]+(?:\.[0-9]+)*)(?:,([0-9]+(?:\.[0-9]+)*))?(?:-([0-9]+(?:\.[0-9]+)*))?(?::([0-9TZ]+))?$/;
const STAMP = /^\d{8}T\d{6}Z$/;
/** Of a day that every month has, in the years 2000 to 2099: a date without a look at the calendar. */
const PLAIN_STAMP = /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ$/;

/** Null for what is no version. */
export function parseFmriVersion(text: unknown): FmriVersion | null {
  if (typeof text !== 'string' || text.length > MAX_LENGTH) return null;
  const parts = VERSION.exec(text);
  if (parts === null) return null;
  const [, component = '', , branch = '', stamp = ''] = parts;
  return { text, component, branch, publishedAt: dateOfStamp(stamp) };
}

/** `20240131T235959Z` as ISO 8601. */
function dateOfStamp(stamp: string): string | null {
  if (!STAMP.test(stamp)) return null;
  const day = `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}`;
  const time = `${stamp.slice(9, 11)}:${stamp.slice(11, 13)}:${stamp.slice(13, 15)}`;
  return PLAIN_STAMP.test(stamp) ? `${day}T${time}.000Z` : dateOf(`${day}T${time}Z`);
}

/** A package and the version behind `@`, as it is written; null where the name is none. */
export function parseFmri(text: string): { name: string; version: string | null } | null {
  if (text.length > 2 * MAX_LENGTH) return null;
  const at = text.indexOf('@');
  const stem = (at === -1 ? text : text.slice(0, at)).replace(/^pkg:/, '');
  // Behind two slashes stands the publisher.
  const name = stem.startsWith('//') ? stem.slice(2).split('/').slice(1).join('/') : stem.replace(/^\//, '');
  if (names.normalise(name) !== name || names.problem(name) !== null) return null;
  const version =
    at === -1
      ? null
      : text
          .slice(at + 1)
          .trim()
          .slice(0, MAX_LENGTH);
  return { name, version: version || null };
}
