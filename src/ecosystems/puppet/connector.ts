/**
 * What is asked of the Forge (https://forgeapi.puppet.com): the document of a module, which describes its current release
 * and lists the others, and then those, one by one or in lists of a hundred.
 */
import { UpstreamError } from '../../core/errors.ts';
import { memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import type { ConnectorContext, PackageConnector, RawDocument } from '../ecosystem.ts';
import { documentAt, fetchDocument } from '../families/registry-api/fetching.ts';
import { type RecentEntry, recentHead, recentSince } from '../families/registry-api/recent.ts';
import { dateOf, versionNumber } from '../families/registry-api/values.ts';
import { mapModule, releasesIn } from './map.ts';
import { names } from './names.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const PAGE = 100;
const MAX_PAGES = 50;
const MAX_LISTED = 1_000_000;
/** Texts of a release that are long and not read. */
const EXCLUDED = 'readme,changelog,license,reference';

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const url = `${context.registry.url}/v3/modules/${name}`;
    const answer = await fetchDocument(context, { url, maxBytes: MAX_BYTES, validators: previous });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;

    const module = parseJsonObject(answer.document.body, `module ${name}`);
    const current = versionNumber(memberOf(module.current_release, 'version'));
    const others = objectsIn(module.releases, PAGE * MAX_PAGES)
      .filter(({ deleted_at }) => typeof deleted_at !== 'string')
      .map(({ version }) => versionNumber(version))
      .filter(version => version !== null && version !== current);
    const further = await otherReleases(context, name, [...new Set(others)] as string[]);
    const releases = further.flatMap(({ body }) => releasesIn(parseJsonObject(body, `releases of ${name}`)));
    const documents = [answer.document, ...further];
    const record = mapModule({ name, module, releases });
    return record === null
      ? { kind: 'gone', status: 'unpublished', documents }
      : { kind: 'found', record, documents };
  },

  async changes(context, cursor) {
    return recentSince(await recent(context), cursor);
  },

  async head(context) {
    return recentHead(await recent(context));
  },

  async *allNames(context) {
    for (let offset = 0; offset < MAX_LISTED; offset += PAGE) {
      const found = await modules(context, `limit=${PAGE}&offset=${offset}`);
      if (found.length === 0) return;
      yield found.map(({ name }) => name);
    }
  },
};

async function otherReleases(
  context: ConnectorContext,
  name: string,
  versions: readonly string[],
): Promise<RawDocument[]> {
  const base = `${context.registry.url}/v3/releases`;
  const [only, ...more] = versions;
  if (only === undefined) return [];
  if (more.length === 0) {
    const url = `${base}/${name}-${encodeURIComponent(only)}`;
    const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
    return document === null ? [] : [document];
  }
  const documents: RawDocument[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const url =
      `${base}?module=${name}&limit=${PAGE}&offset=${page * PAGE}` +
      `&sort_by=release_date&exclude_fields=${EXCLUDED}`;
    const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
    if (document === null)
      throw new UpstreamError('malformed', `Puppet Forge: no releases of ${name}`, { url });
    documents.push(document);
    const found = releasesIn(parseJsonObject(document.body, `releases of ${name}`));
    if (found.length < PAGE) break;
  }
  return documents;
}

async function recent(context: ConnectorContext): Promise<RecentEntry[]> {
  const found = await modules(context, `limit=${PAGE}&sort_by=latest_release`);
  if (found.length === 0) throw new UpstreamError('malformed', 'Puppet Forge: no list of recent modules');
  return found;
}

async function modules(context: ConnectorContext, query: string): Promise<RecentEntry[]> {
  const url = `${context.registry.url}/v3/modules?${query}`;
  const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
  const { results } = document ? parseJsonObject(document.body, 'modules') : {};
  if (!Array.isArray(results))
    throw new UpstreamError('malformed', 'Puppet Forge: no list of modules', { url });
  return objectsIn(results, PAGE).flatMap(({ slug, current_release, updated_at }) => {
    const name = typeof slug === 'string' ? names.normalise(slug) : '';
    const date = dateOf(memberOf(current_release, 'created_at')) ?? dateOf(updated_at) ?? '';
    return names.problem(name) === null ? [{ name, date }] : [];
  });
}
