/** Work that people ask for and come back for, and the downloads that it is done on. */
import type { JsonObject } from '../core/records.ts';
import type { Queryable } from './database.ts';

export type ToolJobStatus = 'pending' | 'working' | 'complete' | 'error';

export interface ToolJobRow {
  id: string;
  tool: string;
  status: ToolJobStatus;
  request: JsonObject;
  sha256: string | null;
  /** JSON text. */
  results: string | null;
  error: JsonObject | null;
  callback: string | null;
  createdAt: string;
  updatedAt: string;
}

const COLUMNS = `id, tool, status, request, sha256, results, error, callback, created_at as "createdAt", updated_at as "updatedAt"`;

export async function insertToolJob(
  db: Queryable,
  job: Pick<ToolJobRow, 'id' | 'tool' | 'request' | 'callback'>,
): Promise<void> {
  await db.query({
    name: 'insert-tool-job',
    text: `insert into tool_jobs (id, tool, status, request, callback) values ($1, $2, 'pending', $3, $4)`,
    values: [job.id, job.tool, JSON.stringify(job.request), job.callback],
  });
}

/** Only of the tool, so that one service does not show another's. */
export async function findToolJob(db: Queryable, tool: string, id: string): Promise<ToolJobRow | null> {
  const { rows } = await db.query<ToolJobRow>({
    name: 'find-tool-job',
    text: `select ${COLUMNS} from tool_jobs where id = $1 and tool = $2`,
    values: [id, tool],
  });
  return rows[0] ?? null;
}

/** Status alone, for those who wait. */
export async function toolJobStatus(db: Queryable, id: string): Promise<ToolJobStatus | null> {
  const { rows } = await db.query<{ status: ToolJobStatus }>({
    name: 'tool-job-status',
    text: 'select status from tool_jobs where id = $1',
    values: [id],
  });
  return rows[0]?.status ?? null;
}

/** Takes a job that is not finished. @returns false where it is, or is gone. */
export async function beginToolJob(db: Queryable, id: string): Promise<ToolJobRow | null> {
  const { rows } = await db.query<ToolJobRow>({
    name: 'begin-tool-job',
    text: `update tool_jobs set status = 'working', updated_at = now()
      where id = $1 and status in ('pending', 'working') returning ${COLUMNS}`,
    values: [id],
  });
  return rows[0] ?? null;
}

export async function finishToolJob(
  db: Queryable,
  id: string,
  outcome:
    | { sha256: string | null; answerKey: string | null; results: string }
    | { error: JsonObject; sha256: string | null },
): Promise<void> {
  const done = 'results' in outcome;
  await db.query({
    name: 'finish-tool-job',
    text: `update tool_jobs set status = $2, sha256 = $3, answer_key = $4, results = $5, error = $6, updated_at = now()
      where id = $1`,
    values: [
      id,
      done ? 'complete' : 'error',
      outcome.sha256,
      done ? outcome.answerKey : null,
      done ? outcome.results : null,
      done ? null : JSON.stringify(outcome.error),
    ],
  });
}

/** What the same question over the same bytes was answered with, newest first. */
export async function earlierAnswer(db: Queryable, answerKey: string): Promise<string | null> {
  const { rows } = await db.query<{ results: string }>({
    name: 'earlier-tool-answer',
    text: `select results from tool_jobs where answer_key = $1 and status = 'complete' order by created_at desc limit 1`,
    values: [answerKey],
  });
  return rows[0]?.results ?? null;
}

export interface ToolDownload {
  url: string;
  sha256: string;
  size: number;
  etag: string | null;
  lastModified: string | null;
  fetchedAt: string;
}

export async function findDownload(db: Queryable, url: string): Promise<ToolDownload | null> {
  const { rows } = await db.query<ToolDownload>({
    name: 'find-tool-download',
    text: `select url, sha256, size, etag, last_modified as "lastModified", fetched_at as "fetchedAt"
      from tool_downloads where url = $1`,
    values: [url],
  });
  return rows[0] ?? null;
}

export async function keepDownload(db: Queryable, download: ToolDownload): Promise<void> {
  await db.query({
    name: 'keep-tool-download',
    text: `insert into tool_downloads (url, sha256, size, etag, last_modified, fetched_at) values ($1, $2, $3, $4, $5, $6)
      on conflict (url) do update set sha256 = excluded.sha256, size = excluded.size, etag = excluded.etag,
        last_modified = excluded.last_modified, fetched_at = excluded.fetched_at`,
    values: [
      download.url,
      download.sha256,
      download.size,
      download.etag,
      download.lastModified,
      download.fetchedAt,
    ],
  });
}

/** Forgets jobs and downloads of this age. */
export async function pruneToolJobs(db: Queryable, olderThanMs: number): Promise<void> {
  const seconds = olderThanMs / 1000;
  await db.query({
    text: 'delete from tool_jobs where created_at < now() - make_interval(secs => $1)',
    values: [seconds],
  });
  await db.query({
    text: 'delete from tool_downloads where fetched_at < now() - make_interval(secs => $1)',
    values: [seconds],
  });
}
