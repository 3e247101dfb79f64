/**
 * The tree of a lockfile, which npm starts from in place of an empty one: what lies where stays there unless somebody who needs it is
 * not content with it (https://docs.npmjs.com/cli/configuring-npm/package-lock-json,
 * https://docs.npmjs.com/cli/commands/npm-install#algorithm).
 */
import type { Budget } from '../budget.ts';
import type { Locked } from '../types.ts';
import { nodesBelow } from './flags.ts';
import type { Packages } from './packages.ts';
import { MOST_DEPTH } from './place.ts';
import { createNode, detach, type Edge, type TreeNode } from './tree.ts';

const FOLDER = 'node_modules/';

/**
 * Puts what a lockfile has into its folders below `root`. What the universe does not have, what would lie in a folder of such, and
 * what has no place in node_modules of the project is left out.
 */
export async function plant(
  root: TreeNode,
  locked: readonly Locked[],
  packages: Packages,
  budget: Budget,
): Promise<void> {
  const placed = locked
    .map(({ name, version, location }) => ({ name, version, folders: foldersOf(location) }))
    .filter(({ folders }) => folders.length > 0 && folders.length <= MOST_DEPTH)
    .sort((a, b) => a.folders.length - b.folders.length);
  await packages.load(placed.map(({ name }) => name));
  for (const { name, version, folders } of placed) {
    const folder = folders.at(-1)!;
    budget.spend(folders.length + (root.index.get(folder)?.size ?? 0));
    await budget.pause();
    let parent: TreeNode | undefined = root;
    for (const outer of folders.slice(0, -1)) parent = parent?.children.get(outer);
    const installable = packages.exactly(name, version);
    if (!parent || !installable || parent.children.has(folder)) continue;
    const node = createNode(folder, installable, parent);
    node.isBundled = parent.isBundled || parent.edgesOut.get(folder)?.requirement.bundled === true;
  }
}

/** Empty for what lies in no folder of node_modules of the project, as in one of a member of its workspace. */
function foldersOf(location: string | null): string[] {
  return location?.startsWith(FOLDER) ? location.slice(FOLDER.length).split(`/${FOLDER}`) : [];
}

/** Takes out what nothing needs any more; as npm does where it starts from a lockfile, what only optional peers find goes, too. */
export function pruneExtraneous(root: TreeNode, budget: Budget): void {
  const needed = reachable(root, ({ requirement }) => requirement.type !== 'peerOptional', budget);
  for (const node of nodesBelow(root)) if (node.root === root && !needed.has(node)) detach(node);
}

/** `root` and all that is found on the ways that lead from it over edges that count. */
export function reachable(root: TreeNode, counts: (edge: Edge) => boolean, budget: Budget): Set<TreeNode> {
  const found = new Set([root]);
  for (const node of found) {
    budget.spend();
    if (node.target) found.add(node.target);
    for (const edge of node.edgesOut.values()) if (edge.to && counts(edge)) found.add(edge.to);
  }
  return found;
}
