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
const STAMP = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Null for what is no version. */
export function parseFmriVersion(text: unknown): FmriVersion | null {
  if (typeof text !== 'string' || text.length > MAX_LENGTH) return null;
  const parts = VERSION.exec(text);
  if (parts === null) return null;
  const [, component = '', , branch = '', stamp = ''] = parts;
  const time = STAMP.exec(stamp);
  const iso = time && `${time[1]}-${time[2]}-${time[3]}T${time[4]}:${time[5]}:${time[6]}Z`;
  return { text, component, branch, publishedAt: dateOf(iso) };
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
