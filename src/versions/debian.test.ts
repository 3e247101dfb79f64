import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, isStable, isValid } from './debian.ts';

/** Ascending, worked out by hand from Policy 5.6.12; each neighbouring pair is a rule. */
const ASCENDING = [
  ['~~', '~~a', '~', '', 'a'], // the example in the policy's own text
  ['1.0~beta1~svn1245', '1.0~beta1', '1.0'], // "used for pre-releases": tilde before the end
  ['1.0', '1.0-1', '1.0-1+b1', '1.0-1+deb12u1', '1.0-1.1', '1.0-2', '1.0-10'],
  ['9', '10', '1:0', '2:0'], // the epoch decides before all else
  ['1.2', '1.2a', '1.2b', '1.2+', '1.2.'], // end < letters < non-letters
  ['1.a', '1.b', '1.+'],
  ['1.0-1~bpo12+1', '1.0-1'],
  ['2.7.2-linux-1', '2.7.3-1', '2.7.3-linux-1'],
  ['7.88.1-10+deb12u8', '7.88.1-10+deb12u14'],
  ['0.0.99999999999999999998', '0.0.99999999999999999999', '0.0.100000000000000000000'], // beyond 2^53
];

const EQUAL = [
  ['1.0', '1.0-0'], // an absent revision is the revision 0
  ['0:1.0', '1.0'], // an absent epoch is zero
  ['1.00', '1.0'],
  ['1.001', '1.1'],
  ['1.0-01', '1.0-1'],
];

const VALID = ['0', '1.0', '1:2.3-4', '1:2:3', '1-2-3', '1.+~', '1~', '2147483647:1', '20230311'];
const INVALID = [
  '',
  'abc',
  '1-',
  '1:',
  ':1',
  'a:1',
  '1_2',
  '1 2',
  '1-a:b',
  '~1',
  '1:a',
  '2147483648:1',
  '-1',
  '1\n',
  'é1',
];

describe('compare', () => {
  test.each(ASCENDING)('orders %j and what follows', (...versions) => {
    for (let i = 0; i < versions.length; i++) {
      for (let j = 0; j < versions.length; j++) {
        expect(Math.sign(compare(versions[i] as string, versions[j] as string))).toBe(Math.sign(i - j));
      }
    }
  });

  test.each(EQUAL)('holds %s and %s equal', (a, b) => {
    expect(compare(a as string, b as string)).toBe(0);
    expect(compare(b as string, a as string)).toBe(0);
  });

  test('is a total order over arbitrary strings', () => {
    const version = fc.string({ unit: fc.constantFrom(...'019aZ~+-.:'), maxLength: 8 });
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 5_000 },
    );
  });

  test('takes a megabyte of digits or hyphens in linear time', () => {
    const digits = '9'.repeat(1_000_000);
    expect(Math.sign(compare(`${digits}8`, `${digits}9`))).toBe(-1);
    const hyphens = '-'.repeat(1_000_000);
    expect(Math.sign(compare(`1${hyphens}1`, `1${hyphens}2`))).toBe(-1);
    expect(isValid(digits)).toBe(false);
  });
});

describe('isValid', () => {
  test.each(VALID)('accepts %j', version => expect(isValid(version)).toBe(true));
  test.each(INVALID)('refuses %j', version => expect(isValid(version)).toBe(false));
});

test('a tilde does not make a version unstable', () => {
  expect(isStable('2.0~rc1-1')).toBe(true);
});

const dpkg = dpkgStatus();

test.skipIf(dpkg === null)('agrees with dpkg on the versions installed here', () => {
  const versions = [...new Set((dpkg as string).match(/(?<=^Version: ).+$/gm) ?? [])].slice(0, 120);
  expect(versions.length).toBeGreaterThan(50);
  const pairs = versions.flatMap((a, i) => [[a, versions[(i * 7 + 1) % versions.length] as string]]);
  // Near misses: the orders that a plain number comparison gets wrong.
  pairs.push(
    ...versions.slice(0, 40).map(a => [a, `${a}~rc1`]),
    ...versions.slice(40, 80).map(a => [a, `${a}+b1`]),
  );
  for (const [a, b] of pairs as [string, string][]) {
    expect([a, b, Math.sign(compare(a, b))]).toEqual([a, b, askDpkg(a, b)]);
  }
});

function dpkgStatus(): string | null {
  try {
    execFileSync('dpkg', ['--version'], { stdio: 'ignore' });
    return readFileSync('/var/lib/dpkg/status', 'utf8');
  } catch {
    return null;
  }
}

function askDpkg(a: string, b: string): number {
  const holds = (operator: string) => {
    try {
      execFileSync('dpkg', ['--compare-versions', a, operator, b], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  if (holds('lt')) return -1;
  return holds('eq') ? 0 : 1;
}
