import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { rpmdb } from './rpmdb.ts';

// Written by SQLite with pages of 512 bytes: headers that fit a page and one that does not, under an interior page.
const file = readFileSync(new URL('fixtures/rpmdb.sqlite', import.meta.url));
const read = (bytes: Uint8Array) => rpmdb.parse(manifestInput('var/lib/rpm/rpmdb.sqlite', bytes));

test('installed packages, without keys, and who provides what others need', () => {
  const parsed = read(file);
  expect(parsed.dependencies.map(one => [one.name, one.requirement])).toEqual([
    ['bash', '5.2-1.el9'],
    ['glibc', '1:2.34-60.el9'],
    ...Array.from({ length: 12 }, (_, i) => [`lib${i}`, `1.${i}`]),
  ]);
  const graph = parsed.graph?.();
  expect(graph?.edges[0]).toEqual([0, 1]);
  expect(graph?.edges).toHaveLength(13);
});

test('what is broken is refused, wherever it is broken', () => {
  expect(() => read(Buffer.from('SQLite'))).toThrowError(/no SQLite database/);
  expect(() => read(file.subarray(0, 1024))).toThrowError(/page \d+/);
  for (let at = 16; at < file.length; at += 7) {
    const broken = Buffer.from(file);
    broken[at] = 0xff;
    try {
      expect(Array.isArray(read(broken).dependencies)).toBe(true);
    } catch (error) {
      expect(error).toMatchObject({ code: 'malformed' });
    }
  }
});
