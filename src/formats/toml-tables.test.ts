import { describe, expect, it } from 'vitest';
import { tomlTables } from './toml-tables.ts';

const all = (text: string, wanted: (key: string, table: readonly string[]) => boolean = () => true) =>
  [...tomlTables(text, 'x.lock', wanted)].map(({ keys, isItem, line, values }) => ({
    keys: keys.join('/'),
    isItem,
    line,
    values: Object.fromEntries(values),
  }));

describe('tables', () => {
  it('reads headers, values of all kinds and comments', () => {
    const text = `version = 1 # why
[[package]]
name = "a"
'quoted key' = 'C:\\x'
flag = true
list = [ "x", # comment
  'y',
]
inner = { a = "1", b.c = [1.5, false], }
[package."dev deps".z]
text = """
two
lines"""
escaped = "a\\"b\\u00e9\\n"
`;
    expect(all(text)).toEqual([
      { keys: '', isItem: false, line: 1, values: { version: '1' } },
      {
        keys: 'package',
        isItem: true,
        line: 2,
        values: {
          name: 'a',
          'quoted key': 'C:\\x',
          flag: true,
          list: ['x', 'y'],
          inner: new Map<string, unknown>([
            ['a', '1'],
            ['b.c', ['1.5', false]],
          ]),
        },
      },
      {
        keys: 'package/dev deps/z',
        isItem: false,
        line: 10,
        values: { text: 'two\nlines', escaped: 'a"b\u00e9\n' },
      },
    ]);
  });

  it('passes over what is not wanted', () => {
    const text = `[a]\nx = [\n  { y = "]" },\n]\ns = """\n[no]\n"""\nz = { "]" = "}" }\nn = 1 # ]\nname = "b"\n[c]\nname = "d"\n`;
    expect(all(text, (key, table) => key === 'name' && table[0] === 'a')).toEqual([
      { keys: '', isItem: false, line: 1, values: {} },
      { keys: 'a', isItem: false, line: 1, values: { name: 'b' } },
      { keys: 'c', isItem: false, line: 11, values: {} },
    ]);
  });

  it('reads lines ended by CRLF', () => {
    expect(all('[a]\r\nb = "c"\r\nl = [\r\n 1,\r\n]\r\n')[1]?.values).toEqual({ b: 'c', l: ['1'] });
  });

  it.each([
    ['<html>', 1, 1],
    ['a = "b', 1, 5],
    ['a = "b"\nc', 2, 2],
    ['[a\nb = 1', 1, 3],
    ['a = [1', 1, 7],
    ['a = {b', 1, 7],
    ['a = "b" c', 1, 9],
    ['a =', 1, 4],
  ])('%j is malformed at %i:%i', (text, line, column) => {
    expect(() => all(text)).toThrowError(
      expect.objectContaining({ code: 'malformed', options: { line, column } }),
    );
  });

  it.each(['[', '{', '"', "'", 'a', ' ', '=', 'a.', '[a]\n', 'a=[', '[[', '\n', 'a=1\n', '#', 'a="""\n'])(
    'many of %j end in a result or a typed error',
    piece => {
      const text = piece.repeat(Math.ceil(300_000 / piece.length));
      let code: unknown = 'read';
      try {
        all(text);
      } catch (error) {
        code = (error as { code?: unknown }).code;
      }
      expect(['read', 'malformed', 'too-large']).toContain(code);
    },
  );
});
