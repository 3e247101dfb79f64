import { describe, expect, test } from 'vitest';
import { equalPurls, parsePurl, validatePurl, withoutVersion } from './index.ts';

const parts = (text: string) => validatePurl(text).problems.map(problem => problem.part);

describe('validatePurl', () => {
  test('a valid purl comes with its canonical spelling', () => {
    expect(validatePurl('pkg:PyPI/Django_Extra@1.0')).toEqual({
      valid: true,
      problems: [],
      canonical: 'pkg:pypi/django-extra@1.0',
    });
  });

  test.each([
    ['npm/react', ['scheme']],
    ['pkg:npm', ['name']],
    ['pkg:npm/a?x?y', ['qualifiers']],
    [
      'pkg:n+pm/a%ff/b%ff?X=1&y=2&y=3#c%2Fd',
      ['namespace', 'name', 'qualifiers', 'qualifiers', 'subpath', 'type'],
    ],
    ['pkg:maven/log4j-core', ['namespace']],
    ['pkg:julia/n/a', ['namespace', 'qualifiers']],
    ['pkg:npm/%ff', ['name']],
    [`pkg:npm/${'a'.repeat(20_000)}`, ['purl']],
  ])('%s: every problem is named', (text, expected) => {
    expect(parts(text)).toEqual(expected);
    expect(validatePurl(text)).toMatchObject({ valid: false, canonical: null });
    expect(() => parsePurl(text)).toThrow(/^Invalid PURL format: /);
  });

  test('a purl whose canonical spelling is beyond the bound is not valid', () => {
    expect(parts(`pkg:generic/${'ä'.repeat(10_000)}`)).toEqual(['purl']);
  });

  test('long hostile text ends', () => {
    for (const piece of ['/', '@', '%', '%2', 'a&', 'a=', '?', '#', './', 'ä']) {
      const text = `pkg:generic/a?${piece.repeat(100_000 / piece.length)}`;
      expect(validatePurl(text).valid, piece).toBe(false);
      const bounded = `pkg:generic/a?${piece.repeat(16_000 / piece.length)}`;
      expect(typeof validatePurl(bounded).valid, piece).toBe('boolean');
    }
  });
});

describe('comparison', () => {
  test.each([
    ['pkg:npm/@babel/core@7.0.0', 'pkg:npm/%40babel/core@7.0.0', true, true],
    ['pkg:npm/a@1.0.0', 'pkg:npm/a@2.0.0', false, true],
    ['pkg:npm/a@1.0.0', 'pkg:npm/a', false, true],
    ['pkg:pypi/A_b@1.0', 'pkg:pypi/a-b@1.0', true, true],
    ['pkg:gem/a@1?platform=java', 'pkg:gem/a@1', false, false],
    ['pkg:deb/debian/a@1?distro=x&arch=y', 'pkg:deb/debian/a@1?arch=y&distro=x', true, true],
    ['pkg:npm/a@1', 'pkg:gem/a@1', false, false],
    ['pkg:npm/A@1', 'pkg:npm/a@1', false, false],
  ])('%s and %s', (a, b, equal, equalWithoutVersion) => {
    expect(equalPurls(a, b)).toBe(equal);
    expect(equalPurls(parsePurl(a), b)).toBe(equal);
    expect(equalPurls(a, b, { version: false })).toBe(equalWithoutVersion);
  });

  test('withoutVersion keeps qualifiers and subpath', () => {
    expect(withoutVersion('pkg:gem/Nokogiri@1.16.2?platform=java#lib')).toBe(
      'pkg:gem/Nokogiri?platform=java#lib',
    );
    expect(() => withoutVersion('nonsense')).toThrow(/^Invalid PURL format: /);
  });
});
