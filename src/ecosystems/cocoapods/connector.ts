/** What is asked for a pod: its versions and podspecs at the CDN, its owners and dates at Trunk. */
import type { JsonDocument } from '../../formats/json.ts';
import { gem as scheme } from '../../versions/schemes/gem.ts';
import type { ConnectorContext, PackageConnector, RawDocument } from '../ecosystem.ts';
import { changesSince, type FeedEntry, newestDate } from '../families/registry-api/feeds.ts';
import { documentAt, fetchDocument, unlessFailing } from '../families/registry-api/fetching.ts';
import { newestOf } from '../families/tag-backed/ask.ts';
import { mapPod } from './map.ts';
import { names } from './names.ts';
import { parseCommits, parseNames, parsePodspec, parseShard, parseTrunk, shardOf } from './schema.ts';

const CDN = 'https://cdn.cocoapods.org';
const TRUNK = 'https://trunk.cocoapods.org';
const COMMITS = 'https://github.com/CocoaPods/Specs/commits/master.atom';
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_PODSPEC = 4 * 1024 * 1024;
/** Podspecs read in a sync, of the newest versions; what is known of older ones stays. */
const PODSPECS_READ = 10;

export const connector: PackageConnector = {
  /**
   * Never conditional: neither a deprecation nor a new owner changes the list of versions, and the podspec to ask for is
   * only known from that list.
   */
  async fetch(context, name) {
    if (names.problem(name) !== null) return { kind: 'missing' };
    const shard = shardOf(name);
    const list = await fetchDocument(
      context,
      { url: `${CDN}/all_pods_versions_${shard.join('_')}.txt`, maxBytes: MAX_BYTES },
      'text/plain',
    );
    const numbers = list.kind === 'found' ? parseShard(list.document.body, name) : null;
    if (list.kind !== 'found' || numbers === null || numbers.length === 0) return { kind: 'missing' };
    const documents = [list.document];

    const podspecs = new Map<string, JsonDocument>();
    const [latest, ...others] = newestOf(numbers.map(unread), scheme, PODSPECS_READ);
    const folder = `${CDN}/Specs/${shard.join('/')}/${encodeURIComponent(name)}`;
    const read = async (number: string) => {
      const url = `${folder}/${encodeURIComponent(number)}/${encodeURIComponent(name)}.podspec.json`;
      const document = await documentAt(context, { url, maxBytes: MAX_PODSPEC });
      return document && { document, podspec: parsePodspec(document.body, name) };
    };
    const keep = (number: string, found: { document: RawDocument; podspec: JsonDocument } | null) => {
      if (found === null) return;
      podspecs.set(number, found.podspec);
      documents.push(found.document);
    };
    if (latest) keep(latest.number, await read(latest.number));
    for (const { number } of others) keep(number, await unlessFailing(context, () => read(number)));

    const trunk = await unlessFailing(context, async () => {
      const url = `${TRUNK}/api/v1/pods/${encodeURIComponent(name)}`;
      const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
      return document && { document, facts: parseTrunk(document.body, name) };
    });
    if (trunk) documents.push(trunk.document);
    const record = mapPod({ name, numbers, podspecs, trunk: trunk?.facts ?? null });
    return { kind: 'found', record, documents };
  },

  async changes(context, cursor) {
    return changesSince(await recent(context), cursor);
  },

  async head(context) {
    return newestDate(await recent(context));
  },

  async *allNames(context) {
    const list = await documentAt(context, { url: `${CDN}/all_pods.txt`, maxBytes: MAX_BYTES }, 'text/plain');
    const found = list === null ? [] : parseNames(list.body);
    for (let at = 0; at < found.length; at += 1_000) yield found.slice(at, at + 1_000);
  },
};

async function recent(context: ConnectorContext): Promise<FeedEntry[]> {
  const feed = await documentAt(context, { url: COMMITS, maxBytes: MAX_BYTES }, 'application/atom+xml');
  return feed === null ? [] : parseCommits(feed.body);
}

/** A version of which only the number is known yet. */
function unread(number: string) {
  return {
    number,
    publishedAt: null,
    licenses: null,
    integrity: null,
    status: null,
    metadata: {},
    dependencies: null,
  };
}
