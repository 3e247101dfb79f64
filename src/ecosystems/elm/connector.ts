/** What is asked of the package site: the list of a package's versions, and elm.json of the newest of them. */
import { UpstreamError } from '../../core/errors.ts';
import { parseJsonArray, parseJsonObject } from '../../formats/json.ts';
import { sort } from '../../versions/order.ts';
import { elm } from '../../versions/schemes/elm.ts';
import type { ConnectorContext, PackageConnector, RawDocument } from '../ecosystem.ts';
import { documentAt, fetchDocument } from '../families/registry-api/fetching.ts';
import { mapPackage, parseReleases } from './map.ts';
import { names } from './names.ts';

/** Versions whose elm.json is asked for; what is stored of older ones stays. */
const DETAILED = 10;
const MAX_BYTES = 32 * 1024 * 1024;
const HANDFUL = 500;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const base = `${context.registry.url}/packages/${name}`;
    const url = `${base}/releases.json`;
    const answer = await fetchDocument(context, { url, maxBytes: MAX_BYTES, validators: previous });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;
    const releases = parseReleases(answer.document.body, name);
    const manifests = new Map<string, RawDocument>();
    for (const number of sort(elm, [...releases.keys()])
      .slice(-DETAILED)
      .reverse()) {
      const manifest = await documentAt(context, { url: `${base}/${number}/elm.json`, maxBytes: MAX_BYTES });
      if (manifest !== null) manifests.set(number, manifest);
    }
    const bodies = new Map([...manifests].map(([number, { body }]) => [number, body]));
    return {
      kind: 'found',
      record: mapPackage(name, releases, bodies),
      documents: [answer.document, ...manifests.values()],
    };
  },

  /** `/all-packages/since/{count}`: the versions beyond the first `count`, newest first. */
  async changes(context, cursor) {
    if (cursor === null || !/^[0-9]{1,9}$/.test(cursor)) {
      const all = await everything(context);
      return { names: [], cursor: String(all.reduce((sum, [, count]) => sum + count, 0)) };
    }
    const url = `${context.registry.url}/all-packages/since/${cursor}`;
    const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
    if (document === null) throw new UpstreamError('malformed', 'new Elm versions: no list');
    const list = parseJsonArray(document.body, 'new Elm versions');
    const found = list.map(item => (typeof item === 'string' ? item.slice(0, item.lastIndexOf('@')) : ''));
    const valid = found.map(names.normalise).filter(name => names.problem(name) === null);
    return { names: [...new Set(valid.reverse())], cursor: String(Number(cursor) + list.length) };
  },

  async *allNames(context) {
    const found = (await everything(context)).map(([name]) => name);
    for (let at = 0; at < found.length; at += HANDFUL) yield found.slice(at, at + HANDFUL);
  },
};

/** `/all-packages`: every package, with the number of its versions. */
async function everything(context: ConnectorContext): Promise<[name: string, versions: number][]> {
  const url = `${context.registry.url}/all-packages`;
  const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
  if (document === null) throw new UpstreamError('malformed', 'Elm packages: no list');
  return Object.entries(parseJsonObject(document.body, 'Elm packages')).flatMap(([key, versions]) => {
    const name = names.normalise(key);
    if (names.problem(name) !== null || !Array.isArray(versions)) return [];
    return [[name, versions.length]];
  });
}
