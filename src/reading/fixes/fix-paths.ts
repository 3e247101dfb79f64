/** How to get rid of vulnerable versions: which direct dependency to raise, and to which version. */
import { schemeOfPackage } from '../../versions/index.ts';
import { type Inventory, type InventoryItem, keyOf } from '../inventory/index.ts';
import { above, planOf, type Raised } from './plan.ts';
import type { Fix, FixPath, UpgradeFacts, VulnerableItem } from './types.ts';

/** Direct dependencies that are given for one package. */
const MAX_PATHS = 20;
/** Edges that are followed for all packages together. */
const MAX_EDGES = 2_000_000;

/**
 * For each vulnerable package the direct dependencies that bring it, by the shortest way of each, and what of them to change: nothing but
 * the lockfile where what is asked for now takes a safe version; else the smallest version of the direct dependency from which on every
 * package of the way takes one. Each way is judged by itself: others may hold a package back all the same.
 *
 * @param vulnerable keys that the inventory does not have, or that have no version, are left out.
 * @returns in the order of `vulnerable`.
 */
export function fixPaths(
  inventory: Pick<Inventory, 'items' | 'edges'>,
  vulnerable: readonly VulnerableItem[],
  facts: UpgradeFacts,
): Fix[] {
  const items = new Map(inventory.items.map(item => [keyOf(item), item]));
  const graph = graphOf(inventory);
  return vulnerable.flatMap(({ key, safe }) => {
    const item = items.get(key);
    const scheme = item ? schemeOfPackage(item.ecosystem, item.name) : null;
    if (!item || item.version === null || !scheme) return [];
    const candidates = above(scheme, safe, item.version);
    const { ways, truncated } = waysFrom(graph, key);
    const raised: Raised = new Map();
    const paths = ways.map((keys): FixPath => {
      const way = keys.flatMap(each => items.get(each) ?? []);
      return {
        direct: (way[0] as InventoryItem).name,
        way: way.map(({ name, version }) => (version === null ? name : `${name}@${version}`)),
        ...planOf(way, candidates, facts, raised),
      };
    });
    return [{ key, nearest: candidates[0] ?? null, paths, truncated }];
  });
}

interface Graph {
  /** By key, who requires it. */
  requiredBy: Map<string, string[]>;
  direct: Set<string>;
  /** How many edges may still be followed. */
  left: number;
}

function graphOf({ items, edges }: Pick<Inventory, 'items' | 'edges'>): Graph {
  const known = new Set(items.map(keyOf));
  const requiredBy = new Map<string, string[]>();
  const direct = new Set(items.filter(item => item.direct === true).map(keyOf));
  for (const [from, to] of edges) {
    if (!known.has(to)) continue;
    if (from === null) {
      direct.add(to);
      continue;
    }
    if (!known.has(from)) continue;
    const list = requiredBy.get(to);
    if (list) list.push(from);
    else requiredBy.set(to, [from]);
  }
  return { requiredBy, direct, left: MAX_EDGES };
}

/** The shortest way from each direct dependency to `key`, both included; the shortest first. */
function waysFrom(graph: Graph, key: string): { ways: string[][]; truncated: boolean } {
  const { requiredBy, direct } = graph;
  const ways: string[][] = [];
  /** By key, the next one on the way to `key`. */
  const next = new Map<string, string | null>([[key, null]]);
  const queue = [key];
  for (let at = 0; at < queue.length; at++) {
    const current = queue[at] as string;
    if (direct.has(current)) {
      if (ways.length === MAX_PATHS) return { ways, truncated: true };
      const way: string[] = [];
      for (let step: string | null = current; step !== null; step = next.get(step) ?? null) way.push(step);
      ways.push(way);
    }
    for (const from of requiredBy.get(current) ?? []) {
      if (--graph.left < 0) return { ways, truncated: true };
      if (next.has(from)) continue;
      next.set(from, current);
      queue.push(from);
    }
  }
  return { ways, truncated: false };
}
