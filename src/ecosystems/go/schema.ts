/**
 * What is accepted of a proxy (https://go.dev/ref/mod#goproxy-protocol) and of the API of pkg.go.dev. Members can be of a
 * wrong type or missing; `map.ts` reads each with care.
 */
import { UpstreamError } from '../../core/errors.ts';
import { type JsonDocument, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { golang } from '../../versions/schemes/golang.ts';
import { dateOf } from '../families/registry-api/values.ts';

const MAX_VERSIONS = 20_000;

/** `v`, a semantic version, and nothing that would not be a part of an address. */
export function isVersion(text: unknown): text is string {
  return (
    typeof text === 'string' &&
    text.length <= 200 &&
    /^v[0-9][0-9A-Za-z.+-]*$/.test(text) &&
    golang.isValid(text)
  );
}

/** `@v/list`: a version a line; empty for a module of which no version has a tag. @throws UpstreamError `malformed`. */
export function parseList(bytes: Uint8Array, name: string): string[] {
  const lines = new TextDecoder().decode(bytes).split('\n', MAX_VERSIONS + 1);
  if (lines.length > MAX_VERSIONS)
    throw new UpstreamError('malformed', `versions of ${name}: more than ${MAX_VERSIONS}`);
  const words = lines.map(line => line.trim()).filter(line => line !== '');
  const versions = words.filter(isVersion);
  if (words.length > 0 && versions.length === 0)
    throw new UpstreamError('malformed', `versions of ${name}: no list of versions`);
  return [...new Set(versions)];
}

export interface Info {
  version: string;
  time: string | null;
}

/** `@v/{version}.info` and `@latest`. @throws UpstreamError `malformed` for what is none. */
export function parseInfo(bytes: Uint8Array, name: string): Info {
  const { Version: version, Time: time } = parseJsonObject(bytes, `version of ${name}`);
  if (!isVersion(version)) throw new UpstreamError('malformed', `version of ${name}: no version`);
  return { version, time: dateOf(time) };
}

/** A page of the site's `versions/{path}`: those of the module itself, and the token of the next page. */
export function parseSiteVersions(
  bytes: Uint8Array,
  name: string,
): { items: JsonDocument[]; next: string | null } {
  const { items, nextPageToken: next } = parseJsonObject(bytes, `versions of ${name}`);
  if (!Array.isArray(items)) throw new UpstreamError('malformed', `versions of ${name}: no list`);
  return {
    items: objectsIn(items, MAX_VERSIONS).filter(item => item.modulePath === name && isVersion(item.version)),
    next: typeof next === 'string' && next !== '' && next.length <= 1_000 ? next : null,
  };
}

/** The instant in a pseudo-version, https://go.dev/ref/mod#pseudo-versions; null for another one. */
export function pseudoDate(version: string): string | null {
  const [, year, month, day, hour, minute, second] =
    /[-.]([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})-[0-9a-f]{12}(?:\+incompatible)?$/.exec(
      version,
    ) ?? [];
  return year === undefined ? null : dateOf(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
