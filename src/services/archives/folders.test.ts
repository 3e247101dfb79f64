import { expect, test } from 'vitest';
import { folderItems, type ListedEntry } from './folders.ts';

const entry = (path: string, size: number | null = 1, given: Partial<ListedEntry> = {}): ListedEntry => ({
  path,
  size,
  kind: 'file',
  link_target: null,
  executable: null,
  ...given,
});

const ENTRIES = [
  entry('b.txt', 5),
  entry('src/', null, { kind: 'directory' }),
  entry('src/a.js', 10),
  entry('src/deep/down.js', 20),
  entry('srcery', 1),
  entry('a.txt', 3),
  entry('link', null, { kind: 'link', link_target: 'a.txt' }),
];

test('folders come first, with all that is in them, whether they are listed or not', () => {
  expect(folderItems(ENTRIES, '').map(({ name, kind, size, files }) => [name, kind, size, files])).toEqual([
    ['src', 'directory', 30, 2],
    ['a.txt', 'file', 3, 0],
    ['b.txt', 'file', 5, 0],
    ['link', 'link', null, 0],
    ['srcery', 'file', 1, 0],
  ]);
  expect(folderItems(ENTRIES, 'src').map(({ path, kind }) => [path, kind])).toEqual([
    ['src/deep', 'directory'],
    ['src/a.js', 'file'],
  ]);
});

test('a folder that is not there is empty, and names of every object are names like others', () => {
  expect(folderItems(ENTRIES, 'sr')).toEqual([]);
  expect(folderItems([entry('__proto__/a'), entry('constructor')], '').map(({ name }) => name)).toEqual([
    '__proto__',
    'constructor',
  ]);
});
