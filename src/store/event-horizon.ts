/**
 * How far the event log may be read. An event is written under the number (xid) of its transaction, and transactions do
 * not end in the order of their numbers: whoever read past one that still runs would never see its events. So readers
 * stop before the oldest transaction that their snapshot saw running and that may write to this database.
 *
 * A snapshot lists the running transactions of the whole server (PostgreSQL, "pg_snapshot Components"); those of other
 * databases cannot write here, however long they run. Which database one belongs to is not in the snapshot; it is looked
 * up among the sessions and the prepared transactions, after the snapshot was taken. Only what is seen to belong elsewhere
 * is passed over, and a transaction never changes its database. Hence a view of the sessions that is late, or closed to our
 * role, costs time and never an event, at every isolation level.
 *
 * The exact argument, for an event numbered below the horizon: its transaction did not run elsewhere, since it wrote here;
 * it was not in the snapshot's list, or the horizon would not be above it; and it is below the snapshot's xmax, so it had
 * ended. The statement that takes the snapshot also reads the events, and therefore sees all that such a transaction wrote.
 */
import type { Queryable, Statement } from './database.ts';

/**
 * Common table expression `horizon (xid, sure)`, of one row: events with a lower number are all there to be read. Not sure:
 * it is held by a transaction of unknown database, mostly one that ended just now, and may be higher at the next look.
 *
 * - A transaction sees the sessions as they were at its first look, unless that is cleared.
 * - Our own transaction is not in its snapshot's list, and may still write.
 * - A snapshot of a standby keeps no such list (PostgreSQL, procarray.c): there, the oldest transaction of the server holds.
 * - Sessions before prepared transactions: PREPARE TRANSACTION moves from one to the other.
 * - Sessions show the lower half of the number. Those that run at one time differ in it.
 */
export const HORIZON = `horizon as materialized (
  select
    least(
      case when pg_is_in_recovery() then pg_snapshot_xmin(here.snapshot) else pg_snapshot_xmax(here.snapshot) end,
      pg_current_xact_id_if_assigned(),
      oldest.xid
    ) as xid,
    oldest.xid is null or oldest.ours is not null as sure
  from (
    select
      pg_current_snapshot() as snapshot,
      pg_stat_clear_snapshot() as fresh,
      (select oid from pg_database where datname = current_database()) as oid
  ) as here
  left join lateral (
    select running.xid, owner.ours
    from pg_snapshot_xip(here.snapshot) as running (xid)
    left join (
      select backend_xid as xid, datid = here.oid as ours from pg_stat_activity where backend_xid is not null
      union all
      select transaction, database = current_database() from pg_prepared_xacts
    ) as owner on owner.xid = running.xid::xid
    where owner.ours is distinct from false
    order by running.xid limit 1
  ) as oldest on true
)`;

/** Each look may be disturbed by a transaction that ends meanwhile; readers come again soon anyway. */
const LOOKS = 4;

/**
 * Runs a statement that begins with HORIZON and gives at least one row with `sure`; again, while it is not sure and there
 * is room for more.
 *
 * @param full tells from the rows that a higher horizon would add nothing to them.
 */
export async function queryToHorizon<R extends { sure: boolean }>(
  db: Queryable,
  statement: Statement,
  full: (rows: R[]) => boolean,
): Promise<R[]> {
  for (let look = 1; ; look++) {
    const { rows } = await db.query<R>(statement);
    if (rows.every(row => row.sure) || look === LOOKS || full(rows)) return rows;
  }
}
