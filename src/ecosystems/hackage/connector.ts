/** What is asked of Hackage (https://hackage.haskell.org/api): a package's page, the feed of its releases, its maintainers. */
import { UpstreamError } from '../../core/errors.ts';
import { objectsIn, parseJsonArray } from '../../formats/json.ts';
import { childOf, childrenOf, parseXml, textOf } from '../../formats/xml.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { documentAt, fetchDocument } from '../families/registry-api/fetching.ts';
import { type RecentEntry, recentHead, recentSince } from '../families/registry-api/recent.ts';
import { dateOf } from '../families/registry-api/values.ts';
import { mapPackage } from './map.ts';
import { names } from './names.ts';

const MAX_BYTES = 16 * 1024 * 1024;
const HANDFUL = 1_000;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const url = `${context.registry.url}/package/${name}`;
    const request = { url, maxBytes: MAX_BYTES, validators: previous };
    const answer = await fetchDocument(context, request, 'text/html');
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;
    const page = answer.document;
    const feed = { url: `${url}.rss`, maxBytes: MAX_BYTES };
    const releases = await documentAt(context, feed, 'application/rss+xml');
    const maintainers = await documentAt(context, { url: `${url}/maintainers`, maxBytes: MAX_BYTES });
    const record = mapPackage(name, {
      page: page.body,
      releases: releases?.body ?? null,
      maintainers: maintainers?.body ?? null,
    });
    const documents = [page, releases, maintainers].filter(document => document !== null);
    return { kind: 'found', record, documents };
  },

  async changes(context, cursor) {
    return recentSince(await uploads(context), cursor);
  },

  async head(context) {
    return recentHead(await uploads(context));
  },

  async *allNames(context) {
    const document = await documentAt(context, {
      url: `${context.registry.url}/packages/`,
      maxBytes: MAX_BYTES,
    });
    if (document === null) return;
    const listed = objectsIn(parseJsonArray(document.body, 'packages'), 1_000_000).map(
      item => item.packageName,
    );
    const found = listed
      .filter(name => typeof name === 'string')
      .filter(name => names.problem(name) === null);
    for (let at = 0; at < found.length; at += HANDFUL) yield found.slice(at, at + HANDFUL);
  },
};

/** The feed of uploads, newest first: at least 20, and all of the last 48 hours. */
async function uploads(context: ConnectorContext): Promise<RecentEntry[]> {
  const request = { url: `${context.registry.url}/packages/recent.rss`, maxBytes: MAX_BYTES };
  const document = await documentAt(context, request, 'application/rss+xml');
  if (document === null) return [];
  const { root } = parseXml(document.body);
  if (root.name !== 'rss') throw new UpstreamError('malformed', 'uploads: no RSS');
  return childrenOf(childOf(root, 'channel'), 'item').flatMap(item => {
    // `name version`
    const [name = ''] = (textOf(item, 'title') ?? '').split(' ', 1);
    const date = dateOf(textOf(item, 'pubDate'));
    return date !== null && names.problem(name) === null ? [{ name, date }] : [];
  });
}
