import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindsByTarget, type PackedEdge, packEdges, unpackEdges } from './dependency-codec.ts';

const edge = (over: Partial<PackedEdge>): PackedEdge => ({
  kind: 0,
  optional: false,
  alternative: false,
  target: 1,
  requirement: 0,
  qualifiers: 0,
  ...over,
});

describe('packed dependencies', () => {
  it('spends one byte on flags, one on a small step and one on a small requirement', () => {
    // kind 2 optional = 0x22; target 5 -> zigzag 10; requirement 7. Then kind 3: step -2 -> zigzag 3; requirement 200 -> c8 01.
    const packed = packEdges([
      edge({ kind: 2, optional: true, target: 5, requirement: 7 }),
      edge({ kind: 3, target: 3, requirement: 200 }),
    ]);
    expect(packed.toString('hex')).toBe('220a070303c801');
  });

  it('keeps the order of declaration', () => {
    const declared = [
      edge({ kind: 1, target: 9 }),
      edge({ kind: 0, target: 4, requirement: 1 }),
      edge({ target: 2, alternative: true }),
      edge({ kind: 1, target: 3 }),
    ];
    expect(unpackEdges(packEdges(declared))).toEqual(declared);
  });

  it('returns any edge as it was', () => {
    const id = fc.integer({ min: 1, max: 2 ** 31 - 1 });
    const edges = fc.array(
      fc.record({
        kind: fc.integer({ min: 0, max: 30 }),
        optional: fc.boolean(),
        alternative: fc.constant(false),
        target: id,
        requirement: fc.oneof(fc.constant(0), id),
        qualifiers: fc.oneof(fc.constant(0), id),
      }),
    );
    fc.assert(
      fc.property(edges, list => {
        expect(unpackEdges(packEdges(list))).toEqual(list);
      }),
    );
  });

  it('refuses bytes that end inside an edge, and kinds that do not fit', () => {
    expect(() => unpackEdges(Buffer.from('22', 'hex'))).toThrow(RangeError);
    expect(() => unpackEdges(Buffer.from('220aff', 'hex'))).toThrow(RangeError);
    expect(() => packEdges([edge({ kind: 31 })])).toThrow(RangeError);
  });

  it('collects the kinds of each target', () => {
    expect([
      ...kindsByTarget([
        edge({ kind: 0, target: 7 }),
        edge({ kind: 2, target: 7 }),
        edge({ kind: 1, target: 8 }),
      ]),
    ]).toEqual([
      [7, 0b101],
      [8, 0b10],
    ]);
  });
});
