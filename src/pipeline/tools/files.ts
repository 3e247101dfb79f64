/** The files that a tool works on: downloaded within limits, and kept for the next question about the same URL. */
import { InputError } from '../../core/errors.ts';
import type { ToolInput } from '../../core/tools.ts';
import type { Spool, SpooledFile } from '../../io/spool.ts';
import type { Http, Validators } from '../../io/types.ts';
import type { Queryable } from '../../store/database.ts';
import { findDownload, keepDownload } from '../../store/tool-jobs.ts';
import type { ToolFile } from './types.ts';

export interface FileDeps {
  db: Queryable;
  http: Http;
  spool: Spool;
}

/** Largest download in bytes. */
export const MAX_DOWNLOAD = 100 * 1024 * 1024;
const DOWNLOAD_MS = 60_000;
/** A download of this age is taken without asking again. */
const FRESH_MS = 10 * 60_000;
const MAX_URL = 2048;

/**
 * @throws InputError naming `field` for what is no http(s) URL, is too long, or holds a password: it would be stored.
 */
export function checkedUrl(text: string, field: string): string {
  const url = text.length <= MAX_URL && URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new InputError(
      field,
      `${field} must be an http:// or https:// URL of at most ${MAX_URL} characters`,
    );
  if (url.username !== '' || url.password !== '')
    throw new InputError(field, `${field} must hold no user name and no password`);
  url.hash = '';
  return url.href;
}

/** The file of an input, here and now. @throws UpstreamError as `io/http`, NotFoundError for an upload that is gone. */
export async function fileOf(deps: FileDeps, input: ToolInput, signal?: AbortSignal): Promise<ToolFile> {
  if ('upload' in input) {
    const { name, sha256 } = input.upload;
    return { ...(await deps.spool.find(sha256)), name, url: null };
  }
  const file = await downloaded(deps, input.url, signal);
  return { ...file, name: input.name ?? nameOf(input.url), url: input.url };
}

async function downloaded(deps: FileDeps, url: string, signal?: AbortSignal): Promise<SpooledFile> {
  const { db, http, spool } = deps;
  const known = await findDownload(db, url);
  const kept = known && (await spool.find(known.sha256).catch(() => null));
  if (kept && Date.now() - Date.parse(known.fetchedAt) < FRESH_MS) return kept;
  const validators: Validators | null = kept ? { etag: known.etag, lastModified: known.lastModified } : null;
  const answer = await http.stream({
    url,
    maxBytes: MAX_DOWNLOAD,
    timeoutMs: DOWNLOAD_MS,
    validators,
    signal,
  });
  const unchanged = answer.status === 304 && kept;
  const file = unchanged ? kept : await spool.receive(answer.body, { maxBytes: MAX_DOWNLOAD, field: 'url' });
  await keepDownload(db, {
    url,
    sha256: file.sha256,
    size: file.size,
    etag: answer.validators.etag ?? (unchanged ? known.etag : null),
    lastModified: answer.validators.lastModified ?? (unchanged ? known.lastModified : null),
    fetchedAt: new Date().toISOString(),
  });
  return file;
}

/** The last segment of the URL's path, decoded; `file` where there is none. */
export function nameOf(url: string): string {
  const segment = new URL(url).pathname.split('/').findLast(part => part !== '') ?? 'file';
  try {
    return decodeURIComponent(segment).replaceAll('/', '_');
  } catch {
    return segment;
  }
}
