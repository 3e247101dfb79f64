/** Limits that differ from the program's own, and the counters that servers share. */
import type { Json } from '../core/records.ts';
import type { Database, Queryable } from './database.ts';

/** What one server adds to a subject's counters. Slots are whole hours and days since 1970. */
export interface CounterChange {
  subject: string;
  hourSlot: number;
  /** Units of that hour and of the one before; negative ones are given back. */
  hourNow: number;
  hourBefore: number;
  daySlot: number;
  dayNow: number;
  dayBefore: number;
  /** Milliseconds by which the burst limiter's theoretical arrival time moves. */
  arrival: number;
  /** Requests that run at this server: replaces what it said before, and counts for LEASE_SECONDS. */
  running: number;
}

/** Where a subject's counters stand; `arrival` in milliseconds since 1970. */
export interface CounterTotals extends Omit<CounterChange, 'running'> {
  /** Requests that run at other servers. */
  elsewhere: number;
}

/** What a server says of its running requests counts no longer, if it does not say it again. */
export const LEASE_SECONDS = 10;

const COLUMNS = `subject, hour_slot as "hourSlot", hour_now as "hourNow", hour_before as "hourBefore",
  day_slot as "daySlot", day_now as "dayNow", day_before as "dayBefore", arrival`;

/** A window's counters when those of another slot are added: what is later makes the earlier one the window before. */
const merged = (span: 'hour' | 'day') => {
  const [slot, now, before] = [`${span}_slot`, `${span}_now`, `${span}_before`];
  return `${before} = case
      when c.${slot} = excluded.${slot} then c.${before} + excluded.${before}
      when c.${slot} = excluded.${slot} - 1 then c.${now} + excluded.${before}
      when c.${slot} < excluded.${slot} then excluded.${before}
      when c.${slot} = excluded.${slot} + 1 then c.${before} + excluded.${now}
      else c.${before} end,
    ${now} = case
      when c.${slot} = excluded.${slot} then c.${now} + excluded.${now}
      when c.${slot} < excluded.${slot} then excluded.${now}
      else c.${now} end,
    ${slot} = greatest(c.${slot}, excluded.${slot})`;
};

const ADD = `insert into limit_counters as c (subject, hour_slot, hour_now, hour_before, day_slot, day_now, day_before, arrival)
  select w.subject, w.hour_slot, w.hour_now, w.hour_before, w.day_slot, w.day_now, w.day_before, $9::bigint + w.arrival
  from unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[], $5::int[], $6::bigint[], $7::bigint[], $8::bigint[])
    as w (subject, hour_slot, hour_now, hour_before, day_slot, day_now, day_before, arrival)
  -- In one order, so that servers queue and do not deadlock.
  order by w.subject
  on conflict (subject) do update set
    ${merged('hour')},
    ${merged('day')},
    arrival = greatest(c.arrival, $9::bigint) + excluded.arrival - $9::bigint
  returning ${COLUMNS}`;

const RUNNING = `with mine as (select * from unnest($1::text[], $2::int[]) as m (subject, running)),
  ended as (
    delete from limit_running r using mine m where r.subject = m.subject and r.server = $3 and m.running = 0
  ),
  held as (
    insert into limit_running (subject, server, running, lease_until)
    select m.subject, $3, m.running, now() + interval '${LEASE_SECONDS} seconds' from mine m where m.running > 0
    on conflict (subject, server) do update set running = excluded.running, lease_until = excluded.lease_until
  )
  select r.subject, sum(r.running)::int as elsewhere from limit_running r join mine m on m.subject = r.subject
  where r.server <> $3 and r.lease_until > now() group by r.subject`;

/**
 * Adds to counters and gives where they stand now. Each subject at most once. A crash of the database may lose the last moment.
 *
 * @param now milliseconds since 1970. Leases are by the database's clock.
 * @param server whose running requests these are.
 */
export async function addToCounters(
  db: Pick<Database, 'transaction'>,
  changes: readonly CounterChange[],
  now: number,
  server: string,
): Promise<CounterTotals[]> {
  if (changes.length === 0) return [];
  const column = <K extends keyof CounterChange>(name: K) => changes.map(change => change[name]);
  return db.transaction(async tx => {
    await tx.query('set local synchronous_commit = off');
    const { rows } = await tx.query<Omit<CounterTotals, 'elsewhere'>>({
      name: 'add-to-limit-counters',
      text: ADD,
      values: [
        column('subject'),
        column('hourSlot'),
        column('hourNow'),
        column('hourBefore'),
        column('daySlot'),
        column('dayNow'),
        column('dayBefore'),
        column('arrival').map(Math.round),
        Math.round(now),
      ],
    });
    const others = await tx.query<{ subject: string; elsewhere: number }>({
      name: 'tell-running-requests',
      text: RUNNING,
      values: [column('subject'), column('running'), server],
    });
    const elsewhere = new Map(others.rows.map(row => [row.subject, row.elsewhere]));
    return rows.map(row => ({ ...row, elsewhere: elsewhere.get(row.subject) ?? 0 }));
  });
}

/** Removes counters whose windows have all passed, and leases that have ended. @returns how many counters. */
export async function pruneCounters(db: Queryable, now: number): Promise<number> {
  await db.query({
    name: 'prune-running-requests',
    text: 'delete from limit_running where lease_until < now()',
  });
  const { rowCount } = await db.query({
    name: 'prune-limit-counters',
    text: 'delete from limit_counters where day_slot < $1',
    values: [Math.floor(now / 86_400_000) - 1],
  });
  return rowCount;
}

/** The documents of limit_policies by name. */
export async function readLimitPolicies(db: Queryable): Promise<Record<string, Json>> {
  const { rows } = await db.query<{ name: string; document: Json }>({
    name: 'read-limit-policies',
    text: 'select name, document from limit_policies order by name',
  });
  return Object.fromEntries(rows.map(({ name, document }) => [name, document]));
}
