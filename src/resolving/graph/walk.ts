/** Walks over a packed graph, breadth first: who is reached, how far away, by which way. */
import type { PackedGraph } from './packed.ts';

export interface Reached {
  /** In the order of distance, then of discovery; without the start. */
  nodes: Uint32Array;
  /** Distance of each of them in edges, at the same position. */
  depths: Uint32Array;
  /** Whether the walk ended at `maxDepth` before it had seen everything. */
  cut: boolean;
}

/** A mark for each node that is taken back at no cost, so that many walks share one array. */
export interface Marks {
  readonly of: Uint32Array;
  round: number;
}

/** 4 bytes a node; for as many walks as one likes, one after the other. */
export function marksFor(graph: PackedGraph): Marks {
  return { of: new Uint32Array(graph.size), round: 0 };
}

function nextRound(marks: Marks): number {
  marks.round++;
  if (marks.round === 0xffffffff) {
    marks.of.fill(0);
    marks.round = 1;
  }
  return marks.round;
}

/** Everything that is reached from `start`. @param maxDepth edges; default: no limit. */
export function reachFrom(
  { size, offsets, targets }: PackedGraph,
  start: number,
  marks: Marks,
  maxDepth = Number.POSITIVE_INFINITY,
): Reached {
  const round = nextRound(marks);
  const { of } = marks;
  let queue = new Uint32Array(Math.min(size, 1024));
  const levels: number[] = [];
  queue[0] = start;
  of[start] = round;
  let end = 1;
  let from = 0;
  let depth = 0;
  while (from < end && depth < maxDepth) {
    depth++;
    const until = end;
    for (; from < until; from++) {
      const node = queue[from] as number;
      const last = offsets[node + 1] as number;
      for (let edge = offsets[node] as number; edge < last; edge++) {
        const target = targets[edge] as number;
        if (of[target] === round) continue;
        of[target] = round;
        if (end === queue.length) {
          const larger = new Uint32Array(Math.min(size, queue.length * 4));
          larger.set(queue);
          queue = larger;
        }
        queue[end++] = target;
      }
    }
    levels.push(end - until);
  }
  const depths = new Uint32Array(end - 1);
  let position = 0;
  for (const [level, count] of levels.entries()) {
    depths.fill(level + 1, position, position + count);
    position += count;
  }
  // At the limit: whether the outermost nodes lead to anything that was not seen.
  let cut = false;
  for (; from < end && !cut; from++) {
    const node = queue[from] as number;
    for (let edge = offsets[node] as number; edge < (offsets[node + 1] as number); edge++)
      if (of[targets[edge] as number] !== round) {
        cut = true;
        break;
      }
  }
  return { nodes: queue.slice(1, end), depths, cut };
}

/**
 * Up to `most` of the shortest paths from one node to another that pass no node twice, shortest first: Yen's algorithm (J. Y. Yen,
 * "Finding the K shortest loopless paths in a network", Management Science 17 (1971)) over breadth-first searches.
 *
 * @param spend called for every node that a search looks at; may throw.
 * @returns each path with both ends; none where there is no way, one of a single node where both are the same.
 */
export function shortestPaths(
  graph: PackedGraph,
  from: number,
  to: number,
  most: number,
  spend: (nodes: number) => void = () => {},
): number[][] {
  const search = searcher(graph, spend);
  const first = search(from, to, new Set(), new Set());
  if (first === null) return [];
  const found = [first];
  const waiting: number[][] = [];
  const known = new Set([first.join()]);
  while (found.length < most) {
    const base = found.at(-1) as number[];
    for (let at = 0; at < base.length - 1; at++) {
      const root = base.slice(0, at + 1);
      const closed = new Set(root.slice(0, -1));
      const barred = new Set<number>();
      for (const path of found)
        if (path.length > at + 1 && root.every((node, index) => path[index] === node))
          barred.add(path[at + 1] as number);
      const rest = search(base[at] as number, to, closed, barred);
      if (rest === null) continue;
      const path = [...root.slice(0, -1), ...rest];
      const key = path.join();
      if (known.has(key)) continue;
      known.add(key);
      waiting.push(path);
    }
    if (waiting.length === 0) break;
    let best = 0;
    for (let at = 1; at < waiting.length; at++)
      if ((waiting[at] as number[]).length < (waiting[best] as number[]).length) best = at;
    found.push(waiting.splice(best, 1)[0] as number[]);
  }
  return found;
}

/** Searches that share their arrays: the shortest way that enters no closed node and does not begin with a barred one. */
function searcher({ size, offsets, targets }: PackedGraph, spend: (nodes: number) => void) {
  const seen = new Uint32Array(size);
  const before = new Uint32Array(size);
  const queue = new Uint32Array(size);
  let round = 0;
  return (
    from: number,
    to: number,
    closed: ReadonlySet<number>,
    barred: ReadonlySet<number>,
  ): number[] | null => {
    if (from === to) return [from];
    round++;
    for (const node of closed) seen[node] = round;
    seen[from] = round;
    queue[0] = from;
    let end = 1;
    for (let at = 0; at < end; at++) {
      const node = queue[at] as number;
      spend(1);
      const last = offsets[node + 1] as number;
      for (let edge = offsets[node] as number; edge < last; edge++) {
        const target = targets[edge] as number;
        if (seen[target] === round || (node === from && barred.has(target))) continue;
        seen[target] = round;
        before[target] = node;
        if (target === to) {
          const path = [to];
          for (let step = to; step !== from; ) {
            step = before[step] as number;
            path.push(step);
          }
          return path.reverse();
        }
        queue[end++] = target;
      }
    }
    return null;
  };
}
