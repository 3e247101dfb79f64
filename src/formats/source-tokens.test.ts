import { describe, expect, it } from 'vitest';
import { argumentsOf, labelled, sourceOf, textIn } from './source-calls.ts';
import { type SourceSyntax, tokensOf } from './source-tokens.ts';

const groovy: SourceSyntax = {
  lineComments: ['//'],
  blockComments: 'plain',
  quotes: `'"`,
  longQuotes: `'"`,
  values: { kind: 'dollar', quotes: '"' },
};
const swift: SourceSyntax = {
  lineComments: ['//'],
  blockComments: 'nested',
  quotes: '"',
  longQuotes: '"',
  values: { kind: 'backslash', quotes: '"' },
};
const shown = (text: string, syntax = groovy) =>
  tokensOf(text, syntax, 'test').map(({ kind, value, line }) => `${kind} ${value} ${line}`);

describe('tokensOf', () => {
  it('passes over comments, also those in several lines', () => {
    expect(shown('a // "b"\n/* c\n"d */ e')).toEqual(['word a 1', 'word e 3']);
    expect(shown('/* a /* b */ c */ d', swift)).toEqual(['word d 1']);
    expect(shown('/* a /* b */ c')).toEqual(['word c 1']);
  });

  it('keeps what is put into a text as written, texts in it included', () => {
    const [token] = tokensOf(`"g:a:\${x["y"]}" z`, groovy, 'test');
    expect(token).toMatchObject({ kind: 'text', value: `g:a:\${x["y"]}`, computed: true });
    expect(tokensOf(`'\${x}' "$x" "\\$x"`, groovy, 'test').map(({ computed }) => computed)).toEqual([
      false,
      true,
      false,
    ]);
    expect(tokensOf('"a\\(f("b"))c" d', swift, 'test')[0]).toMatchObject({
      value: 'a\\(f("b"))c',
      computed: true,
    });
  });

  it('ends an open text with its line, and an open long text with the file', () => {
    expect(shown('a "b\nc')).toEqual(['word a 1', 'text b 1', 'word c 2']);
    expect(shown('a """b\nc')).toEqual(['word a 1', 'text b\nc 1']);
    expect(shown('"${a\nb')).toEqual(['text ${a 1', 'word b 2']);
  });

  it('says where a token stands', () => {
    const tokens = tokensOf('a b\r\n  c """\n""" d', groovy, 'test');
    expect(tokens.map(({ column, first, line }) => [line, column, first])).toEqual([
      [1, 0, true],
      [1, 2, false],
      [2, 2, true],
      [2, 4, false],
      [3, 4, false],
    ]);
  });

  it('refuses what is beyond all measure', () => {
    expect(() => tokensOf('('.repeat(300_000), groovy, 'x')).toThrow('x: more than 250000 tokens');
  });
});

describe('argumentsOf', () => {
  const read = (text: string) => {
    const source = sourceOf(text, groovy, 'test');
    return { source, found: argumentsOf(source, 1) };
  };

  it('gives arguments with their names, and passes over brackets', () => {
    const { source, found } = read('f(name = "a", [b, c], d: "e",)');
    expect(found.map(({ label, from, to }) => [label, to - from])).toEqual([
      ['name', 1],
      [null, 5],
      ['d', 1],
    ]);
    expect(textIn(source, labelled(found).get('d'))).toBe('e');
    expect(textIn(source, found[1])).toBeNull();
  });

  it('takes what is there where a bracket is not closed', () => {
    const { source, found } = read('f("a", g("b", "c"');
    expect(found.map(one => textIn(source, one))).toEqual(['a', null]);
  });

  it('takes a comparison for no name', () => {
    expect(read('f(a == b)').found[0]?.label).toBeNull();
  });
});
