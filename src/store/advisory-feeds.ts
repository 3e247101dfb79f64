/** Where advisories come from: what was last read of each feed, document by document. */
import type { JsonObject } from '../core/records.ts';
import type { Queryable } from './database.ts';
import { announceChanges } from './events.ts';
import { ADVISORIES_AS_REGISTRY } from './write/advisory-changes.ts';
import { jsonText } from './write/prepare.ts';

export interface AdvisoryFeed {
  id: string;
  etag: string | null;
  lastModified: string | null;
  /** Where it stands in the feed's own terms: a commit, a digest. */
  position: string | null;
  checkedAt: string | null;
  importedAt: string | null;
  documents: number;
  problems: FeedProblem[];
  problemsCount: number;
}

export interface FeedProblem {
  path: string;
  id: string | null;
  message: string;
}

const COLUMNS = `id, etag, last_modified as "lastModified", position, checked_at as "checkedAt", imported_at as "importedAt",
  documents, problems, problems_count as "problemsCount"`;
/** Problems that are kept one by one. */
const MAX_PROBLEMS = 100;

export async function findFeed(db: Queryable, id: string): Promise<AdvisoryFeed | null> {
  const { rows } = await db.query<AdvisoryFeed>({
    text: `select ${COLUMNS} from advisory_feeds where id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** Feeds that were read to the end at least once: only these are kept up to date by themselves. */
export async function importedFeeds(db: Queryable): Promise<AdvisoryFeed[]> {
  const { rows } = await db.query<AdvisoryFeed>({
    text: `select ${COLUMNS} from advisory_feeds where imported_at is not null order by id`,
  });
  return rows;
}

/** The feed was looked at, and is what it was. */
export async function confirmFeed(db: Queryable, id: string, now: Date): Promise<void> {
  await db.query({
    text: 'update advisory_feeds set checked_at = $2 where id = $1',
    values: [id, now.toISOString()],
  });
}

/** How far a feed of changes was kept: the next reading goes on from there. */
export async function keepPosition(db: Queryable, id: string, position: string): Promise<void> {
  await db.query({
    text: `insert into advisory_feeds (id, position) values ($1, $2) on conflict (id) do update set position = excluded.position`,
    values: [id, position],
  });
}

/** The feed was read to its end. The first time, whether anything is known of advisories changes for packages that none is about. */
export async function finishFeed(
  db: Queryable,
  id: string,
  read: Pick<AdvisoryFeed, 'etag' | 'lastModified' | 'position' | 'documents' | 'problemsCount'> & {
    problems: readonly FeedProblem[];
    now: Date;
  },
): Promise<void> {
  const { rows } = await db.query<{ isFirst: boolean }>({
    text: `insert into advisory_feeds (id, etag, last_modified, position, documents, problems, problems_count, checked_at, imported_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
      on conflict (id) do update set etag = excluded.etag, last_modified = excluded.last_modified, position = excluded.position,
        documents = excluded.documents, problems = excluded.problems, problems_count = excluded.problems_count,
        checked_at = excluded.checked_at, imported_at = excluded.imported_at
      returning xmax = 0 as "isFirst"`,
    values: [
      id,
      read.etag,
      read.lastModified,
      read.position,
      read.documents,
      jsonText(read.problems.slice(0, MAX_PROBLEMS)),
      read.problemsCount,
      read.now.toISOString(),
    ],
  });
  if (rows[0]?.isFirst) await announceChanges(db, ADVISORIES_AS_REGISTRY, 'all');
}

/** Hashes (hex) of a feed's documents by path. */
export async function knownDocuments(db: Queryable, feed: string): Promise<Map<string, string>> {
  const { rows } = await db.query<{ path: string; sha256: string }>({
    text: `select path, encode(sha256, 'hex') as sha256 from advisory_documents where feed = $1`,
    values: [feed],
  });
  return new Map(rows.map(({ path, sha256 }) => [path, sha256]));
}

export async function keepDocuments(
  db: Queryable,
  feed: string,
  documents: readonly { path: string; sha256: string }[],
): Promise<void> {
  if (documents.length === 0) return;
  const latest = new Map(documents.map(({ path, sha256 }) => [path, sha256]));
  await db.query({
    name: 'keep-advisory-documents',
    text: `insert into advisory_documents (feed, path, sha256)
      select $1, path, decode(sha256, 'hex') from unnest($2::text[], $3::text[]) as w (path, sha256)
      on conflict (feed, path) do update set sha256 = excluded.sha256`,
    values: [feed, [...latest.keys()], [...latest.values()]],
  });
}

export async function forgetDocuments(db: Queryable, feed: string, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await db.query({
    text: 'delete from advisory_documents where feed = $1 and path = any($2::text[])',
    values: [feed, paths],
  });
}

/** Records that were last read from these documents. */
export async function recordsOfDocuments(
  db: Queryable,
  feed: string,
  paths: readonly string[],
): Promise<{ source: string; id: string; path: string }[]> {
  if (paths.length === 0) return [];
  const { rows } = await db.query<{ source: string; id: string; path: string }>({
    name: 'records-of-documents',
    text: 'select source, id, path from advisory_records where feed = $1 and path = any($2::text[])',
    values: [feed, paths],
  });
  return rows;
}

/** Records and withdrawn ones by source. */
export interface SourceCount {
  source: string;
  records: number;
  withdrawn: number;
  /** Latest change that a record states. */
  modifiedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export async function countBySource(db: Queryable): Promise<SourceCount[]> {
  const { rows } = await db.query<SourceCount & JsonObject>({
    text: `select source, count(*)::int as records,
        (count(*) filter (where record ->> 'withdrawnAt' is not null))::int as withdrawn,
        max(record ->> 'modifiedAt') as "modifiedAt", min(created_at) as "createdAt", max(updated_at) as "updatedAt"
      from advisory_records group by source order by source`,
  });
  return rows;
}
