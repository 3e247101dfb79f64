/**
 * Puts a package, with the peers that it brings, into the tree: as far up as it goes without anybody minding. What it replaces goes,
 * with what only that needed, and what it makes superfluous further down.
 */
import type { Budget } from '../budget.ts';
import { type Check, checkPlace } from './can-place.ts';
import { byName } from './order.ts';
import { canReplace, deepestTarget, gather, peerEntries } from './peer-sets.ts';
import { compareNumbers } from './spec.ts';
import {
  attach,
  createLink,
  createNode,
  detach,
  type Edge,
  find,
  isPeer,
  isSame,
  isTop,
  isValid,
  isWithin,
  replace,
  satisfiesEdge,
  type TreeNode,
} from './tree.ts';

/** Folders within folders: more than any file system has room for in a path. */
export const MOST_DEPTH = 200;

export interface PlaceRules {
  strategy: 'hoisted' | 'nested' | 'shallow';
  strictPeers: boolean;
  /** As npm before version 7: what comes to lie in a folder of its own name is found by nobody. */
  isOld: boolean;
  budget: Budget;
  /** Hears of what cannot be had, where something else of that name lies. */
  onFailure(edge: Edge, node: TreeNode): void;
  /** Hears of what does not go together. @param refused npm would stop here. @param why default: with what lies there. */
  onConflict(edge: Edge, node: TreeNode, refused: boolean, why?: string): void;
}

export interface Placing {
  edge: Edge;
  node: TreeNode;
  /** Null: nothing had to be put anywhere. */
  placed: TreeNode | null;
  check: Check | null;
  parent: Placing | null;
  /** Of its peers. */
  children: Placing[];
  /** Whose dependencies must be looked at again. */
  again: Set<TreeNode>;
}

/** @param node lies in a tree made up for whoever asks, beside its peers. */
export function place(edge: Edge, node: TreeNode, rules: PlaceRules, parent: Placing | null = null): Placing {
  const placing: Placing = { edge, node, placed: null, check: null, parent, children: [], again: new Set() };
  if (edge.to && isValid(edge)) return placing;
  if (node.installable.failure && startOf(placing).children.has(edge.name)) {
    // What cannot be had displaces nothing: it would be displaced in turn, and so on for ever.
    rules.onFailure(edge, node);
    edge.conflicted = true;
    return placing;
  }
  const check = chooseTarget(placing, rules);
  if (!check) return placing;
  placing.check = check;
  const { target } = check;
  const placement = check.result === 'conflict' ? check.self : check.result;
  if (placement === 'keep') {
    if (isPeer(edge) && !isValid(edge)) giveUp(edge, node, rules);
    pruneSuperfluous(target, true);
    return placing;
  }
  const isUnseen = rules.isOld && target.name === edge.name && !isTop(target);
  if (isUnseen || target.depth >= MOST_DEPTH) {
    rules.onConflict(edge, target, true, isUnseen ? undefined : `which would lie ${MOST_DEPTH} folders deep`);
    edge.conflicted = true;
    return placing;
  }
  for (let at: TreeNode | null = target; at; at = at.parent)
    if (!isTop(at) && isSame(at, node)) {
      placing.placed = createLink(target, at);
      return placing;
    }
  const brought = node.parent?.children;
  // One that lies in a tree made up is copied: its peers there are still needed.
  const placed = node.parent ? createNode(node.name, node.installable, null, node.overrides) : node;
  placing.placed = placed;
  const old = target.children.get(edge.name);
  if (old) takeOver(old, placing, rules);
  else attach(placed, target);
  if (isPeer(edge) && !satisfiesEdge(placed, edge)) giveUp(edge, node, rules);
  if (edge.to && edge.to !== placed && isValid(edge)) pruneSuperfluous(edge.to, false);
  for (const namesake of [...(target.root.named.get(edge.name) ?? [])]) {
    if (namesake.root !== target.root || isTop(namesake) || !isWithin(namesake, target)) continue;
    pruneSuperfluous(namesake, false);
    if (namesake.root === target.root)
      for (const child of [...namesake.children.values()]) pruneSuperfluous(child, false);
  }
  for (const peerEdge of placed.edgesOut.values()) {
    if (!isPeer(peerEdge) || peerEdge.conflicted || isValid(peerEdge)) continue;
    const peer = brought?.get(peerEdge.name);
    if (peer && satisfiesEdge(peer, peerEdge)) placing.children.push(place(peerEdge, peer, rules, placing));
  }
  return placing;
}

