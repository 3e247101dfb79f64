/** Nodes whose dependencies are to be met: the least deep first, then by their place. */
import { byName } from './order.ts';
import type { TreeNode } from './tree.ts';

export interface NodeQueue {
  push(node: TreeNode): unknown;
  /** Undefined: none is left. */
  pop(): TreeNode | undefined;
}

/** An empty queue; a node that waits already is not put in twice. */
export function createQueue(): NodeQueue {
  const waiting = new Set<TreeNode>();
  /** By depth; each sorted so that the first comes last, once something is taken from it. */
  const levels: { nodes: TreeNode[]; isSorted: boolean }[] = [];
  return {
    push(node) {
      if (waiting.has(node)) return;
      waiting.add(node);
      while (levels.length <= node.depth) levels.push({ nodes: [], isSorted: true });
      const level = levels[node.depth]!;
      level.nodes.push(node);
      level.isSorted = false;
    },
    pop() {
      const level = levels.find(({ nodes }) => nodes.length > 0);
      if (!level) return undefined;
      if (!level.isSorted) {
        level.nodes.sort((a, b) => byName(b.location, a.location));
        level.isSorted = true;
      }
      const node = level.nodes.pop()!;
      waiting.delete(node);
      return node;
    },
  };
}

/** As npm did it before version 7: what was pushed last comes first. Gives a node as often as it was pushed. */
export function createStack(): NodeQueue {
  const waiting: TreeNode[] = [];
  return {
    push: node => waiting.push(node),
    pop: () => waiting.pop(),
  };
}
