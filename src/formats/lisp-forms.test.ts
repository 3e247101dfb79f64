import { expect, test } from 'vitest';
import { formArguments, formText, type LispForm, lispForms } from './lisp-forms.ts';

function plain(form: LispForm): unknown {
  if (form.kind === 'list') return form.items.map(plain);
  return form.kind === 'text' ? { text: form.text } : form.text;
}
const read = (text: string) => lispForms(text, 'test').map(plain);

test('lists, texts, symbols, quotes and comments of both languages', () => {
  expect(
    read(
      `#lang info\n(define deps '("base" ("x" #:version "1.0")))\n;; (no)\n#| (no #| no |#) |#\n[a :b ,c]`,
    ),
  ).toEqual([
    ['define', 'deps', [{ text: 'base' }, [{ text: 'x' }, '#:version', { text: '1.0' }]]],
    ['a', ':b', 'c'],
  ]);
});

test('lines are counted, also in texts', () => {
  const [, second] = lispForms('(a "b\nc")\n(d)', 'test');
  expect(second?.line).toBe(3);
});

test('what is cut off, or closed too often', () => {
  expect(read('(a (b "c')).toEqual([['a', ['b', { text: 'c' }]]]);
  expect(read('a) b')).toEqual(['a', 'b']);
  expect(() => lispForms('('.repeat(1000), 'test')).toThrowError(/more than 200 lists/);
});

test('looking into forms', () => {
  const [form] = lispForms('(define x "y")', 'test');
  expect(formArguments(form, 'define')?.map(formText)).toEqual(['x', 'y']);
  expect(formArguments(form, 'other')).toBeNull();
  expect(formText(form)).toBeNull();
});
