/** Recipes kept in one git repository: what changed is told by the feed of its commits, whose titles name a recipe. */
import { UpstreamError } from '../../../core/errors.ts';
import { childrenOf, parseXml, textOf } from '../../../formats/xml.ts';
import type { ConnectorContext } from '../../ecosystem.ts';
import { changesSince, type FeedEntry, newestDate } from '../registry-api/feeds.ts';
import { dateOf } from '../registry-api/values.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/** The normalised names in a title. */
export type NamesInTitle = (title: string) => readonly string[];

/** The slots `changes` and `head` of a connector, from the Atom feed at `url`. */
export function commitFeed(url: string, namesIn: NamesInTitle) {
  async function recent({ io, signal }: ConnectorContext): Promise<FeedEntry[]> {
    const { body } = await io.http.request({
      url,
      headers: { accept: 'application/atom+xml' },
      maxBytes: MAX_BYTES,
      signal,
    });
    return parseCommits(body, namesIn);
  }
  return {
    changes: async (context: ConnectorContext, cursor: string | null) =>
      changesSince(await recent(context), cursor),
    head: async (context: ConnectorContext) => newestDate(await recent(context)),
  };
}

/** @throws UpstreamError `malformed` for what is no Atom feed (RFC 4287). */
export function parseCommits(bytes: Uint8Array, namesIn: NamesInTitle): FeedEntry[] {
  const { root } = parseXml(bytes);
  if (root.name !== 'feed') throw new UpstreamError('malformed', 'commits: no Atom feed');
  return childrenOf(root, 'entry').flatMap(entry => {
    const date = dateOf(textOf(entry, 'updated'));
    return date === null ? [] : namesIn(textOf(entry, 'title') ?? '').map(name => ({ name, date }));
  });
}
