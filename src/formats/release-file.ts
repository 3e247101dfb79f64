/**
 * The Release file of a Debian-style suite (https://wiki.debian.org/DebianRepository/Format#A.22Release.22_files): what
 * the suite is, until when it may be believed, and the size and SHA-256 of every index below it.
 */
import { UpstreamError } from '../core/errors.ts';
import { parseStanza } from './deb822.ts';

export interface ReleaseFile {
  origin: string | null;
  label: string | null;
  suite: string | null;
  codename: string | null;
  version: string | null;
  /** ISO 8601 in UTC. */
  date: string | null;
  /** ISO 8601 in UTC; null: believed for ever. */
  validUntil: string | null;
  architectures: string[];
  components: string[];
  /** True when every index is also at `<folder>/by-hash/SHA256/<digest>`. */
  acquireByHash: boolean;
  /** Kinds of index (`Packages`) of which the other architectures' files already hold `Architecture: all`. */
  noSupportForArchitectureAll: string[];
  /** By path relative to the suite's folder. */
  files: Map<string, ReleaseFileEntry>;
}

export interface ReleaseFileEntry {
  /** Bytes. */
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

const SIGNED_MESSAGE = '-----BEGIN PGP SIGNED MESSAGE-----';
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----';
const MAX_FILES = 100_000;

/**
 * Reads a Release file, without its signature.
 *
 * @throws UpstreamError `malformed` when it is no control data, a date or checksum line is not understood, or a path
 *   leaves the suite's folder.
 */
export function parseReleaseFile(text: string): ReleaseFile {
  const fields = parseStanza(text);
  return {
    origin: fields.get('origin') ?? null,
    label: fields.get('label') ?? null,
    suite: fields.get('suite') ?? null,
    codename: fields.get('codename') ?? null,
    version: fields.get('version') ?? null,
    date: dateOf(fields.get('date')),
    validUntil: dateOf(fields.get('valid-until')),
    architectures: words(fields.get('architectures')),
    components: words(fields.get('components')),
    acquireByHash: fields.get('acquire-by-hash')?.toLowerCase() === 'yes',
    noSupportForArchitectureAll: words(fields.get('no-support-for-architecture-all')),
    files: filesOf(fields.get('sha256') ?? ''),
  };
}

/**
 * The text inside a clear-signed document (RFC 9580, 7), or the document itself when it carries no signature. Nothing
 * is verified: for documents that someone else has verified already.
 */
export function clearSignedText(document: string): string {
  const text = document.replaceAll('\r\n', '\n');
  if (!text.startsWith(SIGNED_MESSAGE)) return text;
  const start = text.indexOf('\n\n');
  const end = text.indexOf(`\n${SIGNATURE}`);
  if (start === -1 || end < start) throw malformed('the signed message has no end');
  return text.slice(start + 2, end + 1).replaceAll(/^- /gm, '');
}

function filesOf(section: string): Map<string, ReleaseFileEntry> {
  const files = new Map<string, ReleaseFileEntry>();
  for (const line of section.split('\n')) {
    const [sha256, size, path, ...further] = words(line);
    if (sha256 === undefined) continue;
    if (
      !/^[0-9a-f]{64}$/i.test(sha256) ||
      !/^\d{1,15}$/.test(size ?? '') ||
      path === undefined ||
      further.length > 0
    ) {
      throw malformed(`not a checksum line: ${JSON.stringify(line.slice(0, 100))}`);
    }
    if (path.startsWith('/') || path.split('/').includes('..'))
      throw malformed(`path leaves the suite: ${path.slice(0, 100)}`);
    files.set(path, { size: Number(size), sha256: sha256.toLowerCase() });
    if (files.size > MAX_FILES) throw malformed(`more than ${MAX_FILES} files`);
  }
  return files;
}

/** Dates are as RFC 5322 writes them, in UTC: `Sat, 11 Jul 2026 10:16:37 UTC`. */
function dateOf(value: string | undefined): string | null {
  if (value === undefined) return null;
  const time = /(?:UTC|GMT|Z|[+-]0000)$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw malformed(`not a date in UTC: ${JSON.stringify(value.slice(0, 60))}`);
  return new Date(time).toISOString();
}

function words(value: string | undefined): string[] {
  return value?.match(/\S+/g) ?? [];
}

function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', `Release file: ${message}`);
}
