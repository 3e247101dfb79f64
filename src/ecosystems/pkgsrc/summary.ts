/**
 * Entries of pkg_summary(5) (https://man.netbsd.org/pkg_summary.5): lines of `KEY=value`, entries separated by empty
 * lines, keys that may come several times.
 */
import { UpstreamError } from '../../core/errors.ts';
import { splitStanzas } from '../../formats/deb822.ts';
import { clean, integer } from '../families/whole-index/text.ts';
import { names } from './names.ts';

/** Many are held at once: no more than is needed. */
export interface PackageEntry {
  path: string;
  /** PKGNAME: base, hyphen, version. */
  pkgname: string;
  base: string;
  version: string;
  description: string | null;
  homepage: string | null;
  license: string | null;
  categories: string | null;
  depends: readonly string[];
  conflicts: readonly string[];
  buildDate: string | null;
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
      const entry = entryOf(valuesOf(stanza.toString('utf8')));
      if (entry === null) continue;
      count++;
      yield entry;
    }
  }
  if (count === 0) throw new UpstreamError('malformed', 'pkg_summary has no package');
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

function entryOf(values: Map<string, string[]>): PackageEntry | null {
  const first = (key: string, max?: number) => clean(values.get(key)?.[0], max);
  const path = names.normalise(first('PKGPATH') ?? '');
  const pkgname = first('PKGNAME', 500) ?? '';
  const split = splitPkgname(pkgname);
  if (names.problem(path) !== null || split === null) return null;
  return {
    path,
    pkgname,
    ...split,
    description: first('COMMENT') ?? clean(values.get('DESCRIPTION')?.join('\n'), 10_000),
    homepage: first('HOMEPAGE', 2_048),
    license: first('LICENSE'),
    categories: first('CATEGORIES'),
    depends: wordsOf(values.get('DEPENDS')),
    conflicts: wordsOf(values.get('CONFLICTS')),
    buildDate: first('BUILD_DATE', 100),
    architecture: first('MACHINE_ARCH', 100),
    system: first('OPSYS', 100),
    fileName: first('FILE_NAME', 500),
    fileSize: integer(first('FILE_SIZE')),
    installedSize: integer(first('SIZE_PKG')),
  };
}

/** At the last hyphen before a digit: `Apache-Gallery-1.0.2nb8`, `ap24-py311-python-3.5.0.1`. */
export function splitPkgname(pkgname: string): { base: string; version: string } | null {
  for (let at = pkgname.lastIndexOf('-'); at > 0; at = pkgname.lastIndexOf('-', at - 1)) {
    const version = pkgname.slice(at + 1);
    if (VERSION.test(version)) return { base: pkgname.slice(0, at), version };
  }
  return null;
}

function wordsOf(lines: readonly string[] | undefined): string[] {
  return (lines ?? [])
    .flatMap(line => line.split(/\s+/, MAX_PATTERNS))
    .filter(word => word !== '' && word.length <= 1_000 && !word.includes('\0'))
    .slice(0, MAX_PATTERNS);
}
