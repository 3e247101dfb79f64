import { describe, expect, it } from 'vitest';
import { type LuaValue, luaTables } from './lua-tables.ts';

/** Texts as they are, tables as objects with items under their positions from 1, what is computed as null. */
function plain(value: LuaValue | undefined): unknown {
  if (value?.kind === 'text') return value.text;
  if (value?.kind !== 'table') return null;
  return Object.fromEntries([
    ...value.items.map((item, i) => [i + 1, plain(item)]),
    ...[...value.fields].map(([key, field]) => [key, plain(field)]),
  ]);
}
const read = (text: string) =>
  Object.fromEntries([...luaTables(text)].map(([key, value]) => [key, plain(value)]));

describe('Lua', () => {
  it('reads texts and tables that are set at the top', () => {
    expect(
      read(`-- a = "no"
--[[ b = "no" ]] --[==[ c = "no"
]] ]==]
local d = "x\\"y"; e = 'z'
f = [[long
{}]]
g = {
  "one", -- two
  'three'; h = "i", ["j k"] = { l = {} },
  "a" .. b, os.getenv("x, }"), 5, m = n.o { p = "q" },
  "last",
}
r = "s" .. t
`),
    ).toEqual({
      d: 'x"y',
      e: 'z',
      f: 'long\n{}',
      g: { 1: 'one', 2: 'three', 3: null, 4: null, 5: null, 6: 'last', h: 'i', 'j k': { l: {} }, m: null },
      r: null,
    });
  });

  it('reads what is returned', () => {
    expect(read('return { dependencies = { a = "1.0-1" } }')).toEqual({
      return: { dependencies: { a: '1.0-1' } },
    });
  });

  it.each([
    '{',
    '}',
    '[',
    '"',
    "'",
    '=',
    'a=',
    'a={',
    '--',
    '--[[',
    '[=',
    'a',
    '(',
    ',',
    '{"',
    'a="" ',
    '{[',
    '[[',
  ])('many of %j end in a result or a typed error', piece => {
    let code: unknown = 'read';
    try {
      luaTables(`x = {${piece.repeat(Math.ceil(300_000 / piece.length))}`);
    } catch (error) {
      code = (error as { code?: unknown }).code;
    }
    expect(['read', 'too-large']).toContain(code);
  });
});
