/**
 * What is asked of MetaCPAN (https://github.com/metacpan/metacpan-api/blob/master/docs/API-docs.md): all releases of a
 * distribution with one search, and the author of the latest.
 */
import { UpstreamError } from '../../core/errors.ts';
import { isJsonObject, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { documentAt, fetchDocument } from '../families/registry-api/fetching.ts';
import { type RecentEntry, recentHead, recentSince } from '../families/registry-api/recent.ts';
import { dateOfUnix } from '../families/registry-api/values.ts';
import { mapAuthor, mapReleases } from './map.ts';
import { names } from './names.ts';
import { MAX_RELEASES, parseReleases } from './releases.ts';

const API = 'https://fastapi.metacpan.org/v1';
/** Each release comes with the list of its modules: some megabytes for distributions with hundreds of releases. */
const MAX_BYTES = 128 * 1024 * 1024;
const TIMEOUT = 120_000;
const RECENT = 100;
const LIST = 5_000;
const MAX_PAGES = 1_000;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const query = `q=distribution:${encodeURIComponent(name)}&size=${MAX_RELEASES}`;
    const answer = await fetchDocument(context, {
      url: `${API}/release/_search?${query}`,
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT,
      validators: previous,
    });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;
    const releases = parseReleases(answer.document.body, name);
    if (releases.all.length === 0) return { kind: 'missing' };

    const { record, author } = mapReleases(name, releases);
    const documents = [answer.document];
    const about = author === null ? null : await documentAt(context, authorRequest(author));
    if (about) documents.push(about);
    const maintainers = author === null ? null : [mapAuthor(author, about?.body ?? null)];
    return { kind: 'found', record: { ...record, maintainers }, documents };
  },

  async changes(context, cursor) {
    return recentSince(await recent(context), cursor);
  },

  async head(context) {
    return recentHead(await recent(context));
  },

  async *allNames(context) {
    let url = `${API}/release/_search?q=status:latest&fields=distribution&size=${LIST}&scroll=1m`;
    for (let page = 0; page < MAX_PAGES; page++) {
      const { scroll, entries } = await search(context, url);
      if (entries.length === 0) return;
      yield entries.map(({ name }) => name);
      if (scroll === null) return;
      url = `${API}/_search/scroll?scroll=1m&scroll_id=${encodeURIComponent(scroll)}`;
    }
  },
};

const authorRequest = (author: string) => ({
  url: `${API}/author/${encodeURIComponent(author)}`,
  maxBytes: 4 * 1024 * 1024,
});

async function recent(context: ConnectorContext): Promise<RecentEntry[]> {
  const url = `${API}/release/_search?q=status:latest&fields=distribution&sort=date:desc&size=${RECENT}`;
  return (await search(context, url)).entries;
}

async function search(
  context: ConnectorContext,
  url: string,
): Promise<{ scroll: string | null; entries: RecentEntry[] }> {
  const document = await documentAt(context, { url, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT });
  const answer = document ? parseJsonObject(document.body, 'releases') : {};
  const hits = memberOf(answer.hits, 'hits');
  if (!Array.isArray(hits)) throw new UpstreamError('malformed', 'MetaCPAN: no list of releases', { url });
  const entries = objectsIn(hits, LIST).flatMap(({ fields, _source, sort }) => {
    const said = memberOf(isJsonObject(fields) ? fields : _source, 'distribution');
    const [name] = Array.isArray(said) ? said : [said];
    if (typeof name !== 'string' || names.problem(name) !== null) return [];
    const millis = Array.isArray(sort) && typeof sort[0] === 'number' ? sort[0] : Number.NaN;
    return [{ name, date: dateOfUnix(millis / 1000) ?? '' }];
  });
  const scroll = answer._scroll_id;
  return { scroll: typeof scroll === 'string' && scroll.length < 10_000 ? scroll : null, entries };
}
