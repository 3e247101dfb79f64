import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { registryDb } from './registry-db.ts';

// Written by SQLite, with the tables as MacPorts 2 makes them: two active ports, and one that is not.
const file = readFileSync(new URL('fixtures/registry.db', import.meta.url));
const read = (bytes: Buffer) =>
  registryDb.parse(manifestInput('opt/local/var/macports/registry/registry.db', bytes));

test('active ports, what was requested, and the graph', () => {
  const found = read(file);
  expect(found.dependencies.map(one => [one.name, one.requirement, one.direct])).toEqual([
    ['curl', '8.4.0', true],
    ['zlib', '1.3_2', false],
  ]);
  expect(found.graph?.()).toMatchObject({ edges: [[0, 1]], roots: [0] });
  expect(() => read(file.subarray(0, 600))).toThrow(expect.objectContaining({ code: 'malformed' }));
});
