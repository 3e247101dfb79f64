/**
 * PageRank by power iteration: L. Page, S. Brin, R. Motwani, T. Winograd, "The PageRank citation ranking: bringing order to the
 * web" (1999). With edges from dependents to dependencies, a package is central when central packages depend on it.
 */
import type { PackedGraph } from './packed.ts';

export interface PageRankOptions {
  /** Share of a node's rank that it passes on. Default 0.85. */
  damping?: number;
  /** The iteration ends when the ranks move by less than this in sum. Default 1e-7. */
  tolerance?: number;
  /** Default 200. */
  maxIterations?: number;
}

export interface PageRank {
  /** Of each node; all together 1. */
  ranks: Float64Array;
  iterations: number;
  /** By how much the ranks moved in the last iteration, in sum. */
  moved: number;
}

/**
 * What a node without targets has is shared among all nodes.
 * @param incoming the graph reversed: of each node those that lead to it.
 * @param outDegrees number of targets of each node in the graph itself.
 */
export function pageRank(
  incoming: PackedGraph,
  outDegrees: Uint32Array,
  options: PageRankOptions = {},
): PageRank {
  const steps = pageRankSteps(incoming, outDegrees, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of one iteration each, for threads that have more to do. Yields by how much the ranks moved. */
export function* pageRankSteps(
  incoming: PackedGraph,
  outDegrees: Uint32Array,
  { damping = 0.85, tolerance = 1e-7, maxIterations = 200 }: PageRankOptions = {},
): Generator<number, PageRank> {
  const { size, offsets, targets: sources } = incoming;
  let ranks = new Float64Array(size).fill(size === 0 ? 0 : 1 / size);
  let next = new Float64Array(size);
  // What each node gives to each of its targets.
  const shares = new Float64Array(size);
  let iterations = 0;
  let moved = size === 0 ? 0 : Number.POSITIVE_INFINITY;
  while (moved > tolerance && iterations < maxIterations) {
    iterations++;
    let idle = 0;
    for (let node = 0; node < size; node++) {
      const degree = outDegrees[node] as number;
      const rank = ranks[node] as number;
      if (degree === 0) idle += rank;
      else shares[node] = rank / degree;
    }
    const base = (1 - damping + damping * idle) / size;
    moved = 0;
    for (let node = 0; node < size; node++) {
      let sum = 0;
      const end = offsets[node + 1] as number;
      for (let edge = offsets[node] as number; edge < end; edge++)
        sum += shares[sources[edge] as number] as number;
      const rank = base + damping * sum;
      next[node] = rank;
      moved += Math.abs(rank - (ranks[node] as number));
    }
    [ranks, next] = [next, ranks];
    yield moved;
  }
  return { ranks, iterations, moved };
}

/** Number of targets of each node. */
export function degreesOf({ size, offsets }: PackedGraph): Uint32Array {
  const degrees = new Uint32Array(size);
  for (let node = 0; node < size; node++)
    degrees[node] = (offsets[node + 1] as number) - (offsets[node] as number);
  return degrees;
}
