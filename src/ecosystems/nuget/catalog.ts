/**
 * The catalog: an append-only log of everything that happens to packages, deletions included
 * (https://learn.microsoft.com/en-us/nuget/api/catalog-resource). A cursor is the time of the last commit that was seen.
 */
import { UpstreamError } from '../../core/errors.ts';
import { objectsIn, parseJsonObject } from '../../formats/json.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { documentAt } from '../families/registry-api/fetching.ts';
import { CATALOG } from './addresses.ts';
import { names } from './names.ts';

const MAX_INDEX = 64 * 1024 * 1024;
const MAX_PAGE = 16 * 1024 * 1024;
/** More pages than the catalog will have in decades: it grows by some thousand a year. */
const MAX_PAGES = 500_000;
const MAX_ITEMS = 10_000;
/** Pages of up to 550 items that are read at once; the rest comes with the next call. */
const AT_ONCE = 4;

interface Entry {
  /** Of a page its address, of an item the package. */
  text: string;
  committed: string;
}

export async function changes(
  context: ConnectorContext,
  cursor: string | null,
): Promise<{ names: string[]; cursor: string | null }> {
  const index = await read(context, `${CATALOG}/index.json`, MAX_INDEX, '@id', MAX_PAGES);
  const last = index.at(-1)?.committed ?? cursor;
  if (cursor === null) return { names: [], cursor: last };
  const pages = index.filter(({ committed }) => committed > cursor).slice(0, AT_ONCE);
  const fresh: Entry[] = [];
  for (const { text: url } of pages) {
    const items = await read(context, pageOf(url), MAX_PAGE, 'nuget:id', MAX_ITEMS);
    fresh.push(...items.filter(({ committed }) => committed > cursor));
  }
  return { names: packagesOf(fresh), cursor: fresh.at(-1)?.committed ?? pages.at(-1)?.committed ?? cursor };
}

export async function head(context: ConnectorContext): Promise<string | null> {
  const index = await read(context, `${CATALOG}/index.json`, MAX_INDEX, '@id', MAX_PAGES);
  return index.at(-1)?.committed ?? null;
}

/** One request for each page: some twenty thousand. There is no shorter list of all packages. */
export async function* allNames(context: ConnectorContext): AsyncGenerator<string[]> {
  for (const { text: url } of await read(context, `${CATALOG}/index.json`, MAX_INDEX, '@id', MAX_PAGES)) {
    yield packagesOf(await read(context, pageOf(url), MAX_PAGE, 'nuget:id', MAX_ITEMS));
  }
}

/** The entries of the index or of a page, oldest first. */
async function read(
  context: ConnectorContext,
  url: string,
  maxBytes: number,
  member: string,
  max: number,
): Promise<Entry[]> {
  const document = await documentAt(context, { url, maxBytes, timeoutMs: 120_000 });
  const { items } = document ? parseJsonObject(document.body, 'catalog') : {};
  if (!Array.isArray(items)) throw new UpstreamError('malformed', 'NuGet catalog: no items', { url });
  const entries = objectsIn(items, max).flatMap(item => {
    const text = item[member];
    const committed = commitTime(item.commitTimeStamp);
    return typeof text === 'string' && committed !== null ? [{ text, committed }] : [];
  });
  return entries.sort((a, b) => (a.committed < b.committed ? -1 : a.committed > b.committed ? 1 : 0));
}

function packagesOf(entries: readonly Entry[]): string[] {
  const ids = entries.map(({ text }) => names.normalise(text));
  return [...new Set(ids)].filter(id => names.problem(id) === null);
}

/** Pages lie beside the index; another address is not followed. */
function pageOf(url: string): string {
  if (!url.startsWith(`${CATALOG}/page`) || /[?#\\]|\.\./.test(url))
    throw new UpstreamError('malformed', 'NuGet catalog: a page that lies elsewhere', {
      url: url.slice(0, 200),
    });
  return url;
}

/** With seven digits after the point, zeros included, so that texts sort as times do. */
export function commitTime(value: unknown): string | null {
  const match =
    typeof value === 'string' && value.length < 40
      ? /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?(?:Z|\+00:00)$/.exec(value)
      : null;
  return match ? `${match[1]}.${(match[2] ?? '').padEnd(7, '0')}Z` : null;
}
