/** What bytes are: text or which kind of program, and which hosts a text names. */

const LOOKED_AT = 8192;

/** Kinds of programs and archives by their first bytes (https://www.garykessler.net/library/file_sigs.html and the formats' own pages). */
const SIGNATURES: readonly [string, readonly number[]][] = [
  ['ELF program', [0x7f, 0x45, 0x4c, 0x46]],
  ['Windows program', [0x4d, 0x5a]],
  ['Mach-O program', [0xcf, 0xfa, 0xed, 0xfe]],
  ['Mach-O program', [0xce, 0xfa, 0xed, 0xfe]],
  ['Mach-O or Java program', [0xca, 0xfe, 0xba, 0xbe]],
  ['WebAssembly', [0x00, 0x61, 0x73, 0x6d]],
  ['zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['gzip file', [0x1f, 0x8b]],
  ['xz file', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['static library', [0x21, 0x3c, 0x61, 0x72, 0x63, 0x68, 0x3e]],
  ['SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
  ['PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG image', [0xff, 0xd8, 0xff]],
  ['GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['WOFF font', [0x77, 0x4f, 0x46]],
];

const PROGRAMS = /program|WebAssembly|library/;

/** What kind of binary the bytes are; null for text. `data` where it is none of the known kinds. */
export function binaryKind(bytes: Uint8Array): string | null {
  for (const [kind, signature] of SIGNATURES)
    if (signature.every((byte, i) => bytes[i] === byte) && (kind !== 'Windows program' || bytes.includes(0)))
      return kind;
  return bytes.subarray(0, LOOKED_AT).includes(0) ? 'data' : null;
}

/** Whether a kind of binary can be run. */
export function isProgram(kind: string): boolean {
  return PROGRAMS.test(kind);
}

const SCHEMES = ['http://', 'https://', 'ws://', 'wss://', 'ftp://'];
const HOST = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;
const MOST_HOSTS = 10_000;

/** Hosts of the URLs in a text, in lower case, without ports and user names. */
export function hostsOf(text: string, into: Set<string> = new Set()): Set<string> {
  for (let at = text.indexOf('://'); at >= 0 && into.size < MOST_HOSTS; at = text.indexOf('://', at + 3)) {
    const before = text.slice(Math.max(0, at - 5), at + 3).toLowerCase();
    if (!SCHEMES.some(scheme => before.endsWith(scheme))) continue;
    const rest = text.slice(at + 3, at + 3 + 300);
    const end = rest.search(/[^a-z0-9._~%!$&'*+,;=:@[\]-]/i);
    const authority = end < 0 ? rest : rest.slice(0, end);
    const host = authority
      .slice(authority.lastIndexOf('@') + 1)
      .replace(/:.*$/, '')
      .replace(/[.,;'!)]+$/, '')
      .toLowerCase();
    if (HOST.test(host) && host.includes('.')) into.add(host);
  }
  return into;
}
