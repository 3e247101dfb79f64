/**
 * What is asked of a Maven repository: for an artifact its list of versions and the newest POMs; for what changed, the
 * index that repositories publish of themselves, a chunk at a time (Central's has a new one each week).
 */
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { fetchArtifact } from '../families/maven-repository/fetch.ts';
import {
  artifactsInIndex,
  type IndexState,
  parseIndexState,
} from '../families/maven-repository/nexus-index.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { indexChunk, indexState, wholeIndex } from './index-location.ts';
import { listingOf } from './links.ts';
import { artifactOf, names } from './names.ts';

/** Central's index has some 3 GB, and some 15 unpacked. */
const WHOLE = { packed: 16 * 1024 ** 3, plain: 64 * 1024 ** 3 };
const CHUNK = { packed: 1024 ** 3, plain: 8 * 1024 ** 3 };

export const connector: PackageConnector = {
  async fetch(context, name, previous, wanted) {
    const { registry, settings } = context;
    return fetchArtifact(context, name, artifactOf(name), previous, {
      names,
      listing: directory => listingOf(registry, directory),
      keepsSnapshots: /snapshot/i.test(`${registry.name} ${registry.url}`),
      poms: settings.maven_poms,
      wanted,
    });
  },

  /** A cursor is the number of the last chunk that was read, after the chain that it counts in. */
  async changes(context, cursor) {
    const state = await stateOf(context);
    if (state === null || state.last === null) return { names: [], cursor };
    if (cursor === null) return { names: [], cursor: cursorOf(state, state.last) };
    const read = readSoFar(cursor, state);
    if (read >= state.last) return { names: [], cursor: cursorOf(state, state.last) };
    const next = Math.max(read + 1, state.first ?? state.last);
    const found = new Set<string>();
    const chunk = streamIndex(context, indexChunk(context.registry, next), () => {}, CHUNK);
    for await (const artifacts of artifactsInIndex(chunk))
      for (const { group, artifact } of artifacts) found.add(`${group}:${artifact}`);
    return { names: [...found], cursor: cursorOf(state, next) };
  },

  async head(context) {
    const state = await stateOf(context);
    return state === null || state.last === null ? null : cursorOf(state, state.last);
  },

  async *allNames(context) {
    if ((await stateOf(context)) === null) return;
    const index = streamIndex(context, wholeIndex(context.registry), () => {}, WHOLE);
    for await (const artifacts of artifactsInIndex(index))
      yield artifacts.map(({ group, artifact }) => `${group}:${artifact}`);
  },
};

/** Null for a repository that publishes no index. */
async function stateOf({ io, registry, signal }: ConnectorContext): Promise<IndexState | null> {
  const answer = await io.http.request({
    url: indexState(registry),
    maxBytes: 65_536,
    accept: [404, 410],
    signal,
  });
  return answer.status === 200 ? parseIndexState(answer.body) : null;
}

function cursorOf({ chain }: IndexState, number: number): string {
  return `${chain}/${number}`;
}

/** A chain that began anew, and a cursor of another kind, have nothing in common with the chunks that there are. */
function readSoFar(cursor: string, { chain }: IndexState): number {
  const slash = cursor.lastIndexOf('/');
  const number = cursor.slice(slash + 1);
  return cursor.slice(0, Math.max(0, slash)) === chain && /^[0-9]{1,9}$/.test(number) ? Number(number) : -1;
}
