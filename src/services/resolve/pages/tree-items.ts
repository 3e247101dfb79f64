/** The tree that the page opens and closes. */
import type { TreeItem } from '../../../ui/components/tree.tsx';
import { paths } from '../../../ui/paths.ts';
import { type TreeJson, treeOf } from '../formats.ts';
import type { ResolutionJson } from '../schemas.ts';

/** @param most branches that are shown, those nearest to the root first. */
export function treeItems(
  resolution: ResolutionJson,
  most: number,
): { items: TreeItem[]; shown: number; total: number } {
  const trees = treeOf(resolution);
  let total = 0;
  let shown = 0;
  const items: TreeItem[] = [];
  let level: { into: TreeItem[]; trees: readonly TreeJson[] }[] = [{ into: items, trees }];
  while (level.length > 0) {
    const deeper: typeof level = [];
    for (const { into, trees } of level)
      for (const { name, version, deps, deduped } of trees) {
        total++;
        if (shown >= most) {
          total += sizeOf(deps);
          continue;
        }
        shown++;
        const children: TreeItem[] = [];
        const href = paths.version(resolution.registry, name, version);
        into.push({ name, version, children, more: 0, repeated: deduped === true, href });
        if (deps.length > 0) deeper.push({ into: children, trees: deps });
      }
    level = deeper;
  }
  return { items, shown, total };
}

function sizeOf(trees: readonly TreeJson[]): number {
  let count = 0;
  const waiting = [...trees];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    count++;
    waiting.push(...next.deps);
  }
  return count;
}
