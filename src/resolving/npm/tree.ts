/**
 * A tree of node_modules folders: what lies where, which dependency finds what from its place, and whether it is content with it.
 * Node looks for a package in the folder of who asks, then in that of its parent, up to the root; so putting something into a
 * folder, or taking it out, changes what the dependencies below that folder find.
 */
import type { Candidate, ResolutionProblem } from '../types.ts';
import { moreSpecial, type OverrideSet, overrideRule, overridesClash } from './overrides.ts';
import type { Requirement } from './requirements.ts';
import { type Spec, satisfies } from './spec.ts';

/** What would be installed: one object a version, so that identity tells sameness. */
export interface Installable {
  /** Of the package; the folder's name may be an alias. */
  name: string;
  version: string;
  candidate: Candidate | null;
  requirements: readonly Requirement[];
  /** Why there is nothing to install. */
  failure: Omit<ResolutionProblem, 'from'> | null;
}

export interface TreeNode {
  /** Of the folder. */
  name: string;
  installable: Installable;
  parent: TreeNode | null;
  /** Itself where it has no parent. */
  root: TreeNode;
  /** The project itself: everything is installed below it. */
  isProject: boolean;
  /** The node for whose dependencies this tree was made up: of roots of peer sets, which are no real folders. */
  source: TreeNode | null;
  /** A link to an earlier folder of the same package, which ends a nesting that would go on for ever. */
  target: TreeNode | null;
  depth: number;
  location: string;
  children: Map<string, TreeNode>;
  edgesOut: Map<string, Edge>;
  edgesIn: Set<Edge>;
  overrides: OverrideSet | null;
  /** It came in the archive of the package that it lies in. */
  isBundled: boolean;
  /** Of roots: all edges and nodes of the tree by name. */
  index: Map<string, Set<Edge>>;
  named: Map<string, Set<TreeNode>>;
}

export interface Edge {
  from: TreeNode;
  name: string;
  /** As its author wrote it. */
  raw: Spec;
  /** With what overrides it. */
  spec: Spec;
  requirement: Requirement;
  overrides: OverrideSet | null;
  to: TreeNode | null;
  /** Undefined: not known since the last change. */
  fault: Fault | null | undefined;
  /** It is given up: whatever is there stays. */
  conflicted: boolean;
}

/** `local`: a peer that lies inside who asks for it. */
export type Fault = 'missing' | 'local' | 'invalid';

/** A tree of its own. @param source the node of another tree that it stands for, if any. */
export function createRoot(
  installable: Installable,
  overrides: OverrideSet | null,
  source: TreeNode | null,
): TreeNode {
  const root = bareNode(installable.name, installable, overrides);
  root.source = source;
  openEdges(root);
  return root;
}

/** A node that lies nowhere yet, or at once in the folder of `parent`, from where it pushes out what is there. */
export function createNode(
  name: string,
  installable: Installable,
  parent: TreeNode | null,
  overrides: OverrideSet | null = null,
): TreeNode {
  const node = bareNode(name, installable, overrides);
  openEdges(node);
  if (parent) attach(node, parent);
  return node;
}

function bareNode(name: string, installable: Installable, overrides: OverrideSet | null): TreeNode {
  const node: Omit<TreeNode, 'root'> & { root: TreeNode | null } = {
    name,
    installable,
    parent: null,
    root: null,
    isProject: false,
    source: null,
    target: null,
    depth: 0,
    location: '',
    children: new Map(),
    edgesOut: new Map(),
    edgesIn: new Set(),
    overrides,
    isBundled: false,
    index: new Map(),
    named: new Map(),
  };
  node.root = node as TreeNode;
  return node as TreeNode;
}

function openEdges(node: TreeNode): void {
  for (const requirement of node.installable.requirements) {
    const edge: Edge = {
      from: node,
      name: requirement.name,
      raw: requirement.spec,
      spec: requirement.spec,
      requirement,
      overrides: null,
      to: null,
      fault: undefined,
      conflicted: false,
    };
    override(edge, node.overrides);
    node.edgesOut.set(edge.name, edge);
    enlist(edge, node.root);
    reload(edge);
  }
}

