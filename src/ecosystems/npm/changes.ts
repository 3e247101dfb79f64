/**
 * What changed in the registry. Two sources:
 *
 * - The replication feed at the setting `npm_changes_url`: `GET {url}/` gives `update_seq`, and
 *   `GET {url}/_changes?since={seq}&limit={n}` gives `{results: [{seq, id, changes, deleted?}], last_seq}`, oldest first.
 *   Since May 2025 the public feed takes these two parameters only, `since` as a number, and answers others with 400
 *   (https://github.blog/changelog/2025-02-27-changes-and-deprecation-notice-for-npm-replication-apis/).
 * - Without that setting, the registry's RSS of the last 50 publications. What is published between two polls beyond
 *   these 50 is missed, and so are unpublications.
 *
 * A cursor of the feed is its sequence; one of the RSS starts with `rss:`.
 */
import { UpstreamError } from '../../core/errors.ts';
import { parseJsonObject } from '../../formats/json.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { names } from './names.ts';
import { parseRecent, type RecentItem } from './recent.ts';
import { type Doc, isDoc } from './text.ts';

/** Changes asked for at once. The public feed allows 10,000. */
const BATCH = 2000;
const MAX_BYTES = 16 * 1024 * 1024;
const RSS = 'rss:';

export interface Changes {
  names: string[];
  cursor: string | null;
}

/** Names changed since `cursor`, oldest first, each once. Without a cursor: none, and the cursor of the present. */
export async function changes(context: ConnectorContext, cursor: string | null): Promise<Changes> {
  const feed = feedOf(context);
  if (feed === null) return recentChanges(context, cursor);
  if (cursor === null || cursor.startsWith(RSS)) return { names: [], cursor: await head(context) };
  const page = await document(context, `${feed}/_changes?since=${encodeURIComponent(cursor)}&limit=${BATCH}`);
  if (!Array.isArray(page.results)) throw new UpstreamError('malformed', 'npm changes: no `results`');
  const ids = page.results.slice(0, BATCH).map(result => (isDoc(result) ? result.id : null));
  return { names: packageNames(ids), cursor: sequence(page.last_seq) ?? cursor };
}

/** The newest position of the source in use; null for a registry whose RSS is empty or missing. */
export async function head(context: ConnectorContext): Promise<string | null> {
  const feed = feedOf(context);
  if (feed === null) return cursorOf(await recent(context));
  const database = await document(context, `${feed}/`);
  const position = sequence(database.update_seq);
  if (position === null) throw new UpstreamError('malformed', 'npm changes: no `update_seq`');
  return position;
}

function feedOf({ settings }: ConnectorContext): string | null {
  return settings.npm_changes_url?.trim().replace(/\/+$/, '') || null;
}

async function document({ io, signal }: ConnectorContext, url: string): Promise<Doc> {
  const response = await io.http.request({
    url,
    headers: { accept: 'application/json' },
    maxBytes: MAX_BYTES,
    signal,
  });
  return parseJsonObject(response.body, 'npm changes');
}

/** A number on the public feed, a string on CouchDB 2 and later, where it is opaque. */
function sequence(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' && value.length <= 4096 ? value : null;
}

/** Design documents (`_design/app`) share the feed with packages; no valid name starts with `_`. */
function packageNames(ids: unknown[]): string[] {
  const valid = ids
    .filter(id => typeof id === 'string')
    .map(names.normalise)
    .filter(name => names.problem(name) === null);
  return [...new Set(valid)];
}

async function recentChanges(context: ConnectorContext, cursor: string | null): Promise<Changes> {
  const items = await recent(context);
  const next = cursorOf(items) ?? cursor;
  if (cursor === null) return { names: [], cursor: next };
  const seen = items.findIndex(item => RSS + item.key === cursor);
  const fresh = seen < 0 ? items : items.slice(0, seen);
  return { names: packageNames(fresh.map(item => item.name).reverse()), cursor: next };
}

async function recent({ io, signal }: ConnectorContext): Promise<RecentItem[]> {
  // Every name has the same default registry; a scope could have its own.
  const { registry, headers } = await io.npm.endpointFor('npm');
  const response = await io.http.request({
    url: `${registry}/-/rss?descending=true&limit=50`,
    headers: { ...headers, accept: 'application/rss+xml, application/xml' },
    maxBytes: MAX_BYTES,
    accept: [404],
    signal,
  });
  // Mirrors and private registries have no such feed: there is nothing to follow, and nothing to retry.
  if (response.status === 404) return [];
  const text = new TextDecoder().decode(response.body);
  if (!text.includes('<rss')) throw new UpstreamError('malformed', 'npm recent packages: no RSS');
  return parseRecent(text);
}

function cursorOf(items: RecentItem[]): string | null {
  return items[0] ? RSS + items[0].key.slice(0, 500) : null;
}
