import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError, NotFoundError } from '../core/errors.ts';
import { decodePathParameter, decodeQuery, parseTarget, TargetTooLongError } from './target.ts';

const fieldOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.field;
    if (error instanceof NotFoundError) return 'not found';
    throw error;
  }
  return 'no error';
};

describe('the target', () => {
  test.each([
    ['/a/b?c=d', '/a/b', 'c=d'],
    ['/a?b?c', '/a', 'b?c'],
    ['http://other.example/a?b', '/a', 'b'],
    ['http://other.example', '/', ''],
    ['*', '*', ''],
    // Bytes of "é" in UTF-8, as Node gives what came unencoded.
    ['/caf\u00c3\u00a9', '/café', ''],
  ])('%s', (url, path, query) => expect(parseTarget(url)).toEqual({ path, query }));

  test('what is no path, no UTF-8 or too long', () => {
    expect(fieldOf(() => parseTarget('a/b'))).toBe('url');
    expect(fieldOf(() => parseTarget('/caf\u00e9'))).toBe('url');
    expect(parseTarget(`/${'a'.repeat(8_191)}`).path).toHaveLength(8_192);
    expect(() => parseTarget(`/${'a'.repeat(8_192)}`)).toThrow(TargetTooLongError);
  });
});

describe('path parameters', () => {
  test.each([
    ['@babel%2Fcore', '@babel/core'],
    ['1.0.0+build%2B', '1.0.0+build+'],
    ['caf%C3%A9', 'café'],
    ['..a', '..a'],
    ['a..b', 'a..b'],
  ])('%s', (raw, value) => expect(decodePathParameter('p', raw)).toBe(value));

  test.each([
    ['%', 'p'],
    ['%zz', 'p'],
    ['%ff', 'p'],
    ['%ed%a0%80', 'p'],
    ['a%00b', 'p'],
    ['..', 'not found'],
    ['.', 'not found'],
    ['%2e%2e', 'not found'],
    ['a%2F..%2Fb', 'not found'],
    ['a/./b', 'not found'],
  ])('%s is refused', (raw, field) => expect(fieldOf(() => decodePathParameter('p', raw))).toBe(field));
});

describe('query parameters', () => {
  test('are decoded in order; empty ones are absent', () => {
    expect([...decodeQuery('q=a+b%2Bc&x=&&flag&y=1=2')]).toEqual([
      ['q', 'a b+c'],
      ['y', '1=2'],
    ]);
  });

  test.each([
    ['q=%ff', 'q'],
    ['q=%', 'q'],
    ['q=%00', 'q'],
    ['q=1&q=2', 'q'],
    ['q=&q=', 'q'],
    ['q%5B%5D=1&q%5B%5D=2', 'q[]'],
    ['%ff=1', '%ff'],
  ])('%s is refused', (raw, field) => expect(fieldOf(() => decodeQuery(raw))).toBe(field));

  test('nothing from outside gives another error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void fieldOf(() => decodeQuery(text))));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => void fieldOf(() => decodePathParameter('p', text))),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void fieldOf(() => parseTarget(text))));
  });
});
