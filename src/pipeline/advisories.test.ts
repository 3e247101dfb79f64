import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import type { Tree } from '../core/tree.ts';
import { treeOf } from '../sources/fixtures/trees.ts';
import { findSource, type Source } from '../sources/index.ts';
import { findFeed } from '../store/advisory-feeds.ts';
import { advisoriesByIdentifier } from '../store/advisory-queries.ts';
import { importAdvisories } from './advisories.ts';
import { addressOf } from './advisory-fetch.ts';
import { createLocks, type Locks } from './locks.ts';

const osv = findSource('osv') as Source;
let store: TestDatabase;
let locks: Locks;
beforeAll(async () => {
  store = await createTestDatabase();
  locks = createLocks({ url: store.url });
});
afterAll(async () => {
  await locks.close();
  await store.drop();
});

const record = (id: string, over: object = {}) =>
  JSON.stringify({
    id,
    modified: '2024-01-01T00:00:00Z',
    affected: [{ package: { ecosystem: 'npm', name: 'demo' }, versions: ['1.0.0'] }],
    ...over,
  });
const normalise = (_ecosystem: string | null, name: string) => name;
const run = (source: Source, tree: Tree, options = {}) =>
  importAdvisories({ db: store.db, locks, normalise }, source, tree, options);
const isThere = async (id: string) => (await advisoriesByIdentifier(store.db, [id]))[0]!.length > 0;

test('documents are read, passed over when unchanged, and taken away when they have gone', async () => {
  const files = { 'a/X-1.json': record('X-1'), 'a/X-2.json': record('X-2'), 'a/X-3.json': '{ damaged' };
  expect(await run(osv, treeOf(files))).toMatchObject({
    outcome: 'imported',
    documents: 3,
    unchangedDocuments: 0,
    records: { created: 2, updated: 0, unchanged: 0, removed: 0 },
    problems: 1,
  });
  expect(await findFeed(store.db, 'osv')).toMatchObject({
    documents: 3,
    problemsCount: 1,
    problems: [{ path: 'a/X-3.json' }],
  });

  // The damaged one is read again each time.
  expect(await run(osv, treeOf(files))).toMatchObject({
    unchangedDocuments: 2,
    records: { created: 0, updated: 0 },
  });

  const next = { 'a/X-1.json': record('X-1', { summary: 'Changed' }), 'a/X-4.json': record('X-4') };
  expect(await run(osv, treeOf(next))).toMatchObject({
    records: { created: 1, updated: 1, unchanged: 0, removed: 1 },
  });
  expect([await isThere('X-1'), await isThere('X-2'), await isThere('X-4')]).toEqual([true, false, true]);
});

test('a record that moves to another document stays', async () => {
  await run(
    osv,
    treeOf({ 'b/X-1.json': record('X-1'), 'b/X-4.json': record('X-4'), 'b/X-5.json': record('X-5') }),
  );
  expect([await isThere('X-1'), await isThere('X-4'), await isThere('X-5')]).toEqual([true, true, true]);
});

test('a document whose record gets another identifier', async () => {
  await run(
    osv,
    treeOf({ 'b/X-1.json': record('X-1'), 'b/X-4.json': record('X-4'), 'b/X-5.json': record('X-6') }),
  );
  expect([await isThere('X-5'), await isThere('X-6')]).toEqual([false, true]);
});

test('a tree that is a part takes nothing away unless it is forced to', async () => {
  const part = { 'b/X-1.json': record('X-1') };
  await expect(run(osv, treeOf(part))).rejects.toMatchObject({ code: 'input', field: 'from' });
  expect(await isThere('X-4')).toBe(true);
  await expect(run(osv, treeOf({ 'README.md': '' }))).rejects.toMatchObject({ code: 'input', field: 'from' });
  expect(await run(osv, treeOf(part), { force: true })).toMatchObject({ records: { removed: 2 } });
  expect(await isThere('X-4')).toBe(false);
});

test('a tree that ends in damage leaves what came before it, and the next import goes on', async () => {
  async function* damaged() {
    yield* treeOf({ 'b/X-1.json': record('X-1'), 'b/X-7.json': record('X-7') });
    throw new Error('the archive is damaged');
  }
  await expect(run(osv, damaged())).rejects.toThrow('the archive is damaged');
  expect(await isThere('X-7')).toBe(true);
  expect(await run(osv, treeOf({ 'b/X-1.json': record('X-1'), 'b/X-7.json': record('X-7') }))).toMatchObject({
    outcome: 'unchanged',
    unchangedDocuments: 2,
  });
});

test('exploit facts of a catalogue come and go', async () => {
  const kev = findSource('kev') as Source;
  const catalogue = (...cves: string[]) =>
    treeOf({
      'known_exploited_vulnerabilities.json': JSON.stringify({
        catalogVersion: '2024.01.01',
        vulnerabilities: cves.map(cveID => ({
          cveID,
          vulnerabilityName: 'n',
          dateAdded: '2024-01-02',
          requiredAction: 'a',
        })),
      }),
    });
  expect(await run(kev, catalogue('CVE-2024-0001', 'CVE-2024-0002'))).toMatchObject({ exploits: 2 });
  expect(await run(kev, catalogue('CVE-2024-0002'))).toMatchObject({ exploits: 1 });
});

test('addresses of whole sources', () => {
  expect(addressOf(findSource('pypa') as Source)).toBe(
    'https://github.com/pypa/advisory-database/archive/HEAD.tar.gz',
  );
  expect(addressOf(findSource('go') as Source)).toBe('https://vuln.go.dev/vulndb.zip');
  expect(addressOf(findSource('github') as Source)).toBeNull();
});
