import { expect, test } from 'vitest';
import { dateOf } from './dates.ts';
import { newNotes } from './notes.ts';

const NOW = Date.UTC(2026, 0, 1);

test.each([
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ['2015-08-06 22:08:00', '2015-08-06T22:08:00.000Z'],
  ['2025-05-20T08:59:01.9876543Z', '2025-05-20T08:59:01.987Z'],
  ['2025-05-20T08:59:01+02:30', '2025-05-20T06:29:01.000Z'],
  ['2025-05-20T08:59:01-0100', '2025-05-20T09:59:01.000Z'],
  ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
  // Less than a day ahead
  ['2026-01-01T20:00:00Z', '2026-01-01T20:00:00.000Z'],
])('%s', (text, instant) => {
  const notes = newNotes();
  expect(dateOf(text, 'it', NOW, notes)).toBe(instant);
  expect(notes.list()).toEqual([]);
});

test.each([
  '2023-02-29',
  '2024-13-01',
  '2024-01-01T25:00:00Z',
  'soon',
  '1704067200',
  '2024',
  '2026-01-03',
  12,
  {},
])('%s is none, with a warning', value => {
  const notes = newNotes();
  expect(dateOf(value, 'it', NOW, notes)).toBeNull();
  expect(notes.list().length).toBe(1);
});

test.each([undefined, null, '', '0001-01-01T00:00:00Z'])('%s states nothing', value => {
  const notes = newNotes();
  expect(dateOf(value, 'it', NOW, notes)).toBeNull();
  expect(notes.list()).toEqual([]);
});
