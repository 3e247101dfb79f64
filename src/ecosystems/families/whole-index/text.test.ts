import { expect, test } from 'vitest';
import { clean, dateOfSeconds, integer, personOf, present, webUrl } from './text.ts';

test.each<[unknown, string | null]>([
  ['  a b \n', 'a b'],
  ['a\0b', 'ab'],
  ['a\ud800b', 'ab'],
  ['', null],
  [' \0 ', null],
  [7, null],
  [undefined, null],
])('%j is cleaned to %j', (value, expected) => {
  expect(clean(value)).toBe(expected);
});

test('text is cut, but no character in two', () => {
  expect(clean('abcdef', 3)).toBe('abc');
  expect(clean('ab\u{1f600}', 3)).toBe('ab');
  expect(clean(' '.repeat(1_000_000), 3)).toBeNull();
});

test.each([
  ['https://example.org/x', 'https://example.org/x'],
  ['http://user:secret@example.org/', 'http://example.org/'],
  ['javascript:alert(1)', null],
  ['ftp://example.org/', null],
  ['https://null', null],
  ['null', null],
])('%s as a web address is %s', (value, expected) => {
  expect(webUrl(value)).toBe(expected);
});

test.each([
  [
    'Name With Spaces <A.B@Example.org>',
    { uuid: 'a.b@example.org', name: 'Name With Spaces', email: 'A.B@Example.org' },
  ],
  ['a@example.org', { uuid: 'a@example.org', name: null, email: 'a@example.org' }],
  ['"Quoted" <a@example.org>', { uuid: 'a@example.org', name: 'Quoted', email: 'a@example.org' }],
  ['nobody', null],
  ['Name <no address>', null],
  ['', null],
])('%s as a person', (value, expected) => {
  expect(personOf(value, 'maintainer')).toEqual(
    expected && { login: null, url: null, role: 'maintainer', ...expected },
  );
});

test('numbers and dates', () => {
  expect([integer('007'), integer('-1'), integer('1e3'), integer(null)]).toEqual([7, null, null, null]);
  // date -u -d @1700000000
  expect(dateOfSeconds('1700000000')).toBe('2023-11-14T22:13:20.000Z');
  expect([dateOfSeconds('0'), dateOfSeconds('999999999999'), dateOfSeconds('soon')]).toEqual([
    null,
    null,
    null,
  ]);
});

test('members without a value are left out', () => {
  expect(present({ a: 0, b: '', c: null, d: undefined, e: false, f: [] })).toEqual({ a: 0, e: false, f: [] });
});
