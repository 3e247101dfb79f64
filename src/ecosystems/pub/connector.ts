/** What is asked of the registry (https://pub.dev/help/api): three documents for each package. */
import { UpstreamError } from '../../core/errors.ts';
import { memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import type { ConnectorContext, PackageConnector, RawDocument } from '../ecosystem.ts';
import { documentAt, fetchDocument, unlessFailing } from '../families/registry-api/fetching.ts';
import { mapPackage } from './map.ts';
import { names } from './names.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_EXTRA = 1024 * 1024;
const MAX_PAGES = 10_000;
const HANDFUL = 1_000;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const url = `${context.registry.url}/api/packages/${name}`;
    const answer = await fetchDocument(context, { url, maxBytes: MAX_BYTES, validators: previous });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;
    const score = await extra(context, `${url}/score`);
    const publisher = await extra(context, `${url}/publisher`);
    const record = mapPackage(name, {
      package: answer.document.body,
      score: score?.body ?? null,
      publisher: publisher?.body ?? null,
    });
    const documents = [answer.document, score, publisher].filter(document => document !== null);
    return { kind: 'found', record, documents };
  },

  async changes(context, cursor) {
    const entries = await recent(context);
    const next = entries[0]?.key ?? cursor;
    if (cursor === null) return { names: [], cursor: next };
    const seen = entries.findIndex(({ key }) => key === cursor);
    const fresh = seen < 0 ? entries : entries.slice(0, seen);
    return { names: [...new Set(fresh.map(({ name }) => name).reverse())], cursor: next };
  },

  async head(context) {
    return (await recent(context))[0]?.key ?? null;
  },

  async *allNames(context) {
    const base = `${context.registry.url}/api/package-names`;
    let url = base;
    for (let page = 0; page < MAX_PAGES; page++) {
      context.signal?.throwIfAborted();
      const answer = await documentAt(context, { url, maxBytes: MAX_BYTES });
      if (answer === null) return;
      const { packages, nextUrl } = parseJsonObject(answer.body, 'package names');
      if (!Array.isArray(packages)) throw new UpstreamError('malformed', 'package names: no list');
      const found = packages.filter(name => typeof name === 'string' && names.problem(name) === null);
      for (let at = 0; at < found.length; at += HANDFUL) yield found.slice(at, at + HANDFUL);
      if (typeof nextUrl !== 'string' || !nextUrl.startsWith(`${base}?`) || nextUrl === url) return;
      url = nextUrl;
    }
  },
};

/** The score and the publisher are counted and kept apart from the package, which must not wait for them. */
function extra(context: ConnectorContext, url: string): Promise<RawDocument | null> {
  return unlessFailing(context, async () => {
    const document = await documentAt(context, { url, maxBytes: MAX_EXTRA });
    if (document !== null) parseJsonObject(document.body, url);
    return document;
  });
}

/** The packages that were published last, newest first. The list has no dates: name and version tell entries apart. */
async function recent(context: ConnectorContext): Promise<{ name: string; key: string }[]> {
  const url = `${context.registry.url}/api/packages?page=1`;
  const answer = await documentAt(context, { url, maxBytes: MAX_BYTES });
  if (answer === null) return [];
  const { packages } = parseJsonObject(answer.body, 'recent packages');
  if (!Array.isArray(packages)) throw new UpstreamError('malformed', 'recent packages: no list');
  return objectsIn(packages, 1_000).flatMap(({ name, latest }) => {
    if (typeof name !== 'string' || names.problem(name) !== null) return [];
    const version = memberOf(latest, 'version');
    return [{ name, key: `${name} ${typeof version === 'string' ? version : ''}`.slice(0, 500) }];
  });
}
