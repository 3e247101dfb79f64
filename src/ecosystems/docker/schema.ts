/**
 * What is accepted from Docker Hub: https://docs.docker.com/reference/api/hub/latest/. Members can be of a wrong type or
 * missing; `map.ts` reads each with care.
 */
import { UpstreamError } from '../../core/errors.ts';
import { type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { clean } from '../families/whole-index/text.ts';

/** Asked for at once; the most that Docker Hub gives. */
export const PAGE = 100;

/**
 * A repository.
 *
 * @throws UpstreamError `malformed` for what is none, and for another one.
 */
export function parseRepository(bytes: Uint8Array, name: string): JsonDocument {
  const document = parseJsonObject(bytes, `image ${name}`);
  // An official image is said to be in the namespace `library`.
  const said = `${clean(document.namespace, 255) ?? ''}/${clean(document.name, 255) ?? ''}`;
  if (said.toLowerCase() !== name)
    throw new UpstreamError('malformed', `image ${name}: it is another one, ${said.slice(0, 255)}`);
  return document;
}

/**
 * One page of tags, and whether another follows.
 *
 * @throws UpstreamError `malformed` for what is no such page.
 */
export function parseTags(bytes: Uint8Array, name: string): { tags: JsonDocument[]; hasMore: boolean } {
  const document = parseJsonObject(bytes, `tags of ${name}`);
  if (!Array.isArray(document.results)) throw new UpstreamError('malformed', `tags of ${name}: no list`);
  return {
    tags: objectsIn(document.results, PAGE * 10),
    hasMore: typeof document.next === 'string' && document.next !== '',
  };
}

/** Owner and name on GitHub that an automated build takes its source from; null where there is none. */
export function parseBuildSource(bytes: Uint8Array, name: string): string | null {
  const [source] = objectsIn(memberOf(parseJsonObject(bytes, `source of ${name}`), 'objects'), 1);
  const provider = clean(source?.provider, 50)?.toLowerCase();
  const host = provider === 'github' ? 'github.com' : provider === 'bitbucket' ? 'bitbucket.org' : null;
  const owner = clean(source?.owner, 100);
  const repository = clean(source?.repository, 100);
  return host && owner && repository ? `https://${host}/${owner}/${repository}` : null;
}
