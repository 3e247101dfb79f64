/** The files that an index consists of, as parts: one request each, for the validator by which an unchanged one is known. */
import { InputError } from '../../../core/errors.ts';
import type { BatchSelection, ConnectorContext, IndexPart } from '../../ecosystem.ts';

/** A file of an index; its id is what `--suites` selects by. */
export interface IndexLocation {
  id: string;
  url: string;
}

/**
 * The files as parts.
 *
 * @throws InputError when the selection names one that there is not; UpstreamError when a file can't be had.
 */
export async function partsOf(
  { io, registry, signal }: ConnectorContext,
  locations: readonly IndexLocation[],
  { suites }: BatchSelection,
): Promise<IndexPart[]> {
  const ids = locations.map(({ id }) => id);
  const unknown = suites?.find(suite => !ids.includes(suite));
  if (unknown !== undefined) {
    throw new InputError('suites', `${unknown} is not of ${registry.name}; there are: ${ids.join(', ')}`);
  }
  const parts: IndexPart[] = [];
  for (const { id, url } of locations) {
    if (suites !== null && !suites.includes(id)) continue;
    const { headers, validators } = await io.http.request({
      url,
      method: 'HEAD',
      headers: { 'accept-encoding': 'identity' },
      signal,
    });
    const length = headers['content-length'] ?? '';
    parts.push({
      id,
      source: url,
      size: /^[0-9]{1,15}$/.test(length) ? Number(length) : null,
      digest: validators.etag ?? validators.lastModified,
    });
  }
  return parts;
}

/** The locations of the parts that were asked for, in the order of the locations. */
export function wantedOf<T extends IndexLocation>(locations: readonly T[], parts: readonly IndexPart[]): T[] {
  const ids = new Set(parts.map(({ id }) => id));
  return locations.filter(({ id }) => ids.has(id));
}
