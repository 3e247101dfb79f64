import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eachRow, type SqliteValue } from './sqlite-table.ts';

// Written by SQLite with pages of 512 bytes; the last text lies on several of them.
const file = readFileSync(new URL('fixtures/rows.sqlite', import.meta.url));

function rowsOf(bytes: Uint8Array, table: string): SqliteValue[][] {
  const rows: SqliteValue[][] = [];
  eachRow(bytes, table, 'test', values => rows.push(values));
  return rows;
}

test('integers of all sizes, texts, bytes and nothing', () => {
  const rows = rowsOf(file, 't').map(row =>
    row.map(value => (value instanceof Uint8Array ? [...value] : value)),
  );
  expect(rows).toEqual([
    [0, 'a', [1, 2], null],
    [-2, 'é', [], 1],
    [70_000, '', [0], -5_000_000_000],
    [2 ** 40, 'long '.repeat(400), [122], 2],
  ]);
});

test('only the table that was asked for', () => {
  expect(rowsOf(file, 'other')).toEqual([[1]]);
  expect(rowsOf(file, 'none')).toEqual([]);
});

test('what is no database, or is cut off', () => {
  expect(() => rowsOf(Buffer.from('x'), 't')).toThrowError(/no SQLite database/);
  expect(() => rowsOf(file.subarray(0, 512), 't')).toThrowError(/page/);
});
