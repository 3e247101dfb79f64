/** What is asked of CRAN: the page of a package, the listing of its archive, and elsewhere its count of downloads. */
import { UpstreamError } from '../../core/errors.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { rNames } from '../families/r-repository/names.ts';
import { documentAt, fetchDocument, unlessFailing } from '../families/registry-api/fetching.ts';
import { downloadsOf, mapPackage } from './map.ts';
import { readArchive, readPage } from './page.ts';
import { type DatedName, headOf, newSince, readByDate } from './recent.ts';

const LOGS = 'https://cranlogs.r-pkg.org/downloads/total/last-month';
const HTML = 'text/html';
const MAX_PAGE = 16 * 1024 * 1024;
const MAX_LIST = 64 * 1024 * 1024;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const { registry } = context;
    const answer = await fetchDocument(
      context,
      { url: `${registry.url}/web/packages/${name}/index.html`, maxBytes: MAX_PAGE, validators: previous },
      HTML,
    );
    if (answer.kind === 'not-modified' || answer.kind === 'missing') return answer;
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    const page = readPage(answer.document.body, name);
    const documents = [answer.document];

    // A package of one version has no archive.
    const archiveUrl = `${registry.url}/src/contrib/Archive/${name}/`;
    const archive = await documentAt(context, { url: archiveUrl, maxBytes: MAX_PAGE }, HTML);
    if (archive !== null) documents.push(archive);
    const files = archive === null ? [] : readArchive(archive.body, name);

    const counted = await unlessFailing(context, async () => {
      const document = await documentAt(context, { url: `${LOGS}/${name}`, maxBytes: 65_536 });
      return document === null ? null : { document, downloads: downloadsOf(document.body) };
    });
    if (counted !== null) documents.push(counted.document);
    return { kind: 'found', record: mapPackage(name, page, files, counted?.downloads ?? null), documents };
  },

  async changes(context, cursor) {
    const entries = await byDate(context);
    return { names: newSince(entries, cursor), cursor: headOf(entries) };
  },

  async head(context) {
    return headOf(await byDate(context));
  },

  async *allNames(context) {
    const found = (await byDate(context)).map(({ name }) => rNames.normalise(name));
    for (let at = 0; at < found.length; at += 1_000) yield found.slice(at, at + 1_000);
  },
};

async function byDate(context: ConnectorContext): Promise<DatedName[]> {
  const url = `${context.registry.url}/web/packages/available_packages_by_date.html`;
  const list = await documentAt(context, { url, maxBytes: MAX_LIST }, HTML);
  if (list === null) throw new UpstreamError('malformed', 'packages by date: there is no list', { url });
  return readByDate(list.body);
}
