/**
 * A file of `metadata/md5-cache`: what an ebuild says, one `KEY=value` a line
 * (https://projects.gentoo.org/pms/8/pms.html#metadata-cache).
 */
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';
import { versions } from './versions.ts';

export interface CacheEntry {
  /** `app-editors/vim`. */
  name: string;
  version: string;
  fields: ReadonlyMap<string, string>;
  /** When the file was written, in seconds since 1970; 0 where not known. */
  modified: number;
}

/** Longest value that is read, in characters: dependency lists of large packages have 20,000. */
const MAX_VALUE = 500_000;
const MAX_LINES = 200;

/** Null for a file that is not about a version of a package, such as a Manifest. */
export function cacheEntry(
  category: string,
  file: string,
  text: string,
  modified: number,
): CacheEntry | null {
  const split = splitFile(file);
  if (split === null) return null;
  const name = `${category}/${split.name}`;
  if (names.problem(name) !== null) return null;
  const fields = new Map<string, string>();
  for (const line of text.split('\n', MAX_LINES)) {
    const equals = line.indexOf('=');
    const value = equals < 1 ? null : clean(line.slice(equals + 1), MAX_VALUE);
    if (value !== null) fields.set(line.slice(0, equals), value);
  }
  // Every ebuild states its EAPI, and the cache its digest.
  if (!fields.has('_md5_') && !fields.has('EAPI')) return null;
  return { name, version: split.version, fields, modified };
}

/** At the first hyphen behind which all is a version: `font-adobe-100dpi-1.0.4`. */
export function splitFile(file: string): { name: string; version: string } | null {
  if (file.length > 300) return null;
  for (let at = file.indexOf('-'); at !== -1; at = file.indexOf('-', at + 1)) {
    const version = file.slice(at + 1);
    if (at > 0 && versions.isValid(version)) return { name: file.slice(0, at), version };
  }
  return null;
}
