/**
 * The one way of advisories into the store: records of a source, in batches, each one transaction. Records are kept as they are;
 * the advisories that follow from them are computed anew for all that a changed record has to do with, before and after.
 */
import { createHash } from 'node:crypto';
import {
  clusterRecords,
  identifierKey,
  joiningKeys,
  type MergedAdvisory,
  mergeRecords,
  type NormaliseName,
} from '../advisories/index.ts';
import type { AdvisoryRecord } from '../core/advisories.ts';
import type { Json } from '../core/records.ts';
import type { Database, Queryable, Tx } from './database.ts';
import { appendEvents, type NewEvent } from './events.ts';
import { announceAdvisories, lockAdvisories } from './write/advisory-changes.ts';
import { assignNumbers } from './write/advisory-numbers.ts';
import {
  deleteAdvisories,
  loadAdvisories,
  type PlannedAdvisory,
  type StoredAdvisory,
  writeAdvisoryRows,
} from './write/advisory-rows.ts';
import { canonicalJson, jsonText } from './write/prepare.ts';

/** Packages that an event names. */
const MAX_NAMED = 50;

export interface AdvisoryWrite {
  record: AdvisoryRecord;
  /** Document that it was read from. */
  path: string;
}

export interface AdvisoryWriteResult {
  /** Records, by what came of them; an older state from another feed than the last one counts as unchanged. */
  records: { created: number; updated: number; unchanged: number; removed: number };
  /** Advisories that followed. */
  advisories: { created: number; updated: number; removed: number };
}

export interface AdvisoryWriteOptions {
  normalise: NormaliseName;
  now?: Date;
}

interface RecordRow {
  source: string;
  id: string;
  advisoryId: number;
  record: AdvisoryRecord;
}

/**
 * Writes records, takes away those that are `gone`, and brings the advisories, their identifiers and packages up to date. Announces
 * all packages whose advisories changed, and appends `advisory.created`, `.updated` and `.withdrawn`.
 *
 * @param feed what the records were read from; of the same record twice, the later one counts.
 */
export async function writeAdvisories(
  db: Database,
  feed: string,
  changes: { writes: readonly AdvisoryWrite[]; gone?: readonly Pick<AdvisoryRecord, 'source' | 'id'>[] },
  options: AdvisoryWriteOptions,
): Promise<AdvisoryWriteResult> {
  const result: AdvisoryWriteResult = {
    records: { created: 0, updated: 0, unchanged: 0, removed: 0 },
    advisories: { created: 0, updated: 0, removed: 0 },
  };
  const writes = prepare(changes.writes);
  const gone = changes.gone ?? [];
  if (writes.length === 0 && gone.length === 0) return result;
  return db.transaction(async tx => {
    await lockAdvisories(tx);
    return writeBatch(tx, feed, writes, gone, { now: new Date(), ...options }, structuredClone(result));
  });
}

interface PreparedWrite extends AdvisoryWrite {
  key: string;
  json: string;
  hash: Buffer;
}

function keyOf({ source, id }: { source: string; id: string }): string {
  return `${source}\n${id}`;
}

function prepare(writes: readonly AdvisoryWrite[]): PreparedWrite[] {
  const prepared = new Map<string, PreparedWrite>();
  for (const { record, path } of writes) {
    const json = jsonText(record);
    const key = keyOf(record);
    prepared.set(key, { record, path, key, json, hash: createHash('sha256').update(json).digest() });
  }
  return [...prepared.values()];
}

