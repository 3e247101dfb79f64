/**
 * flake.lock, https://nix.dev/manual/nix/latest/command-ref/new-cli/nix3-flake#lock-files: nodes, of which the inputs of `root` are the
 * project's own. An input is the name of a node, or a path from the root that it follows.
 */
import { isJsonObject, type JsonDocument, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';
import { shortRevision } from './pinned.ts';

/** Most steps from one input to its node: paths may lead over inputs that follow others, in a circle even. */
const MAX_STEPS = 200;

export const flakeLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'flake.lock');
    const nodes = memberOf(document, 'nodes');
    const root = textOrNull(memberOf(document, 'root')) ?? 'root';
    const dependencies: ManifestDependency[] = [];
    for (const [name, target] of inputsOf(nodes, root)) {
      const node = nodeOf(nodes, root, target);
      if (name === '' || node === null) continue;
      const locked = memberOf(memberOf(nodes, node), 'locked');
      dependencies.push(
        dependency(name, shortRevision(locked), 'runtime', {
          direct: true,
          local: memberOf(locked, 'type') === 'path' ? true : null,
          source: isJsonObject(locked) ? sourceOf(locked) : null,
          integrity: textOrNull(memberOf(locked, 'narHash')),
        }),
      );
    }
    return { dependencies, project: null, graph: () => graphOf(nodes, root) };
  },
};

function inputsOf(nodes: unknown, node: string): [string, unknown][] {
  const inputs = memberOf(memberOf(nodes, node), 'inputs');
  return isJsonObject(inputs) ? Object.entries(inputs) : [];
}

/** The name of the node that an input is; null where there is none. */
function nodeOf(nodes: unknown, root: string, target: unknown, steps = { left: MAX_STEPS }): string | null {
  if (typeof target === 'string') return target;
  if (!Array.isArray(target) || target.length === 0) return null;
  let node: string | null = root;
  for (const name of target) {
    if (node === null || typeof name !== 'string' || steps.left-- <= 0) return null;
    node = nodeOf(nodes, root, memberOf(memberOf(memberOf(nodes, node), 'inputs'), name), steps);
  }
  return node;
}

/** A reference as flakes are written: `github:owner/repo`, `git+https://...`. */
function sourceOf(locked: JsonDocument): string | null {
  const type = textOrNull(locked.type);
  const [owner, repo] = [textOrNull(locked.owner), textOrNull(locked.repo)];
  if (type !== null && owner !== null && repo !== null) return `${type}:${owner}/${repo}`;
  const url = textOrNull(locked.url);
  if (url !== null) return type === 'git' ? `git+${url}` : url;
  return textOrNull(locked.path) ?? (textOrNull(locked.id) === null ? null : `flake:${locked.id}`);
}

function graphOf(nodes: unknown, root: string) {
  const graph = graphBuilder();
  if (!isJsonObject(nodes)) return graph.build();
  const node = (name: string) => {
    const locked = memberOf(memberOf(nodes, name), 'locked');
    return graph.node(
      name,
      name,
      textOrNull(memberOf(locked, 'rev')) ?? textOrNull(memberOf(locked, 'version')),
    );
  };
  for (const name of Object.keys(nodes)) {
    if (name !== root) node(name);
    for (const [, target] of inputsOf(nodes, name)) {
      const to = nodeOf(nodes, root, target);
      if (to === null || !Object.hasOwn(nodes, to)) continue;
      if (name === root) graph.root(node(to));
      else graph.edge(node(name), node(to));
    }
  }
  return graph.build();
}
