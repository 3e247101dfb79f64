/**
 * What is asked of PyPI: the JSON of a project (https://docs.pypi.org/api/json/), where that does not tell the status of the
 * project its page of the simple index (https://docs.pypi.org/api/index-api/), and the downloads that pypistats.org counts.
 */
import { UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument, memberOf, parseJsonObject } from '../../formats/json.ts';
import { jsonElements } from '../../formats/json-stream.ts';
import { childOf, childrenOf, parseXml, textOf } from '../../formats/xml.ts';
import { pypi as scheme } from '../../versions/schemes/pypi.ts';
import type { ConnectorContext, FetchOutcome, PackageConnector, RawDocument } from '../ecosystem.ts';
import { documentAt, fetchDocument, unlessFailing } from '../families/registry-api/fetching.ts';
import { type RecentEntry, recentHead, recentSince } from '../families/registry-api/recent.ts';
import { dateOf } from '../families/registry-api/values.ts';
import { mapBareProject, mapDownloads, mapProject } from './map.ts';
import { names } from './names.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT = 60_000;
const SIMPLE = 'application/vnd.pypi.simple.v1+json';
const MAX_OLDER = 200;
const HANDFUL = 1_000;
/** Ten times the list of all names of 2025. */
const MAX_NAMES_BYTES = 512 * 1024 * 1024;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const url = `${context.registry.url}/pypi/${name}/json`;
    const answer = await fetchDocument(context, {
      url,
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT,
      validators: previous,
    });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind === 'missing') return bareProject(context, name);
    if (answer.kind !== 'found') return answer;

    const project = parseJsonObject(answer.document.body, `project ${name}`);
    const simple = 'project-status' in project ? null : await simplePage(context, name);
    const older = await olderReleases(context, name, project);
    const record = mapProject({
      name,
      project,
      simple: simple === null ? null : parseJsonObject(simple.body, `simple page of ${name}`),
      releases: older.map(({ body }) => parseJsonObject(body, `release of ${name}`)),
    });
    const counted = await downloads(context, name);
    const documents = [answer.document, simple, ...older, counted?.document ?? null];
    return {
      kind: 'found',
      record: { ...record, downloads: counted?.downloads ?? null },
      documents: documents.filter(document => document !== null),
    };
  },

  async changes(context, cursor) {
    return recentSince(await recent(context), cursor);
  },

  async head(context) {
    return recentHead(await recent(context));
  },

  async *allNames({ io, registry, signal }) {
    const { body } = await io.http.stream({
      url: `${registry.url}/simple/`,
      headers: { accept: SIMPLE },
      maxBytes: MAX_NAMES_BYTES,
      timeoutMs: 600_000,
      signal,
    });
    let handful: string[] = [];
    for await (const { value } of jsonElements(body, [['projects']], 'simple index')) {
      const said = memberOf(value, 'name');
      const name = typeof said === 'string' ? names.normalise(said) : '';
      if (names.problem(name) === null) handful.push(name);
      if (handful.length < HANDFUL) continue;
      yield handful;
      handful = [];
    }
    if (handful.length > 0) yield handful;
  },
};

/** Projects without a release, and those in quarantine, have no JSON. */
async function bareProject(context: ConnectorContext, name: string): Promise<FetchOutcome> {
  const simple = await simplePage(context, name);
  if (simple === null) return { kind: 'missing' };
  const record = mapBareProject(name, parseJsonObject(simple.body, `simple page of ${name}`));
  // Its validators are those of another address than the one that is asked first.
  const document = { ...simple, validators: { etag: null, lastModified: null } };
  return { kind: 'found', record, documents: [document] };
}

function simplePage(context: ConnectorContext, name: string): Promise<RawDocument | null> {
  const url = `${context.registry.url}/simple/${name}/`;
  return documentAt(context, { url, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT }, SIMPLE);
}

/**
 * The JSON of the newest releases before the latest, as many as the setting `pypi_older_releases` says; none by default. It
 * alone has their dependencies and licences, at one request each.
 */
async function olderReleases(
  context: ConnectorContext,
  name: string,
  { releases, info }: JsonDocument,
): Promise<RawDocument[]> {
  const wanted = Math.min(Number(context.settings.pypi_older_releases ?? 0) || 0, MAX_OLDER);
  if (wanted < 1) return [];
  const latest = memberOf(info, 'version');
  const numbers = isJsonObject(releases) ? Object.keys(releases) : [];
  const older = numbers.filter(number => number !== latest && scheme.isValid(number));
  const newest = older.sort((a, b) => scheme.compare(b, a));
  const found: RawDocument[] = [];
  for (const number of newest.slice(0, wanted)) {
    const url = `${context.registry.url}/pypi/${name}/${encodeURIComponent(number)}/json`;
    const document = await documentAt(context, { url, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT });
    if (document) found.push(document);
  }
  return found;
}

/**
 * Downloads from the service at the setting `pypi_downloads_url`, by default https://pypistats.org/api, which wants few
 * requests; `none` asks nobody.
 */
async function downloads(context: ConnectorContext, name: string) {
  const setting = context.settings.pypi_downloads_url?.trim() || 'https://pypistats.org/api';
  if (setting === 'none') return null;
  let base = setting;
  while (base.endsWith('/')) base = base.slice(0, -1);
  return unlessFailing(context, async () => {
    const url = `${base}/packages/${name}/recent`;
    const document = await documentAt(context, { url, maxBytes: 65_536, timeoutMs: 10_000 });
    return document === null ? null : { document, downloads: mapDownloads(document.body) };
  });
}

/** The last 100 releases, those of new projects included. */
async function recent(context: ConnectorContext): Promise<RecentEntry[]> {
  const url = `${context.registry.url}/rss/updates.xml`;
  const document = await documentAt(context, { url, maxBytes: 8 * 1024 * 1024 }, 'application/rss+xml');
  const channel = document ? childOf(parseXml(document.body).root, 'channel') : undefined;
  if (channel === undefined) throw new UpstreamError('malformed', 'PyPI: no list of releases', { url });
  return childrenOf(channel, 'item').flatMap(item => {
    // "name version"
    const name = names.normalise(textOf(item, 'title')?.split(' ', 1)[0] ?? '');
    return names.problem(name) === null ? [{ name, date: dateOf(textOf(item, 'pubDate')) ?? '' }] : [];
  });
}
