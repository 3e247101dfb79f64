import { describe, expect, it } from 'vitest';
import { intersect, invert, isEmpty, isSubset, union } from './algebra.ts';
import { npm } from './schemes/npm.ts';

describe('algebra of ranges', () => {
  it('intersects native ranges and vers', () => {
    expect(intersect(npm, '^1.2.0', '<1.5')).toBe('vers:npm/>=1.2.0|<1.5.0');
    expect(intersect(npm, 'vers:npm/>=1.0.0', '1.2.3 || ^3')).toBe('vers:npm/1.2.3|>=3.0.0|<4.0.0');
    expect(intersect(npm, '^1', '^2')).toBeNull();
  });

  it('unites, and joins what touches on paper', () => {
    expect(union(npm, '1.2.x', '1.3.x')).toBe('vers:npm/>=1.2.0|<1.4.0');
    expect(union(npm, '<1.0.0', 'vers:npm/>1.0.0')).toBe('vers:npm/!=1.0.0');
    expect(union(npm, '<2.0.0', '>=1.0.0')).toBe('vers:npm/*');
    expect(union(npm, '>2 <1', '>2 <1')).toBeNull();
  });

  it('inverts', () => {
    expect(invert(npm, '>=1.0.0 <2.0.0')).toBe('vers:npm/<1.0.0|>=2.0.0');
    expect(invert(npm, 'vers:npm/1.0.0|2.0.0')).toBe('vers:npm/!=1.0.0|!=2.0.0');
    expect(invert(npm, '*')).toBeNull();
    expect(invert(npm, '>2 <1')).toBe('vers:npm/*');
  });

  it('asks', () => {
    expect(isEmpty(npm, '>2.0.0 <=2.0.0')).toBe(true);
    expect(isEmpty(npm, '>=2.0.0 <=2.0.0')).toBe(false);
    expect(isSubset(npm, '~1.2.3', '^1.0.0')).toBe(true);
    expect(isSubset(npm, '^1.0.0', '~1.2.3')).toBe(false);
    expect(isSubset(npm, '1.0.0 || 3.0.0', '^1 || ^2')).toBe(false);
  });

  it('names what is no range', () => {
    expect(() => union(npm, 'latest', '*')).toThrow(expect.objectContaining({ field: 'range' }));
    expect(() => union(npm, '*', 'vers:npm/')).toThrow(expect.objectContaining({ field: 'vers' }));
  });
});
