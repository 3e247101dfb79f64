/** What is asked for a framework: its repository at the index of repositories, and its Cartfiles at GitHub. */
import { github as scheme } from '../../versions/schemes/github.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { unlessFailing } from '../families/registry-api/fetching.ts';
import { recentHead, recentSince } from '../families/registry-api/recent.ts';
import { askAllNames, askNames, askRepository, askTags, newestOf } from '../families/tag-backed/ask.ts';
import { askFile } from '../families/tag-backed/files.ts';
import { respelled } from '../families/tag-backed/names.ts';
import { parseCartfile } from './cartfile.ts';
import { repositoryOf } from './links.ts';
import { type Cartfiles, mapFramework } from './map.ts';
import { names } from './names.ts';

/** Cartfiles are read at this many tags of a sync; what is known of older ones stays. */
const TAGS_READ = 10;
const RECENT = 20;

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

    const cartfiles = new Map<string, Cartfiles>();
    const at = repository.url ?? address;
    const read = async (tag: string, file: string) => {
      const document = await askFile(context, at, { tag }, file);
      // A tag without the file depends on nothing.
      return document === null
        ? { document, entries: [] }
        : { document, entries: parseCartfile(document.body, document.url) };
    };
    for (const { number } of newestOf(versions, scheme, TAGS_READ)) {
      const found = await unlessFailing(context, async () => ({
        runtime: await read(number, 'Cartfile'),
        development: await read(number, 'Cartfile.private'),
      }));
      if (found === null) continue;
      cartfiles.set(number, { runtime: found.runtime.entries, development: found.development.entries });
      for (const { document } of [found.runtime, found.development]) if (document) documents.push(document);
    }
    const name = respelled(asked, repository.fullName);
    return {
      kind: 'found',
      record: mapFramework({ name, repository, versions, isComplete, cartfiles }),
      documents,
    };
  },

  async changes(context, cursor) {
    return recentSince(await recent(context), cursor);
  },

  async head(context) {
    return recentHead(await recent(context));
  },

  async *allNames(context) {
    for await (const page of askAllNames(context, 'carthage')) yield valid(page);
  },
};

async function recent(context: ConnectorContext): Promise<{ name: string; date: string }[]> {
  const found = await askNames(context, 'carthage');
  return valid(found.slice(0, RECENT)).map(name => ({ name, date: '' }));
}

function valid(found: readonly string[]): string[] {
  return found.map(names.normalise).filter(name => names.problem(name) === null);
}
