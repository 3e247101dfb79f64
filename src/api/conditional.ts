/** What a client already has and what it can read: RFC 9110, sections 12.5.3 and 13.1. */
import type { IncomingHttpHeaders } from 'node:http';

/**
 * True when the client's copy is current. If-None-Match decides alone where it is present; entity tags are compared
 * weakly. Only for GET and HEAD.
 *
 * @param lastModified milliseconds since the epoch in whole seconds; null: not known.
 */
export function isNotModified(
  headers: IncomingHttpHeaders,
  etag: string,
  lastModified: number | null,
): boolean {
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) return matches(noneMatch, etag);
  const since = headers['if-modified-since'];
  if (since === undefined || lastModified === null) return false;
  const time = Date.parse(since);
  return !Number.isNaN(time) && lastModified <= time;
}

function matches(list: string, etag: string): boolean {
  if (list === etag) return true;
  const opaque = etag.replace(/^W\//, '');
  return list.split(',').some(candidate => {
    const tag = candidate.trim();
    return tag === '*' || tag.replace(/^W\//, '') === opaque;
  });
}

/** Whether the client says which copy it has. */
export function isConditional({ headers }: { headers: IncomingHttpHeaders }): boolean {
  return headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined;
}

/** Header texts seen before: clients send few different ones. */
const known = new Map<string, boolean>();
const MAX_KNOWN = 1_000;

/** True when the client says that it reads gzip (or anything). */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  if (header === undefined) return false;
  const text = String(header);
  const before = known.get(text);
  if (before !== undefined) return before;
  const accepts = readsGzip(text);
  if (known.size < MAX_KNOWN) known.set(text, accepts);
  return accepts;
}

function readsGzip(text: string): boolean {
  let wildcard = false;
  for (const part of text.slice(0, 500).toLowerCase().split(',')) {
    const [coding, ...parameters] = part.split(';').map(piece => piece.trim());
    const refused = parameters.some(parameter => /^q=0(?:\.0*)?$/.test(parameter));
    if (coding === 'gzip' || coding === 'x-gzip') return !refused;
    if (coding === '*') wildcard = !refused;
  }
  return wildcard;
}
