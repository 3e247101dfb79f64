/** What is asked of a gem registry: three documents of its API (https://guides.rubygems.org/rubygems-org-api/) and its compact index. */
import { UpstreamError } from '../../core/errors.ts';
import { objectsIn, parseJson } from '../../formats/json.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { changesSince, type FeedEntry, newestDate } from '../families/registry-api/feeds.ts';
import { documentAt, fetchDocument } from '../families/registry-api/fetching.ts';
import { dateOf } from '../families/registry-api/values.ts';
import { mapGem } from './map.ts';
import { names } from './names.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_EXTRA = 1024 * 1024;
const HANDFUL = 1_000;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const { url: base } = context.registry;
    const url = `${base}/api/v1/gems/${name}.json`;
    const answer = await fetchDocument(context, { url, maxBytes: MAX_BYTES, validators: previous });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;
    const gem = answer.document;
    const versions = await documentAt(context, {
      url: `${base}/api/v1/versions/${name}.json`,
      maxBytes: MAX_BYTES,
    });
    const owners = await documentAt(context, {
      url: `${base}/api/v1/gems/${name}/owners.json`,
      maxBytes: MAX_EXTRA,
    });
    const info = await documentAt(
      context,
      { url: `${base}/info/${name}`, maxBytes: MAX_BYTES },
      'text/plain',
    );
    const record = mapGem(name, {
      gem: gem.body,
      versions: versions?.body ?? null,
      owners: owners?.body ?? null,
      info: info?.body ?? null,
    });
    const documents = [gem, versions, owners, info].filter(document => document !== null);
    return { kind: 'found', record, documents };
  },

  async changes(context, cursor) {
    return changesSince(await recent(context), cursor);
  },

  async head(context) {
    return newestDate(await recent(context));
  },

  /** `/names` of the compact index: after a line `---`, one name a line. */
  async *allNames(context) {
    const url = `${context.registry.url}/names`;
    const document = await documentAt(context, { url, maxBytes: MAX_BYTES }, 'text/plain');
    if (document === null) return;
    const [first, ...lines] = new TextDecoder().decode(document.body).split('\n');
    if (first?.trim() !== '---') throw new UpstreamError('malformed', 'names of gems: no compact index');
    const found = lines.map(names.normalise).filter(name => names.problem(name) === null);
    for (let at = 0; at < found.length; at += HANDFUL) yield found.slice(at, at + HANDFUL);
  },
};

/** New versions of gems that were there, and new gems: 50 each. */
async function recent(context: ConnectorContext): Promise<FeedEntry[]> {
  const entries: FeedEntry[] = [];
  for (const list of ['just_updated', 'latest']) {
    const url = `${context.registry.url}/api/v1/activity/${list}.json`;
    const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
    const gems = document === null ? [] : parseJson(document.body, 'recent gems');
    if (!Array.isArray(gems)) throw new UpstreamError('malformed', 'recent gems: no list');
    for (const { name, version_created_at } of objectsIn(gems, 1_000)) {
      const date = dateOf(version_created_at);
      if (date !== null && typeof name === 'string' && names.problem(name) === null)
        entries.push({ name, date });
    }
  }
  return entries;
}
