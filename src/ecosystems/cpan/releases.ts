/** What is accepted from MetaCPAN's search for the releases of one distribution. */
import { UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';

/** As many as the search gives at once. */
export const MAX_RELEASES = 5_000;

export interface Releases {
  all: JsonDocument[];
  /** False where the search found more than it gave. */
  isComplete: boolean;
}

/** @throws UpstreamError `malformed` for what is no answer of the search, or one about other distributions only. */
export function parseReleases(bytes: Uint8Array, name: string): Releases {
  const { hits } = parseJsonObject(bytes, `releases of ${name}`);
  const list = memberOf(hits, 'hits');
  if (!Array.isArray(list)) throw new UpstreamError('malformed', `releases of ${name}: no list of hits`);
  const sources = objectsIn(list, MAX_RELEASES).map(({ _source }) => _source);
  const all = sources.filter(isJsonObject).filter(({ distribution }) => distribution === name);
  if (all.length === 0 && list.length > 0)
    throw new UpstreamError('malformed', `releases of ${name}: of other distributions only`);
  const total = memberOf(hits, 'total');
  const count = isJsonObject(total) ? total.value : total;
  return { all, isComplete: typeof count !== 'number' || count <= list.length };
}
