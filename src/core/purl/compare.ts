/** When two purls mean the same. */
import { buildPurl } from './build.ts';
import { parsePurl } from './parse.ts';
import type { Purl } from './purl.ts';

/**
 * True when both have one canonical spelling.
 *
 * @param options.version false: versions are left out of the comparison. Qualifiers and subpath always count.
 * @throws PurlError for what is no purl.
 */
export function equalPurls(a: string | Purl, b: string | Purl, options: { version?: boolean } = {}): boolean {
  if (options.version === false) return withoutVersion(a) === withoutVersion(b);
  return buildPurl(read(a)) === buildPurl(read(b));
}

/**
 * The canonical purl without its version; qualifiers and subpath stay.
 *
 * @throws PurlError for what is no purl.
 */
export function withoutVersion(purl: string | Purl): string {
  return buildPurl({ ...read(purl), version: null });
}

function read(purl: string | Purl): Purl {
  return typeof purl === 'string' ? parsePurl(purl, { lenient: true }) : purl;
}
