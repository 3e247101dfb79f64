import { expect, test } from 'vitest';
import { shellAssignments } from './shell-assignments.ts';

const read = (text: string) =>
  shellAssignments(text, 'test').map(({ name, appends, words, within, line }) => [
    `${within === null ? '' : `${within}: `}${name}${appends ? '+' : ''}`,
    words.map(word => word.text),
    line,
  ]);

test('plain variables and arrays, with quotes, comments and several lines', () => {
  expect(
    read(
      [
        '# depends=(no)',
        'pkgname=hello',
        'pkgdesc="It\'s a \\"test\\""',
        "depends=('glibc>=2.17' \"sh\" # a comment with ' in it",
        '  bare>=1 # another',
        ')',
        'depends+=(more)',
        'makedepends="a',
        ' b"',
        'empty=',
        "url='single $x'",
      ].join('\n'),
    ),
  ).toEqual([
    ['pkgname', ['hello'], 2],
    ['pkgdesc', ['It\'s a "test"'], 3],
    ['depends', ['glibc>=2.17', 'sh', 'bare>=1'], 4],
    ['depends+', ['more'], 7],
    ['makedepends', ['a\n b'], 8],
    ['empty', [''], 10],
    ['url', ['single $x'], 11],
  ]);
});

test('functions, text in quotes and here-documents', () => {
  expect(
    read(
      [
        'package_foo() {',
        '  depends=(a $(uname -m)-b "$(x)")',
        '  echo "',
        'depends=(no)',
        '"',
        "  cat <<-'END'",
        'depends=(no)',
        '\tEND',
        '}',
        'after=1',
      ].join('\n'),
    ),
  ).toEqual([
    ['package_foo: depends', ['a', '$(uname -m)-b', '$(x)'], 2],
    ['after', ['1'], 10],
  ]);
});

test('what is not closed goes to the end', () => {
  expect(read('a=(b "c')).toEqual([['a', ['b', 'c'], 1]]);
  expect(read('a=(b;c|d')).toEqual([['a', ['b', 'c', 'd'], 1]]);
  expect(read("a='b")).toEqual([['a', ['b'], 1]]);
});
