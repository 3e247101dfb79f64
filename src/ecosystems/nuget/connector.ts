/**
 * What is asked of nuget.org for a package: its registration, which describes all versions (in further pages where there are
 * many), the search for downloads and owners, and of the latest version the nuspec and the catalog's leaf.
 */
import { UpstreamError } from '../../core/errors.ts';
import type { ConnectorContext, PackageConnector, RawDocument } from '../ecosystem.ts';
import { documentAt, fetchDocument, unlessFailing } from '../families/registry-api/fetching.ts';
import { CATALOG, CONTENT, normalisedVersion, REGISTRATIONS, SEARCH } from './addresses.ts';
import { allNames, changes, head } from './catalog.ts';
import { latestEntry, mapPackage } from './map.ts';
import { parsePage, parseRegistration } from './registration.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_SMALL = 8 * 1024 * 1024;
/** Of 64 versions each. */
const MAX_PAGES = 300;

export const connector: PackageConnector = {
  changes,
  head,
  allNames,
  async fetch(context, name, previous) {
    const url = `${REGISTRATIONS}/${name}/index.json`;
    const answer = await fetchDocument(context, { url, maxBytes: MAX_BYTES, validators: previous });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;

    const documents = [answer.document];
    const { entries, pages } = parseRegistration(answer.document.body, name);
    for (const page of pages.slice(0, MAX_PAGES)) {
      const document = await documentAt(context, { url: pageOf(page, name), maxBytes: MAX_BYTES });
      if (document === null) throw malformed(name, 'a page is missing');
      documents.push(document);
      entries.push(...parsePage(document.body, name));
    }
    const about = await aboutLatest(context, name, entries);
    const query = `q=packageid:${name}&prerelease=true&semVerLevel=2.0.0`;
    const search = await unlessFailing(context, () =>
      documentAt(context, { url: `${SEARCH}?${query}`, maxBytes: MAX_SMALL, timeoutMs: 10_000 }),
    );
    const record = mapPackage({
      name,
      entries,
      isComplete: pages.length <= MAX_PAGES,
      search: search?.body ?? null,
      nuspec: about.nuspec?.body ?? null,
      leaf: about.leaf?.body ?? null,
    });
    const extras = [about.nuspec, about.leaf, search].filter(document => document !== null);
    return { kind: 'found', record, documents: [...documents, ...extras] };
  },
};

async function aboutLatest(
  context: ConnectorContext,
  name: string,
  entries: Parameters<typeof latestEntry>[0],
): Promise<{ nuspec: RawDocument | null; leaf: RawDocument | null }> {
  const latest = latestEntry(entries);
  if (latest === null) return { nuspec: null, leaf: null };
  const number = encodeURIComponent(normalisedVersion(latest.number));
  const request = { url: `${CONTENT}/${name}/${number}/${name}.nuspec`, maxBytes: MAX_SMALL };
  const nuspec = await documentAt(context, request, 'application/xml');
  const address = latest.entry['@id'];
  const isLeaf =
    typeof address === 'string' && address.startsWith(`${CATALOG}/data/`) && !/[?#\\]|\.\./.test(address);
  const leaf = isLeaf ? await documentAt(context, { url: address, maxBytes: MAX_SMALL }) : null;
  return { nuspec, leaf };
}

/** Pages lie below the registration; another address is not followed. */
function pageOf(url: string, name: string): string {
  if (!url.startsWith(`${REGISTRATIONS}/${name}/`) || /[?#\\]|\.\./.test(url))
    throw malformed(name, 'a page that lies elsewhere');
  return url;
}

function malformed(name: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `registration of ${name}: ${problem}`);
}
