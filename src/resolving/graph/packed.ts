/**
 * A directed graph packed in two typed arrays (compressed sparse rows): of node `n` the targets are
 * `targets[offsets[n]] ... targets[offsets[n + 1] - 1]`. Nodes are 0 to `size - 1`. 4 bytes an edge and 4 a node in each direction.
 */
export interface PackedGraph {
  readonly size: number;
  /** `size + 1` positions in `targets`. */
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
}

/** Edges as pairs at the same position of two arrays; what stands beyond `count` is not looked at. */
export interface EdgeList {
  readonly count: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/**
 * Packs edges by a counting sort: linear in nodes and edges. Targets of a node keep the order in which they came.
 * @throws RangeError for an edge whose end is no node.
 */
export function packGraph(size: number, edges: EdgeList): PackedGraph {
  return packed(size, edges.count, edges.from, edges.to);
}

/** The same edges the other way round, from the same list: cheaper than turning a packed graph. */
export function packReverse(size: number, edges: EdgeList): PackedGraph {
  return packed(size, edges.count, edges.to, edges.from);
}

function packed(size: number, count: number, from: Uint32Array, to: Uint32Array): PackedGraph {
  const offsets = new Uint32Array(size + 1);
  for (let edge = 0; edge < count; edge++) {
    const source = from[edge] as number;
    if (source >= size || (to[edge] as number) >= size)
      throw new RangeError(`edge ${edge} has an end that is no node`);
    offsets[source + 1]!++;
  }
  for (let node = 0; node < size; node++) offsets[node + 1]! += offsets[node] as number;
  const next = offsets.slice(0, size);
  const targets = new Uint32Array(count);
  for (let edge = 0; edge < count; edge++) {
    const source = from[edge] as number;
    targets[next[source]!++] = to[edge] as number;
  }
  return { size, offsets, targets };
}

/** The graph with every edge turned round. */
export function reversed({ size, offsets, targets }: PackedGraph): PackedGraph {
  const count = targets.length;
  const from = new Uint32Array(count);
  for (let node = 0; node < size; node++)
    from.fill(node, offsets[node] as number, offsets[node + 1] as number);
  return packed(size, count, targets, from);
}

/** Bytes that the arrays take. */
export function bytesOf({ offsets, targets }: PackedGraph): number {
  return offsets.byteLength + targets.byteLength;
}
