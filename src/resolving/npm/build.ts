/**
 * The tree that npm would build from nothing, or from what a lockfile has put into it: breadth first, each package as far up as it
 * goes.
 *
 * The rules are those of npm's tree builder, https://github.com/npm/cli/tree/latest/workspaces/arborist (ISC), in code of our own.
 */
import type { Budget } from '../budget.ts';
import { unpackBundle } from './bundle.ts';
import type { Check } from './can-place.ts';
import { reachable } from './lockfile.ts';
import { byName } from './order.ts';
import type { Packages } from './packages.ts';
import { createPeerSets } from './peers.ts';
import { type PlaceRules, type Placing, place } from './place.ts';
import { createQueue, createStack } from './queue.ts';
import { type Edge, isPeer, isValid, satisfiesEdge, type TreeNode } from './tree.ts';

export interface BuildRules {
  packages: Packages;
  strategy: PlaceRules['strategy'];
  strictPeers: boolean;
  /** As npm did it before version 7: depth first, and nothing lies in a folder of its own name. */
  isOld: boolean;
  budget: Budget;
  onConflict: PlaceRules['onConflict'];
  onFailure: PlaceRules['onFailure'];
}

/** How often what an edge finds may be displaced by others that displace each other, before it is given up. */
const MOST_ROUNDS = 20;

/** Fills the tree below `root`. What is there already stays where all who need it are content. */
export async function buildTree(root: TreeNode, rules: BuildRules): Promise<void> {
  const { packages, strictPeers, isOld, budget, onConflict, onFailure } = rules;
  const peers = createPeerSets({
    packages,
    strictPeers,
    budget,
    onRefusal: (edge, node, why) => onConflict(edge, node, true, why),
  });
  const queue = isOld ? createStack() : createQueue();
  const seen = new Set<TreeNode>();
  const rounds = new Map<string, number>();
  const placing: PlaceRules = { strategy: rules.strategy, strictPeers, isOld, budget, onConflict, onFailure };
  for (const node of [...reachable(root, () => true, budget)].reverse())
    if (node === root || problemEdges(node, isOld).length > 0) queue.push(node);
  for (let node = queue.pop(); node; node = queue.pop()) {
    budget.spend();
    await budget.pause();
    if (seen.has(node) || node.root !== root || node.target) continue;
    seen.add(node);
    for (const bundled of unpackBundle(node, packages)) queue.push(bundled);
    const problems = problemEdges(node, isOld);
    await packages.prefetch(problems.map(({ requirement, spec }) => ({ target: requirement.target, spec })));
    const tasks: { edge: Edge; node: TreeNode }[] = [];
    for (const edge of problems) if (!edge.conflicted) tasks.push({ edge, node: await nodeFor(edge) });
    tasks.sort((a, b) => byName(a.edge.name, b.edge.name));
    for (const { edge, node: found } of tasks) follow(place(edge, found, placing));
    if (isOld) pushDependencies(node);
  }

  /** What was there already comes with what is new, where nobody has looked at it yet. */
  function pushDependencies(node: TreeNode): void {
    const found = [...node.edgesOut.values()].sort((a, b) => byName(b.name, a.name));
    for (const { to } of found) if (to && !seen.has(to)) queue.push(to);
  }

  async function nodeFor(edge: Edge): Promise<TreeNode> {
    const set = peers.setOf(edge.from);
    const ofSet = set.edgesOut.get(edge.name);
    const brought = ofSet?.to && isValid(ofSet) && satisfiesEdge(ofSet.to, edge) ? ofSet.to : null;
    if (brought) return brought;
    if (edge.requirement.type === 'peerOptional') {
      const present = anywhere(edge.from.parent ?? edge.from, edge, budget);
      if (present) return present;
    }
    return peers.build(edge, isPeer(edge) ? set : null, null, new Set([edge.from]));
  }

  /** Nodes are made anew when they are displaced, so rounds are counted by place. */
  function isEndless(from: TreeNode, name: string): boolean {
    const key = `${from.location} ${name}`;
    const count = (rounds.get(key) ?? 0) + 1;
    rounds.set(key, count);
    return count > MOST_ROUNDS;
  }

  /** Whose dependencies must be looked at after something was put into the tree. */
  function follow({ placed, check, edge, again, children }: Placing): void {
    if (placed) {
      for (const other of placed.edgesIn) {
        if (other === edge || other.conflicted || isValid(other)) continue;
        if ((check as Check).self !== 'ok' && (check as Check).self !== 'replace') continue;
        if (isEndless(other.from, other.name)) {
          onConflict(other, placed, true, 'which others displace again and again');
          other.conflicted = true;
          continue;
        }
        seen.delete(other.from);
        queue.push(other.from);
      }
      queue.push(placed);
      for (const one of again) {
        if (isEndless(one, '')) continue;
        seen.delete(one);
        queue.push(one);
      }
    }
    for (const child of children) follow(child);
  }
}

/** Edges that find nothing, or not what they want; optional peers may find nothing. */
function problemEdges(node: TreeNode, isOld: boolean): Edge[] {
  return [...node.edgesOut.values()].filter(edge => {
    if (edge.requirement.bundled && !(isOld && edge.to?.isBundled)) return false;
    if (edge.to?.installable.failure) return false;
    if (!edge.to) return edge.requirement.type !== 'peerOptional';
    return !isValid(edge);
  });
}

/** Breadth first below `root`, the first that would do. */
function anywhere(root: TreeNode, edge: Edge, budget: Budget): TreeNode | null {
  const queue = [...root.children.values()];
  for (const node of queue) {
    budget.spend();
    if (!node.isBundled && satisfiesEdge(node, edge)) return node;
    for (const child of node.children.values()) queue.push(child);
  }
  return null;
}
