/** What a package's archive brings along (`bundleDependencies`), where the universe knows it. */
import type { BundledCandidate } from '../types.ts';
import type { Packages } from './packages.ts';
import { createNode, type TreeNode } from './tree.ts';

/** Puts what a package bundles into its folder; gives all that was put there. */
export function unpackBundle(node: TreeNode, packages: Packages): TreeNode[] {
  const unpacked: TreeNode[] = [];
  unpack(node, node.installable.candidate?.bundle ?? []);
  return unpacked;

  function unpack(into: TreeNode, bundle: readonly BundledCandidate[]): void {
    for (const { folder, candidate } of bundle) {
      const bundled = createNode(folder, packages.of(candidate), into);
      bundled.isBundled = true;
      unpacked.push(bundled);
      unpack(bundled, candidate.bundle ?? []);
    }
  }
}
