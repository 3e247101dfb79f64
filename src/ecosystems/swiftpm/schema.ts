/**
 * What is accepted of Package.resolved, of the list of packages and of the feeds of the Swift Package Index. Members can be
 * of a wrong type or missing.
 */
import { UpstreamError } from '../../core/errors.ts';
import { memberOf, objectsIn, parseJsonArray, parseJsonObject } from '../../formats/json.ts';
import { childOf, childrenOf, parseXml, textOf } from '../../formats/xml.ts';
import type { FeedEntry } from '../families/registry-api/feeds.ts';
import { dateOf } from '../families/registry-api/values.ts';
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const MAX_PINS = 2_000;
const MAX_ITEMS = 1_000;

export interface Pin {
  name: string;
  /** Version, else branch, else commit. */
  requirement: string | null;
}

/**
 * The packages that Package.resolved pins, of its forms 1 (`object.pins`) to 3. What comes from a package registry or a local
 * path has no repository to name it by.
 *
 * @throws UpstreamError `malformed`.
 */
export function parseResolved(bytes: Uint8Array, what: string): Pin[] {
  const document = parseJsonObject(bytes, `Package.resolved of ${what}`);
  const pins = memberOf(document, 'pins') ?? memberOf(memberOf(document, 'object'), 'pins');
  if (!Array.isArray(pins)) throw new UpstreamError('malformed', `Package.resolved of ${what}: no pins`);
  const found = new Map<string, Pin>();
  for (const pin of objectsIn(pins, MAX_PINS)) {
    const location = clean(pin.location ?? pin.repositoryURL, 500);
    const name = location === null ? '' : names.normalise(location);
    if (names.problem(name) !== null) continue;
    const [version, branch, revision] = ['version', 'branch', 'revision'].map(member =>
      clean(memberOf(pin.state, member), 200),
    );
    found.set(name, { name, requirement: version ?? branch ?? revision ?? null });
  }
  return [...found.values()];
}

/** The list of packages: addresses of git repositories. @throws UpstreamError `malformed`. */
export function parsePackageList(bytes: Uint8Array): string[] {
  const list = parseJsonArray(bytes, 'list of packages').filter(address => typeof address === 'string');
  return list.map(names.normalise).filter(name => names.problem(name) === null);
}

/** A feed (RSS 2.0): its guids are `owner/name` or `owner/name/version`. @throws UpstreamError `malformed`. */
export function parseFeed(bytes: Uint8Array): FeedEntry[] {
  const channel = childOf(parseXml(bytes).root, 'channel');
  if (channel === undefined)
    throw new UpstreamError('malformed', 'feed of the Swift Package Index: no channel');
  return childrenOf(channel, 'item')
    .slice(0, MAX_ITEMS)
    .flatMap(item => {
      const path = (textOf(item, 'guid') ?? '').trim().split('/').slice(0, 2).join('/');
      const name = `github.com/${path}`;
      const date = dateOf(textOf(item, 'pubDate')?.trim());
      return date !== null && names.problem(name) === null ? [{ name, date }] : [];
    });
}
