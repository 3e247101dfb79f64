/**
 * The packed form of a version's dependencies: one byte string instead of one row an edge.
 *
 * A sequence of edges. Each edge is
 *   flags    1 byte: bits 0-4 the kind's position in the registry's `dependency_kinds`, bit 5 optional,
 *            bit 6 alternative of the edge before, bit 7 has qualifiers
 *   target   zigzag varint: package_names.id, as the difference to the edge before
 *   text     varint: dependency_texts.id of the requirement, 0 for none
 *   quals    varint: dependency_texts.id of the qualifiers' JSON, only where bit 7 is set
 * Edges stand in the order in which the registry declares them: apt and Maven choose by it. The same dependencies in another
 * order are other bytes.
 */
export interface PackedEdge {
  kind: number;
  optional: boolean;
  alternative: boolean;
  target: number;
  requirement: number;
  qualifiers: number;
}

const OPTIONAL = 0x20;
const ALTERNATIVE = 0x40;
const QUALIFIED = 0x80;
const KIND = 0x1f;

/** Highest kind position that the format can hold. */
export const MAX_KINDS = 31;

/** @throws RangeError for a kind of more than 30; the first edge is never an alternative. */
export function packEdges(edges: readonly PackedEdge[]): Buffer {
  const bytes = Buffer.allocUnsafe(edges.length * 16);
  let at = 0;
  const varint = (value: number) => {
    let rest = value;
    while (rest > 0x7f) {
      bytes[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    bytes[at++] = rest;
  };
  let previous = 0;
  for (const [position, edge] of edges.entries()) {
    if (edge.kind < 0 || edge.kind >= MAX_KINDS)
      throw new RangeError(`dependency kind ${edge.kind} does not fit`);
    bytes[at++] =
      edge.kind |
      (edge.optional ? OPTIONAL : 0) |
      (edge.alternative && position > 0 ? ALTERNATIVE : 0) |
      (edge.qualifiers > 0 ? QUALIFIED : 0);
    const step = edge.target - previous;
    varint(((step << 1) ^ (step >> 31)) >>> 0);
    previous = edge.target;
    varint(edge.requirement);
    if (edge.qualifiers > 0) varint(edge.qualifiers);
  }
  return Buffer.from(bytes.subarray(0, at));
}

/** @throws RangeError when the bytes end inside an edge. */
export function unpackEdges(bytes: Uint8Array): PackedEdge[] {
  const edges: PackedEdge[] = [];
  visitEdges(bytes, (target, requirement, flags, qualifiers) => {
    edges.push({
      kind: flags & KIND,
      optional: (flags & OPTIONAL) !== 0,
      alternative: (flags & ALTERNATIVE) !== 0,
      target,
      requirement,
      qualifiers,
    });
  });
  return edges;
}

/**
 * Visits the edges to one target without making an object of any: for those who read many sets and want little of each.
 *
 * @throws RangeError when the bytes end inside an edge.
 */
export function visitEdgesTo(
  bytes: Uint8Array,
  wanted: number,
  visit: (kind: number, requirement: number) => void,
): void {
  visitEdges(bytes, (target, requirement, flags) => {
    if (target === wanted) visit(flags & KIND, requirement);
  });
}

function visitEdges(
  bytes: Uint8Array,
  visit: (target: number, requirement: number, flags: number, qualifiers: number) => void,
): void {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new RangeError(`packed dependencies are cut short at byte ${at}`);
  };
  let target = 0;
  while (at < bytes.length) {
    const flags = bytes[at++]!;
    const step = varint();
    target += (step >>> 1) ^ -(step & 1);
    const requirement = varint();
    visit(target, requirement, flags, (flags & QUALIFIED) !== 0 ? varint() : 0);
  }
}

/** Kinds by target, as bit masks. */
export function kindsByTarget(
  edges: readonly PackedEdge[],
  into = new Map<number, number>(),
): Map<number, number> {
  for (const { target, kind } of edges) into.set(target, (into.get(target) ?? 0) | (1 << kind));
  return into;
}
