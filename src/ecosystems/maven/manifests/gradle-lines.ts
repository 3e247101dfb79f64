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

interface Module {
  name: string;
  version: string;
  /** `group:artifact` that was asked for, where another module took its place. */
  replaced: string | null;
}

/** Called for each line of a tree; depth 0 is what the configuration itself asks for. */
type Visit = (configuration: string, depth: number, module: Module) => void;

const PROJECT = 'project ';
const [BACKSLASH, PLUS, PIPE, SPACE, DASH] = [92, 43, 124, 32, 45];

/**
 * The trees of all configurations. Each module once for a configuration, with the version that was chosen; where another
 * module took its place, that one, with the one that was asked for as its alias.
 */
export const gradleDependencies: ManifestReader = {
  parse({ text }) {
    const dependencies: ManifestDependency[] = [];
    const known = new Map<string, Map<Module, ManifestDependency>>();
    forEachModule(text, (configuration, depth, module) => {
      let ofConfiguration = known.get(configuration);
      if (ofConfiguration === undefined) {
        ofConfiguration = new Map();
        known.set(configuration, ofConfiguration);
      }
      const before = ofConfiguration.get(module);
      if (before !== undefined) {
        before.direct ||= depth === 0;
        return;
      }
      const one = dependency(module.name, module.version, configuration, {
        direct: depth === 0,
        local: module.name.startsWith('internal:') ? true : null,
        alias: module.replaced,
      });
      ofConfiguration.set(module, one);
      dependencies.push(one);
    });
    return { dependencies, project: null, graph: () => graphOf(text) };
  },
};

function graphOf(text: string) {
  const graph = graphBuilder();
  /** The entries above, by depth. */
  const above: number[] = [];
  forEachModule(text, (_, depth, { name, version }) => {
    const node = graph.node(`${name}@${version}`, name, version);
    const parent = above[depth - 1];
    if (depth === 0) graph.root(node);
    else if (parent !== undefined) graph.edge(parent, node);
    above.length = Math.min(above.length, depth);
    above[depth] = node;
  });
  return graph.build();
}

function forEachModule(text: string, visit: Visit): void {
  // Trees repeat themselves: each text of a module is read once, and the same module is the same object.
  const read = new Map<string, Module | null>();
  const modules = new Map<string, Module>();
  let configuration = '';
  for (const line of linesOf(text)) {
    const start = startOfEntry(line);
    if (start === 0) {
      const word = /^\w[\w.-]{0,200}/.exec(line)?.[0];
      if (word !== undefined) configuration = word;
    } else if (start > 0) {
      const written = line.slice(start);
      let module = read.get(written);
      if (module === undefined) {
        module = moduleIn(written);
        if (module !== null) {
          const key = `${module.name}\n${module.version}\n${module.replaced ?? ''}`;
          const same = modules.get(key);
          if (same === undefined) modules.set(key, module);
          else module = same;
        }
        read.set(written, module);
      }
      // Each level takes five characters: `+--- `, `|    `.
      if (module !== null) visit(configuration, Math.floor(start / 5) - 1, module);
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

function moduleIn(written: string): Module | null {
  const [left = '', right] = splitArrow(withoutMarks(written));
  if (left.startsWith(PROJECT)) return projectAt(left, null);
  const [group, artifact, version] = left.split(':', 4);
  if (!group || !artifact || group.includes(' ')) return null;
  const name = `${group}:${artifact}`;
  if (right === undefined) return version ? { name, version, replaced: null } : null;
  if (right.startsWith(PROJECT)) return projectAt(right, name);
  const chosen = right.split(':', 4);
  if (chosen.length < 3) return { name, version: chosen[0] as string, replaced: null };
  return { name: `${chosen[0]}:${chosen[1]}`, version: chosen[2] as string, replaced: name };
}

/** `project :a:b`, in quotes since Gradle 8; the root project and one without a path are no module. */
function projectAt(text: string, replaced: string | null): Module | null {
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
