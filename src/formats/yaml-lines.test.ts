/** Expected values are worked out by hand from YAML 1.2, https://yaml.org/spec/1.2.2/. */
import { expect, it } from 'vitest';
import { eachYamlKey, isKey, keyOf, scalarOf } from './yaml-lines.ts';

function keysOf(text: string, isDone: (key: string) => boolean = () => false): [number, string, string][] {
  const found: [number, string, string][] = [];
  eachYamlKey(text, line => {
    found.push([line.depth, keyOf(line), scalarOf(line)]);
    return isDone(keyOf(line));
  });
  return found;
}

it('reads nested mappings of scalars, whatever the indentation', () => {
  expect(
    keysOf(
      "a: 1\n\n# comment\nb:\r\n    'c d':   \"e\\\"f\"\r\n    g: 'it''s' \r\nh: x # why\ni:\n  j: x#y\n",
    ),
  ).toEqual([
    [0, 'a', '1'],
    [0, 'b', ''],
    [1, 'c d', 'e"f'],
    [1, 'g', "it's"],
    [0, 'h', 'x'],
    [0, 'i', ''],
    [1, 'j', 'x#y'],
  ]);
});

it('gives flow collections as they are written', () => {
  expect(keysOf('a: {b: c, d: e}\nf: [g]\nh: {}\n')).toEqual([
    [0, 'a', '{b: c, d: e}'],
    [0, 'f', '[g]'],
    [0, 'h', '{}'],
  ]);
});

it('passes over sequences and texts of several lines', () => {
  const text = `a:
  - b: 1
    c: 2
  -
    d: 3
e:
- f: 4
g: >-
  h: 5

  i: 6
j: "k
  l: 7"
m: 8
`;
  expect(keysOf(text).map(([depth, key]) => `${depth} ${key}`)).toEqual(['0 a', '0 e', '0 g', '0 j', '0 m']);
});

it('passes over what nobody wants inside', () => {
  expect(keysOf('a:\n  b:\n    c: 1\n  d: 2\ne: 3', key => key === 'b').map(([, key]) => key)).toEqual([
    'a',
    'b',
    'd',
    'e',
  ]);
});

it('reads keys that stand on a line of their own', () => {
  expect(keysOf("? 'a@1(b@2)'\n: version: 1\n  c: 2\n? d\n:\n  e: 3\nf: 4\n")).toEqual([
    [0, 'a@1(b@2)', ''],
    [1, 'version', '1'],
    [1, 'c', '2'],
    [0, 'd', ''],
    [1, 'e', '3'],
    [0, 'f', '4'],
  ]);
});

it('takes a colon for the end of a key only before a space', () => {
  expect(keysOf('a:b: c\n"x": y\nno key\nurl: http://host\n"open: 1\n')).toEqual([
    [0, 'a:b', 'c'],
    [0, 'x', 'y'],
    [0, 'url', 'http://host'],
  ]);
});

it('compares keys without making them', () => {
  const found: boolean[] = [];
  eachYamlKey('dev: true\ndevs: true\nde: true\n', line => {
    found.push(isKey(line, 'dev'));
    return undefined;
  });
  expect(found).toEqual([true, false, false]);
});

it('passes over what is deeper than 32 mappings', () => {
  const text = Array.from({ length: 40 }, (_, i) => `${' '.repeat(i)}k${i}:`).join('\n');
  expect(keysOf(`${text}\nend: 1`).map(([depth]) => depth)).toEqual([...Array(32).keys(), 0]);
});
