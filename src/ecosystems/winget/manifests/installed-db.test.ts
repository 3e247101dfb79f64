import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { installedDb } from './installed-db.ts';

const read = (bytes: Buffer) => installedDb.parse(manifestInput('LocalState/installed.db', bytes));

test('installed applications by the numbers of their rows', () => {
  // Written by SQLite, with the tables of version 1 of the index.
  const file = readFileSync(new URL('fixtures/installed.db', import.meta.url));
  expect(read(file).dependencies.map(one => [one.name, one.requirement, one.alias])).toEqual([
    ['Git.Git', '2.43.0', 'Git'],
    ['jqlang.jq', '1.7', null],
  ]);
});

test('other databases of this name are none', () => {
  const ports = readFileSync(new URL('../../macports/manifests/fixtures/registry.db', import.meta.url));
  expect(() => read(ports)).toThrow(expect.objectContaining({ reason: 'not-this-format' }));
});
