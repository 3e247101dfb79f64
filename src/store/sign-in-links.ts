/** Links by which an address proves itself: used once, soon, and not asked for too often. */
import type { Database, Queryable } from './database.ts';

const MINUTES = 15;
/** Links that one address, and one client, may ask for. */
const PER_EMAIL = [
  { minutes: 15, most: 3 },
  { minutes: 24 * 60, most: 15 },
];
const PER_REQUESTER = [
  { minutes: 15, most: 10 },
  { minutes: 24 * 60, most: 50 },
];

export interface SignInLink {
  email: string;
  returnTo: string | null;
}

type Transactional = Pick<Database, 'query' | 'transaction'>;

/**
 * Notes that a link was asked for, whether or not it will be sent, so that asking too often looks the same for every address.
 *
 * @param link.usable false: it opens nothing.
 * @returns seconds to wait where the address or the client asked too often, and then nothing is noted; else null.
 */
export async function insertSignInLink(
  db: Transactional,
  link: SignInLink & { hash: Buffer; requester: string | null; usable: boolean },
): Promise<number | null> {
  return db.transaction(async tx => {
    // Those who ask for the same address at once take turns, so that none of them is overlooked.
    for (const key of [`email ${link.email.toLowerCase()}`, `requester ${link.requester}`].sort()) {
      await tx.query({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 7))', values: [key] });
    }
    await tx.query({
      text: `delete from sign_in_links where hash in (
        select hash from sign_in_links where created_at < now() - interval '2 days' limit 100)`,
    });
    const waits: number[] = [];
    for (const rule of PER_EMAIL) waits.push(await wait(tx, 'lower(email) = lower($1)', link.email, rule));
    if (link.requester !== null) {
      for (const rule of PER_REQUESTER) waits.push(await wait(tx, 'requester = $1', link.requester, rule));
    }
    const longest = Math.max(...waits);
    if (longest > 0) return longest;
    await tx.query({
      name: 'insert-sign-in-link',
      text: `insert into sign_in_links (hash, email, requester, return_to, expires_at, used_at)
        values ($1, $2, $3, $4, now() + interval '${MINUTES} minutes', case when $5 then null else now() end)`,
      values: [link.hash, link.email, link.requester, link.returnTo, link.usable],
    });
    return null;
  });
}

async function wait(
  tx: Queryable,
  condition: string,
  value: string | null,
  { minutes, most }: { minutes: number; most: number },
): Promise<number> {
  const { rows } = await tx.query<{ seconds: number }>({
    text: `select ceil(extract(epoch from created_at + make_interval(mins => $2) - now()))::integer as seconds
      from sign_in_links where ${condition} and created_at > now() - make_interval(mins => $2)
      order by created_at desc offset $3 limit 1`,
    values: [value, minutes, most - 1],
  });
  return rows[0]?.seconds ?? 0;
}

/** What a link is for, without using it; null where it is used, over, or unknown. */
export async function peekSignInLink(db: Queryable, hash: Buffer): Promise<SignInLink | null> {
  const { rows } = await db.query<SignInLink>({
    name: 'peek-sign-in-link',
    text: `select email, return_to as "returnTo" from sign_in_links
      where hash = $1 and used_at is null and expires_at > now()`,
    values: [hash],
  });
  return rows[0] ?? null;
}

/** As peek, and nobody can use it again: of two at once, one gets it. */
export async function useSignInLink(db: Queryable, hash: Buffer): Promise<SignInLink | null> {
  const { rows } = await db.query<SignInLink>({
    name: 'use-sign-in-link',
    text: `update sign_in_links set used_at = now() where hash = $1 and used_at is null and expires_at > now()
      returning email, return_to as "returnTo"`,
    values: [hash],
  });
  return rows[0] ?? null;
}
