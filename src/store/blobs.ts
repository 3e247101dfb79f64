/** Which raw documents are kept; their bytes lie in the blob folder, see io/blobs.ts. */
import type { Queryable } from './database.ts';

export interface BlobRow {
  /** Hexadecimal. */
  sha256: string;
  /** Bytes. */
  size: number;
  mediaType: string;
}

/** Notes that a document is kept. Once noted, its row never changes. */
export async function recordBlob(db: Queryable, { sha256, size, mediaType }: BlobRow): Promise<void> {
  await db.query({
    name: 'record-blob',
    text: `insert into blobs (sha256, size, media_type) values (decode($1, 'hex'), $2, $3) on conflict do nothing`,
    values: [sha256, size, mediaType.slice(0, 200)],
  });
}

/** What is known of a kept document; null when there is none. */
export async function findBlob(
  db: Queryable,
  sha256: string,
): Promise<(BlobRow & { createdAt: string }) | null> {
  const { rows } = await db.query<BlobRow & { createdAt: string }>({
    name: 'find-blob',
    text: `select encode(sha256, 'hex') as sha256, size, media_type as "mediaType", created_at as "createdAt"
      from blobs where sha256 = decode($1, 'hex')`,
    values: [sha256],
  });
  return rows[0] ?? null;
}
