/** Syntax: https://www.gnu.org/software/emacs/manual/html_node/elisp/Printed-Representation.html. */
import { describe, expect, it } from 'vitest';
import { readItems, readSexp, type Sexp } from './sexp.ts';

const list = (items: Sexp[], tail: Sexp | null = null): Sexp => ({ isVector: false, items, tail });
const vector = (...items: Sexp[]): Sexp => ({ isVector: true, items, tail: null });
const symbol = (name: string): Sexp => ({ symbol: name });

describe('what Emacs prints', () => {
  const cases: [string, Sexp][] = [
    ['()', list([])],
    [' (1 -2 +3)\n', list([1, -2, 3])],
    ['(a . "b")', list([symbol('a')], 'b')],
    ['(a . (b . (c)))', list([symbol('a'), symbol('b'), symbol('c')])],
    ['(a . (b . 1))', list([symbol('a'), symbol('b')], 1)],
    ['(a . nil)', list([symbol('a')])],
    ['(a . [1 "x"])', list([symbol('a')], vector(1, 'x'))],
    ['("a\\"b\\\\c\\n" ; (comment\n :url)', list(['a"b\\c\n', symbol(':url')])],
    ['(a\\ b 1.5 .5 c.d 1x)', list(['a b', '1.5', '.5', 'c.d', '1x'].map(symbol))],
    ['[[] ()]', vector(vector(), list([]))],
    ['"multi\nline\\\n!"', 'multi\nline!'],
    ['nil', symbol('nil')],
    ['(\u00a0a\v1 \ufeff;x\n2)', list([symbol('a'), 1, 2])],
    ['(- + -x 1\\ 2)', list(['-', '+', '-x', '1 2'].map(symbol))],
    ['(1(2)"3"4)', list([1, list([2]), '3', 4])],
  ];
  it.each(cases)('%j is read', (text, value) => {
    expect(readSexp(text)).toEqual(value);
  });

  it.each([
    '',
    ' ; only a comment',
    '(',
    ')',
    '(]',
    '[)',
    '(1 2',
    '1 2',
    '() ()',
    '"open',
    '"open\\',
    '(. a)',
    '(a .)',
    '(a . b c)',
    '(a . b . c)',
    '[a . b]',
    '. a',
    "'a",
    '('.repeat(200) + ')'.repeat(200),
    '('.repeat(1_000_000),
    "(a ')",
  ])('%# is malformed', text => {
    expect(() => readSexp(text)).toThrow(/^archive-contents: /);
  });
});

describe('the items of a list', () => {
  it('are those that the list has as a whole', () => {
    const text = ' ; begins\n(1 "a" (b . c) [2] d;e\n) ; ends';
    expect([...readItems(text)]).toEqual([1, 'a', list([symbol('b')], symbol('c')), vector(2), symbol('d')]);
    expect([...readItems('()')]).toEqual([]);
  });

  it('come before what is malformed behind them', () => {
    const items = readItems('(1 2 ]');
    expect([items.next().value, items.next().value]).toEqual([1, 2]);
    expect(() => items.next()).toThrow(/brackets/);
  });

  it.each(['(1', '(1) 2', '(1 . 2)', '(1 (2)', '(1 "2)'])('of %j are malformed', text => {
    expect(() => [...readItems(text)]).toThrow(/^archive-contents: /);
  });

  it.each(['', '1', 'nil', '[1]'])('of %j are none', text => {
    expect([...readItems(text)]).toEqual([]);
  });
});
