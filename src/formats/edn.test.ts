import { expect, it } from 'vitest';
import { type EdnForm, ednEntries, ednValue, parseEdn } from './edn.ts';

const shown = (form: EdnForm): string =>
  form.kind === 'word'
    ? form.value
    : form.kind === 'text'
      ? JSON.stringify(form.value)
      : `${form.kind}(${form.items.map(shown).join(' ')})`;
const read = (text: string) => parseEdn(text, 'test').map(shown).join(' ');

it('collections, texts and words', () => {
  expect(read('(a [:b, "c\\"d"] {e/f 1.5} #{g})')).toBe('list(a vector(:b "c\\"d") map(e/f 1.5) set(g))');
  expect(read('\\( \\newline #"re[" x')).toBe('\\( \\newline "re[" x');
});

it('comments, discarded forms, metadata and tags are left out', () => {
  expect(read('a ; b\nc #_(d e) f #_#_ g h i')).toBe('a c f i');
  expect(read('^:dynamic a ^{:b 1} [c] #inst "2020"')).toBe('a vector(c) "2020"');
});

it('marks what is code', () => {
  const forms = parseEdn('~a "b" #=(c) @d', 'test');
  expect(forms.map(({ computed }) => computed)).toEqual([true, false, true, true]);
});

it('takes what is there where brackets do not fit', () => {
  expect(read('[a (b ] c) d')).toBe('vector(a list(b c) d)');
  expect(() => parseEdn('('.repeat(1_000), 'x')).toThrow('x: more than 500 levels');
});

it('finds values by key, and says lines', () => {
  const [form] = parseEdn('(x :a 1\n :b {:c\n "d"})', 'test');
  expect(ednValue(form, ':a')?.value).toBe('1');
  expect(ednValue(ednValue(form, ':b'), ':c')).toMatchObject({ value: 'd', line: 3 });
  expect(ednEntries(ednValue(form, ':b'))).toHaveLength(1);
});
