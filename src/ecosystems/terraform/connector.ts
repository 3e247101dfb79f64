/** What is asked of a module registry: two documents for each module. */

import { UpstreamError } from '../../core/errors.ts';
import { memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { askJson, rawDocument } from '../families/registry-api/answers.ts';
import { changesSince, type FeedEntry, newestDate } from '../families/registry-api/feeds.ts';
import { dateOf } from '../families/registry-api/values.ts';
import { mapModule } from './map.ts';
import { names } from './names.ts';

const MAX_BYTES = 32 * 1024 * 1024;
const MAX_PAGES = 10_000;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const { io, registry, signal } = context;
    const url = `${registry.url}/v1/modules/${name}`;
    const response = await io.http.request({
      url,
      headers: { accept: 'application/json' },
      maxBytes: MAX_BYTES,
      validators: previous,
      accept: [404, 410],
      signal,
    });
    if (response.status === 304) return { kind: 'not-modified' };
    if (response.status === 404) return { kind: 'missing' };
    const module = rawDocument(response, 'application/json');
    if (response.status === 410) return { kind: 'gone', status: 'removed', documents: [module] };
    const list = await askJson(context, `${url}/versions`, MAX_BYTES);
    if (list === null) return { kind: 'missing' };
    return { kind: 'found', record: mapModule(name, module.body, list.body), documents: [module, list] };
  },

  async changes(context, cursor) {
    return changesSince(await recent(context), cursor);
  },

  async head(context) {
    return newestDate(await recent(context));
  },

  async *allNames(context) {
    const { registry, signal } = context;
    for (let page = 1; page <= MAX_PAGES; page++) {
      signal?.throwIfAborted();
      const url = `${registry.url}/v2/modules?page[size]=100&page[number]=${page}`;
      const answer = await askJson(context, url, MAX_BYTES);
      if (answer === null) return;
      const document = parseJsonObject(answer.body, 'modules');
      const found = objectsIn(memberOf(document, 'data'), 1_000)
        .map(({ attributes }) => memberOf(attributes, 'full-name'))
        .filter(name => typeof name === 'string')
        .map(names.normalise)
        .filter(name => names.problem(name) === null);
      if (found.length > 0) yield found;
      if (typeof memberOf(memberOf(document, 'links'), 'next') !== 'string') return;
    }
  },
};

/** The modules that changed last: `{modules: [{id: "namespace/name/provider/version", published_at}]}`. */
async function recent(context: ConnectorContext): Promise<FeedEntry[]> {
  const answer = await askJson(context, `${context.registry.url}/v1/modules?limit=100&offset=0`, MAX_BYTES);
  if (answer === null) return [];
  const { modules } = parseJsonObject(answer.body, 'recent modules');
  if (!Array.isArray(modules)) throw new UpstreamError('malformed', 'recent modules: no list');
  return objectsIn(modules, 1_000).flatMap(({ id, published_at }) => {
    const name = typeof id === 'string' ? id.split('/').slice(0, 3).join('/') : '';
    const date = dateOf(published_at);
    return date !== null && names.problem(name) === null ? [{ name, date }] : [];
  });
}
