/** The feed of versions that came to Google's proxy, oldest first: https://index.golang.org. */
import { UpstreamError } from '../../core/errors.ts';
import { parseJsonObject } from '../../formats/json.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { documentAt } from '../families/registry-api/fetching.ts';
import { hostsOf } from './hosts.ts';
import { names } from './names.ts';

/** The most that the feed gives at once. */
const LIMIT = 2_000;
const MAX_BYTES = 16 * 1024 * 1024;
const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z$/;

interface Entry {
  name: string;
  /** Without its `Z`: of so many digits as it has, so that texts sort by time. */
  time: string;
  /** The instant, and the version that came then: several can come in one instant. */
  key: string;
}

/**
 * A cursor is the last entry that was read: its instant, path and version. The feed is asked from that instant on, and what
 * it repeats is passed over. Without a cursor: none, and now.
 */
export async function changes(
  context: ConnectorContext,
  cursor: string | null,
): Promise<{ names: string[]; cursor: string | null }> {
  const since = cursor?.split(' ', 1)[0] ?? '';
  const hosts = hostsOf(context.registry);
  if (hosts === null) return { names: [], cursor };
  if (!INSTANT.test(since)) return { names: [], cursor: new Date().toISOString() };
  const url = `${hosts.index}/index?since=${since}&limit=${LIMIT}`;
  const document = await documentAt(context, { url, maxBytes: MAX_BYTES }, 'application/json');
  if (document === null) throw new UpstreamError('malformed', 'index of modules: there is none');
  const entries = parseIndex(document.body);
  const seen = entries.findIndex(({ key }) => key === cursor);
  const fresh = entries.slice(seen + 1);
  const valid = fresh.map(({ name }) => name).filter(name => names.problem(name) === null);
  return { names: [...new Set(valid)], cursor: lastOf(fresh)?.key ?? cursor };
}

/** The newest entry, the last of several: a feed that is out of order for once must not lead back. */
function lastOf(entries: readonly Entry[]): Entry | undefined {
  return entries.reduce<Entry | undefined>(
    (last, entry) => (last === undefined || entry.time >= last.time ? entry : last),
    undefined,
  );
}

/** One JSON object a line: `{Path, Version, Timestamp}`. */
function parseIndex(bytes: Uint8Array): Entry[] {
  const lines = new TextDecoder().decode(bytes).split('\n', LIMIT * 2);
  return lines
    .filter(line => line.trim() !== '')
    .map(line => {
      const {
        Path: path,
        Version: version,
        Timestamp: time,
      } = parseJsonObject(Buffer.from(line), 'index of modules');
      if (
        typeof path !== 'string' ||
        typeof version !== 'string' ||
        typeof time !== 'string' ||
        !INSTANT.test(time)
      )
        throw new UpstreamError('malformed', 'index of modules: a line is no version');
      return {
        name: names.normalise(path),
        time: time.slice(0, -1),
        key: `${time} ${path}@${version}`.slice(0, 1_000),
      };
    });
}
