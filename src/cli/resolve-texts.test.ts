import { expect, test } from 'vitest';
import { describeResolution, describeTree, type Resolved } from './resolve-texts.ts';

const node = (id: number, name: string, path: number[], more: Partial<Resolved['nodes'][number]> = {}) => ({
  id,
  name,
  version: '1.0.0',
  depth: path.length,
  path,
  licenses: 'MIT',
  status: null,
  deprecated: null,
  optional: false,
  advisories: [],
  ...more,
});
const edge = (from: number | null, to: number | null, name: string, requirement = '*') => ({
  from,
  to,
  name,
  requirement,
  satisfied: true,
});

/** a needs b and c, b needs c, c needs a again. */
const resolved: Resolved = {
  registry: 'npmjs.org',
  resolver: { id: 'npm', description: '' },
  request: { before: '2024-01-02T00:00:00.000Z' },
  subject: { name: 'a', version: null },
  nodes: [
    node(0, 'a', [0]),
    node(1, 'b', [0, 1], { status: 'yanked', advisories: [{ uuid: 'x', severity: 'high' }] }),
    node(2, 'c\u001b[2J', [0, 2], { licenses: null }),
  ],
  edges: [edge(null, 0, 'a'), edge(0, 1, 'b', '^1'), edge(0, 2, 'c'), edge(1, 2, 'c', '~1'), edge(2, 0, 'a')],
  problems: [{ severity: 'error', message: 'no', explanation: ['because of x', 'and y'] }],
  pending: [],
  undated: [],
};

test('a line a package, what is in the way, and where it comes from', () => {
  expect(describeResolution(resolved, { explain: false }).split('\n')).toEqual([
    'a           1.0.0  MIT  -',
    'b           1.0.0  MIT  1 advisory, yanked',
    'c\\u001b[2J  1.0.0  -    -',
    'error: no',
    '3 packages of npmjs.org, as of 2024-01-02, by npm',
  ]);
});

test('says that nothing is different from another day', () => {
  const against = { before: '2023-01-31T00:00:00.000Z' };
  const difference = { against, added: [], removed: [], changed: [] };
  const lines = describeResolution({ ...resolved, difference }, { explain: false }).split('\n');
  expect(lines).toContain('nothing is different from 2023-01-31');
});

test('says who asks for what is not there', () => {
  const absent = {
    kind: 'missing-package',
    severity: 'error' as const,
    message: 'there is no package x',
    explanation: [],
  };
  const problems = [
    { ...absent, from: 1 },
    { ...absent, from: null },
  ];
  const lines = describeResolution({ ...resolved, problems }, { explain: false }).split('\n');
  expect(lines).toContain('error: there is no package x, asked by b 1.0.0');
  expect(lines).toContain('error: there is no package x');
});

test('explained: why each is there, and the steps of a conflict', () => {
  const lines = describeResolution(resolved, { explain: true }).split('\n');
  expect(lines[1]).toContain('1 advisory, yanked  a');
  expect(lines).toContain('  because of x');
});

test('a tree shows what each requires once', () => {
  expect(describeTree(resolved).split('\n').slice(0, 5)).toEqual([
    'a 1.0.0',
    '├── b 1.0.0  ^1 (1 advisory, yanked)',
    '│   └── c\\u001b[2J 1.0.0  ~1',
    '│       └── a 1.0.0  * …',
    '└── c\\u001b[2J 1.0.0  * …',
  ]);
});

test('10,000 packages in a chain are no matter for the stack', () => {
  const nodes = Array.from({ length: 10_000 }, (_, id) => node(id, `n${id}`, [id]));
  const edges = [edge(null, 0, 'n0'), ...nodes.slice(1).map(({ id, name }) => edge(id - 1, id, name))];
  expect(describeTree({ ...resolved, nodes, edges, problems: [] }).split('\n')).toHaveLength(10_001);
});