/** A link in the folder of `parent` to a node that lies elsewhere. */
export function createLink(parent: TreeNode, target: TreeNode): TreeNode {
  const link = bareNode(target.name, target.installable, null);
  link.target = target;
  attach(link, parent);
  return link;
}

/** True for peers, optional ones too. */
export function isPeer({ requirement: { type } }: Edge): boolean {
  return type === 'peer' || type === 'peerOptional';
}

/** True where nothing has to be found. */
export function isOptional({ requirement: { type } }: Edge): boolean {
  return type === 'optional' || type === 'peerOptional';
}

/** True for what lies in no folder: the project, and the first of a set that is not placed. */
export function isTop(node: TreeNode): boolean {
  return node.parent === null;
}

/** What is found from a node by a name, as Node.js looks for it: in its own folder, then in those above. */
export function find(from: TreeNode, name: string): TreeNode | null {
  for (let at: TreeNode | null = from; at; at = at.parent) {
    const found = at.children.get(name);
    if (found) return found;
  }
  return null;
}

/** True for the ancestor itself, too. */
export function isWithin(node: TreeNode, ancestor: TreeNode): boolean {
  for (let at: TreeNode | null = node; at; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** True where one could stand for the other: the same version of the same package, which can be had. */
export function isSame(a: TreeNode, b: TreeNode): boolean {
  if (a === b) return true;
  if (a.name !== b.name || (a.target === null) !== (b.target === null)) return false;
  return a.installable === b.installable && a.installable.failure === null;
}

/** What is wrong with what the edge finds; null: nothing. */
export function faultOf(edge: Edge): Fault | null {
  if (edge.fault !== undefined) return edge.fault;
  const { to } = edge;
  if (to === null) edge.fault = isOptional(edge) ? null : 'missing';
  else if (isPeer(edge) && edge.from === to.parent && !isTop(edge.from)) edge.fault = 'local';
  else if (!satisfiesEdge(to, edge)) edge.fault = 'invalid';
  else if (
    edge.overrides &&
    to.overrides &&
    to.edgesOut.size > 0 &&
    overridesClash(edge.overrides, to.overrides)
  )
    edge.fault = 'invalid';
  else edge.fault = null;
  return edge.fault;
}

/** True where nothing is wrong with what the edge finds, or with its finding nothing. */
export function isValid(edge: Edge): boolean {
  return faultOf(edge) === null;
}

/** Whether this node, wherever it lies, would do. */
export function satisfiesEdge(node: TreeNode, edge: Edge): boolean {
  if (node.name !== edge.name) return false;
  const { version } = node.installable;
  const { prereleases } = edge.requirement;
  if (satisfies(edge.spec, version, prereleases)) return true;
  if (!edge.overrides?.rule || edge.spec === edge.raw) return false;
  // What the author asked for will do too, unless it is what the override is about.
  return (
    satisfies(edge.raw, version, prereleases) && !satisfies(edge.overrides.rule.key, version, prereleases)
  );
}

/** Looks again for what the edge finds from its place. */
export function reload(edge: Edge, hard = true): void {
  const before = edge.overrides;
  override(edge, edge.from.overrides);
  const to = find(edge.from, edge.name);
  if (to !== edge.to) {
    const left = edge.to;
    edge.to = to;
    edge.fault = undefined;
    if (left) {
      left.edgesIn.delete(edge);
      disinherit(left, edge.overrides);
    }
    if (to) {
      inherit(to, edge.overrides);
      to.edgesIn.add(edge);
    }
  } else if (hard) edge.fault = undefined;
  else if (to && edge.overrides !== before && edge.overrides) {
    disinherit(to, before);
    inherit(to, edge.overrides);
  }
}

function override(edge: Edge, overrides: OverrideSet | null): void {
  edge.overrides = overrides && overrideRule(overrides, edge.name, edge.raw);
  const rule = edge.overrides?.rule;
  edge.spec = rule && rule.name === edge.name && !rule.value.any ? rule.value : edge.raw;
}

/** A node takes the more special of the override rules of those who ask for it. */
function inherit(node: TreeNode, overrides: OverrideSet | null): void {
  if (overrides === null || node.overrides === overrides || node.target) return;
  const common = node.overrides ? moreSpecial(node.overrides, overrides) : overrides;
  if (common === null || common === node.overrides) return;
  node.overrides = common;
  passOn(node);
}

/** What only the one who has left brought along goes with it: the rules of those who are left count. */
function disinherit(node: TreeNode, overrides: OverrideSet | null): void {
  if (overrides === null || node.overrides !== overrides || node.target) return;
  let left: OverrideSet | null = null;
  for (const edge of node.edgesIn)
    left = left && edge.overrides ? moreSpecial(edge.overrides, left) : edge.overrides;
  if (left === overrides) return;
  node.overrides = left;
  // A node that nobody asks for is on its way out, or gets its rules with the next one who does.
  if (left) passOn(node);
}

function passOn(node: TreeNode): void {
  for (const edge of node.edgesOut.values()) {
    reload(edge);
    if (edge.to) inherit(edge.to, edge.overrides);
  }
}

/** Puts a node, with all below it, into the folder of `parent`; what is there under its name goes. */
export function attach(node: TreeNode, parent: TreeNode): void {
  if (node.parent === parent) return;
  if (node.parent) detach(node);
  const present = parent.children.get(node.name);
  if (present) detach(present);
  parent.children.set(node.name, node);
  node.parent = parent;
  settle(node, parent.root);
  reloadNamed(parent, node.name);
  reloadForeign(node);
}

/** Takes a node, with all below it, out of its tree. */
export function detach(node: TreeNode): void {
  const { parent } = node;
  if (parent?.children.get(node.name) === node) parent.children.delete(node.name);
  node.parent = null;
  settle(node, node);
  reloadForeign(node);
}

/** Puts a node in the place of another, whose folder it takes over. */
export function replace(old: TreeNode, node: TreeNode): void {
  const parent = old.parent!;
  const children = [...old.children.values()];
  // Those below find the new one's folder before the old one is gone, so that none is lost on the way.
  for (const child of children) {
    old.children.delete(child.name);
    child.parent = node;
    node.children.set(child.name, child);
  }
  parent.children.delete(old.name);
  old.parent = null;
  settle(old, old);
  parent.children.set(node.name, node);
  node.parent = parent;
  settle(node, parent.root);
  reloadForeign(old);
  reloadNamed(parent, node.name);
  reloadForeign(node);
  for (const edge of node.edgesOut.values()) reload(edge);
}

/** Gives a subtree its root, depth and location, and the root its edges. */
function settle(node: TreeNode, root: TreeNode): void {
  if (node.root !== root) {
    for (const edge of node.edgesOut.values()) {
      node.root.index.get(edge.name)?.delete(edge);
      enlist(edge, root);
    }
    node.root.named.get(node.name)?.delete(node);
    const namesakes = root.named.get(node.name);
    if (namesakes) namesakes.add(node);
    else root.named.set(node.name, new Set([node]));
    node.root = root;
  }
  const { parent } = node;
  node.depth = parent ? parent.depth + 1 : 0;
  // What was taken out keeps its location, for messages.
  if (parent) node.location = `${parent.location}${parent.location ? '/' : ''}node_modules/${node.name}`;
  for (const child of node.children.values()) settle(child, root);
}

function enlist(edge: Edge, root: TreeNode): void {
  const list = root.index.get(edge.name);
  if (list) list.add(edge);
  else root.index.set(edge.name, new Set([edge]));
}

/** All edges of that name in the folder of `parent` and below. */
function reloadNamed(parent: TreeNode, name: string): void {
  for (const edge of [...(parent.root.index.get(name) ?? [])]) if (isWithin(edge.from, parent)) reload(edge);
}

/** Edges between the subtree and other trees: none may be left. */
function reloadForeign(node: TreeNode): void {
  for (const edge of [...node.edgesIn]) if (edge.from.root !== node.root) reload(edge, false);
  for (const edge of node.edgesOut.values()) if (!edge.to || edge.to.root !== node.root) reload(edge, false);
  for (const child of node.children.values()) reloadForeign(child);
}
