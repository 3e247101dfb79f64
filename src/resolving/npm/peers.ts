/**
 * Sets of peers: a package is tried out, beside those that it has as peers, and they theirs, in a tree made up for whoever asks. So
 * peers are chosen that all in the set are content with, before anything is put into the real tree.
 */
import type { Budget } from '../budget.ts';
import { byName } from './order.ts';
import type { Packages } from './packages.ts';
import { canReplace } from './peer-sets.ts';
import { attach, createNode, createRoot, type Edge, isPeer, isValid, type TreeNode } from './tree.ts';

/** In one set; real ones have some dozens. */
const MOST_PEERS = 300;
/**
 * Packages tried for one set. Peers that contradict one another are tried in sets of their own, and in these again: beyond this many,
 * what is there stays. Sets of real packages need some dozens. Where some sets came to that, the others are not worth it any more.
 */
const MOST_TRIED = 1_000;
const MOST_TRIED_LATER = 50;
const MOST_HOPELESS = 3;

export interface PeerRules {
  packages: Packages;
  strictPeers: boolean;
  budget: Budget;
  /** npm would stop here. */
  onRefusal(edge: Edge, node: TreeNode, why?: string): void;
}

export interface PeerSets {
  /** The package that an edge asks for, in `set` or a new one, with its peers. @param required those that must be. */
  build(edge: Edge, set: TreeNode | null, second: Edge | null, required: Set<TreeNode>): Promise<TreeNode>;
  /** The set that was last made for a node, or a new one. */
  setOf(node: TreeNode): TreeNode;
}

/** What makes sets of a package and its peers, to be placed together. They lie in trees of their own until then. */
export function createPeerSets(rules: PeerRules): PeerSets {
  const { packages, budget } = rules;
  const sets = new WeakMap<TreeNode, TreeNode>();
  let tried = 0;
  let hopeless = 0;
  const isHopeless = () => tried > (hopeless < MOST_HOPELESS ? MOST_TRIED : MOST_TRIED_LATER);
  return {
    build(edge, set, second, required) {
      if (isHopeless()) hopeless++;
      tried = 0;
      return build(edge, set, second, required);
    },
    setOf: node => sets.get(node) ?? newSet(node),
  };

  function newSet(node: TreeNode): TreeNode {
    const root = createRoot(node.installable, node.overrides, node);
    sets.set(node, root);
    return root;
  }

  async function nodeFor(edge: Edge, set: TreeNode): Promise<TreeNode> {
    budget.spend();
    tried++;
    const found = packages.install(edge.requirement.target, edge.spec);
    const installable = found instanceof Promise ? await found : found;
    return createNode(edge.name, installable, set);
  }

  /** Most packages have no peers: these need no set. */
  async function withoutPeers(edge: Edge): Promise<TreeNode | null> {
    budget.spend();
    const found = packages.install(edge.requirement.target, edge.spec);
    const installable = found instanceof Promise ? await found : found;
    if (installable.requirements.some(({ type }) => type === 'peer' || type === 'peerOptional')) return null;
    sets.delete(edge.from);
    return createNode(edge.name, installable, null);
  }

  async function build(
    edge: Edge,
    within: TreeNode | null,
    second: Edge | null,
    required: Set<TreeNode>,
  ): Promise<TreeNode> {
    if (!within && !second && !edge.from.overrides) {
      const alone = await withoutPeers(edge);
      if (alone) {
        if (required.has(edge.from) && edge.requirement.type !== 'peerOptional') required.add(alone);
        return alone;
      }
    }
    const set = within ?? newSet(edge.from);
    const first = await nodeFor(edge, set);
    // What the wider of two requirements means may be too new for the narrower one, while what the narrower means suits both.
    const other = second && !isValid(second) ? await nodeFor(second, set) : null;
    const node = other && isValid(edge) ? other : first;
    attach(node, set);
    const isRequired = (one: Edge) => required.has(one.from) && one.requirement.type !== 'peerOptional';
    if (isRequired(edge) || (second && isRequired(second))) required.add(node);
    await addPeers(node, required);
    return node;
  }

  async function addPeers(node: TreeNode, required: Set<TreeNode>): Promise<void> {
    const edges = [...node.edgesOut.values()]
      .filter(edge => isPeer(edge) && !(edge.to && isValid(edge)))
      .sort((a, b) => byName(a.name, b.name));
    for (const edge of edges) {
      // Another may have taken its place meanwhile.
      const set: TreeNode | null = node.parent;
      if (!set) return;
      if (edge.to && isValid(edge)) continue;
      const isTooMany = set.children.size >= MOST_PEERS;
      if (isTooMany || isHopeless()) {
        const why = isTooMany ? `more than ${MOST_PEERS} in one set` : 'too many that contradict one another';
        rules.onRefusal(edge, node, `which is one of ${why}`);
        edge.conflicted = true;
        return;
      }
      const ofParent = set.edgesOut.get(edge.name);
      const isTolerated = !set.source?.isProject && !rules.strictPeers;
      if (!edge.to) {
        if (!ofParent) {
          await build(edge, set, null, required);
          continue;
        }
        const found = await build(ofParent, set, edge, required);
        if (isValid(edge)) continue;
        if (!isTolerated && required.has(found) && node.parent) rules.onRefusal(edge, found);
        edge.conflicted = true;
        continue;
      }
      const current: TreeNode = edge.to;
      const wanted = await build(edge, null, null, required);
      if (canReplace(wanted, current)) await build(edge, set, null, required);
      else if (!isTolerated && required.has(edge.from)) rules.onRefusal(edge, current);
    }
  }
}
