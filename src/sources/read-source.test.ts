import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { UpstreamError } from '../core/errors.ts';
import type { Tree } from '../core/tree.ts';
import { documentsOf, NOW, treeOf } from './fixtures/trees.ts';
import { comparePaths, findSource, type ReadDocument, readSource, type Source } from './index.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const record = (id: string) => JSON.stringify({ id });
const FILES = { 'a.json': record('A-1'), 'b/c.json': record('B-1'), 'b.json': record('C-1') };
const short = (documents: readonly ReadDocument[]) =>
  documents.map(({ path, state, records }) => [path, state, records.map(({ id }) => id)]);
const osv = findSource('osv') as Source;

test('every document comes with its hash', async () => {
  const documents = await documentsOf('osv', treeOf(FILES));
  expect(documents.map(({ path, sha256: hash }) => [path, hash])).toEqual(
    Object.entries(FILES).map(([path, text]) => [path, sha256(text)]),
  );
  expect(short(documents)).toEqual([
    ['a.json', 'read', ['A-1']],
    ['b/c.json', 'read', ['B-1']],
    ['b.json', 'read', ['C-1']],
  ]);
});

test('what has its known hash is unchanged, by map or by question', async () => {
  const known = new Map([
    ['a.json', sha256(FILES['a.json'])],
    ['b.json', sha256('something else')],
  ]);
  const expected = [
    ['a.json', 'unchanged', []],
    ['b/c.json', 'read', ['B-1']],
    ['b.json', 'read', ['C-1']],
  ];
  expect(short(await documentsOf('osv', treeOf(FILES), { known }))).toEqual(expected);
  const ask = (path: string, hash: string) => known.get(path) === hash;
  expect(short(await documentsOf('osv', treeOf(FILES), { known: ask }))).toEqual(expected);
});

test('a collection is hashed before it is read where its size is known', async () => {
  const files = { 'all.json': `[${record('A-1')}]` };
  const known = new Map([['all.json', sha256(files['all.json'])]]);
  expect(short(await documentsOf('osv', treeOf(files), { known }))).toEqual([['all.json', 'unchanged', []]]);
  const [streamed] = await documentsOf('osv', treeOf(files, false), { known });
  expect([streamed?.state, streamed?.sha256]).toEqual(['read', known.get('all.json')]);
});

test('a reading is taken up after a path, in the order of folders', async () => {
  expect(short(await documentsOf('osv', treeOf(FILES), { after: 'b/c.json' }))).toEqual([
    ['b.json', 'read', ['C-1']],
  ]);
  const paths = ['b/c', 'b.json', 'a/z', 'a', 'a-b/c', 'b/c/d'];
  // `a` and what is in it, then `a-b`: names are compared, not characters across the slash.
  expect([...paths].sort(comparePaths)).toEqual(['a', 'a/z', 'a-b/c', 'b/c', 'b/c/d', 'b.json']);
});

test('what was read before an interruption is not read again in its other form', async () => {
  const files = {
    'osv/GO-1.json': record('GO-1'),
    'reports/GO-1.yaml': 'id: GO-1',
    'reports/GO-2.yaml': 'id: GO-2',
  };
  const documents = await documentsOf('go', treeOf(files), { after: 'osv/GO-1.json' });
  expect(short(documents)).toEqual([['reports/GO-2.yaml', 'read', ['GO-2']]]);
});

test('of records with one identifier the first stands', async () => {
  const documents = await documentsOf('osv', treeOf({ 'a.json': record('A-1'), 'b.json': record('A-1') }));
  expect(short(documents)).toEqual([
    ['a.json', 'read', ['A-1']],
    ['b.json', 'read', []],
  ]);
  expect(documents[1]?.problems).toEqual([
    { path: 'b.json', id: 'A-1', message: 'a record of this identifier came before' },
  ]);
});

test('a damaged document fails alone, and keeps its hash', async () => {
  const documents = await documentsOf('osv', treeOf({ 'a.json': '{', 'b.json': record('B-1') }));
  expect(documents).toMatchObject([{ state: 'failed', sha256: sha256('{') }, { state: 'read' }]);
});

test('a document that is too large fails alone', async () => {
  async function* large(): Tree {
    for await (const file of treeOf(FILES)) {
      yield {
        ...file,
        read: async maxBytes => {
          if (file.path === 'a.json') throw new UpstreamError('too-large', `larger than ${maxBytes}`);
          return file.read(maxBytes);
        },
      };
    }
  }
  const documents = await documentsOf('osv', large());
  expect(documents.map(({ state, sha256: hash }) => [state, hash === null])).toEqual([
    ['failed', true],
    ['read', false],
    ['read', false],
  ]);
});

test('an error of the tree is thrown after what came before it', async () => {
  async function* broken(): Tree {
    yield* treeOf({ 'a.json': record('A-1') });
    throw new UpstreamError('malformed', 'the archive is truncated');
  }
  const found: ReadDocument[] = [];
  const reading = (async () => {
    for await (const { documents } of readSource(osv, broken(), { now: NOW })) found.push(...documents);
  })();
  await expect(reading).rejects.toThrow('the archive is truncated');
  expect(short(found)).toEqual([['a.json', 'read', ['A-1']]]);
});

test('batches have about the size that was asked for', async () => {
  const files = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`${i}.json`, record(`A-${i}`)]));
  const sizes: number[] = [];
  for await (const { documents } of readSource(osv, treeOf(files), { now: NOW, batch: 10 }))
    sizes.push(documents.length);
  expect(sizes).toEqual([10, 10, 5]);
});

test('links and folders are passed over, an aborted reading ends', async () => {
  async function* links(): Tree {
    for await (const file of treeOf(FILES)) yield { ...file, kind: 'link', linkTarget: '/etc/passwd' };
  }
  expect(await documentsOf('osv', links())).toEqual([]);
  const signal = AbortSignal.abort();
  await expect(documentsOf('osv', treeOf(FILES), { signal })).rejects.toMatchObject({ code: 'timeout' });
});
