/** Collects edges between things with numbers of their own, such as rows of a database, and numbers the nodes from 0. */
import type { EdgeList } from './packed.ts';

export interface EdgeBuilder {
  add(from: number, to: number): void;
  /** A node without edges, or one that may have none. */
  addNode(id: number): void;
  build(): NumberedEdges;
}

export interface NumberedEdges extends EdgeList {
  /** The number of each node, ascending. */
  readonly ids: Uint32Array;
}

/** Largest number of a node: what a PostgreSQL `integer` holds. */
const MAX_ID = 2 ** 31 - 1;

/** Numbers are integers from 0 to 2^31 - 1, best not far above the number of nodes: a table of their range is made. */
export function edgeBuilder(expected = 1 << 16): EdgeBuilder {
  let from = new Uint32Array(expected);
  let to = new Uint32Array(expected);
  let count = 0;
  let highest = 0;
  const lonely: number[] = [];
  const check = (id: number) => {
    if (!(id >= 0 && id <= MAX_ID)) throw new RangeError(`${id} cannot be the number of a node`);
    if (id > highest) highest = id;
  };
  return {
    add(source, target) {
      check(source);
      check(target);
      if (count === from.length) {
        from = grown(from);
        to = grown(to);
      }
      from[count] = source;
      to[count] = target;
      count++;
    },
    addNode(id) {
      check(id);
      lonely.push(id);
    },
    build() {
      const positionOf = new Uint32Array(highest + 1);
      for (let edge = 0; edge < count; edge++) {
        positionOf[from[edge] as number] = 1;
        positionOf[to[edge] as number] = 1;
      }
      for (const id of lonely) positionOf[id] = 1;
      let size = 0;
      for (const there of positionOf) size += there;
      const ids = new Uint32Array(size);
      let position = 0;
      for (let id = 0; id <= highest; id++) {
        if (positionOf[id] === 0) continue;
        ids[position] = id;
        positionOf[id] = position++;
      }
      for (let edge = 0; edge < count; edge++) {
        from[edge] = positionOf[from[edge] as number] as number;
        to[edge] = positionOf[to[edge] as number] as number;
      }
      return { count, from, to, ids };
    },
  };
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Position of a number among ascending ones, or -1. */
export function positionOf(ids: Uint32Array, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = ids[middle] as number;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
