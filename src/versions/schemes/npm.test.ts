import fc from 'fast-check';
import { Range, compare as semverCompare, satisfies as semverSatisfies } from 'semver';
import { describe, expect, it } from 'vitest';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { EQUAL, INVALID, ORDERED, OUTSIDE, VALID, WITHIN, WRONG_RANGES } from './fixtures/npm-cases.ts';
import { npm } from './npm.ts';

const number = fc.oneof(
  { weight: 4, arbitrary: fc.nat(3).map(String) },
  { weight: 1, arbitrary: fc.nat(12).map(String) },
);
const identifier = fc.oneof(fc.nat(12).map(String), fc.constantFrom('a', 'rc', '-', '0a', 'alpha-1'));
const identifiers = fc.array(identifier, { minLength: 1, maxLength: 3 }).map(list => list.join('.'));
const prerelease = fc.oneof(
  fc.constant(''),
  fc.constant(''),
  identifiers.map(text => `-${text}`),
);
const build = fc.oneof(
  fc.constant(''),
  fc.constant(''),
  identifiers.map(text => `+${text}`),
);
const plain = fc
  .tuple(number, number, number, prerelease, build)
  .map(([a, b, c, pre, meta]) => `${a}.${b}.${c}${pre}${meta}`);
const version = fc.oneof(
  plain,
  plain.map(text => `v${text}`),
  plain.map(text => ` ${text}`),
);

const part = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 1, arbitrary: fc.constantFrom('x', 'X', '*') },
);
const partial = fc.oneof(
  plain,
  plain,
  part,
  fc.tuple(part, part).map(parts => parts.join('.')),
  fc.tuple(part, part, part, prerelease).map(([a, b, c, pre]) => `${a}.${b}.${c}${pre}`),
);
const operator = fc.constantFrom(
  '',
  '',
  '=',
  '<',
  '>',
  '<=',
  '>=',
  '^',
  '~',
  '~>',
  '> ',
  '>= ',
  '~ ',
  '^ ',
  '~> ',
  'v',
  '=v',
  '>=v',
  '^v',
  '~=',
  '= ',
);
const comparator = fc.tuple(operator, partial).map(([sign, text]) => sign + text);
const set = fc.oneof(
  fc.array(comparator, { minLength: 1, maxLength: 3 }).map(list => list.join(' ')),
  fc.tuple(partial, partial).map(ends => ends.join(' - ')),
  fc.constantFrom('', '*', '>=0.0.0', '<0', '>*'),
);
const range = fc
  .tuple(fc.array(set, { minLength: 1, maxLength: 3 }), fc.constantFrom('||', ' || '))
  .map(([sets, or]) => sets.join(or));
const isRange = (text: string) => answer(() => new Range(text)) !== 'error';

describe('order', () => {
  for (const [source, list] of Object.entries(ORDERED)) {
    it(`of ${source}`, () => {
      const wrong = list.flatMap((a, i) =>
        list.filter((b, j) => Math.sign(npm.compare(a, b)) !== Math.sign(i - j)).map(b => `${a} ? ${b}`),
      );
      expect(wrong).toEqual([]);
    });
  }

  it('sees no difference in build metadata, a leading v and white space', () => {
    expect(EQUAL.filter(([a, b]) => npm.compare(a, b) !== 0 || npm.compare(b, a) !== 0)).toEqual([]);
  });
});

it('orders text as it orders what the text means', () => {
  fc.assert(
    fc.property(version, version, (a, b) => {
      const [left, right] = [npm.parse(a), npm.parse(b)];
      if (left === null || right === null) throw new Error('a version is none');
      expect(Math.sign(npm.compare(a, b))).toBe(Math.sign(npm.order(left, right)));
    }),
    { numRuns: 5_000 },
  );
});

