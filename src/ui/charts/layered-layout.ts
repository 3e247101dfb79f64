/** Where the nodes of a graph stand when each depth is a column: few crossings, no overlaps, as wide as it has to be. */

export interface GraphInput {
  /** 1 is the first column. */
  depth: number;
  /** Positions of nodes that it leads to. */
  children: readonly number[];
  /** Deserves a label where there is not room for all. */
  isNotable: boolean;
}

export interface Placed {
  x: number;
  y: number;
  isLabelled: boolean;
}

export interface Layout {
  width: number;
  height: number;
  /** In the order of the nodes. */
  placed: Placed[];
  /** Where each depth begins. */
  columns: { depth: number; x: number }[];
}

const ROW = 18;
/** Rows of a column before it goes on beside itself. */
const ROWS = 36;
const LABELLED = 170;
const BARE = 26;
const GAP = 56;
const TOP = 26;
const EDGE = 10;
/** Up to so many nodes all have their names. */
const ALL_LABELLED = 80;

/** Linear in nodes and edges, but for sorting. */
export function layeredLayout(nodes: readonly GraphInput[]): Layout {
  const all = nodes.length <= ALL_LABELLED;
  const layers = new Map<number, number[]>();
  for (const [i, { depth }] of nodes.entries()) {
    const layer = layers.get(depth);
    if (layer) layer.push(i);
    else layers.set(depth, [i]);
  }
  const parents: number[][] = nodes.map(() => []);
  for (const [i, { children }] of nodes.entries()) for (const child of children) parents[child]?.push(i);

  const placed: Placed[] = nodes.map(() => ({ x: 0, y: 0, isLabelled: false }));
  const order = new Map<number, number>();
  const columns: Layout['columns'] = [];
  let x = EDGE;
  let height = 0;
  for (const depth of [...layers.keys()].sort((a, b) => a - b)) {
    const layer = layers.get(depth) as number[];
    // Each stands about where those stand that lead to it (the barycentre heuristic of Sugiyama et al., 1981).
    const weight = new Map(
      layer.map(i => [i, mean((parents[i] as number[]).flatMap(of => order.get(of) ?? []))]),
    );
    layer.sort((a, b) => (weight.get(a) as number) - (weight.get(b) as number) || a - b);
    columns.push({ depth, x });
    const rows = Math.min(ROWS, layer.length);
    for (let from = 0; from < layer.length; from += rows) {
      const part = layer.slice(from, from + rows);
      let hasLabel = false;
      for (const [row, i] of part.entries()) {
        const isLabelled = all || depth === 1 || (nodes[i] as GraphInput).isNotable;
        hasLabel ||= isLabelled;
        placed[i] = { x, y: TOP + row * ROW + ROW / 2, isLabelled };
        order.set(i, row);
      }
      height = Math.max(height, TOP + part.length * ROW);
      x += hasLabel ? LABELLED : BARE;
    }
    x += GAP;
  }
  return { width: Math.max(x - GAP, 1), height: height + EDGE, placed, columns };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
