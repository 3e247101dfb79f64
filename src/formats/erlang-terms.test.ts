import { expect, test } from 'vitest';
import {
  type ErlangTerm,
  listItems,
  nameOf,
  parseErlangTerms,
  propertyOf,
  taggedItems,
} from './erlang-terms.ts';

/** Terms as nested arrays; tuples begin with `tuple`. */
function plain(term: ErlangTerm): unknown {
  switch (term.kind) {
    case 'tuple':
      return ['tuple', ...term.items.map(plain)];
    case 'list':
      return term.items.map(plain);
    case 'atom':
      return `:${term.text}`;
    default:
      return term.text;
  }
}

const read = (text: string) => parseErlangTerms(text, 'test').map(plain);

test('atoms, texts, binaries, tuples, lists, comments and several terms', () => {
  expect(
    read(`% a comment with {
{application, 'my app', [
  {vsn, "1.0"}, % another
  {<<"bin">>, <<"a\\"b"/utf8>>, 1.5, -2}
]}.
{next, []}.`),
  ).toEqual([
    [
      'tuple',
      ':application',
      ':my app',
      [
        ['tuple', ':vsn', '1.0'],
        ['tuple', 'bin', 'a"b', '1.5', '2'],
      ],
    ],
    ['tuple', ':next', []],
  ]);
});

test('a dot after a word ends the term', () => {
  expect(read('{a,b}.\nc.\nd.')).toEqual([['tuple', ':a', ':b'], ':c', ':d']);
});

test('what is cut off is read as far as it goes; brackets that do not fit are told of with their place', () => {
  expect(read('{a, [b, {c, "d')).toEqual([['tuple', ':a', [':b', ['tuple', ':c', 'd']]]]);
  expect(() => parseErlangTerms('{a,\n b]', 'test')).toThrowError(
    expect.objectContaining({ code: 'malformed', options: { line: 2, column: 3 } }),
  );
  expect(() => parseErlangTerms('['.repeat(10_000), 'test')).toThrowError(
    expect.objectContaining({ code: 'too-large' }),
  );
});

test('looking into terms', () => {
  const [term] = parseErlangTerms('{top, [{a, 1}, {b, [x, "y"]}, odd]}.', 'test');
  const inner = listItems(taggedItems(term, 'top')?.[0]);
  expect(listItems(propertyOf(inner, 'b')).map(nameOf)).toEqual(['x', 'y']);
  expect(propertyOf(inner, 'c')).toBeUndefined();
  expect(taggedItems(term, 'other')).toBeNull();
});
