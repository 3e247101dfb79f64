/**
 * Actions: https://docs.oracle.com/cd/E26919_01/html/E25751/pkg-5.html; names and versions:
 * https://docs.oracle.com/cd/E26919_01/html/E25751/pkg-5.html.
 */
import { expect, test } from 'vitest';
import { MAX_ACTION, parseAction } from './actions.ts';
import { parseFmri, parseFmriVersion } from './fmri.ts';

test.each<[string, [string, string[]][]]>([
  [
    'set name=a value=b',
    [
      ['name', ['a']],
      ['value', ['b']],
    ],
  ],
  [
    'set  name=a\tvalue="b c" value=\'d "e"\' ',
    [
      ['name', ['a']],
      ['value', ['b c', 'd "e"']],
    ],
  ],
  [
    String.raw`set name=a value="b \"c\" \\ d"`,
    [
      ['name', ['a']],
      ['value', ['b "c" \\ d']],
    ],
  ],
  [
    'set name=a value=',
    [
      ['name', ['a']],
      ['value', ['']],
    ],
  ],
  [
    'set name=a value=x=y',
    [
      ['name', ['a']],
      ['value', ['x=y']],
    ],
  ],
  [
    'set name=a value="open',
    [
      ['name', ['a']],
      ['value', ['open']],
    ],
  ],
  [
    'depend 0123 fmri=a fmri=b type=require-any',
    [
      ['fmri', ['a', 'b']],
      ['type', ['require-any']],
    ],
  ],
  ['set __proto__=x', [['__proto__', ['x']]]],
  ['set', []],
])('%s', (text, attributes) => {
  expect([...(parseAction(text)?.attributes ?? [])]).toEqual(attributes);
  expect(parseAction(text)?.type).toBe(text.split(' ', 1)[0]);
});

test.each(['', ' set name=a', 'file path=a', 'settle a=b', `set name=${'x'.repeat(MAX_ACTION)}`])(
  '%# is not read',
  text => expect(parseAction(text)).toBeNull(),
);

test.each([
  ['pkg:/web/server/apache-24@2.4.25-11.4', 'web/server/apache-24', '2.4.25-11.4'],
  ['pkg://solaris/web/server/apache-24', 'web/server/apache-24', null],
  ['web/curl@', 'web/curl', null],
  ['/web/curl@7', 'web/curl', '7'],
  ['SUNWcs', 'SUNWcs', null],
])('%s names %s', (text, name, version) => {
  expect(parseFmri(text)).toEqual({ name, version });
});

test.each(['', 'pkg:', 'pkg:/', 'pkg://solaris', 'pkg:/../x', '@1', 'a b', ' a', 'x'.repeat(100_000)])(
  '%# names no package',
  text => expect(parseFmri(text)).toBeNull(),
);

test('a whole version and a part of one', () => {
  expect(parseFmriVersion('0.5.11,5.11-0.175.3.0.0.19.0:20150329T164922Z')).toEqual({
    text: '0.5.11,5.11-0.175.3.0.0.19.0:20150329T164922Z',
    component: '0.5.11',
    branch: '0.175.3.0.0.19.0',
    publishedAt: '2015-03-29T16:49:22.000Z',
  });
  expect(parseFmriVersion('11.4')).toEqual({
    text: '11.4',
    component: '11.4',
    branch: '',
    publishedAt: null,
  });
  expect(parseFmriVersion('1:20209999T164922Z')?.publishedAt).toBeNull();
  expect(parseFmriVersion('1:20200428T236000Z')?.publishedAt).toBeNull();
  // A day that not every month has.
  expect(parseFmriVersion('1:20200531T235959Z')?.publishedAt).toBe('2020-05-31T23:59:59.000Z');
  expect(parseFmriVersion('1:19991231T000000Z')?.publishedAt).toBe('1999-12-31T00:00:00.000Z');
});

test.each([null, 1, '', '1.', '.1', '1..2', 'v1', '1,', '1-', '1,5.11-x', `1${'.1'.repeat(50_000)}`])(
  '%# is no version',
  text => expect(parseFmriVersion(text)).toBeNull(),
);
