/** What is asked of Artifact Hub: one document for each chart. */
import { UpstreamError } from '../../core/errors.ts';
import { isJsonObject, objectsIn, parseJsonArray, parseJsonObject } from '../../formats/json.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { askJson, rawDocument } from '../families/registry-api/answers.ts';
import { changesSince, type FeedEntry, newestDate } from '../families/registry-api/feeds.ts';
import { dateOfUnix } from '../families/registry-api/values.ts';
import { mapPackage } from './map.ts';
import { nameOf } from './schema.ts';

const MAX_PACKAGE = 32 * 1024 * 1024;
/** Some 3 MB in 2025, for 16,000 charts. */
const MAX_NAMES = 64 * 1024 * 1024;
const HANDFUL = 1_000;

export const connector: PackageConnector = {
  async fetch({ io, registry, signal }, name, previous) {
    const response = await io.http.request({
      url: `${registry.url}/api/v1/packages/helm/${name}`,
      headers: { accept: 'application/json' },
      maxBytes: MAX_PACKAGE,
      validators: previous,
      accept: [404, 410],
      signal,
    });
    if (response.status === 304) return { kind: 'not-modified' };
    if (response.status === 404) return { kind: 'missing' };
    const document = rawDocument(response, 'application/json');
    if (response.status === 410) return { kind: 'gone', status: 'removed', documents: [document] };
    return { kind: 'found', record: mapPackage(name, document.body), documents: [document] };
  },

  async changes(context, cursor) {
    return changesSince(await recent(context), cursor);
  },

  async head(context) {
    return newestDate(await recent(context));
  },

  async *allNames(context) {
    const answer = await askJson(context, `${context.registry.url}/api/v1/helm-exporter`, MAX_NAMES);
    if (answer === null) return;
    const found = parseJsonArray(answer.body, 'all charts')
      .filter(isJsonObject)
      .map(nameOf)
      .filter(name => name !== null);
    for (let at = 0; at < found.length; at += HANDFUL) yield found.slice(at, at + HANDFUL);
  },
};

/** The charts that were updated last: `{packages: [{normalized_name, repository: {name}, ts}]}`. */
async function recent(context: ConnectorContext): Promise<FeedEntry[]> {
  const url = `${context.registry.url}/api/v1/packages/search?kind=0&sort=last_updated&limit=60`;
  const answer = await askJson(context, url, MAX_PACKAGE);
  if (answer === null) return [];
  const { packages } = parseJsonObject(answer.body, 'recent charts');
  if (!Array.isArray(packages)) throw new UpstreamError('malformed', 'recent charts: no list');
  return objectsIn(packages, 1_000).flatMap(entry => {
    const name = nameOf(entry);
    const date = dateOfUnix(entry.ts);
    return name !== null && date !== null ? [{ name, date }] : [];
  });
}
