/** Ids and edges in little memory: an id is kept once, an edge is two numbers and a byte. */
import type { SbomEdge } from '../model.ts';

export interface EdgeStore {
  /** The number of an id. */
  number(id: string): number;
  id(number: number): string;
  /** Says that the id is one of a component. */
  found(id: string): void;
  isFound(number: number): boolean;
  /** Ids of components that no edge leads to; the first component where there are none. */
  roots(): Generator<string>;
  add(edge: SbomEdge): void;
  /** Edges between components, without those to oneself, grouped by their start. */
  grouped(): Generator<{ from: number; edges: { to: number; kind: string; scope: string | null }[] }>;
  /** Edges to ids that are nowhere, and to oneself. */
  dropped(): { danglingEdges: number; selfEdges: number };
}

export function edgeStore(): EdgeStore {
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  const isComponent: boolean[] = [];
  const labels: { kind: string; scope: string | null }[] = [];
  const labelNumbers = new Map<string, number>();
  let from = new Int32Array(1024);
  let to = new Int32Array(1024);
  let label = new Int32Array(1024);
  let count = 0;

  const number = (id: string): number => {
    const before = numbers.get(id);
    if (before !== undefined) return before;
    const kept = copyOf(id);
    numbers.set(kept, ids.length);
    isComponent.push(false);
    return ids.push(kept) - 1;
  };
  const isReal = (i: number) =>
    isComponent[from[i] as number] && isComponent[to[i] as number] && from[i] !== to[i];

  return {
    number,
    id: each => ids[each] as string,
    found(id) {
      isComponent[number(id)] = true;
    },
    isFound: each => isComponent[each] === true,
    *roots() {
      const isTarget = new Uint8Array(ids.length);
      for (let i = 0; i < count; i++) if (isReal(i)) isTarget[to[i] as number] = 1;
      let found = 0;
      for (let each = 0; each < ids.length; each++) {
        if (!isComponent[each] || isTarget[each] === 1) continue;
        found++;
        yield ids[each] as string;
      }
      const first = isComponent.indexOf(true);
      if (found === 0 && first !== -1) yield ids[first] as string;
    },
    add(edge) {
      if (count === from.length) {
        from = grown(from);
        to = grown(to);
        label = grown(label);
      }
      const key = `${edge.kind}\n${edge.scope ?? ''}`;
      let which = labelNumbers.get(key);
      if (which === undefined) {
        which = labels.push({ kind: edge.kind, scope: edge.scope }) - 1;
        labelNumbers.set(key, which);
      }
      from[count] = number(edge.from);
      to[count] = number(edge.to);
      label[count++] = which;
    },
    *grouped() {
      // Sorted by counting: where each start's edges begin, then each edge into its place.
      const starts = new Int32Array(ids.length + 1);
      for (let i = 0; i < count; i++)
        if (isReal(i)) starts[(from[i] as number) + 1] = (starts[(from[i] as number) + 1] as number) + 1;
      for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
      const next = starts.slice();
      const order = new Int32Array(starts[ids.length] ?? 0);
      for (let i = 0; i < count; i++) {
        if (!isReal(i)) continue;
        const at = next[from[i] as number] as number;
        order[at] = i;
        next[from[i] as number] = at + 1;
      }
      for (let each = 0; each < ids.length; each++) {
        const begin = starts[each] as number;
        const end = starts[each + 1] as number;
        if (begin === end) continue;
        const edges = Array.from(order.subarray(begin, end), i => ({
          to: to[i] as number,
          ...(labels[label[i] as number] as { kind: string; scope: string | null }),
        }));
        yield { from: each, edges };
      }
    },
    dropped() {
      let danglingEdges = 0;
      let selfEdges = 0;
      for (let i = 0; i < count; i++) {
        if (from[i] === to[i]) selfEdges++;
        else if (!isReal(i)) danglingEdges++;
      }
      return { danglingEdges, selfEdges };
    },
  };
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(array.length * 2);
  more.set(array);
  return more;
}

/**
 * The same text in memory of its own. A part of a text keeps the whole of it alive, and what is kept of a stream must not keep
 * the stream.
 */
export function copyOf(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
