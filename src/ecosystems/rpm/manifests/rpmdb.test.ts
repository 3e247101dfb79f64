import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { UpstreamError } from '../../../core/errors.ts';
import { manifestInput } from '../../manifest.ts';
import { berkeleyDatabase, ndbDatabase, rpmdb } from './rpmdb.ts';

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

// Two packages that rpm built, alpha, which requires beta, and beta, and a header small enough to lie in a page of 512 bytes. The hashes were
// written by db5.3_load, and `rpm -qa` of 4.18 lists the same packages of them.
const packed = (name: string) => gunzipSync(readFileSync(new URL(`fixtures/${name}.gz`, import.meta.url)));

describe.each([
  ['Packages, little endian', 'Packages-le', berkeleyDatabase],
  ['Packages, big endian', 'Packages-be', berkeleyDatabase],
  ['Packages.db', 'Packages.db', ndbDatabase],
])('%s', (_, name, reader) => {
  const bytes = packed(name);
  const readAs = (content: Uint8Array) => reader.parse(manifestInput('var/lib/rpm/Packages', content));

  test('installed packages, and who requires whom', () => {
    const parsed = readAs(bytes);
    const found = parsed.dependencies.map(one => `${one.name} ${one.requirement}`);
    expect(found.sort()).toEqual(['alpha 2:1.2-3', 'beta 5.0-3', 'tiny 0.1-1']);
    const { nodes = [], edges = [] } = parsed.graph?.() ?? {};
    expect(edges.map(pair => pair.map(i => nodes[i]?.name))).toEqual([['alpha', 'beta']]);
  });

  test('what is broken is refused, wherever it is broken', () => {
    expect(() => readAs(Buffer.from('Packages'))).toThrowError(/no (?:hash|NDB) database/);
    for (let at = 0; at < bytes.length; at += 5) {
      const broken = Buffer.from(bytes);
      broken[at] = 0xff;
      try {
        readAs(broken);
      } catch (error) {
        if (!(error instanceof UpstreamError) || error.code !== 'malformed') throw error;
      }
    }
    expect(() => readAs(bytes.subarray(0, 2048))).toThrowError(/missing|ends|page/);
  });
});
