/** The log of single requests, and what becomes of it as it ages. */
import type { Queryable } from './database.ts';

export interface RequestRow {
  /** Milliseconds since 1970. */
  at: number;
  requestId: string;
  method: string;
  path: string | null;
  operation: string;
  status: number;
  cache: string;
  cost: number;
  bytes: number;
  milliseconds: number | null;
  tier: string;
  accountId: number | null;
  keyId: number | null;
  /** An address as text. */
  ip: string | null;
  agent: string | null;
}

/** Writes all or none. */
export async function addRequests(db: Queryable, rows: readonly RequestRow[]): Promise<void> {
  const column = <K extends keyof RequestRow>(name: K) => rows.map(row => row[name]);
  await db.query({
    name: 'add-requests',
    text: `insert into request_log (at, request_id, method, path, operation, status, cache, cost, bytes, milliseconds, tier,
        account_id, key_id, ip, agent)
      select to_timestamp(at / 1000), request_id, method, path, operation, status, cache, cost, bytes, milliseconds, tier,
        account_id, key_id, ip, agent
      from unnest($1::float8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::int[], $9::bigint[],
        $10::real[], $11::text[], $12::int[], $13::int[], $14::inet[], $15::text[])
        as r (at, request_id, method, path, operation, status, cache, cost, bytes, milliseconds, tier, account_id, key_id, ip, agent)`,
    values: [
      column('at'),
      column('requestId'),
      column('method'),
      column('path'),
      column('operation'),
      column('status'),
      column('cache'),
      column('cost'),
      column('bytes'),
      column('milliseconds'),
      column('tier'),
      column('accountId'),
      column('keyId'),
      column('ip'),
      column('agent'),
    ],
  });
}

const DAY_MS = 86_400_000;

/**
 * Shortens addresses of requests older than a day to /24 (IPv4) and /48 (IPv6), and removes what is older than thirty days. However
 * often, with the same result; also where nothing is logged any more.
 */
export async function ageRequests(db: Queryable, now: Date): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  await db.query({ text: 'delete from request_log where at < $1', values: [ago(30)] });
  await db.query({
    text: `update request_log set whole_ip = false,
        ip = network(set_masklen(ip, case family(ip) when 4 then 24 else 48 end))
      where whole_ip and at < $1`,
    values: [ago(1)],
  });
}
