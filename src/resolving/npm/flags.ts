/** Which nodes are there for optional dependencies, for development or as peers only, and which are not installed at all. */
import { optionalSet } from './peer-sets.ts';
import { type Platform, unsuited, unsuitedEngine } from './platform.ts';
import { type Edge, isOptional, isPeer, type TreeNode } from './tree.ts';

export interface Flags {
  optional: boolean;
  development: boolean;
  peer: boolean;
}

/** All nodes of the tree but the root, in the order of their places. */
export function nodesBelow(root: TreeNode): TreeNode[] {
  const nodes: TreeNode[] = [];
  const stack = [...root.children.values()].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    nodes.push(node);
    stack.push(...[...node.children.values()].reverse());
  }
  return nodes;
}

/** A flag stays where every way from the root leads over an edge of its kind. */
export function flagsOf(root: TreeNode): Map<TreeNode, Flags> {
  const flags = new Map<TreeNode, Flags>([[root, { optional: false, development: false, peer: false }]]);
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const own = flags.get(node)!;
    const ways: { to: TreeNode; edge: Edge | null }[] = node.target ? [{ to: node.target, edge: null }] : [];
    for (const edge of node.edgesOut.values()) if (edge.to) ways.push({ to: edge.to, edge });
    for (const { to, edge } of ways) {
      const by: Flags = {
        optional: own.optional || (edge !== null && isOptional(edge)),
        development: own.development || edge?.requirement.type === 'development',
        peer: own.peer || (edge !== null && isPeer(edge)),
      };
      const known = flags.get(to);
      if (!known) flags.set(to, by);
      else if (
        (known.optional && !by.optional) ||
        (known.development && !by.development) ||
        (known.peer && !by.peer)
      ) {
        known.optional &&= by.optional;
        known.development &&= by.development;
        known.peer &&= by.peer;
      } else continue;
      stack.push(to);
    }
  }
  return flags;
}

/** What of the optional nodes is left out: what could not be had or does not suit, with all that is there for it only. */
export function leftOut(
  nodes: readonly TreeNode[],
  flags: ReadonlyMap<TreeNode, Flags>,
  platform: Platform,
): Set<TreeNode> {
  const gone = new Set<TreeNode>();
  const drop = (node: TreeNode) => {
    for (const one of optionalSet(node, isOptional, other => gone.has(other))) gone.add(one);
  };
  const isFree = (node: TreeNode) => flags.get(node)?.optional !== false && !node.target;
  for (const node of nodes) if (node.installable.failure && isFree(node)) drop(node);
  for (const node of nodes) {
    const metadata = node.installable.candidate?.metadata;
    if (!metadata || !isFree(node) || gone.has(node)) continue;
    if (unsuited(metadata, platform) !== null || unsuitedEngine(metadata, platform) !== null) drop(node);
  }
  return gone;
}
