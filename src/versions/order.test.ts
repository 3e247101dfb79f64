import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ListedVersion, latest, sort } from './order.ts';
import { npm } from './schemes/npm.ts';

describe('sort', () => {
  it('goes by the scheme, then by UTF-8 bytes', () => {
    const versions = ['1.10.0', '1.0.0+b', '😀', 'é', '1.9.0', '1.0.0', 'v1.0.0', '1.0.0+a', '1.0.0-rc.1'];
    expect(sort(npm, versions)).toEqual([
      'é',
      '😀',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.0+a',
      '1.0.0+b',
      'v1.0.0',
      '1.9.0',
      '1.10.0',
    ]);
    expect(versions[0]).toBe('1.10.0');
  });
});

describe('latest', () => {
  const listed = (...numbers: string[]): ListedVersion[] => numbers.map(number => ({ number }));

  it('is the highest stable version in good standing', () => {
    expect(latest(npm, listed('1.9.0', '1.10.0', '2.0.0-rc.1', 'latest'))).toBe('1.10.0');
    expect(latest(npm, [...listed('1.0.0'), { number: '2.0.0', status: 'deprecated' }])).toBe('1.0.0');
    expect(latest(npm, [...listed('1.0.0'), { number: '2.0.0', yanked: true }])).toBe('1.0.0');
    expect(latest(npm, [{ number: '1.0.0', status: null, yanked: false }])).toBe('1.0.0');
  });

  it('is a pre-release only where no stable version stands, or where it is asked for', () => {
    expect(latest(npm, listed('1.0.0-a', '1.0.0-b'))).toBe('1.0.0-b');
    expect(latest(npm, [...listed('1.0.0-a'), { number: '1.0.0', status: 'removed' }])).toBe('1.0.0-a');
    const versions = listed('1.0.0', '2.0.0-rc.1');
    expect(latest(npm, versions, { includePrerelease: true })).toBe('2.0.0-rc.1');
  });

  it('is a yanked one only where none stands, and only where it is asked for', () => {
    const yanked = [
      { number: '1.0.0', status: 'yanked' },
      { number: '2.0.0-rc.1', yanked: true },
    ];
    expect(latest(npm, yanked)).toBeNull();
    expect(latest(npm, yanked, { excludeYanked: false })).toBe('1.0.0');
    expect(latest(npm, [...yanked, ...listed('0.1.0-a')], { excludeYanked: false })).toBe('0.1.0-a');
    expect(latest(npm, [])).toBeNull();
  });

  it('is what is no version only where there is nothing else', () => {
    expect(latest(npm, listed('zzz', '1.0.0-a'))).toBe('1.0.0-a');
    expect(latest(npm, listed('a', 'b'))).toBe('b');
  });

  it('does not depend on the order of the list', () => {
    const version = fc.record({
      number: fc.constantFrom('1.0.0', '1.0.0+a', '1.0.0+b', 'v1.0.0', '1.0.0-a', '2.0.0-a', 'x', '0.9.0'),
      status: fc.constantFrom(null, 'yanked'),
    });
    const options = fc.record({ includePrerelease: fc.boolean(), excludeYanked: fc.boolean() });
    fc.assert(
      fc.property(fc.array(version), options, (versions, asked) => {
        const found = latest(npm, versions, asked);
        expect(latest(npm, versions.toReversed(), asked)).toBe(found);
        const standing = versions.filter(({ status }) => status === null).map(({ number }) => number);
        const stable = standing.filter(number => npm.isStable(number));
        if (stable.length > 0 && !asked.includePrerelease) expect(found).toBe(sort(npm, stable).at(-1));
        else if (standing.length > 0) expect(found).toBe(sort(npm, standing).at(-1));
        else if (asked.excludeYanked) expect(found).toBeNull();
      }),
    );
  });
});