/** The last folder on the way up in which nothing is in conflict. */
function chooseTarget(placing: Placing, rules: PlaceRules): Check | null {
  const { edge, node, parent } = placing;
  let chosen: Check | null = null;
  let alone: Check | null = null;
  for (let target: TreeNode | null = startOf(placing); target; target = target.parent) {
    const own = target.edgesOut.get(edge.name);
    // Below a top, nothing goes where it is a peer.
    if (own && !isTop(target) && isPeer(own)) continue;
    const check = checkPlace(
      { node, edge, target, parent: parent?.check ?? null, path: [], preferDedupe: false },
      rules.budget,
    );
    if (check.self !== 'conflict') alone = check;
    if (check.result === 'conflict') break;
    chosen = check;
    if (node.installable.failure || rules.strategy === 'nested') break;
    // What replaces a bundled package lies where that lay.
    if (target.children.get(edge.name)?.isBundled) break;
    if (rules.strategy === 'shallow' && target.parent?.isProject) break;
  }
  if (chosen) return chosen;
  const { edge: entry, node: entryNode } = topOf(placing);
  if (rules.strictPeers || isOurs(entry)) rules.onConflict(entry, entryNode, true);
  if (!alone) giveUp(edge, node, rules);
  return alone;
}

/** As far down as whoever asks can see: a peer must not lie deeper than the one that has it as a peer. */
function startOf({ parent, edge }: Placing): TreeNode {
  return deepestTarget(parent ? startOf(parent) : edge.from, edge.name);
}

function topOf(placing: Placing): Placing {
  return placing.parent ? topOf(placing.parent) : placing;
}

/** True where it is the project that asks, itself or through peers. */
function isOurs(entry: Edge): boolean {
  const { from } = entry;
  if (from.isProject) return true;
  if (!isPeer(entry)) return false;
  const edges = [...from.edgesIn];
  if (edges.some(edge => !isPeer(edge) && edge.from.isProject)) return true;
  return edges.some(isPeer) && [...peerEntries(from).keys()].some(edge => edge.from.isProject);
}

function giveUp(edge: Edge, node: TreeNode, rules: PlaceRules): void {
  edge.conflicted = true;
  rules.onConflict(edge, node, false);
}

function takeOver(old: TreeNode, placing: Placing, rules: PlaceRules): void {
  const target = old.parent!;
  const placed = placing.placed!;
  const orphans: TreeNode[] = [];
  for (const [name, edge] of old.edgesOut) {
    const { to } = edge;
    if (to && !placed.edgesOut.has(name)) orphans.push(...gather([to], one => one.to !== to));
  }
  const unhappy: TreeNode[] = [];
  for (const edge of old.edgesIn) {
    if (!isPeer(edge) || edge.conflicted || edge.from.parent !== target || satisfiesEdge(placed, edge))
      continue;
    for (const entry of peerEntries(edge.from).keys()) {
      const entryNode = entry.to!;
      if (!entry.from.isProject && entryNode !== target)
        unhappy.push(...gather([entryNode], one => one.to !== entryNode && !one.conflicted));
      else giveUp(edge, placing.node, rules);
    }
  }
  placed.isBundled = old.isBundled;
  replace(old, placed);
  pruneOrphans(placed, orphans);
  for (const node of unhappy) {
    for (const edge of node.edgesIn) placing.again.add(edge.from);
    detach(node);
  }
}

function pruneOrphans(placed: TreeNode, orphans: readonly TreeNode[]): void {
  const superfluous = new Set<TreeNode>();
  for (const edge of placed.edgesOut.values()) if (edge.to && !isValid(edge)) superfluous.add(edge.to);
  for (const orphan of orphans)
    for (const node of gather([orphan], edge => edge.to !== orphan && isValid(edge))) superfluous.add(node);
  const gone = gather(superfluous, edge => edge.from !== placed && edge.to !== placed && isValid(edge));
  for (const node of gone) if (!node.isProject) detach(node);
}

/** Takes out a node that another further up can stand for, with what only it needed. @param below look at its folder too. */
function pruneSuperfluous(node: TreeNode, below: boolean): void {
  if (isSuperfluous(node)) {
    for (const one of gather([node], edge => edge.to !== node && isValid(edge)))
      if (!one.isProject) detach(one);
    return;
  }
  if (!below) return;
  const children = [...node.children.values()].sort((a, b) => byName(a.name, b.name));
  for (const child of children) if (child.parent === node) pruneSuperfluous(child, true);
}

function isSuperfluous(node: TreeNode): boolean {
  if (node.isBundled || !node.parent?.parent) return false;
  if (node.edgesIn.size === 0) return true;
  const other = find(node.parent.parent, node.name);
  if (!other) return false;
  if (isSame(other, node)) return true;
  if (!canReplace(other, node)) return false;
  const order = compareNumbers(other.installable.version, node.installable.version);
  return order === 0 || (order > 0 && !isOverridden(node));
}

/** True where it is this very version because of a rule about it. */
function isOverridden(node: TreeNode): boolean {
  if (node.overrides?.rule?.name !== node.name) return false;
  return [...node.edgesIn].some(
    ({ overrides, from }) =>
      overrides?.rule?.name === node.name &&
      overrides.rule.value.text === node.installable.version &&
      overrides !== from.overrides,
  );
}
