/**
 * Entries of pkg_summary(5) (https://man.netbsd.org/pkg_summary.5): lines of `KEY=value`, entries separated by empty
 * lines, keys that may come several times.
 */
import { UpstreamError } from '../../core/errors.ts';
import { splitStanzas } from '../../formats/deb822.ts';
import { clean, integer } from '../families/whole-index/text.ts';
import { names } from './names.ts';

/** What tells an entry from others. Many are held at once: the rest of it stays text until it is asked for. */
export interface PackageEntry {
  path: string;
  /** PKGNAME: base, hyphen, version. */
  pkgname: string;
  base: string;
  version: string;
  /** ISO 8601. */
  buildDate: string | null;
  /** The whole entry. */
  text: string;
}

export interface PackageDetails {
  description: string | null;
  homepage: string | null;
  license: string | null;
  categories: string | null;
  depends: readonly string[];
  conflicts: readonly string[];
  architecture: string | null;
  system: string | null;
  fileName: string | null;
  fileSize: number | null;
  installedSize: number | null;
}

const LIMITS = { field: 4 * 1024 * 1024, stanza: 8 * 1024 * 1024, fields: 1 };
const MAX_LINES = 20_000;
const MAX_PATTERNS = 2_000;
const VERSION = /^[0-9][!-~]{0,255}$/;

/**
 * The entries that name a package: one without a path or a name is passed over. Bytes that are not UTF-8 become U+FFFD.
 *
 * @throws UpstreamError `malformed` for an entry longer than 8 MiB, and for an index without entries.
 */
export async function* readSummary(source: AsyncIterable<Uint8Array>): AsyncGenerator<PackageEntry> {
  let count = 0;
  for await (const stanzas of splitStanzas(source, LIMITS)) {
    for (const stanza of stanzas) {
      const entry = entryOf(stanza.toString('utf8'));
      if (entry === null) continue;
      count++;
      yield entry;
    }
  }
  if (count === 0) throw new UpstreamError('malformed', 'pkg_summary has no package');
}

function entryOf(text: string): PackageEntry | null {
  const path = names.normalise(clean(firstValue(text, 'PKGPATH')) ?? '');
  const pkgname = clean(firstValue(text, 'PKGNAME'), 500) ?? '';
  const split = splitPkgname(pkgname);
  if (names.problem(path) !== null || split === null) return null;
  const { base, version } = split;
  const buildDate = dateOf(clean(firstValue(text, 'BUILD_DATE'), 100));
  return { path, pkgname, base, version, buildDate, text };
}

/** Of the first line with the key. */
function firstValue(text: string, key: string): string | null {
  const isAtStart = text.startsWith(`${key}=`);
  const from = isAtStart ? 0 : text.indexOf(`\n${key}=`) + 1;
  if (from === 0 && !isAtStart) return null;
  const end = text.indexOf('\n', from);
  return text.slice(from + key.length + 1, end === -1 ? undefined : end);
}

/** All that an entry says beside what tells it from others. */
export function detailsOf({ text }: PackageEntry): PackageDetails {
  const values = valuesOf(text);
  const first = (key: string, max?: number) => clean(values.get(key)?.[0], max);
  return {
    description: first('COMMENT') ?? clean(values.get('DESCRIPTION')?.join('\n'), 10_000),
    homepage: first('HOMEPAGE', 2_048),
    license: first('LICENSE'),
    categories: first('CATEGORIES'),
    depends: wordsOf(values.get('DEPENDS')),
    conflicts: wordsOf(values.get('CONFLICTS')),
    architecture: first('MACHINE_ARCH', 100),
    system: first('OPSYS', 100),
    fileName: first('FILE_NAME', 500),
    fileSize: integer(first('FILE_SIZE')),
    installedSize: integer(first('SIZE_PKG')),
  };
}

function valuesOf(text: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const line of text.split('\n', MAX_LINES)) {
    const equals = line.indexOf('=');
    if (equals < 1) continue;
    const key = line.slice(0, equals);
    const value = line.slice(equals + 1).trim();
    const known = values.get(key);
    if (known === undefined) values.set(key, [value]);
    else known.push(value);
  }
  return values;
}

/** At the last hyphen before a digit: `Apache-Gallery-1.0.2nb8`, `ap24-py311-python-3.5.0.1`. */
export function splitPkgname(pkgname: string): { base: string; version: string } | null {
  for (let at = pkgname.lastIndexOf('-'); at > 0; at = pkgname.lastIndexOf('-', at - 1)) {
    const version = pkgname.slice(at + 1);
    if (VERSION.test(version)) return { base: pkgname.slice(0, at), version };
  }
  return null;
}

function wordsOf(lines: readonly string[] = []): string[] {
  const words: string[] = [];
  for (const line of lines) {
    // Most lines hold one word.
    for (const word of /\s/.test(line) ? line.split(/\s+/, MAX_PATTERNS) : [line]) {
      if (words.length === MAX_PATTERNS) return words;
      if (word !== '' && word.length <= 1_000 && !word.includes('\0')) words.push(word);
    }
  }
  return words;
}

/** `2025-01-01 00:00:00 +0000` as ISO 8601; null for what is no such date. */
export function dateOf(text: string | null): string | null {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/.exec(text ?? '');
  if (parts === null) return null;
  const time = Date.parse(`${parts[1]}T${parts[2]}${parts[3]}:${parts[4]}`);
  return time > 0 ? new Date(time).toISOString() : null;
}
