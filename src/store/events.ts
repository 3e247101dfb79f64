/**
 * The public event log. Writers append in the transaction that changes the facts; readers go by (xid, id) and stop
 * at the horizon of event-horizon.ts, so that nothing appears behind a cursor that has passed it.
 */
import { InputError } from '../core/errors.ts';
import type { JsonObject } from '../core/records.ts';
import type { Queryable } from './database.ts';
import { HORIZON, queryToHorizon } from './event-horizon.ts';

export const EVENT_TYPES = [
  'package.created',
  'package.updated',
  'package.removed',
  'package.renamed',
  'package.deleted',
  'package.announced',
  'version.created',
  'version.updated',
  'version.removed',
  'advisory.created',
  'advisory.updated',
  'advisory.withdrawn',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface NewEvent {
  type: EventType;
  /** purl of what changed; of an advisory, its identifier. */
  subject: string;
  data?: JsonObject;
}

export interface StoredEvent {
  cursor: string;
  id: number;
  type: EventType;
  subject: string;
  /** Null for what is of no registry: advisories. */
  registryId: number | null;
  occurredAt: string;
  data: JsonObject | null;
}

/** Channel on which each transaction that changes packages says which. */
export const CHANGES_CHANNEL = 'ecosystems_changes';
/** More changed packages than this are announced as "the registry". */
const MAX_ANNOUNCED = 400;

/** Appends to the log; only inside the transaction that makes the change. */
export async function appendEvents(
  tx: Queryable,
  registryId: number | null,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await tx.query({
    name: 'append-events',
    text: `insert into events (registry_id, type, subject, data)
      select $1::int, e.* from unnest($2::text[], $3::text[], $4::jsonb[]) as e`,
    values: [
      registryId,
      events.map(e => e.type),
      events.map(e => e.subject),
      events.map(e => (e.data ? JSON.stringify(e.data) : null)),
    ],
  });
}

/** Tells listeners, at commit, whose facts or counters changed. */
export async function announceChanges(
  tx: Queryable,
  registryId: number,
  packageIds: readonly number[] | 'all',
): Promise<void> {
  const packages = packageIds === 'all' || packageIds.length > MAX_ANNOUNCED ? undefined : packageIds;
  await tx.query({
    name: 'announce-changes',
    text: 'select pg_notify($1, $2)',
    values: [CHANGES_CHANNEL, JSON.stringify({ registry: registryId, packages })],
  });
}

interface Position {
  xid: string;
  id: number;
  /** Seconds since the epoch of the event's transaction: lets readers skip older partitions. */
  at: number;
}

const BEGINNING: Position = { xid: '0', id: 0, at: 0 };

/** The one row of an empty page has no id. */
type HeadRow = { sure: boolean; xid: string; id: number | null; at: number };
type EventRow = HeadRow & Omit<StoredEvent, 'cursor' | 'id'>;

/** How long a transaction may have run before it commits its events: how far back a reader looks for them. */
const LONGEST_TRANSACTION_SECONDS = 2 * 86_400;

const encodeCursor = ({ xid, id, at }: Position) => `${xid}-${id}-${at}`;

function decodeCursor(cursor: string): Position {
  const match = /^(\d{1,20})-(\d{1,16})-(\d{1,12})$/.exec(cursor);
  if (!match || BigInt(match[1]!) > 0xffff_ffff_ffff_ffffn) {
    throw new InputError('after', 'after is not a cursor of this event log');
  }
  return { xid: match[1]!, id: Number(match[2]), at: Number(match[3]) };
}

/** The cursor that is further on; `a` when one of them is none. */
export function laterCursor(a: string, b: string): string {
  try {
    const [left, right] = [decodeCursor(a), decodeCursor(b)];
    const order = BigInt(left.xid) - BigInt(right.xid) || BigInt(left.id - right.id);
    return order < 0n ? b : a;
  } catch (error) {
    if (error instanceof InputError) return a;
    throw error;
  }
}

/**
 * Events behind a cursor, oldest first.
 *
 * @param options.after cursor of the last event seen; null: from the beginning.
 * @returns the events, and the cursor to go on from: that of the last event, or `after` (or the log's beginning) when there is none.
 * @throws InputError (field `after`) for a cursor that is not one.
 */
export async function readEvents(
  db: Queryable,
  options: { after: string | null; limit: number; types?: readonly string[]; registryId?: number },
): Promise<{ events: StoredEvent[]; cursor: string }> {
  const from = options.after === null ? BEGINNING : decodeCursor(options.after);
  const rows = await queryToHorizon<EventRow>(
    db,
    {
      name: 'read-events',
      text: `with ${HORIZON}, page as materialized (
          select * from events
          where occurred_at >= to_timestamp($3) and (xid, id) > ($1::xid8, $2)
            and xid < (select horizon.xid from horizon)
            and ($5::text[] is null or type = any($5)) and ($6::int is null or registry_id = $6)
          order by xid, id limit $4
        )
        select horizon.sure, page.xid::text as xid, page.id, page.type, page.subject, page.registry_id as "registryId",
          page.occurred_at as "occurredAt", page.data, floor(extract(epoch from page.occurred_at))::bigint as at
        from horizon left join page on true order by page.xid, page.id`,
      values: [
        from.xid,
        from.id,
        Math.max(0, from.at - LONGEST_TRANSACTION_SECONDS),
        options.limit,
        options.types ?? null,
        options.registryId ?? null,
      ],
    },
    found => found.length === options.limit && found[0]?.id !== null,
  );
  const events = rows.flatMap(({ sure, xid, at, id, ...event }) =>
    id === null ? [] : [{ cursor: encodeCursor({ xid, id, at }), id, ...event }],
  );
  return { events, cursor: events[events.length - 1]?.cursor ?? encodeCursor(from) };
}

/** The cursor behind everything that readers can see now. */
export async function headCursor(db: Queryable): Promise<string> {
  const rows = await queryToHorizon<HeadRow>(
    db,
    {
      name: 'events-head',
      text: `with ${HORIZON}, last as materialized (
          select xid, id, occurred_at from events
          where xid < (select horizon.xid from horizon) order by xid desc, id desc limit 1
        )
        select horizon.sure, last.xid::text as xid, last.id, floor(extract(epoch from last.occurred_at))::bigint as at
        from horizon left join last on true`,
    },
    () => false,
  );
  const last = rows[0];
  return encodeCursor(last?.id == null ? BEGINNING : { ...last, id: last.id });
}

/** The cursor of the newest event that is committed, whether readers can see it already or not. */
export async function newestCursor(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ xid: string; id: number; at: number }>({
    name: 'events-newest',
    text: `select xid::text as xid, id, floor(extract(epoch from occurred_at))::bigint as at
      from events order by events.xid desc, id desc limit 1`,
  });
  return encodeCursor(rows[0] ?? BEGINNING);
}
