import { expect, test } from 'vitest';
import { scanStanzas } from './deb822-scan.ts';

function read(text: string, names: string[]) {
  const stanzas: (string | undefined)[][] = [];
  const fields = scanStanzas(text, names, values => stanzas.push([...values]));
  return { stanzas, fields };
}

test('wanted fields of each stanza, whatever their case', () => {
  const text = 'Package: a\nVERSION:1\nOther: x\n\n\nversion: 2\npackage:  b\n';
  expect(read(text, ['package', 'version'])).toEqual({
    stanzas: [
      ['a', '1'],
      ['b', '2'],
    ],
    fields: 5,
  });
});

test('values go on in lines with a blank before them; comments and what is no field are passed over', () => {
  const text =
    'Depends: a,\n# why\n b,\n\tc\nno field here\n lost\nVersion: 1\r\n\r\nX: y\nDepends: first\nDepends: last';
  expect(read(text, ['depends', 'version']).stanzas).toEqual([
    ['a,\n# why\n b,\n\tc', '1\r'],
    ['last', undefined],
  ]);
});

test('a line of blanks ends a stanza, and text without fields has none', () => {
  expect(read('A: 1\n \t\nA: 2', ['a']).stanzas).toEqual([['1'], ['2']]);
  expect(read('hello\n\nworld\n', ['a'])).toEqual({ stanzas: [], fields: 0 });
  expect(read(':x\n', ['a']).fields).toBe(0);
});
