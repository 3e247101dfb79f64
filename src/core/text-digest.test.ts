import { expect, test } from 'vitest';
import { digestText } from './text-digest.ts';

test.each([
  // The vectors of FNV-1a, 32 bits: http://www.isthe.com/chongo/src/fnv/test_fnv.c
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
])('%j', (text, digest) => {
  expect(digestText(text)).toBe(digest);
});
