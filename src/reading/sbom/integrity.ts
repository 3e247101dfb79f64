/** Integrity texts of lockfiles as hashes, hexadecimal as SBOMs write them. */
import type { SbomHash } from './model.ts';

/** Names as lockfiles write them, with the bytes of a digest. */
const ALGORITHMS = new Map([
  ['md5', { algorithm: 'MD5', bytes: 16 }],
  ['sha1', { algorithm: 'SHA-1', bytes: 20 }],
  ['sha256', { algorithm: 'SHA-256', bytes: 32 }],
  ['sha384', { algorithm: 'SHA-384', bytes: 48 }],
  ['sha512', { algorithm: 'SHA-512', bytes: 64 }],
]);

/**
 * The hashes in `sha512-<base64>` (https://www.w3.org/TR/SRI/), `sha256:<hex>` or `sha256=<hex>`, several of them separated by white
 * space. What is not a digest of the named length is left out, `h1:` of Go among it: it is no hash of the package's bytes.
 */
export function hashesOf(integrity: string | null): SbomHash[] {
  if (integrity === null || integrity.length > 10_000) return [];
  const found = new Map<string, SbomHash>();
  for (const word of integrity.split(/\s+/)) {
    const parts = /^([A-Za-z0-9]{3,6})[-:=]([A-Za-z0-9+/_-]{1,200}={0,2})(?:\?.*)?$/.exec(word);
    const known = ALGORITHMS.get(parts?.[1]?.toLowerCase() ?? '');
    const digest = parts?.[2];
    if (known === undefined || digest === undefined) continue;
    const isHex = digest.length === known.bytes * 2 && /^[0-9a-f]+$/i.test(digest);
    const bytes = Buffer.from(digest, isHex ? 'hex' : 'base64');
    if (bytes.length === known.bytes)
      found.set(known.algorithm, { algorithm: known.algorithm, value: bytes.toString('hex') });
  }
  return [...found.values()];
}
