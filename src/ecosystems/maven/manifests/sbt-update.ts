/**
 * The report of sbt's task `update` as its log shows it: for each configuration the modules, their revisions, and of each what
 * became of it. Revisions that another one evicted are left out.
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

interface Revision {
  configuration: string;
  name: string;
  version: string;
  evicted: boolean;
  /** `group:artifact:version`, several separated by commas. */
  callers: string;
}

export const sbtUpdate: ManifestReader = {
  parse({ text }) {
    const dependencies: ManifestDependency[] = [];
    const known = new Set<string>();
    for (const { configuration, name, version, evicted } of revisionsIn(text)) {
      const key = `${name}\n${version}\n${configuration}`;
      if (evicted || known.has(key)) continue;
      known.add(key);
      dependencies.push(dependency(name, version, configuration));
    }
    return { dependencies, project: null, graph: () => graphOf(text) };
  },
};

function graphOf(text: string) {
  const graph = graphBuilder();
  for (const { name, version, evicted, callers } of revisionsIn(text)) {
    if (evicted) continue;
    const node = graph.node(`${name}@${version}`, name, version);
    for (const caller of callers.split(',')) {
      const colon = caller.lastIndexOf(':');
      if (colon <= 0) continue;
      const [from, revision] = [caller.slice(0, colon).trim(), caller.slice(colon + 1).trim()];
      graph.edge(graph.node(`${from}@${revision}`, from, revision), node);
    }
  }
  return graph.build();
}

/** The levels are marked by tabs: a configuration or a module has one, a revision two, what is said of it three. */
function* revisionsIn(text: string): Generator<Revision> {
  let configuration = '';
  let name = '';
  let revision: Revision | null = null;
  for (const line of linesOf(text)) {
    const start = line.startsWith('[info] ') ? 7 : 0;
    let tabs = 0;
    while (line.charCodeAt(start + tabs) === 9) tabs++;
    if (tabs === 0) continue;
    const value = line.slice(start + tabs).trim();
    if (tabs < 3 && revision !== null) {
      yield revision;
      revision = null;
    }
    if (tabs === 1) {
      const colon = value.indexOf(':');
      if (colon > 0 && colon === value.length - 1) configuration = value.slice(0, -1);
      else if (colon > 0 && !value.includes(' ')) name = value;
      else name = '';
    } else if (tabs === 2 && value.startsWith('- ') && name !== '') {
      revision = { configuration, name, version: value.slice(2).trim(), evicted: false, callers: '' };
    } else if (tabs === 3 && revision !== null) {
      if (value === 'evicted: true') revision.evicted = true;
      else if (value.startsWith('callers: ')) revision.callers = value.slice('callers: '.length);
    }
  }
  if (revision !== null) yield revision;
}
