/** What is asked of packages.spack.io: the document of a package, and the list of all names. */
import { isJsonObject, parseJsonArray } from '../../formats/json.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { commitFeed } from '../families/commit-feed/commits.ts';
import { documentAt, fetchDocument } from '../families/registry-api/fetching.ts';
import { mapPackage } from './map.ts';
import { names } from './names.ts';

/** Since 2025 packages are in a repository of their own. */
const COMMITS = 'https://github.com/spack/spack-packages/commits/develop.atom';
const MAX_DOCUMENT = 16 * 1024 * 1024;
const MAX_LIST = 64 * 1024 * 1024;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const url = `${context.registry.url}/data/packages/${encodeURIComponent(name)}.json`;
    const answer = await fetchDocument(context, { url, maxBytes: MAX_DOCUMENT, validators: previous });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;
    const { document } = answer;
    return { kind: 'found', record: mapPackage(name, document.body), documents: [document] };
  },

  ...commitFeed(COMMITS, packagesIn),

  async *allNames(context: ConnectorContext) {
    const url = `${context.registry.url}/data/packages.json`;
    const document = await documentAt(context, { url, maxBytes: MAX_LIST });
    if (document !== null) yield parseNames(document.body);
  },
};

/** The packages that a commit's title names: `zlib: add v1.3.1 (#1234)`, `upcxx,gasnet: ...`. */
export function packagesIn(title: string): string[] {
  const colon = title.slice(0, 200).indexOf(':');
  const said = title.slice(0, Math.max(0, colon)).split(',').map(names.normalise);
  // One that is no name makes the rest a sentence.
  return said.every(name => names.problem(name) === null) ? said : [];
}

/** Names, or objects that have one. */
export function parseNames(bytes: Uint8Array): string[] {
  const found = parseJsonArray(bytes, 'all packages')
    .map(item => (isJsonObject(item) ? item.name : item))
    .filter(name => typeof name === 'string')
    .map(names.normalise)
    .filter(name => names.problem(name) === null);
  return [...new Set(found)];
}
