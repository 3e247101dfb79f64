/**
 * What is asked of a module proxy: the list of versions, then go.mod and, where nobody else knows it, the date of the newest
 * ones. Google's proxy has a site beside it that knows dates, retractions, licences and repositories at once.
 */

import { parseJsonObject } from '../../formats/json.ts';
import { sort } from '../../versions/order.ts';
import { golang } from '../../versions/schemes/golang.ts';
import type { ConnectorContext, PackageConnector, RawDocument } from '../ecosystem.ts';
import { documentAt, fetchDocument, unlessFailing } from '../families/registry-api/fetching.ts';
import { changes } from './changes.ts';
import { hostsOf, moduleUrl, versionUrl } from './hosts.ts';
import { highestOf } from './latest.ts';
import { mapModule, type SiteDocuments, versionsIn } from './map.ts';
import { parseInfo, parseSiteVersions, pseudoDate } from './schema.ts';

/** Versions whose own files are asked for; what is stored of older ones stays. */
const DETAILED = 20;
/** Further versions that are read because somebody wants them. */
const MAX_WANTED = 50;
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_SITE_PAGES = 20;

export const connector: PackageConnector = {
  changes,
  async fetch(context, name, previous, wanted = []) {
    const { registry } = context;
    const base = moduleUrl(registry, name);
    const request = { url: `${base}/@v/list`, maxBytes: MAX_BYTES, validators: previous };
    const answer = await fetchDocument(context, request, 'text/plain');
    // 410 says the same as 404: https://go.dev/ref/mod#goproxy-protocol.
    if (answer.kind === 'gone') return { kind: 'missing' };
    if (answer.kind !== 'found') return answer;
    const documents = [answer.document];
    const list = answer.document.body;
    const keep = (document: RawDocument | null) => {
      if (document !== null) documents.push(document);
      return document?.body ?? null;
    };

    const isTagless = list.toString('latin1').trim() === '';
    const latest = isTagless
      ? keep(await documentAt(context, { url: `${base}/@latest`, maxBytes: MAX_BYTES }))
      : null;
    const site = await siteDocuments(context, name, keep);
    const numbers = versionsIn(name, { list, latest, site });
    if (numbers.length === 0) return { kind: 'missing' };

    const dated = datedIn(name, latest, site);
    const mods = new Map<string, Uint8Array>();
    const infos = new Map<string, Uint8Array>();
    for (const version of [...detailedOf(numbers), ...olderAmong(numbers, wanted)]) {
      const url = versionUrl(registry, name, version, 'mod');
      const mod = keep(await documentAt(context, { url, maxBytes: MAX_BYTES }, 'text/plain'));
      if (mod !== null) mods.set(version, mod);
      if (dated.has(version) || pseudoDate(version) !== null) continue;
      const address = versionUrl(registry, name, version, 'info');
      const info = keep(await documentAt(context, { url: address, maxBytes: MAX_BYTES }));
      if (info !== null) infos.set(version, info);
    }
    const record = mapModule(name, { list, latest, mods, infos, site });
    return record === null ? { kind: 'missing' } : { kind: 'found', record, documents };
  },
};

/** Those that are wanted and there, and are not read anyway. */
function olderAmong(numbers: readonly string[], wanted: readonly string[]): string[] {
  if (wanted.length === 0) return [];
  const newest = new Set(detailedOf(numbers));
  const there = new Set(numbers);
  return [...new Set(wanted)].filter(one => there.has(one) && !newest.has(one)).slice(0, MAX_WANTED);
}

/** The newest versions, newest first, among them whichever may be the latest. */
function detailedOf(numbers: readonly string[]): string[] {
  const compatible = highestOf(numbers, new Map());
  const highest = highestOf(
    numbers,
    new Map(compatible === null ? [] : [[compatible, { isWritten: false }]]),
  );
  const newest = sort(golang, numbers).slice(-DETAILED).reverse();
  const first = [compatible, highest].filter(number => number !== null);
  return [...new Set([...first, ...newest])].slice(0, DETAILED);
}

/** Versions whose date is known without a request of their own. */
function datedIn(name: string, latest: Uint8Array | null, { versions }: SiteDocuments): Set<string> {
  const known = versions.flatMap(page =>
    parseSiteVersions(page, name).items.map(item => String(item.version)),
  );
  return new Set(latest === null ? known : [...known, parseInfo(latest, name).version]);
}

/** What the site says; a site that fails or lags behind the proxy keeps no module from being stored. */
async function siteDocuments(
  context: ConnectorContext,
  name: string,
  keep: (document: RawDocument | null) => Uint8Array | null,
): Promise<SiteDocuments> {
  const hosts = hostsOf(context.registry);
  const versions: Uint8Array[] = [];
  if (hosts === null) return { module: null, package: null, versions };
  const ask = (url: string, check: (bytes: Uint8Array) => unknown) =>
    unlessFailing(context, async () => {
      const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
      if (document !== null) check(document.body);
      return document;
    });
  const isObject = (bytes: Uint8Array) => parseJsonObject(bytes, name);
  const module = keep(await ask(`${hosts.site}/module/${name}?licenses=true`, isObject));
  const root = keep(await ask(`${hosts.site}/package/${name}`, isObject));
  let token = '';
  for (let page = 0; page < MAX_SITE_PAGES; page++) {
    const url = `${hosts.site}/versions/${name}?limit=1000${token}`;
    const body = keep(await ask(url, bytes => parseSiteVersions(bytes, name)));
    if (body === null) break;
    versions.push(body);
    const { next } = parseSiteVersions(body, name);
    if (next === null) break;
    token = `&token=${encodeURIComponent(next)}`;
  }
  return { module, package: root, versions };
}
