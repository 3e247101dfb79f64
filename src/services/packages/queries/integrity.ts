/** Versions by the digest of what they distribute. */
import { InputError } from '../../../core/errors.ts';
import type { Queryable } from '../../../store/database.ts';
import type { Paging } from '../parameters.ts';
import { VERSION_COLUMNS, type VersionRow } from './version-row.ts';

/** Digest length in bytes. */
const BYTES: Readonly<Record<string, number>> = { md5: 16, sha1: 20, sha256: 32, sha384: 48, sha512: 64 };
const ALGORITHM_OF_HEX: ReadonlyMap<number, string> = new Map([
  [40, 'sha1'],
  [64, 'sha256'],
  [128, 'sha512'],
]);
/** Hashes in one integrity text. */
const MAX_HASHES = 10;

/**
 * The spellings under which a registry may have given a digest: hexadecimal, and base64 as in Subresource Integrity.
 *
 * @param text one or more of `<algorithm>-<hex or base64>` separated by spaces, or a bare hexadecimal digest of sha1, sha256 or
 * sha512.
 * @throws InputError naming the field.
 */
export function integritySpellings(text: string, field = 'integrity'): string[] {
  const hashes = text.trim().split(/\s+/);
  if (hashes.length > MAX_HASHES) throw new InputError(field, `${field}: at most ${MAX_HASHES} hashes`);
  return hashes.flatMap(hash => {
    const bare = /^[0-9a-f]+$/i.test(hash) ? ALGORITHM_OF_HEX.get(hash.length) : undefined;
    if (bare) return spellings(bare, hash, field);
    const [, algorithm = '', digest = ''] = /^([a-z0-9]+)-([^?]+)/i.exec(hash) ?? [];
    return spellings(algorithm.toLowerCase(), digest, field);
  });
}

/** @param digest hexadecimal or base64. @throws InputError when it is neither, or of the wrong length. */
export function spellings(algorithm: string, digest: string, field: string): string[] {
  const bytes = Object.hasOwn(BYTES, algorithm) ? (BYTES[algorithm] as number) : 0;
  if (bytes > 0 && digest.length === bytes * 2 && /^[0-9a-f]+$/i.test(digest)) {
    return both(algorithm, Buffer.from(digest, 'hex'));
  }
  const decoded = /^[A-Za-z0-9+/_-]+={0,2}$/.test(digest) ? Buffer.from(digest, 'base64') : Buffer.alloc(0);
  if (bytes > 0 && decoded.length === bytes) return both(algorithm, decoded);
  throw new InputError(
    field,
    `${field}: not a digest of sha1, sha256, sha384 or sha512 in hexadecimal or base64`,
  );
}

const both = (algorithm: string, digest: Buffer) => [
  `${algorithm}-${digest.toString('hex')}`,
  `${algorithm}-${digest.toString('base64')}`,
];

export interface IntegrityRow extends VersionRow {
  registryId: number;
  packageId: number;
}

/** One page of the versions that bear any of the spellings, and one row more where there are more. */
export async function findByIntegrity(
  db: Queryable,
  integrities: readonly string[],
  { perPage, offset }: Paging,
): Promise<IntegrityRow[]> {
  const { rows } = await db.query<IntegrityRow>({
    name: 'packages-versions-by-integrity',
    text: `select v.registry_id as "registryId", v.package_id as "packageId", ${VERSION_COLUMNS} from versions v
      where v.integrity = any($1) order by v.id limit $2 offset $3`,
    values: [integrities, perPage + 1, offset],
  });
  return rows;
}
