import { expect, it } from 'vitest';
import { withoutExtras } from './json-extras.ts';

it('blanks comments, and nothing in strings', () => {
  expect(withoutExtras('// a\r\n{"b": /* c\n */ "//d", "e": "\\"/*"} // f', false)).toBe(
    '    \r\n{"b":     \n    "//d", "e": "\\"/*"}     ',
  );
  expect(withoutExtras('{"a": "/* b */", "c": 1}', true)).toBeNull();
});

it('blanks commas before closing brackets where asked to', () => {
  expect(withoutExtras('{"a": [1, "b", ], }', true)).toBe('{"a": [1, "b"  ]  }');
  expect(withoutExtras('[1, // b\n]', true)).toBe('[1      \n]');
  expect(withoutExtras('[1, ]', false)).toBeNull();
});

it('leaves commas without a value before them', () => {
  for (const text of ['[,]', '{,}', '[1,,]', '{"a":,}', ',']) expect(withoutExtras(text, true)).toBeNull();
});

it('leaves what is cut short', () => {
  for (const text of ['/* a', '// b\n/*a'.repeat(2), '/*a'.repeat(300_000), '"a', '/', '[1 /', ''])
    expect(withoutExtras(text, true)).toBeNull();
});
