/** What is asked of Clojars: its repository as any Maven repository, and its site for what a repository does not say. */
import type { ConnectorContext, PackageConnector } from '../ecosystem.ts';
import { fetchArtifact } from '../families/maven-repository/fetch.ts';
import { askJson } from '../families/registry-api/answers.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { nameOfPom, parseFeed, withSiteFacts } from './map.ts';
import { artifactOf, names } from './names.ts';

const API = 'https://clojars.org/api';
const MAX_BYTES = 16 * 1024 * 1024;
/** The list has some 20 MB, and a line of it some 80 bytes. */
const LIST = { packed: 512 * 1024 * 1024, plain: 512 * 1024 * 1024 };
const MAX_LINE = 2_000;

export const connector: PackageConnector = {
  async fetch(context, name, previous, wanted) {
    const outcome = await fetchArtifact(context, name, artifactOf(name), previous, {
      names,
      listing: () => null,
      keepsSnapshots: false,
      poms: context.settings.clojars_poms,
      wanted,
    });
    if (outcome.kind !== 'found') return outcome;
    const site = await askJson(context, `${API}/artifacts/${name}`, MAX_BYTES);
    if (site === null) return outcome;
    const record = withSiteFacts(outcome.record, site.body);
    return { kind: 'found', record, documents: [...outcome.documents, site] };
  },

  /** A cursor is the date from which on releases are asked for. */
  async changes(context, cursor) {
    if (cursor === null) return { names: [], cursor: new Date().toISOString() };
    const url = `${API}/release-feed?from=${encodeURIComponent(cursor).replaceAll('%3A', ':')}`;
    const page = await askJson(context, url, MAX_BYTES);
    if (page === null) return { names: [], cursor };
    const { names: found, next } = parseFeed(page.body);
    return { names: found, cursor: next ?? cursor };
  },

  async *allNames(context) {
    let last: string | null = null;
    for await (const lines of linesOf(context, `${context.registry.url}/all-poms.txt`)) {
      const found = new Set<string>();
      for (const line of lines) {
        const name = nameOfPom(line);
        // The versions of a library stand one after the other.
        if (name !== null && name !== last) found.add(name);
        last = name ?? last;
      }
      if (found.size > 0) yield [...found];
    }
  },
};

/** The lines of a file, those that one chunk completed at a time; too long ones are cut. */
async function* linesOf(context: ConnectorContext, url: string): AsyncGenerator<string[]> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of streamIndex(context, url, () => {}, LIST)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = (lines.pop() ?? '').slice(0, MAX_LINE);
    yield lines;
  }
  if (rest !== '') yield [rest];
}
