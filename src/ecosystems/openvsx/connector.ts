/**
 * What is asked of Open VSX (https://open-vsx.org/swagger-ui): the document of an extension, which describes its latest
 * version, and where there are further versions or platforms, the query that describes all of them.
 */
import { UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument, objectsIn, parseJsonObject } from '../../formats/json.ts';
import type { ConnectorContext, PackageConnector, RawDocument } from '../ecosystem.ts';
import { documentAt, fetchDocument } from '../families/registry-api/fetching.ts';
import { type RecentEntry, recentHead, recentSince } from '../families/registry-api/recent.ts';
import { countOf, dateOf } from '../families/registry-api/values.ts';
import { pathOf } from './links.ts';
import { mapExtension } from './map.ts';
import { names } from './names.ts';

const MAX_BYTES = 64 * 1024 * 1024;
/** Entries of one answer of the query: one for each version and platform. */
const PAGE = 100;
const MAX_PAGES = 100;
/** Extensions in one answer of the list of all. */
const LIST = 50;
const MAX_LISTED = 2_000_000;
/** Of how many versions `allVersions` tells at most. */
const SHOWN = 100;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const url = `${context.registry.url}/api/${pathOf(name)}`;
    const answer = await fetchDocument(context, { url, maxBytes: MAX_BYTES, validators: previous });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;

    const extension = parseJsonObject(answer.document.body, `extension ${name}`);
    const further = isWhole(extension)
      ? { documents: [], isComplete: true }
      : await allEntries(context, name);
    const entries = further.documents.flatMap(({ body }) => entriesOf(body, name));
    const record = mapExtension({ name, extension, entries, isComplete: further.isComplete });
    return { kind: 'found', record, documents: [answer.document, ...further.documents] };
  },

  async changes(context, cursor) {
    return recentSince(await recent(context), cursor);
  },

  async head(context) {
    return recentHead(await recent(context));
  },

  async *allNames(context) {
    for (let offset = 0; offset < MAX_LISTED; offset += LIST) {
      const url = `${context.registry.url}/api/-/query?includeAllVersions=false&size=${LIST}&offset=${offset}`;
      const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
      const found = document ? objectsIn(parseJsonObject(document.body, 'extensions').extensions, LIST) : [];
      if (found.length === 0) return;
      yield found.map(nameOf).filter(name => name !== null);
    }
  },
};

/** True where the latest version is the only one, for all platforms: then its own document has said everything. */
function isWhole({ allVersions, version, targetPlatform }: JsonDocument): boolean {
  if (!isJsonObject(allVersions) || (targetPlatform ?? 'universal') !== 'universal') return false;
  const numbers = Object.keys(allVersions);
  return numbers.length < SHOWN && numbers.every(number => number === version || ALIASES.has(number));
}

const ALIASES = new Set(['latest', 'pre-release']);

async function allEntries(
  context: ConnectorContext,
  name: string,
): Promise<{ documents: RawDocument[]; isComplete: boolean }> {
  const [publisher = '', extension = ''] = name.split('/').map(encodeURIComponent);
  const documents: RawDocument[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const url =
      `${context.registry.url}/api/v2/-/query?namespaceName=${publisher}&extensionName=${extension}` +
      `&includeAllVersions=true&size=${PAGE}&offset=${page * PAGE}`;
    const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
    if (document === null) throw new UpstreamError('malformed', `Open VSX: no answer about ${name}`, { url });
    documents.push(document);
    const { totalSize, extensions } = parseJsonObject(document.body, `versions of ${name}`);
    const isLast = objectsIn(extensions, PAGE).length === 0 || (page + 1) * PAGE >= (countOf(totalSize) ?? 0);
    if (isLast) return { documents, isComplete: true };
  }
  return { documents, isComplete: false };
}

/** The entries of an answer of the query: one for each version and platform. */
export function entriesOf(body: Uint8Array, name: string): JsonDocument[] {
  return objectsIn(parseJsonObject(body, `versions of ${name}`).extensions, PAGE);
}

async function recent(context: ConnectorContext): Promise<RecentEntry[]> {
  const url =
    `${context.registry.url}/api/-/search?size=${LIST}&offset=0&sortOrder=desc&sortBy=timestamp` +
    '&includeAllVersions=false';
  const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
  const { extensions } = document ? parseJsonObject(document.body, 'recent extensions') : {};
  if (!Array.isArray(extensions))
    throw new UpstreamError('malformed', 'Open VSX: no list of what is new', { url });
  return objectsIn(extensions, LIST).flatMap(extension => {
    const name = nameOf(extension);
    return name === null ? [] : [{ name, date: dateOf(extension.timestamp) ?? '' }];
  });
}

function nameOf({ namespace, name }: JsonDocument): string | null {
  if (typeof namespace !== 'string' || typeof name !== 'string') return null;
  const full = names.normalise(`${namespace}/${name}`);
  return names.problem(full) === null ? full : null;
}
