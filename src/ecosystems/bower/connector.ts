/** What is asked for a package: its address at the registry, its repository at the index, bower.json at its forge. */
import type { JsonDocument } from '../../formats/json.ts';
import { npm as scheme } from '../../versions/schemes/npm.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { documentAt, fetchDocument, unlessFailing } from '../families/registry-api/fetching.ts';
import { askRepository, askTags, newestOf } from '../families/tag-backed/ask.ts';
import { askFile, type Ref } from '../families/tag-backed/files.ts';
import { entryUrl } from './links.ts';
import { mapPackage } from './map.ts';
import { parseEntry, parseList, parseManifest } from './schema.ts';

/** bower.json is read at this many tags of a sync; what is known of older ones stays. */
const TAGS_READ = 10;
const MAX_LIST = 64 * 1024 * 1024;
const LIST = 'https://registry.bower.io/packages';

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const entry = entryUrl(name);
    if (entry === null) return { kind: 'missing' };
    const said = await fetchDocument(context, { url: entry, maxBytes: 65_536 });
    if (said.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [said.document] };
    if (said.kind !== 'found') return { kind: 'missing' };
    const url = parseEntry(said.document.body, name);
    const nothing = { name, url, manifest: null, versions: [], isComplete: false, manifests: new Map() };
    if (url === null || !/^https?:/i.test(url))
      return {
        kind: 'found',
        record: mapPackage({ ...nothing, repository: null }),
        documents: [said.document],
      };

    const answer = await askRepository(context, url, previous);
    if (answer.kind === 'missing') return { kind: 'gone', status: 'removed', documents: [said.document] };
    if (answer.kind !== 'found') return answer;
    const { repository } = answer;
    // The repository first: its validators are those of the next request.
    const documents = [answer.document, said.document];
    const { versions, isComplete, documents: pages } = await askTags(context, repository);
    documents.push(...pages);

    const at = repository.url ?? url;
    const manifestAt = (ref: Ref) =>
      unlessFailing(context, async () => {
        const document = await askFile(context, at, ref, 'bower.json');
        if (document === null) return null;
        documents.push(document);
        return parseManifest(document.body, document.url);
      });
    const branch: Ref = repository.defaultBranch === null ? null : { branch: repository.defaultBranch };
    const manifest = await manifestAt(branch);
    const manifests = new Map<string, JsonDocument>();
    for (const { number } of newestOf(versions, scheme, TAGS_READ)) {
      const found = await manifestAt({ tag: number });
      if (found !== null) manifests.set(number, found);
    }
    const record = mapPackage({ name, url, repository, manifest, versions, isComplete, manifests });
    return { kind: 'found', record, documents };
  },

  async *allNames(context: ConnectorContext) {
    const list = await documentAt(context, { url: LIST, maxBytes: MAX_LIST });
    const found = list === null ? [] : parseList(list.body);
    for (let at = 0; at < found.length; at += 1_000) yield found.slice(at, at + 1_000);
  },
};