async function writeBatch(
  tx: Tx,
  feed: string,
  writes: PreparedWrite[],
  gone: readonly Pick<AdvisoryRecord, 'source' | 'id'>[],
  { normalise, now }: Required<AdvisoryWriteOptions>,
  result: AdvisoryWriteResult,
): Promise<AdvisoryWriteResult> {
  const stored = await loadStanding(tx, [...writes.map(({ record }) => record), ...gone]);
  const changed = writes.filter(({ key, hash, record }) => {
    const before = stored.get(key);
    if (before === undefined) return true;
    const isOlder = before.feed !== feed && (record.modifiedAt ?? '') < (before.modifiedAt ?? '');
    return !isOlder && !before.hash.equals(hash);
  });
  const changedKeys = new Set(changed.map(({ key }) => key));
  await moveRecords(
    tx,
    feed,
    writes.filter(({ key, path, hash }) => {
      const before = stored.get(key);
      const isSame = before?.hash.equals(hash) === true;
      return isSame && !changedKeys.has(key) && (before.feed !== feed || before.path !== path);
    }),
  );
  // Only what this feed brought last can go with it, and what is in another document now has not gone.
  const written = new Set(writes.map(({ key }) => key));
  const leaving = gone.filter(
    record => stored.get(keyOf(record))?.feed === feed && !written.has(keyOf(record)),
  );
  result.records.unchanged = writes.length - changed.length;
  result.records.updated = changed.filter(({ key }) => stored.has(key)).length;
  result.records.created = changed.length - result.records.updated;
  result.records.removed = leaving.length;
  if (changed.length === 0 && leaving.length === 0) return result;

  const touched = await touchedAdvisories(
    tx,
    [...changed.map(({ record }) => record), ...leaving].flatMap(
      record => stored.get(keyOf(record))?.advisoryId ?? [],
    ),
    changed.flatMap(({ record }) => joiningKeys(record)),
  );
  const members = new Map((await loadRecords(tx, touched)).map(row => [keyOf(row), row]));
  const previous = new Map([...members].map(([key, { advisoryId }]) => [key, advisoryId]));
  for (const record of leaving) members.delete(keyOf(record));
  const records = new Map([...members].map(([key, { record }]) => [key, record]));
  for (const { key, record } of changed) records.set(key, record);

  const clusters = clusterRecords([...records.values()]);
  const numbers = await assignNumbers(
    tx,
    clusters.map(cluster => cluster.map(record => previous.get(keyOf(record)) ?? null)),
  );
  const before = await loadAdvisories(tx, touched);
  const planned = clusters.map((cluster, index) =>
    plan(mergeRecords(cluster, normalise), numbers[index] as number, before, now),
  );
  const numberOf = new Map(
    clusters.flatMap((cluster, index) =>
      cluster.map(record => [keyOf(record), numbers[index] as number] as const),
    ),
  );
  await upsertRecords(tx, feed, changed, numberOf, now);
  await renumberRecords(tx, previous, numberOf, changedKeys);
  await deleteRecords(tx, leaving);

  const differing = planned.filter(({ id, hash }) => !before.get(id)?.hash.equals(hash));
  const kept = new Set(planned.map(({ id }) => id));
  const vanished = [...before.values()].filter(({ id }) => !kept.has(id));
  const packages = await writeAdvisoryRows(tx, differing, before, now);
  packages.push(
    ...(await deleteAdvisories(
      tx,
      vanished.map(({ id }) => id),
    )),
  );
  result.advisories.created = differing.filter(({ id }) => !before.has(id)).length;
  result.advisories.updated = differing.length - result.advisories.created;
  result.advisories.removed = vanished.length;
  await appendEvents(tx, null, [
    ...differing.map(advisory => eventOf(advisory, before.get(advisory.id))),
    ...vanished.map(advisory => farewellOf(advisory, planned)),
  ]);
  await announceAdvisories(tx, packages);
  return result;
}

function plan(
  merged: MergedAdvisory,
  id: number,
  before: ReadonlyMap<number, StoredAdvisory>,
  now: Date,
): PlannedAdvisory {
  // Records that were read back from the store have their fields in another order.
  const hash = createHash('sha256')
    .update(canonicalJson(merged as unknown as Json))
    .digest();
  const listed = merged.publishedAt ?? before.get(id)?.createdAt ?? now.toISOString();
  return { id, merged, hash, listedAt: listed > now.toISOString() ? now.toISOString() : listed };
}

function eventOf({ merged }: PlannedAdvisory, before: StoredAdvisory | undefined): NewEvent {
  const { withdrawnAt } = merged.withdrawal;
  const isWithdrawnNow = withdrawnAt !== null && (before?.withdrawnAt ?? null) === null;
  return {
    type: isWithdrawnNow ? 'advisory.withdrawn' : before ? 'advisory.updated' : 'advisory.created',
    subject: merged.uid,
    data: {
      severity: merged.severity.rating,
      packages: merged.packages.slice(0, MAX_NAMED).map(({ ecosystem, name }) => `${ecosystem}/${name}`),
      ...(before !== undefined && before.uid !== merged.uid ? { formerly: before.uid } : {}),
    },
  };
}

/** Of an advisory that is no more: its records have gone, or belong to another one now. */
function farewellOf({ uid }: StoredAdvisory, planned: readonly PlannedAdvisory[]): NewEvent {
  const key = identifierKey(uid);
  const heir = planned.find(({ merged }) => merged.identifiers.some(id => identifierKey(id) === key));
  if (heir === undefined) return { type: 'advisory.withdrawn', subject: uid, data: { removed: true } };
  return { type: 'advisory.updated', subject: uid, data: { mergedInto: heir.merged.uid } };
}

