import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains } from '../intervals.ts';
import { npm } from '../schemes/npm.ts';
import { parseVers, simplifyVers, validateVers, versContains, versFromNative, versRange } from './index.ts';
import { joinVers, MAX_VERS_LENGTH, splitVers } from './text.ts';

const refusal = (ask: () => unknown): string => {
  try {
    return JSON.stringify(ask());
  } catch (error) {
    expect(error).toMatchObject({ code: 'input', field: 'vers' });
    return (error as Error).message;
  }
};

// Clause 5 of the specification: https://github.com/package-url/vers-spec
describe('parseVers', () => {
  it('reads canonical text', () => {
    expect(parseVers('vers:npm/1.2.3|>=2.0.0|!=2.2.1|<5.0.0')).toEqual({
      scheme: 'npm',
      constraints: [
        { comparator: '=', version: '1.2.3' },
        { comparator: '>=', version: '2.0.0' },
        { comparator: '!=', version: '2.2.1' },
        { comparator: '<', version: '5.0.0' },
      ],
    });
    expect(parseVers('vers:npm/*').constraints).toEqual([{ comparator: '*', version: '' }]);
  });

  it.each([
    ['npm/1.0.0', 'a vers looks like'],
    ['vers:npm', 'a vers looks like'],
    ['VERS:npm/1.0.0', 'a vers looks like'],
    ['vers:npm/', 'at least one constraint'],
    ['vers:NPM/1.0.0', 'the scheme of a vers'],
    ['vers:1npm/1.0.0', 'the scheme of a vers'],
    ['vers:n%70m/1.0.0', 'the scheme of a vers'],
    ['vers:no-such-scheme/1.0.0', 'no known versioning scheme'],
    ['vers:invalid/1.0.0', "'invalid' is reserved"],
    ['vers:npm/=1.0.0', 'without a comparator'],
    ['vers:npm/>=', 'nothing follows ">="'],
    ['vers:npm/*|1.0.0', '"*" stands alone'],
    ['vers:npm/*1.0.0', 'reserved character'],
    ['vers:npm/>=1.0.0>2', 'reserved character'],
    ['vers:npm/1.0.0-é', 'printable ASCII'],
    ['vers:npm/1.0.0%', 'invalid percent-encoding'],
    ['vers:npm/1.0.0%FF', 'invalid percent-encoding'],
    ['vers:npm/1.0.0%2b1', 'not canonical'],
    ['vers:npm/1.0.%30', 'not canonical'],
    ['vers:npm/1.0.0|1.0.0', 'not unique'],
    ['vers:npm/1.0.0|!=1.0.0+7', 'not unique'],
    ['vers:npm/>=1.0.0|>=2.0.0', 'redundant'],
    ['vers:npm/<1.0.0|<=2.0.0', 'redundant'],
    ['vers:npm/>1.0.0|1.5.0|<2.0.0', 'redundant'],
    ['vers:npm/1.0.0|<2.0.0', 'redundant'],
  ])('refuses %s: %s', (text, why) => {
    expect(refusal(() => parseVers(text))).toContain(why);
  });

  it('reads over what is not canonical when it is lenient', () => {
    expect(parseVers(' VERS:npm/ | < 2.0.0 || =1.5.0|>=1.0.0| ', { lenient: true })).toEqual({
      scheme: 'npm',
      constraints: [
        { comparator: '>=', version: '1.0.0' },
        { comparator: '=', version: '1.5.0' },
        { comparator: '<', version: '2.0.0' },
      ],
    });
  });

  it('keeps the reserved types readable, but without order', () => {
    expect(parseVers('vers:example/2|1').constraints.map(({ version }) => version)).toEqual(['2', '1']);
    expect(refusal(() => versContains('vers:example/1.2.3|>=2.0.0|<5.0.0', '2.0.0'))).toBe(
      'no version ordering is defined for the reserved VERS type: example',
    );
  });

  it('ends on hostile text', () => {
    const texts = [
      '|'.repeat(1_000_000),
      '%25'.repeat(300_000),
      '>='.repeat(500_000),
      `${'1|'.repeat(400_000)}<2`,
    ];
    for (const text of [...texts.map(text => `vers:npm/${text}`), `vers:${'a'.repeat(MAX_VERS_LENGTH)}/1`]) {
      expect(refusal(() => parseVers(text))).not.toBe('');
      expect(refusal(() => simplifyVers(text))).not.toBe('');
      expect(refusal(() => versContains(text, '1.0.0'))).not.toBe('');
    }
  });
});

it('sorts and spells without simplifying', () => {
  expect(validateVers('vers:npm/ <3.0.0 | >=1.0.0|>=2.0.0 ')).toBe('vers:npm/>=1.0.0|>=2.0.0|<3.0.0');
});

describe('simplifyVers', () => {
  // Worked out by the procedure "Simplifying constraints" of the specification's "How to parse".
  it.each([
    ['vers:npm/*', 'vers:npm/*'],
    ['vers:npm/!=2.0.0|!=1.0.0', 'vers:npm/!=1.0.0|!=2.0.0'],
    ['vers:npm/>=1.0.0|>2.0.0', 'vers:npm/>=1.0.0'],
    ['vers:npm/<1.0.0|<=2.0.0', 'vers:npm/<=2.0.0'],
    ['vers:npm/>1.0.0|1.5.0|>=1.6.0|<2.0.0|<3.0.0', 'vers:npm/>1.0.0|<3.0.0'],
    ['vers:npm/1.0.0|1.1.0|<2.0.0|3.0.0', 'vers:npm/<2.0.0|3.0.0'],
    ['vers:npm/>=1.0.0|!=1.1.0|1.2.0|<2.0.0', 'vers:npm/>=1.0.0|!=1.1.0|<2.0.0'],
    ['vers:npm/1.0.0|1.0.0|>2.0.0', 'vers:npm/1.0.0|>2.0.0'],
    ['vers:npm/<1.0.0|>=2.0.0|<3.0.0|4.0.0|>5.0.0', 'vers:npm/<1.0.0|>=2.0.0|<3.0.0|4.0.0|>5.0.0'],
  ])('makes of %s %s', (text, simple) => {
    expect(simplifyVers(text)).toBe(simple);
    expect(joinVers(parseVers(simple))).toBe(simple);
  });

  it('refuses two comparators on one version', () => {
    expect(refusal(() => simplifyVers('vers:npm/>1.0.0|<1.0.0'))).toContain('two comparators');
  });
});

