/** What is asked for a Swift package: its repository at the index of repositories, and Package.resolved at its forge. */
import { swift as scheme } from '../../versions/schemes/swift.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { changesSince, type FeedEntry, newestDate } from '../families/registry-api/feeds.ts';
import { documentAt, unlessFailing } from '../families/registry-api/fetching.ts';
import { askRepository, askTags, newestOf } from '../families/tag-backed/ask.ts';
import { askFile } from '../families/tag-backed/files.ts';
import { repositoryOf } from './links.ts';
import { mapPackage } from './map.ts';
import { type Pin, parseFeed, parsePackageList, parseResolved } from './schema.ts';

/** Package.resolved is read at this many tags of a sync; what is known of older ones stays. */
const TAGS_READ = 10;
const MAX_BYTES = 32 * 1024 * 1024;
const LIST = 'https://raw.githubusercontent.com/SwiftPackageIndex/PackageList/main/packages.json';

export const connector: PackageConnector = {
  async fetch(context, asked, previous) {
    const address = repositoryOf(asked);
    if (address === null) return { kind: 'missing' };
    const answer = await askRepository(context, address, previous);
    if (answer.kind !== 'found') return answer;
    const { repository } = answer;
    const documents = [answer.document];
    const { versions, isComplete, documents: pages } = await askTags(context, repository);
    documents.push(...pages);

    const pins = new Map<string, Pin[]>();
    for (const { number } of newestOf(versions, scheme, TAGS_READ)) {
      const found = await unlessFailing(context, async () => {
        const at = repository.url ?? address;
        const document = await askFile(context, at, { tag: number }, 'Package.resolved');
        return document && { document, pins: parseResolved(document.body, document.url) };
      });
      if (found === null) continue;
      pins.set(number, found.pins);
      documents.push(found.document);
    }
    const [host = ''] = asked.split('/');
    const spelled = `${host}/${repository.fullName}`;
    const name = spelled.toLowerCase() === asked.toLowerCase() ? spelled : asked;
    return { kind: 'found', record: mapPackage({ name, repository, versions, isComplete, pins }), documents };
  },

  async changes(context, cursor) {
    return changesSince(await recent(context), cursor);
  },

  async head(context) {
    return newestDate(await recent(context));
  },

  async *allNames(context) {
    const list = await documentAt(context, { url: LIST, maxBytes: MAX_BYTES });
    const names = list === null ? [] : parsePackageList(list.body);
    for (let at = 0; at < names.length; at += 1_000) yield names.slice(at, at + 1_000);
  },
};

/** Packages that are new or have a new version. */
async function recent(context: ConnectorContext): Promise<FeedEntry[]> {
  const entries: FeedEntry[] = [];
  for (const feed of ['packages.rss', 'releases.rss']) {
    const url = `${context.registry.url}/${feed}`;
    const document = await documentAt(context, { url, maxBytes: MAX_BYTES }, 'application/rss+xml');
    if (document !== null) entries.push(...parseFeed(document.body));
  }
  return entries;
}
