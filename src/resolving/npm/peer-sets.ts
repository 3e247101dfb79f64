/** Sets of nodes that belong together: those that peers tie, and those that stand and fall with another. */
import { type Edge, isPeer, isTop, isValid, satisfiesEdge, type TreeNode } from './tree.ts';

/** The deepest folder, from `start` upwards, into which a package of that name could go: not one that only has it as a peer. */
export function deepestTarget(start: TreeNode, name: string): TreeNode {
  let at = start;
  for (;;) {
    const edge = at.edgesOut.get(name);
    if (at.parent === null || !edge || !isPeer(edge)) return at;
    at = at.parent;
  }
}

/**
 * The nodes given and what they depend on, without those (and without what hangs on those) that something outside depends on too.
 * @param counts which edges are looked at.
 */
export function gather(start: Iterable<TreeNode>, counts: (edge: Edge) => boolean): Set<TreeNode> {
  const nodes = new Set(start);
  for (const node of nodes)
    for (const edge of node.edgesOut.values()) if (edge.to && counts(edge)) nodes.add(edge.to);
  for (let changed = true; changed && nodes.size > 0; ) {
    changed = false;
    for (const node of nodes)
      for (const edge of node.edgesIn)
        if (!nodes.has(edge.from) && counts(edge)) {
          changed = true;
          nodes.delete(node);
          break;
        }
  }
  return nodes;
}

/** By the edges that brought them into the tree, the sets of peers in which the node is. */
export function peerEntries(node: TreeNode): Map<Edge, Set<TreeNode>> {
  const tied = new Set([node]);
  for (const one of tied) {
    for (const edge of one.edgesOut.values()) if (edge.to && isPeer(edge) && isValid(edge)) tied.add(edge.to);
    for (const edge of one.edgesIn) if (isPeer(edge) && isValid(edge)) tied.add(edge.from);
  }
  const entries = new Map<Edge, Set<TreeNode>>();
  for (const peer of tied)
    for (const edge of peer.edgesIn) {
      if (!isValid(edge) || (isPeer(edge) && !isTop(edge.from))) continue;
      const brought = new Set([peer]);
      for (const one of brought)
        for (const out of one.edgesOut.values())
          if (out.to && isPeer(out) && isValid(out)) brought.add(out.to);
      if (brought.has(node)) entries.set(edge, brought);
    }
  return entries;
}

/**
 * Whether `node` may take the place of `present`: all that depend on it, other than what goes with it, must be content.
 * @param besides names whose peer edges from the same folder do not count.
 */
export function canReplace(
  node: TreeNode,
  present: TreeNode,
  besides?: ReadonlyMap<string, TreeNode>,
): boolean {
  if (node.name !== present.name || node.installable.name !== present.installable.name) return false;
  // What could not be had has no package, so nothing is the same package: npm still ends with its error.
  if ((node.installable.failure === null) !== (present.installable.failure === null)) return false;
  if (present.edgesOut.size > 0 && node.overrides !== present.overrides) return false;
  let own: Set<TreeNode> | null = null;
  for (const edge of present.edgesIn) {
    if (
      besides?.has(edge.from.name) &&
      !isTop(present) &&
      edge.from.parent === present.parent &&
      isPeer(edge)
    )
      continue;
    if (satisfiesEdge(node, edge)) continue;
    own ??= gather([present], one => one.to !== present && isValid(one));
    if (!own.has(edge.from)) return false;
  }
  return true;
}

/** What is installed only for the optional dependencies that lead to the node. */
export function optionalSet(
  node: TreeNode,
  isOptional: (edge: Edge) => boolean,
  isGone: (node: TreeNode) => boolean,
): Set<TreeNode> {
  const set = new Set([node]);
  for (const one of set) for (const edge of one.edgesIn) if (!isOptional(edge)) set.add(edge.from);
  const inner = new Set(set);
  return gather(set, edge => edge.to !== null && !inner.has(edge.to) && !isGone(edge.from));
}
