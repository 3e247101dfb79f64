/**
 * What is accepted from the CDN, from Trunk and from the feed of the repository of podspecs. Members can be of a wrong type or
 * missing; `map.ts` reads each with care.
 */
import { createHash } from 'node:crypto';
import { UpstreamError } from '../../core/errors.ts';
import { type JsonDocument, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { childrenOf, parseXml, textOf } from '../../formats/xml.ts';
import type { FeedEntry } from '../families/registry-api/feeds.ts';
import { dateOf, versionNumber } from '../families/registry-api/values.ts';
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const MAX_VERSIONS = 20_000;
const MAX_ENTRIES = 1_000;
const MAX_OWNERS = 500;

/** The three folders under which the CDN keeps a pod: the first hexadecimal digits of the MD5 of its name. */
export function shardOf(name: string): [string, string, string] {
  const [a = '', b = '', c = ''] = createHash('md5').update(name).digest('hex');
  return [a, b, c];
}

/**
 * The versions of a pod, oldest first, in the list of its shard: `Name/1.0.0/1.1.0`, one pod a line. Null where the list has
 * no such pod.
 *
 * @throws UpstreamError `malformed` for what is no such list.
 */
export function parseShard(bytes: Uint8Array, name: string): string[] | null {
  const text = new TextDecoder().decode(bytes);
  // A list is never a page or an object, and pods never have such names.
  if (/^\s*[<{[]/.test(text.slice(0, 100)))
    throw new UpstreamError('malformed', `versions of ${name}: no list`);
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    if (text.startsWith(`${name}/`, at)) {
      const parts = text
        .slice(at + name.length + 1, end)
        .trim()
        .split('/', MAX_VERSIONS);
      return [...new Set(parts.map(part => versionNumber(part)))].filter(number => number !== null);
    }
    at = end + 1;
  }
  return null;
}

/** @throws UpstreamError `malformed` for what is no podspec, and for that of another pod. */
export function parsePodspec(bytes: Uint8Array, name: string): JsonDocument {
  const document = parseJsonObject(bytes, `podspec of ${name}`);
  if (document.name !== name) throw new UpstreamError('malformed', `podspec of ${name}: of another pod`);
  return document;
}

export interface Trunk {
  /** ISO 8601 in UTC, by version. */
  dates: ReadonlyMap<string, string>;
  owners: { name: string | null; email: string }[];
}

/** `/api/v1/pods/{name}` of Trunk. @throws UpstreamError `malformed`. */
export function parseTrunk(bytes: Uint8Array, name: string): Trunk {
  const document = parseJsonObject(bytes, `owners of ${name}`);
  const dates = new Map<string, string>();
  for (const version of objectsIn(document.versions, MAX_VERSIONS)) {
    const number = versionNumber(version.name);
    const date = trunkDate(version.created_at);
    if (number !== null && date !== null) dates.set(number, date);
  }
  const owners = objectsIn(document.owners, MAX_OWNERS).flatMap(owner => {
    const email = clean(owner.email, 254);
    return email === null ? [] : [{ name: clean(owner.name, 200), email }];
  });
  return { dates, owners };
}

/** Trunk writes `2014-05-19 21:53:51 UTC`. */
function trunkDate(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC$/.exec(value);
  return dateOf(match ? `${match[1]}T${match[2]}Z` : value);
}

/** The newest commits to the repository of podspecs (Atom): `[Add] Name 1.2.3`. @throws UpstreamError `malformed`. */
export function parseCommits(bytes: Uint8Array): FeedEntry[] {
  const { root } = parseXml(bytes);
  if (root.name !== 'feed') throw new UpstreamError('malformed', 'commits of podspecs: no feed');
  return childrenOf(root, 'entry')
    .slice(0, MAX_ENTRIES)
    .flatMap(entry => {
      const [action = '', pod = ''] = (textOf(entry, 'title') ?? '').trim().slice(0, 1_000).split(' ');
      const date = dateOf(textOf(entry, 'updated')?.trim());
      const name = names.normalise(pod);
      const isPod = /^\[[A-Za-z]{1,20}\]$/.test(action) && names.problem(name) === null;
      return isPod && date !== null ? [{ name, date }] : [];
    });
}

/** `all_pods.txt`: one name a line. */
export function parseNames(bytes: Uint8Array): string[] {
  return new TextDecoder()
    .decode(bytes)
    .split('\n')
    .map(names.normalise)
    .filter(name => names.problem(name) === null);
}