describe('versions', () => {
  it('are what the grammar of semver.org takes', () => {
    expect(VALID.filter(text => !npm.isValid(text))).toEqual([]);
    expect(INVALID.filter(text => npm.isValid(text))).toEqual([]);
  });

  it('have at most 256 characters', () => {
    expect(npm.isValid(`1.0.0-${'a'.repeat(250)}`)).toBe(true);
    expect(npm.isValid(`1.0.0-${'a'.repeat(251)}`)).toBe(false);
  });

  it('are stable without a pre-release part', () => {
    expect(['1.0.0', '0.1.0', '1.0.0+build', 'v2.0.0'].filter(text => !npm.isStable(text))).toEqual([]);
    expect(['1.0.0-rc.1', '0.0.0-0', '1.0', 'latest', ''].filter(text => npm.isStable(text))).toEqual([]);
  });

  it('have a normal spelling and numbers', () => {
    expect(npm.normalise(' v1.2.3-rc.4+build.05 ')).toBe('1.2.3-rc.4');
    expect(npm.normalise('1.0.99999999999999999999-7')).toBe('1.0.99999999999999999999-7');
    expect(npm.normalise('1.0')).toBeNull();
    expect(npm.release('v1.2.3-rc.4')).toEqual({ major: 1, minor: 2, patch: 3 });
    expect(npm.release('1.2.9007199254740991')).toEqual({ major: 1, minor: 2, patch: 9_007_199_254_740_991 });
    expect(npm.release('1.2.9007199254740992')).toBeNull();
    expect(npm.release('x')).toBeNull();
  });

  it('are read alike after the memory of them has turned over', () => {
    const before = npm.parse('1.2.3-x.7');
    for (let i = 0; i < 50_000; i++) npm.parse(`0.0.${i}`);
    expect(npm.parse('1.2.3-x.7')).toEqual(before);
  });
});

describe('ranges', () => {
  it('take what the documentation says', () => {
    expect(WITHIN.filter(([text, candidate]) => !npm.satisfies(candidate, text))).toEqual([]);
  });

  it('leave out the rest', () => {
    expect(OUTSIDE.filter(([text, candidate]) => npm.satisfies(candidate, text))).toEqual([]);
  });

  it('are refused with a typed error where they are none', () => {
    const read = WRONG_RANGES.filter(text => answer(() => npm.parseRange(text)) !== 'error');
    expect(read).toEqual([]);
    expect(() => npm.parseRange('latest')).toThrow(
      expect.objectContaining({ code: 'input', field: 'range' }),
    );
  });

  it('choose the greatest version', () => {
    const versions = ['1.0.0', 'v1.10.0', '1.9.0', '2.0.0', '1.11.0-rc.1', 'x'];
    expect(npm.maxSatisfying(versions, '^1')).toBe('v1.10.0');
    expect(npm.maxSatisfying(versions, '>=1.11.0-0')).toBe('2.0.0');
    expect(npm.maxSatisfying(versions, '^3')).toBeNull();
  });

  it('know numbers beyond 2^53', () => {
    expect(npm.satisfies('1.0.9007199254740993', '^1.0.9007199254740992')).toBe(true);
    expect(npm.satisfies('1.0.9007199254740991', '^1.0.9007199254740992')).toBe(false);
    expect(npm.satisfies('99999999999999999999.0.0', '<=99999999999999999998')).toBe(false);
    expect(npm.satisfies('99999999999999999998.7.0', '<=99999999999999999998')).toBe(true);
  });
});

describe('against semver', () => {
  it('answers 10,000 generated questions alike', () => {
    let within = 0;
    fc.assert(
      fc.property(range, version, version, (text, a, b) => {
        const expected = answer(() => new Range(text) && semverSatisfies(a, text));
        expect(
          answer(() => npm.satisfies(a, text)),
          `${a} in ${text}`,
        ).toBe(expected);
        expect(Math.sign(npm.compare(a, b)), `${a} ? ${b}`).toBe(semverCompare(a, b));
        if (expected === true) within++;
      }),
      { numRuns: 10_000 },
    );
    expect(within).toBeGreaterThan(1_000);
  }, 60_000);
});

keepsTheLaws(npm, { versions: version, ranges: range.filter(isRange) });

function answer<T>(ask: () => T): T | 'error' {
  try {
    return ask();
  } catch {
    return 'error';
  }
}
