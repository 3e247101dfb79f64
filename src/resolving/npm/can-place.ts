/**
 * Whether a package, with the peers that it brings, can lie in a folder. Looks and changes nothing.
 *
 * The rules are those of npm's tree builder, https://github.com/npm/cli/tree/latest/workspaces/arborist (ISC), in code of our own.
 */
import type { Budget } from '../budget.ts';
import { canReplace, deepestTarget, peerEntries } from './peer-sets.ts';
import { compareNumbers } from './spec.ts';
import {
  type Edge,
  find,
  isPeer,
  isSame,
  isTop,
  isValid,
  isWithin,
  satisfiesEdge,
  type TreeNode,
} from './tree.ts';

/** `ok`: the folder is free. `keep`: what is there will do. `replace`: what is there must make room. */
export type Placement = 'ok' | 'keep' | 'replace' | 'conflict';

export interface Check {
  node: TreeNode;
  edge: Edge;
  target: TreeNode;
  /** Of the package together with its peers. */
  result: Placement;
  /** Of the package alone. */
  self: Placement;
  parent: Check | null;
  /** Checks of the peers. */
  children: Check[];
}

/**
 * Peers that are tied in many ways are met on many ways, more of them than can be walked. Beyond so many checks for one package,
 * a peer is checked once for each folder.
 */
const MOST_CHECKS = 2_000;

interface Effort {
  checks: number;
  done: Map<TreeNode, Map<TreeNode, Placement>>;
}

interface Question {
  node: TreeNode;
  edge: Edge;
  target: TreeNode;
  parent: Check | null;
  /** Those whose peers are being checked: ends cycles. */
  path: readonly TreeNode[];
  /** Take an older version in place of a newer one where that does. */
  preferDedupe: boolean;
}

/** Whether what an edge asks for may lie in a folder, and what would have to give way; with it its peers. @throws BudgetError by the budget. */
export function checkPlace(question: Question, budget: Budget): Check {
  return check(question, budget, { checks: 0, done: new Map() });
}

function check(question: Question, budget: Budget, effort: Effort): Check {
  budget.spend();
  effort.checks++;
  const { node, edge, target, parent } = question;
  const made: Check = { node, edge, target, result: 'conflict', self: 'conflict', parent, children: [] };
  let self: Placement | null = null;
  let ofPeers: Placement | null = null;
  const withPeers = (state: Placement): Placement => {
    self = state;
    ofPeers ??= checkPeers(made, question, state, budget, effort);
    return ofPeers;
  };
  made.result = judge(question, made, withPeers);
  made.self = self ?? made.result;
  return made;
}

function judge(
  { node, edge, target, parent, preferDedupe }: Question,
  check: Check,
  withPeers: (state: Placement) => Placement,
): Placement {
  const current = target.children.get(edge.name) ?? null;
  if (node.installable.failure) return current ? 'replace' : 'ok';
  const own = target.edgesOut.get(edge.name);
  if (own && isPeer(own) && !isTop(target)) return 'conflict';
  if (!current) {
    if (own && own !== edge && !satisfiesEdge(node, own)) return 'conflict';
    return judgeFree(node, edge, target, check, withPeers);
  }
  const dedupes = preferDedupe || isPeer(edge);
  const isOverriding = !satisfiesEdge(node, edge);
  if (isSame(node, current) && (isOverriding || satisfiesEdge(current, edge))) return 'keep';
  const hasVersions = node.installable.version !== '' && current.installable.version !== '';
  const isNewer = hasVersions && compareNumbers(node.installable.version, current.installable.version) >= 0;
  if (isNewer && canReplace(node, current)) {
    const placement = withPeers('replace');
    if (placement !== 'conflict') return placement;
  }
  if (satisfiesEdge(current, edge)) return 'keep';
  if (dedupes && !isNewer && canReplace(node, current)) {
    const placement = withPeers('replace');
    if (placement !== 'conflict') return placement;
  }
  // What is there may yet go deeper, where this one cannot.
  if (target !== deepestOf(check)) return 'conflict';
  if (!isPeer(edge) && target === edge.from) return withPeers('replace');
  if (!parent && !isPeer(edge)) return 'conflict';
  return canMakeRoom(node, current, target, check) ? withPeers('replace') : 'conflict';
}

/** Nothing of that name is there; those below who find theirs further up must be content with this one. */
function judgeFree(
  node: TreeNode,
  edge: Edge,
  target: TreeNode,
  check: Check,
  withPeers: (state: Placement) => Placement,
): Placement {
  const shadowed = target === topOf(check).edge.from ? null : find(target, edge.name);
  if (shadowed)
    for (const one of shadowed.edgesIn)
      if (isWithin(one.from, target) && isValid(one) && !satisfiesEdge(node, one)) return 'conflict';
  return withPeers('ok');
}

/** True where all sets of peers that hold what is there can be replaced by the new ones or go deeper. */
function canMakeRoom(node: TreeNode, current: TreeNode, target: TreeNode, check: Check): boolean {
  const brought: ReadonlyMap<string, TreeNode> = node.parent?.children ?? new Map();
  const entry = topOf(check).edge;
  let result = true;
  for (const [edge, peers] of peerEntries(current)) {
    if (edge === check.edge || edge === entry) continue;
    const replacement = brought.get(edge.to!.name);
    if (replacement ? canReplace(replacement, edge.to!, brought) : isCovered(edge.to!, brought)) continue;
    for (const peer of peers) {
      const deepest = deepestTarget(edge.from, peer.name);
      if (deepest === target || isWithin(target, deepest)) {
        result = false;
        break;
      }
    }
  }
  return result;
}

/** True where the peers of a node, and theirs, are content with what is brought. */
function isCovered(entry: TreeNode, brought: ReadonlyMap<string, TreeNode>): boolean {
  const walk = new Set([entry]);
  for (const peer of walk)
    for (const edge of peer.edgesOut.values()) {
      if (!isPeer(edge) || !isValid(edge)) continue;
      const replacement = brought.get(edge.name);
      if (!replacement) {
        if (edge.to) walk.add(edge.to);
      } else if (!satisfiesEdge(replacement, edge)) return false;
    }
  return true;
}

function checkPeers(
  above: Check,
  { node, target, path }: Question,
  state: Placement,
  budget: Budget,
  effort: Effort,
): Placement {
  const longer = [...path, node];
  let conflicts = false;
  for (const edge of node.edgesOut.values()) {
    const { to } = edge;
    if (!isPeer(edge) || !to || longer.includes(to)) continue;
    const deepest = deepestTarget(target, to.name);
    const known = effort.checks > MOST_CHECKS ? effort.done.get(to)?.get(deepest) : undefined;
    let result = known;
    if (result === undefined) {
      const question = { node: to, edge, target: deepest, parent: above, path: longer, preferDedupe: true };
      const child = check(question, budget, effort);
      above.children.push(child);
      result = child.result;
      const ofNode = effort.done.get(to) ?? new Map<TreeNode, Placement>();
      effort.done.set(to, ofNode.set(deepest, result));
    }
    if (result === 'conflict') conflicts = true;
  }
  return conflicts ? 'conflict' : state;
}

function deepestOf(check: Check): TreeNode {
  return deepestTarget(check.parent ? deepestOf(check.parent) : check.edge.from, check.edge.name);
}

/** The check that this one was made for in the end. */
export function topOf(check: Check): Check {
  return check.parent ? topOf(check.parent) : check;
}
