/** Character references: https://html.spec.whatwg.org/multipage/named-characters.html. */
import { expect, it } from 'vitest';
import { between, tableRows, textOfHtml, unescaped } from './text.ts';

it.each([
  ['<p>\n  A <b>small</b>\n  package. </p>', 'A small package.'],
  ['R (&ge; 3.5.0), <a href="../x/index.html">x</a>', 'R (\u2265 3.5.0), x'],
  ['&#x3c;&#x6a;&#32;&#x61;&#x3e; &eacute;&Uuml;', '<j a> éÜ'],
  ['a < b and b>c &unknown; &amp;lt;', 'a < b and b>c &unknown; &lt;'],
  ['x<!-- <b>not this</b> -->y', 'xy'],
  ['&#0;&#xd800;&#x110000;', '\ufffd\ufffd\ufffd'],
  ['CRAN&nbsp;checks:', 'CRAN checks:'],
  ['<unclosed', null],
  ['<br/>', null],
  ['', null],
])('%j reads %j', (html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

it('is read in one pass', () => {
  for (const unit of ['<', '<!--', '&', '&#', '&#x', '<a ', '\u00a0 ', '<tr><td>'])
    expect(() => textOfHtml(unit.repeat(500_000))).not.toThrow();
  expect(unescaped('&'.repeat(100_000)).length).toBe(100_000);
});

it('has tables of rows of cells', () => {
  const table =
    '<table><tr><th>no</th></tr><tr class="a"><td>1</td>\n<td valign="top">2</td></tr><tr><td>open';
  expect([...tableRows(table, 10)]).toEqual([[], ['1', '2']]);
  expect([...tableRows(table, 1)]).toEqual([[]]);
  expect(between(table, '<td>', '</td>')).toBe('1');
  expect(between(table, '<td>', '</nothing>')).toBeNull();
});
