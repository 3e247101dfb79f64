/** Ids of a document: unique, given where there is none, and edges between those that exist. */
import type { Dropped, SbomEdge } from './model.ts';

export interface IdGiver {
  /** The wanted id; another where it is taken or there is none. */
  give(wanted: string | null): string;
  has(id: string): boolean;
  /** Wanted ids that were taken. */
  duplicates(): number;
}

/** `reserved` are ids that stand in the document, so that no given one equals a later one. */
export function idGiver(reserved: Iterable<string> = []): IdGiver {
  const standing = new Set(reserved);
  const taken = new Set<string>();
  let next = 1;
  let duplicates = 0;
  return {
    give(wanted) {
      if (wanted !== null && !taken.has(wanted)) {
        taken.add(wanted);
        return wanted;
      }
      if (wanted !== null) duplicates++;
      let id = `component-${next++}`;
      while (standing.has(id) || taken.has(id)) id = `component-${next++}`;
      taken.add(id);
      return id;
    },
    has: id => taken.has(id),
    duplicates: () => duplicates,
  };
}

/** The edges between ids that exist and differ; the others are counted in `dropped`. */
export function realEdges(
  edges: readonly SbomEdge[],
  has: (id: string) => boolean,
  dropped?: Dropped,
): SbomEdge[] {
  return edges.filter(edge => {
    const isReal = has(edge.from) && has(edge.to);
    const isSelf = edge.from === edge.to;
    if (dropped && isSelf) dropped.selfEdges++;
    else if (dropped && !isReal) dropped.danglingEdges++;
    return isReal && !isSelf;
  });
}
