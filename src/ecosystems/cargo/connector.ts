/**
 * What is asked of a crate registry: two documents of its API (https://crates.io/data-access) and the crate's file in the
 * sparse index, which has the dependencies of all versions.
 */

import { UpstreamError } from '../../core/errors.ts';
import { memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { childOf, childrenOf, parseXml, textOf } from '../../formats/xml.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { documentAt, fetchDocument } from '../families/registry-api/fetching.ts';
import { type RecentEntry, recentHead, recentSince } from '../families/registry-api/recent.ts';
import { dateOf } from '../families/registry-api/values.ts';
import { hostsOf, indexPath } from './hosts.ts';
import { mapCrate } from './map.ts';
import { names } from './names.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_EXTRA = 4 * 1024 * 1024;
const MAX_PAGES = 20_000;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const { registry } = context;
    const url = `${registry.url}/api/v1/crates/${name}`;
    const answer = await fetchDocument(context, { url, maxBytes: MAX_BYTES, validators: previous });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;
    const crate = answer.document;
    const owners = await documentAt(context, { url: `${url}/owners`, maxBytes: MAX_EXTRA });
    const { index: base } = hostsOf(registry);
    const address = `${base}/${indexPath(name)}`;
    const index =
      base === null ? null : await documentAt(context, { url: address, maxBytes: MAX_BYTES }, 'text/plain');
    const record = mapCrate(name, {
      crate: crate.body,
      owners: owners?.body ?? null,
      index: index?.body ?? null,
    });
    return { kind: 'found', record, documents: [crate, owners, index].filter(document => document !== null) };
  },

  async changes(context, cursor) {
    return recentSince(await published(context), cursor);
  },

  async head(context) {
    return recentHead(await published(context));
  },

  /** Each page names the next one: `meta.next_page` is its query. */
  async *allNames(context) {
    const base = `${context.registry.url}/api/v1/crates`;
    let query: unknown = '?per_page=100&sort=alphabetical';
    for (let page = 0; page < MAX_PAGES; page++) {
      context.signal?.throwIfAborted();
      if (typeof query !== 'string' || !query.startsWith('?') || query.length > 2_000) return;
      const document = await documentAt(context, { url: `${base}${query}`, maxBytes: MAX_BYTES });
      if (document === null) return;
      const { crates, meta } = parseJsonObject(document.body, 'crates');
      if (!Array.isArray(crates)) throw new UpstreamError('malformed', 'crates: no list');
      const listed = objectsIn(crates, 1_000).map(crate => crate.name);
      const valid = listed.filter(name => typeof name === 'string' && names.problem(name) === null);
      if (valid.length > 0) yield valid as string[];
      const next = memberOf(meta, 'next_page');
      query = next === query ? null : next;
    }
  },
};

/** The feed of versions that were published last: at least 100, and all of the last hour, newest first. */
async function published(context: ConnectorContext): Promise<RecentEntry[]> {
  const { files } = hostsOf(context.registry);
  if (files === null) return [];
  const url = `${files}/rss/updates.xml`;
  const document = await documentAt(context, { url, maxBytes: MAX_EXTRA }, 'application/rss+xml');
  if (document === null) return [];
  const { root } = parseXml(document.body);
  if (root.name !== 'rss') throw new UpstreamError('malformed', 'published crates: no RSS');
  return childrenOf(childOf(root, 'channel'), 'item').flatMap(item => {
    // https://crates.io/crates/{name}/{version}
    const [, name = ''] = /\/crates\/([^/]{1,100})\//.exec(textOf(item, 'link') ?? '') ?? [];
    const date = dateOf(textOf(item, 'pubDate'));
    return date !== null && names.problem(name) === null ? [{ name, date }] : [];
  });
}
