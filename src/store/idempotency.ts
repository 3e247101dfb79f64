/** Answers to POSTs that carry an Idempotency-Key, for as long as they may be asked for again. */
import type { Queryable } from './database.ts';

export interface KeptRequest {
  fingerprint: Buffer;
  /** null: being worked on. */
  status: number | null;
  answer: Buffer | null;
}

export interface IdempotencyRow {
  subject: string;
  keyHash: Buffer;
}

/**
 * Takes a key for a request. An earlier one that is older than a day, or was being worked on for longer than so long, makes way.
 *
 * @returns null: taken; else what is there.
 */
export async function takeKey(
  db: Queryable,
  { subject, keyHash }: IdempotencyRow,
  fingerprint: Buffer,
  lives: { keptMs: number; workingMs: number },
): Promise<KeptRequest | null> {
  const { rows } = await db.query({
    name: 'take-idempotency-key',
    text: `insert into idempotency_keys as k (subject, key_hash, fingerprint) values ($1, $2, $3)
      on conflict (subject, key_hash) do update
        set fingerprint = excluded.fingerprint, status = null, answer = null, created_at = now()
        where k.created_at < now() - make_interval(secs => case when k.status is null then $5::float8 else $4::float8 end)
      returning 1`,
    values: [subject, keyHash, fingerprint, lives.keptMs / 1000, lives.workingMs / 1000],
  });
  if (rows.length > 0) return null;
  const { rows: kept } = await db.query<KeptRequest>({
    name: 'read-idempotency-key',
    text: 'select fingerprint, status, answer from idempotency_keys where subject = $1 and key_hash = $2',
    values: [subject, keyHash],
  });
  // Given back in between: whoever had it failed.
  return kept[0] ?? takeKey(db, { subject, keyHash }, fingerprint, lives);
}

export async function keepAnswer(
  db: Queryable,
  { subject, keyHash }: IdempotencyRow,
  status: number,
  answer: Buffer,
): Promise<void> {
  await db.query({
    name: 'keep-idempotent-answer',
    text: 'update idempotency_keys set status = $3, answer = $4 where subject = $1 and key_hash = $2',
    values: [subject, keyHash, status, answer],
  });
}

/** The request had no effect: its key is free again. */
export async function giveKeyBack(db: Queryable, { subject, keyHash }: IdempotencyRow): Promise<void> {
  await db.query({
    name: 'give-idempotency-key-back',
    text: 'delete from idempotency_keys where subject = $1 and key_hash = $2 and status is null',
    values: [subject, keyHash],
  });
}

/** Forgets keys of this age. */
export async function pruneIdempotencyKeys(db: Queryable, olderThanMs: number): Promise<void> {
  await db.query({
    text: 'delete from idempotency_keys where created_at < now() - make_interval(secs => $1)',
    values: [olderThanMs / 1000],
  });
}
