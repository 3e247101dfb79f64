import { expect, test } from 'vitest';
import type { ResolvedEdge, ResolvedNode } from '../../resolving/types.ts';
import { flatOf, treeOf } from './formats.ts';
import { measure, pathTo } from './measures.ts';
import { momentOf } from './moment.ts';
import type { ResolutionJson } from './schemas.ts';

const node = (name: string, version: string) => ({ name, version }) as ResolvedNode;
const edge = (from: number | null, to: number | null) => ({ from, to }) as ResolvedEdge;

// root → a → b → c, root → c', a → c', c → a (a cycle); c and c' are two versions of one package; e stands alone.
const nodes = [node('a', '1'), node('b', '1'), node('c', '1'), node('c', '2'), node('e', '1')];
const edges = [edge(null, 0), edge(0, 1), edge(1, 2), edge(null, 3), edge(0, 3), edge(2, 0), edge(1, null)];

test('depth, shortest ways and duplicates, cycles and strays too', () => {
  const { depth, parent, duplicates } = measure(nodes, edges);
  expect(depth).toEqual([1, 2, 3, 1, null]);
  expect(pathTo(2, parent)).toEqual([0, 1, 2]);
  expect([...duplicates]).toEqual([['c', ['1', '2']]]);
});

test('a tree shows what each requires once, and versions by name are the nearest', () => {
  const { depth } = measure(nodes, edges);
  const resolution = {
    nodes: nodes.map((each, id) => ({
      ...each,
      id,
      purl: `pkg:x/${each.name}@${each.version}`,
      depth: depth[id],
    })),
    edges,
  } as unknown as ResolutionJson;
  const leaf = (name: string, version: string) => ({
    purl: `pkg:x/${name}@${version}`,
    name,
    version,
    deps: [],
  });
  expect(treeOf(resolution)).toEqual([
    {
      ...leaf('a', '1'),
      deps: [
        { ...leaf('b', '1'), deps: [{ ...leaf('c', '1'), deps: [{ ...leaf('a', '1'), deduped: true }] }] },
        leaf('c', '2'),
      ],
    },
    leaf('c', '2'),
  ]);
  expect(flatOf(resolution)).toEqual({ a: '1', b: '1', c: '2', e: '1' });
});

test.each([
  ['2024-01-31', '2024-01-31T00:00:00.000Z'],
  ['2024-01-31T12:00:00+02:00', '2024-01-31T10:00:00.000Z'],
  ['2024-01-31T12:00', '2024-01-31T12:00:00.000Z'],
])('%s is a moment', (text, iso) => expect(momentOf(text).toISOString()).toBe(iso));

test.each(['2024-02-30', '2024', 'yesterday', '2024-01-31T25:00', '20240131'])('%s is none', text =>
  expect(() => momentOf(text)).toThrow('before'),
);