describe('versContains', () => {
  const cases: [string, string[], string[]][] = [
    ['vers:npm/*', ['0.0.0-0', '9.9.9'], ['x']],
    ['vers:npm/1.0.0|>=2.0.0|<3.0.0', ['1.0.0', '2.0.0', '2.9.9', '3.0.0-rc.1'], ['1.0.1', '3.0.0', '0.9.0']],
    ['vers:npm/<1.0.0|>2.0.0', ['0.9.0', '2.0.1'], ['1.0.0', '1.5.0', '2.0.0']],
    ['vers:npm/!=1.0.0', ['0.9.0', '1.0.1'], ['1.0.0', 'v1.0.0+7']],
    ['vers:npm/>=1.0.0|!=1.1.0|!=1.2.0', ['1.0.0', '1.1.1', '9.0.0'], ['1.1.0', '1.2.0', '0.1.0']],
    ['vers:npm/!=0.5.0|1.0.0', ['1.0.0'], ['0.5.0', '0.6.0', '2.0.0']],
    ['vers:npm/<1.1.7|<2.0.1', ['1.0.0', '2.0.0'], ['2.0.1']],
    ['vers:semver/>=1.0.0', ['1.0.0'], ['0.9.0']],
  ];
  it.each(cases)('%s', (vers, inside, outside) => {
    expect(inside.filter(version => !versContains(vers, version))).toEqual([]);
    expect(outside.filter(version => versContains(vers, version))).toEqual([]);
  });

  it('refuses a bound that is no version', () => {
    expect(refusal(() => versContains('vers:npm/>=1.0', '1.0.0'))).toContain('"1.0" is no npm version');
  });
});

describe('native ranges', () => {
  it('become vers', () => {
    expect(versFromNative('npm', '^1.2.3 || >=3')).toBe('vers:npm/>=1.2.3|<2.0.0|>=3.0.0');
    expect(versFromNative(npm, '* || 1.0.0')).toBe('vers:npm/*');
    expect(versFromNative('npm', '>2 <1')).toBeNull();
    expect(() => versFromNative('npm', 'latest')).toThrow(expect.objectContaining({ field: 'range' }));
    expect(() => versFromNative('nothing', '1')).toThrow(expect.objectContaining({ field: 'vers' }));
  });

  it('are read back by the scheme itself', () => {
    const { intervals } = npm.fromVers('vers:semver/<2.0.0|>=1.0.0');
    expect(intervals.map(({ lower, upper }) => [lower?.text, upper?.text])).toEqual([['1.0.0', '2.0.0']]);
    expect(refusal(() => npm.fromVers('vers:pypi/>=1.0.0'))).toContain('a vers of pypi, not of npm');
  });
});

describe('laws', () => {
  const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map(numbers => numbers.join('.'));
  const comparator = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
  const constraints = fc.uniqueArray(fc.record({ comparator, version }), {
    selector: item => item.version,
    minLength: 1,
    maxLength: 6,
  });

  it('a vers holds what the procedure of the specification says', () => {
    fc.assert(
      fc.property(constraints, version, (list, tested) => {
        const simple = simplifyVers(joinVers({ scheme: 'npm', constraints: list as never }));
        const expected = isContained(parseVers(simple).constraints, tested);
        expect(versContains(simple, tested), simple).toBe(expected);
        expect(versContains(joinVers({ scheme: 'npm', constraints: list as never }), tested)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('any text survives the encoding of versions', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), text => {
        const constraints = [{ comparator: '>=' as const, version: text.toWellFormed() }];
        expect(splitVers(joinVers({ scheme: 'test', constraints }), true).constraints).toEqual(constraints);
      }),
    );
  });

  it('intervals survive being written', () => {
    fc.assert(
      fc.property(constraints, version, (list, tested) => {
        const text = joinVers({ scheme: 'npm', constraints: list as never });
        const { scheme, intervals } = versRange(text);
        const inside = contains(intervals, scheme.parse(tested), scheme.order);
        expect(versContains(simplifyVers(text), tested)).toBe(inside);
      }),
    );
  });

  /** "Checking if a version is contained within a range", step by step. */
  function isContained(list: readonly { comparator: string; version: string }[], tested: string): boolean {
    const against = ({ version: other }: { version: string }) => npm.compare(tested, other);
    const same = list.filter(item => against(item) === 0);
    if (same.some(({ comparator: sign }) => ['=', '<=', '>='].includes(sign))) return true;
    if (same.some(({ comparator: sign }) => sign === '!=')) return false;
    const bounds = list.filter(({ comparator: sign }) => sign !== '=' && sign !== '!=');
    if (bounds.length === 0) return list.every(({ comparator: sign }) => sign === '!=');
    return bounds.some((current, i) => {
      const next = bounds[i + 1];
      if (i === 0 && current.comparator.startsWith('<') && against(current) < 0) return true;
      if (!current.comparator.startsWith('>') || against(current) <= 0) return false;
      return next === undefined || against(next) < 0;
    });
  }
});
