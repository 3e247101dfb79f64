/** What is asked for a module: its metadata, and source.json and MODULE.bazel of its newest versions. */
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { documentAt, fetchDocument, unlessFailing } from '../families/registry-api/fetching.ts';
import { type RecentEntry, recentHead, recentSince } from '../families/registry-api/recent.ts';
import { newestOf } from '../families/tag-backed/ask.ts';
import { filesOf } from './links.ts';
import { mapModule, type VersionFiles } from './map.ts';
import { names } from './names.ts';
import { parseFrontPage, parseModuleFile, parseSource, parseTree } from './schema.ts';
import { versions as scheme } from './versions.ts';

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_MODULE_FILE = 1024 * 1024;
/** Versions whose files are read in a sync; what is known of older ones stays. */
const VERSIONS_READ = 10;
const TREES = 'https://api.github.com/repos/bazelbuild/bazel-central-registry/git/trees';

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    if (names.problem(name) !== null) return { kind: 'missing' };
    const folder = `${filesOf(context.registry)}/modules/${name}`;
    const url = `${folder}/metadata.json`;
    const answer = await fetchDocument(context, { url, maxBytes: MAX_BYTES, validators: previous });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;
    const metadata = answer.document;
    const documents = [metadata];

    const files = new Map<string, VersionFiles>();
    const { versions } = mapModule(name, metadata.body, files);
    for (const { number } of newestOf(versions, scheme, VERSIONS_READ)) {
      const at = `${folder}/${encodeURIComponent(number)}`;
      const source = await unlessFailing(context, async () => {
        const document = await documentAt(context, { url: `${at}/source.json`, maxBytes: MAX_BYTES });
        return document && { document, facts: parseSource(document.body, document.url) };
      });
      const module = await unlessFailing(context, async () => {
        const request = { url: `${at}/MODULE.bazel`, maxBytes: MAX_MODULE_FILE };
        const document = await documentAt(context, request, 'text/plain');
        return document && { document, facts: parseModuleFile(document.body, document.url) };
      });
      files.set(number, { source: source?.facts ?? null, module: module?.facts ?? null });
      for (const found of [source, module]) if (found) documents.push(found.document);
    }
    return { kind: 'found', record: mapModule(name, metadata.body, files), documents };
  },

  async changes(context, cursor) {
    return recentSince(await recent(context), cursor);
  },

  async head(context) {
    return recentHead(await recent(context));
  },

  /** The folders of the repository of the registry; other registries have no list. */
  async *allNames(context) {
    if (!context.registry.isDefault) return;
    const root = await treeAt(context, 'main');
    const modules = root.get('modules');
    if (modules === undefined) return;
    const found = [...(await treeAt(context, modules)).keys()].filter(name => names.problem(name) === null);
    for (let at = 0; at < found.length; at += 1_000) yield found.slice(at, at + 1_000);
  },
};

async function recent(context: ConnectorContext): Promise<RecentEntry[]> {
  if (!context.registry.isDefault) return [];
  const page = await documentAt(
    context,
    { url: `${context.registry.url}/`, maxBytes: MAX_BYTES },
    'text/html',
  );
  return page === null ? [] : parseFrontPage(page.body);
}

async function treeAt(context: ConnectorContext, sha: string): Promise<Map<string, string>> {
  const tree = await documentAt(context, { url: `${TREES}/${sha}`, maxBytes: 64 * 1024 * 1024 });
  return tree === null ? new Map() : parseTree(tree.body);
}
