/** What JuliaHub and the logs of the package servers say beyond the registry, by UUID of the package. */
import { UpstreamError } from '../../core/errors.ts';
import { memberOf } from '../../formats/json.ts';
import { jsonElements } from '../../formats/json-stream.ts';
import { countOf, textsOf } from '../families/registry-api/values.ts';
import { clean, integer } from '../families/whole-index/text.ts';

export interface HubInfo {
  description: string | null;
  license: string | null;
  tags: string[];
  stars: number | null;
  owner: string | null;
}

const MAX_PACKAGES = 500_000;
const MAX_LINE = 10_000;

/** The list of packages of JuliaHub, `app/packages/info`. @throws UpstreamError `malformed`. */
export async function readInfo(source: AsyncIterable<Uint8Array>): Promise<Map<string, HubInfo>> {
  const infos = new Map<string, HubInfo>();
  for await (const { key, value } of jsonElements(source, [['packages']], 'packages of JuliaHub')) {
    const uuid = clean(memberOf(value, 'uuid'), 36)?.toLowerCase();
    if (key !== null || !uuid || infos.size >= MAX_PACKAGES) continue;
    const metadata = memberOf(value, 'metadata');
    infos.set(uuid, {
      description: clean(memberOf(metadata, 'description'), 4_000),
      license: clean(memberOf(value, 'license'), 500),
      tags: textsOf(memberOf(metadata, 'tags'), { count: 100, length: 100 }),
      // -1 where it is not known.
      stars: countOf(memberOf(metadata, 'starcount')),
      owner: clean(memberOf(metadata, 'owner'), 200),
    });
  }
  return infos;
}

/**
 * Requests of a month, as CSV with a heading, lines by package, status, kind of client and day
 * (https://julialang.org/blog/2021/08/pkgserver-logs/). All are summed.
 *
 * @throws UpstreamError `malformed`.
 */
export async function readRequests(source: AsyncIterable<Uint8Array>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  let places: [uuid: number, count: number] | null = null;
  const read = (line: string): void => {
    const cells = line.trim().replaceAll('"', '').split(',', 50);
    if (places === null) {
      places = [cells.indexOf('package_uuid'), cells.indexOf('request_count')];
      if (places.includes(-1)) throw new UpstreamError('malformed', 'requests of packages: another heading');
      return;
    }
    const uuid = cells[places[0]]?.toLowerCase() ?? '';
    const count = integer(cells[places[1]]);
    if (count === null || !/^[0-9a-f-]{36}$/.test(uuid)) return;
    if (counts.has(uuid) || counts.size < MAX_PACKAGES) counts.set(uuid, (counts.get(uuid) ?? 0) + count);
  };
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE) throw new UpstreamError('malformed', 'requests of packages: a line too long');
    for (const line of lines) read(line);
  }
  read(rest);
  return counts;
}
