import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSemver, parseSemver, semver } from './semver.ts';

const sign = (n: number) => Math.sign(n);

/** Each list is in ascending order; the sources are beside them. */
const ascending: Record<string, string[]> = {
  'semver.org §11.2': ['1.0.0', '2.0.0', '2.1.0', '2.1.1'],
  'semver.org §11.3': ['1.0.0-alpha', '1.0.0'],
  'semver.org §11.4': [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
  ],
  'numbers beyond 2^53': [
    '1.0.9007199254740991',
    '1.0.9007199254740992',
    '1.0.9007199254740993',
    '1.0.20140101000000000001',
    '1.1.0-9007199254740992',
    '1.1.0-9007199254740993',
    '1.1.0-99999999999999999999999',
    '1.1.0',
  ],
  'numeric below alphanumeric, ASCII order, hyphens': [
    '0.0.1-1',
    '0.0.1-2',
    '0.0.1-10',
    '0.0.1--',
    '0.0.1-0a',
    '0.0.1-A',
    '0.0.1-Z',
    '0.0.1-a',
    '0.0.1-a.0',
    '0.0.1-a-b',
    '0.0.1',
  ],
  'build metadata only breaks ties': ['1.0.0-rc.1+9', '1.0.0', '1.0.0+2', '1.0.0+10', '1.0.0+a', '1.0.1-0'],
  'what is no SemVer sorts first, by bytes': [
    '',
    '01.0.0',
    '1',
    '1.0',
    '1.0.0.0',
    'x',
    'é',
    '😀',
    '0.0.0-0',
    '0.0.0',
  ],
};

describe('compareSemver', () => {
  for (const [source, list] of Object.entries(ascending)) {
    it(`orders ${source}`, () => {
      for (let i = 0; i < list.length; i++)
        for (let j = 0; j < list.length; j++)
          expect(sign(compareSemver(list[i] as string, list[j] as string)), `${list[i]} ? ${list[j]}`).toBe(
            sign(i - j),
          );
    });
  }

  it('sees through a leading v, white space and zeros of a build number', () => {
    expect(compareSemver('v1.2.3', ' 1.2.3 ')).toBe(0);
    expect(compareSemver('1.2.3+05', '1.2.3+5')).toBe(0);
    expect(compareSemver('1.2.3+00000000000000000005', '1.2.3+6')).toBeLessThan(0);
  });

  const part = fc.oneof(fc.nat(12).map(String), fc.constantFrom('a', 'rc', '-', '0a', '9007199254740993'));
  const version = fc.oneof(
    fc
      .tuple(
        fc.nat(3),
        fc.nat(3),
        fc.nat(3),
        fc.array(part, { maxLength: 3 }),
        fc.array(part, { maxLength: 2 }),
      )
      .map(([a, b, c, pre, build]) => {
        const suffix = (mark: string, parts: string[]) => (parts.length > 0 ? mark + parts.join('.') : '');
        return `${a}.${b}.${c}${suffix('-', pre)}${suffix('+', build)}`;
      }),
    fc.string({ maxLength: 6 }),
  );

  it('is antisymmetric and transitive over all strings', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const ab = sign(compareSemver(a, b));
        expect(sign(compareSemver(b, a)) + ab).toBe(0);
        const bc = sign(compareSemver(b, c));
        if (ab <= 0 && bc <= 0) expect(sign(compareSemver(a, c))).toBe(Math.min(ab, bc));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parseSemver', () => {
  it('accepts the valid examples of the grammar', () => {
    const valid = [
      '0.0.4',
      '10.20.30',
      '1.1.2-prerelease+meta',
      '1.0.0-alpha0.valid',
      '1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay',
      '2.0.1-alpha.1227',
      '1.2.3----RC-SNAPSHOT.12.9.1--.12',
      '1.0.0+0.build.1-rc.10000aaa-kk-0.1',
      '99999999999999999999999.999999999999999999.99999999999999999',
      '1.0.0-0A.is.legal',
      'v1.2.3',
    ];
    for (const text of valid) expect(semver.isValid(text), text).toBe(true);
  });

  it('refuses the invalid examples of the grammar', () => {
    const invalid = [
      '1',
      '1.2',
      '1.2.3-0123',
      '1.2.3-0123.0123',
      '1.1.2+.123',
      '+invalid',
      '-invalid',
      'alpha',
      '1.0.0-alpha..1',
      '01.1.1',
      '1.01.1',
      '1.1.01',
      '1.2.3.DEV',
      '1.2-SNAPSHOT',
      '1.2.31.2.3----RC-SNAPSHOT.12.09.1--..12+788',
      '-1.0.3-gamma+b7718',
      '9.8.7+meta+meta',
      '9.8.7-whatever+meta+meta',
      '=1.2.3',
      'vv1.2.3',
      `1.0.0-${'a'.repeat(251)}`,
    ];
    for (const text of invalid) expect(semver.isValid(text), text).toBe(false);
    expect(semver.isValid(`1.0.0-${'a'.repeat(250)}`)).toBe(true);
  });

  it('gives the parts', () => {
    expect(parseSemver('1.2.3-rc.4+build.05')).toEqual({
      major: 1,
      minor: 2,
      patch: 3,
      prerelease: [{ text: 'rc' }, { numeric: 4 }],
      build: ['build', '05'],
    });
  });

  it('gives the same answer after its memo has turned over', () => {
    const before = parseSemver('1.2.3-x.7');
    for (let i = 0; i < 50_000; i++) parseSemver(`0.0.${i}`);
    expect(parseSemver('1.2.3-x.7')).toEqual(before);
    expect(parseSemver('not a version')).toBeNull();
  });

  it('answers for text made to make a matcher backtrack', { timeout: 5000 }, () => {
    for (const text of [`1.0.0-${'a.'.repeat(5_000_000)}!`, '1'.repeat(10_000_000), ' '.repeat(10_000_000)])
      expect(semver.isValid(text)).toBe(false);
  });
});

describe('isStable', () => {
  it('is true for releases only', () => {
    expect(['1.0.0', '0.1.0', '1.0.0+build', 'v2.0.0'].filter(v => !semver.isStable(v))).toEqual([]);
    expect(['1.0.0-rc.1', '0.0.0-0', '1.0', 'latest', ''].filter(v => semver.isStable(v))).toEqual([]);
  });
});
