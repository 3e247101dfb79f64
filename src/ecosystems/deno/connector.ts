/** What is asked for a module: its entry, and of each of its newest versions what it was made of and what it imports. */
import { UpstreamError } from '../../core/errors.ts';
import { memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import type { ConnectorContext, PackageConnector, RawDocument } from '../ecosystem.ts';
import { documentAt, fetchDocument, unlessFailing } from '../families/registry-api/fetching.ts';
import { mapModule, newestOf, parseModule, type VersionAnswers } from './map.ts';
import { names } from './names.ts';

const API = 'https://apiland.deno.dev/v2/modules';
const CDN = 'https://cdn.deno.land';
const MAX_MODULE = 16 * 1024 * 1024;
const MAX_VERSION = 32 * 1024 * 1024;
/** Versions that are looked at: each costs two requests, and what is known of an older one is kept. */
const NEWEST = 20;
const MAX_PAGES = 10_000;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const answer = await fetchDocument(context, {
      url: `${API}/${encodeURIComponent(name)}`,
      maxBytes: MAX_MODULE,
      validators: previous,
    });
    if (answer.kind === 'not-modified' || answer.kind === 'missing') return answer;
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    const module = parseModule(answer.document.body, name);
    const documents = [answer.document];
    const versions = new Map<string, VersionAnswers>();
    for (const number of newestOf(module, NEWEST)) {
      const base = `${CDN}/${name}/versions/${encodeURIComponent(number)}/meta`;
      const [meta, graph] = [
        await ask(context, `${base}/meta.json`),
        await ask(context, `${base}/deps_v2.json`),
      ];
      documents.push(...[meta, graph].filter(document => document !== null));
      versions.set(number, { meta: meta?.body ?? null, graph: graph?.body ?? null });
    }
    return { kind: 'found', record: mapModule(module, versions), documents };
  },

  async *allNames(context) {
    for (let page = 1; page <= MAX_PAGES; page++) {
      context.signal?.throwIfAborted();
      const url = `${API}?page=${page}&limit=100`;
      const list = await documentAt(context, { url, maxBytes: MAX_MODULE });
      if (list === null) return;
      const items = memberOf(parseJsonObject(list.body, 'modules of deno.land'), 'items');
      if (!Array.isArray(items))
        throw new UpstreamError('malformed', 'modules of deno.land: no list', { url });
      const found = objectsIn(items, 1_000)
        .map(item => (typeof item.name === 'string' ? names.normalise(item.name) : ''))
        .filter(name => names.problem(name) === null);
      if (found.length > 0) yield found;
      if (items.length === 0) return;
    }
  },
};

/** The files of a version are on another host, which must not keep the module's own entry from being stored. */
function ask(context: ConnectorContext, url: string): Promise<RawDocument | null> {
  return unlessFailing(context, () => documentAt(context, { url, maxBytes: MAX_VERSION }));
}
