/**
 * What Gradle writes in lines: `gradle.lockfile` (https://docs.gradle.org/current/userguide/dependency_locking.html) and the
 * output of `gradle dependencies -q` (https://docs.gradle.org/current/userguide/viewing_debugging_dependencies.html).
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

/** `group:artifact:version=configuration,configuration` */
export const gradleLockfile: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    for (const line of linesOf(input.text)) {
      const equals = line.indexOf('=');
      if (equals < 0 || line.startsWith('#')) continue;
      const [group, artifact, version, ...more] = line.slice(0, equals).trim().split(':', 5);
      if (!group || !artifact || !version || more.length > 0) continue;
      const condition = line.slice(equals + 1).trim() || null;
      dependencies.push(dependency(`${group}:${artifact}`, version, 'runtime', { condition }));
    }
    return { dependencies, project: null };
  },
};

interface Entry {
  configuration: string;
  depth: number;
  name: string;
  version: string;
  /** `group:artifact` and version that were asked for, where another module took their place. */
  replaced: string | null;
}

const PROJECT = 'project ';
const [BACKSLASH, PLUS, PIPE, SPACE, DASH] = [92, 43, 124, 32, 45];

/**
 * The trees of all configurations. Each module once for a configuration, with the version that was chosen; where another
 * module took its place, that one, with the one that was asked for as its alias.
 */
export const gradleDependencies: ManifestReader = {
  parse({ text }) {
    const dependencies: ManifestDependency[] = [];
    const known = new Map<string, ManifestDependency>();
    for (const { configuration, depth, name, version, replaced } of entriesIn(text)) {
      const key = `${name}\n${version}\n${configuration}\n${replaced ?? ''}`;
      const before = known.get(key);
      if (before !== undefined) {
        before.direct ||= depth === 0;
        continue;
      }
      const one = dependency(name, version, configuration, {
        direct: depth === 0,
        local: name.startsWith('internal:') ? true : null,
        alias: replaced === null ? null : replaced.slice(0, replaced.lastIndexOf('@')),
      });
      known.set(key, one);
      dependencies.push(one);
    }
    return { dependencies, project: null, graph: () => graphOf(text) };
  },
};

function graphOf(text: string) {
  const graph = graphBuilder();
  /** The entries above, by depth. */
  const above: number[] = [];
  for (const { depth, name, version } of entriesIn(text)) {
    const node = graph.node(`${name}@${version}`, name, version);
    const parent = above[depth - 1];
    if (depth === 0) graph.root(node);
    else if (parent !== undefined) graph.edge(parent, node);
    above.length = Math.min(above.length, depth);
    above[depth] = node;
  }
  return graph.build();
}

function* entriesIn(text: string): Generator<Entry> {
  let configuration = '';
  for (const line of linesOf(text)) {
    const start = startOfEntry(line);
    if (start === 0) {
      const word = /^\w[\w.-]{0,200}/.exec(line)?.[0];
      if (word !== undefined) configuration = word;
    } else if (start > 0) {
      const entry = moduleIn(line.slice(start));
      // Each level takes five characters: `+--- `, `|    `.
      if (entry !== null) yield { configuration, depth: Math.floor(start / 5) - 1, ...entry };
    }
  }
}

/** Where the module begins in a line of a tree; 0 for a line that begins with something else, -1 for one without a module. */
function startOfEntry(line: string): number {
  let at = 0;
  for (; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if ((code === PLUS || code === BACKSLASH) && line.startsWith('--- ', at + 1)) return at + 5;
    if (code !== PIPE && code !== SPACE) break;
  }
  return at === 0 && line.charCodeAt(0) !== DASH ? 0 : -1;
}

function moduleIn(written: string): Omit<Entry, 'configuration' | 'depth'> | null {
  const [left = '', right] = splitArrow(withoutMarks(written));
  if (left.startsWith(PROJECT)) return projectAt(left, null);
  const [group, artifact, version] = left.split(':', 4);
  if (!group || !artifact || group.includes(' ')) return null;
  const name = `${group}:${artifact}`;
  if (right === undefined) return version ? { name, version, replaced: null } : null;
  const replaced = `${name}@${version ?? '*'}`;
  if (right.startsWith(PROJECT)) return projectAt(right, replaced);
  const chosen = right.split(':', 4);
  if (chosen.length < 3) return { name, version: chosen[0] as string, replaced: null };
  return { name: `${chosen[0]}:${chosen[1]}`, version: chosen[2] as string, replaced };
}

/** `project :a:b`, in quotes since Gradle 8; the root project and one without a path are no module. */
function projectAt(text: string, replaced: string | null): Omit<Entry, 'configuration' | 'depth'> | null {
  const path = text.slice(PROJECT.length).replaceAll("'", '');
  const parts = path.split(':').filter(Boolean);
  if (!path.startsWith(':') || parts.length === 0) return null;
  return { name: `internal:${parts.join('-')}`, version: '1.0.0', replaced };
}

/** Without what the end of a line says of the entry: `(*)` repeated, `(c)` a constraint, `(n)` not resolved, `FAILED`. */
function withoutMarks(text: string): string {
  let end = text.trimEnd();
  for (;;) {
    const mark = / (?:\([*cn]\)|FAILED)$/.exec(end.slice(-10));
    if (mark === null) return end;
    end = end.slice(0, -mark[0].length).trimEnd();
  }
}

/** `{strictly 1.0} -> 1.0` is a version, too. */
function splitArrow(text: string): [string, string?] {
  const arrow = text.indexOf(' -> ');
  return arrow < 0 ? [text] : [text.slice(0, arrow), text.slice(arrow + 4).trim()];
}
