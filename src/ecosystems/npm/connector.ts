/**
 * What is asked of an npm registry: one packument for each package, in its full form (the abbreviated one lacks licences
 * and dates), at the registry that npm's own configuration names for it, with the credentials it has for that registry.
 */
import type { Downloads } from '../../core/records.ts';
import { parseJsonObject } from '../../formats/json.ts';
import type { HttpResponse } from '../../io/types.ts';
import type { ConnectorContext, FetchOutcome, PackageConnector, RawDocument } from '../ecosystem.ts';
import { changes, head } from './changes.ts';
import { mapPackument } from './map.ts';
import { escapedName } from './names.ts';
import { parsePackument } from './schema.ts';

/** Packuments of some tens of megabytes are real; one needs about five times its size in memory while it is mapped. */
const MAX_PACKUMENT = 128 * 1024 * 1024;
const PACKUMENT_TIMEOUT = 120_000;

export const connector: PackageConnector = {
  changes,
  head,
  async fetch(context, name, previous) {
    const { io, signal } = context;
    const { registry, headers } = await io.npm.endpointFor(name);
    const response = await io.http.request({
      url: `${registry}/${escapedName(name)}`,
      headers: { ...headers, accept: 'application/json' },
      maxBytes: MAX_PACKUMENT,
      timeoutMs: PACKUMENT_TIMEOUT,
      validators: previous,
      accept: [404, 410],
      signal,
    });
    if (response.status === 304) return { kind: 'not-modified' };
    if (response.status === 404) return { kind: 'missing' };
    const documents = [rawDocument(response)];
    if (response.status === 410) return { kind: 'gone', status: 'removed', documents };

    const mapped = mapPackument(parsePackument(response.body, name), name);
    if (mapped.kind === 'gone') return { ...mapped, documents };
    const counted = await lastMonth(context, name);
    if (counted) documents.push(counted.document);
    const record = { ...mapped.record, downloads: counted?.downloads ?? null };
    return { kind: 'found', record, documents } satisfies FetchOutcome;
  },
};

/**
 * Downloads of the last month from the service at the setting `npm_downloads_url`, to which
 * `/point/last-month/{name}` is added (https://github.com/npm/registry/blob/main/docs/download-counts.md). Null without
 * that setting, for a package it does not count, and when it does not answer: the count is an extra and must not keep
 * the package's own facts from being stored.
 */
async function lastMonth(
  { io, settings, signal }: ConnectorContext,
  name: string,
): Promise<{ downloads: Downloads; document: RawDocument } | null> {
  const base = settings.npm_downloads_url?.trim().replace(/\/+$/, '');
  if (!base) return null;
  try {
    const url = `${base}/point/last-month/${escapedName(name)}`;
    const response = await io.http.request({ url, maxBytes: 65_536, timeoutMs: 10_000, signal });
    const { downloads } = parseJsonObject(response.body, 'npm downloads');
    if (!Number.isSafeInteger(downloads) || (downloads as number) < 0) return null;
    return {
      downloads: { count: downloads as number, period: 'last-month' },
      document: rawDocument(response),
    };
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
}

function rawDocument({ url, body, headers, validators }: HttpResponse): RawDocument {
  return {
    url,
    body,
    mediaType: headers['content-type']?.split(';', 1)[0]?.trim() || 'application/json',
    validators,
  };
}