interface Standing {
  source: string;
  id: string;
  feed: string;
  path: string;
  hash: Buffer;
  advisoryId: number;
  modifiedAt: string | null;
}

async function loadStanding(
  tx: Queryable,
  keys: readonly Pick<AdvisoryRecord, 'source' | 'id'>[],
): Promise<Map<string, Standing>> {
  const { rows } = await tx.query<Standing>({
    name: 'advisory-records-standing',
    text: `select r.source, r.id, r.feed, r.path, r.hash, r.advisory_id as "advisoryId", r.record ->> 'modifiedAt' as "modifiedAt"
      from unnest($1::text[], $2::text[]) as wanted (source, id)
      join advisory_records r on r.source = wanted.source and r.id = wanted.id`,
    values: [keys.map(({ source }) => source), keys.map(({ id }) => id)],
  });
  return new Map(rows.map(row => [keyOf(row), row]));
}

async function touchedAdvisories(
  tx: Queryable,
  ids: readonly number[],
  keys: readonly string[],
): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'advisories-touched',
    text: `select unnest($1::bigint[]) as id union
      select advisory_id from advisory_identifiers where key = any($2::text[])`,
    values: [ids, keys],
  });
  return rows.map(({ id }) => id);
}

async function loadRecords(tx: Queryable, advisories: readonly number[]): Promise<RecordRow[]> {
  const { rows } = await tx.query<RecordRow>({
    name: 'advisory-records-of',
    text: `select source, id, advisory_id as "advisoryId", record from advisory_records
      where advisory_id = any($1::bigint[]) order by source, id`,
    values: [advisories],
  });
  return rows;
}

async function upsertRecords(
  tx: Queryable,
  feed: string,
  writes: readonly PreparedWrite[],
  numberOf: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  if (writes.length === 0) return;
  await tx.query({
    name: 'upsert-advisory-records',
    text: `insert into advisory_records (source, id, feed, path, hash, advisory_id, record, created_at, updated_at)
      select source, id, $1, path, hash, advisory_id, record, $2, $2
      from unnest($3::text[], $4::text[], $5::text[], $6::bytea[], $7::bigint[], $8::jsonb[])
        as w (source, id, path, hash, advisory_id, record)
      on conflict (source, id) do update set feed = excluded.feed, path = excluded.path, hash = excluded.hash,
        advisory_id = excluded.advisory_id, record = excluded.record, updated_at = excluded.updated_at`,
    values: [
      feed,
      now.toISOString(),
      writes.map(({ record }) => record.source),
      writes.map(({ record }) => record.id),
      writes.map(({ path }) => path),
      writes.map(({ hash }) => hash),
      writes.map(({ key }) => numberOf.get(key)),
      writes.map(({ json }) => json),
    ],
  });
}

/** The same record in another document, or by another feed. */
async function moveRecords(tx: Queryable, feed: string, writes: readonly PreparedWrite[]): Promise<void> {
  if (writes.length === 0) return;
  await tx.query({
    text: `update advisory_records r set feed = $1, path = w.path
      from unnest($2::text[], $3::text[], $4::text[]) as w (source, id, path) where r.source = w.source and r.id = w.id`,
    values: [
      feed,
      writes.map(({ record }) => record.source),
      writes.map(({ record }) => record.id),
      writes.map(({ path }) => path),
    ],
  });
}

/** Records that did not change themselves and belong to another advisory now. */
async function renumberRecords(
  tx: Queryable,
  previous: ReadonlyMap<string, number>,
  numberOf: ReadonlyMap<string, number>,
  changed: ReadonlySet<string>,
): Promise<void> {
  const moved = [...numberOf].filter(([key, id]) => !changed.has(key) && previous.get(key) !== id);
  if (moved.length === 0) return;
  const keys = moved.map(([key]) => key.split('\n') as [string, string]);
  await tx.query({
    text: `update advisory_records r set advisory_id = w.advisory_id
      from unnest($1::text[], $2::text[], $3::bigint[]) as w (source, id, advisory_id)
      where r.source = w.source and r.id = w.id`,
    values: [keys.map(([source]) => source), keys.map(([, id]) => id), moved.map(([, id]) => id)],
  });
}

async function deleteRecords(
  tx: Queryable,
  records: readonly Pick<AdvisoryRecord, 'source' | 'id'>[],
): Promise<void> {
  if (records.length === 0) return;
  await tx.query({
    text: `delete from advisory_records r using unnest($1::text[], $2::text[]) as w (source, id)
      where r.source = w.source and r.id = w.id`,
    values: [records.map(({ source }) => source), records.map(({ id }) => id)],
  });
}
