/**
 * What is asked of Packagist (https://packagist.org/apidoc): the static file with the versions of a package, which is up to
 * date within a minute, and the document with maintainers and downloads, which can be twelve hours old.
 */
import { UpstreamError } from '../../core/errors.ts';
import { objectsIn, parseJsonObject } from '../../formats/json.ts';
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { documentAt, fetchDocument } from '../families/registry-api/fetching.ts';
import { STATIC } from './links.ts';
import { mapPackage } from './map.ts';
import { names } from './names.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT = 60_000;
const MAX_ACTIONS = 200_000;
const HANDFUL = 1_000;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const versions = await fetchDocument(context, {
      url: `${STATIC}/${name}.json`,
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT,
      validators: previous,
    });
    if (versions.kind === 'not-modified') return versions;
    if (versions.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [versions.document] };
    const about = await documentAt(context, {
      url: `${context.registry.url}/packages/${name}.json`,
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT,
    });
    const listed = versions.kind === 'found' ? versions.document : null;
    if (listed === null && about === null) return { kind: 'missing' };
    const record = mapPackage({ name, versions: listed?.body ?? null, about: about?.body ?? null });
    return { kind: 'found', record, documents: [listed, about].filter(document => document !== null) };
  },

  async changes(context, cursor) {
    if (cursor === null) return { names: [], cursor: await position(context) };
    const { actions, timestamp } = await readChanges(context, `?since=${encodeURIComponent(cursor)}`);
    if (!Array.isArray(actions)) throw malformed('no actions');
    const found = objectsIn(actions, MAX_ACTIONS).map(action => changedPackage(action.package));
    return { names: [...new Set(found)].filter(name => name !== null), cursor: timestamp ?? cursor };
  },

  head: position,

  async *allNames(context) {
    const url = `${context.registry.url}/packages/list.json`;
    const document = await documentAt(context, { url, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT });
    const { packageNames } = document ? parseJsonObject(document.body, 'names of packages') : {};
    if (!Array.isArray(packageNames)) throw malformed('no list of names');
    for (let at = 0; at < packageNames.length; at += HANDFUL) {
      const handful = packageNames.slice(at, at + HANDFUL).map(changedPackage);
      yield handful.filter(name => name !== null);
    }
  },
};

/** Without a time since when, the answer is a refusal that tells the time to begin with. */
async function position(context: ConnectorContext): Promise<string | null> {
  const { timestamp } = await readChanges(context, '');
  if (timestamp === null) throw malformed('no timestamp');
  return timestamp;
}

/** Changes of the last 24 hours; a cursor that is older is answered by one action for all packages (`*`). */
async function readChanges({ io, registry, signal }: ConnectorContext, query: string) {
  const { body } = await io.http.request({
    url: `${registry.url}/metadata/changes.json${query}`,
    headers: { accept: 'application/json' },
    maxBytes: MAX_BYTES,
    accept: [400],
    signal,
  });
  const { actions, timestamp } = parseJsonObject(body, 'Packagist changes');
  return { actions, timestamp: Number.isSafeInteger(timestamp) ? String(timestamp) : null };
}

/** `vendor/package~dev` is a change of its development versions. */
function changedPackage(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const name = names.normalise(value.endsWith('~dev') ? value.slice(0, -4) : value);
  return names.problem(name) === null ? name : null;
}

function malformed(problem: string): UpstreamError {
  return new UpstreamError('malformed', `Packagist: ${problem}`);
}
