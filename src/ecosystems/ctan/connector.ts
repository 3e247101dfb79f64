/** What is asked of CTAN: the entry of a package, and one more document for each of its active authors. */
import { UpstreamError } from '../../core/errors.ts';
import { objectsIn, parseJsonArray } from '../../formats/json.ts';
import { childOf, childrenOf, parseXml, textOf } from '../../formats/xml.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { changesSince, type FeedEntry, newestDate } from '../families/registry-api/feeds.ts';
import { documentAt, fetchDocument } from '../families/registry-api/fetching.ts';
import { dateOf } from '../families/registry-api/values.ts';
import { mapEntry } from './map.ts';
import { names } from './names.ts';
import { activeAuthors, parseEntry } from './schema.ts';

const MAX_ENTRY = 4 * 1024 * 1024;
const MAX_LIST = 32 * 1024 * 1024;
/** Packages have one to three; a few collections have dozens, of which the rest is known by key only. */
const MAX_AUTHORS = 20;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const base = `${context.registry.url}/json/2.0`;
    const answer = await fetchDocument(context, {
      url: `${base}/pkg/${encodeURIComponent(name)}`,
      maxBytes: MAX_ENTRY,
      validators: previous,
    });
    if (answer.kind === 'not-modified' || answer.kind === 'missing') return answer;
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    const entry = parseEntry(answer.document.body, name);
    if (entry === null) return { kind: 'missing' };
    const documents = [answer.document];
    const authors = new Map<string, Uint8Array>();
    for (const id of activeAuthors(entry).slice(0, MAX_AUTHORS)) {
      const url = `${base}/author/${encodeURIComponent(id)}`;
      const author = await documentAt(context, { url, maxBytes: MAX_ENTRY });
      if (author === null) continue;
      documents.push(author);
      authors.set(id, author.body);
    }
    return { kind: 'found', record: mapEntry(entry, authors), documents };
  },

  async changes(context, cursor) {
    return changesSince(await announcements(context), cursor);
  },

  async head(context) {
    return newestDate(await announcements(context));
  },

  async *allNames(context) {
    const url = `${context.registry.url}/json/2.0/packages`;
    const list = await documentAt(context, { url, maxBytes: MAX_LIST });
    if (list === null) throw new UpstreamError('malformed', 'packages of CTAN: there is no list', { url });
    const found = objectsIn(parseJsonArray(list.body, 'packages of CTAN'), 1_000_000)
      .map(({ key }) => (typeof key === 'string' ? names.normalise(key) : ''))
      .filter(name => names.problem(name) === null);
    for (let at = 0; at < found.length; at += 1_000) yield found.slice(at, at + 1_000);
  },
};

/** The announcements of the last days: `New on CTAN: jigsaw`, `CTAN update: jigsaw`. Others name no package. */
async function announcements(context: ConnectorContext): Promise<FeedEntry[]> {
  const url = `${context.registry.url}/ctan-ann/rss`;
  const feed = await documentAt(context, { url, maxBytes: MAX_LIST }, 'application/rss+xml');
  if (feed === null) return [];
  const channel = childOf(parseXml(feed.body, { limits: { nodes: 100_000 } }).root, 'channel');
  if (channel === undefined)
    throw new UpstreamError('malformed', 'announcements of CTAN: no channel', { url });
  return childrenOf(channel, 'item').flatMap(item => {
    const title = textOf(item, 'title') ?? '';
    const colon = title.lastIndexOf(': ');
    const name = colon === -1 ? '' : names.normalise(title.slice(colon + 2));
    const date = dateOf(textOf(item, 'pubDate'));
    return date !== null && names.problem(name) === null ? [{ name, date }] : [];
  });
}
