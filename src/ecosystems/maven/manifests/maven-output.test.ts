import { describe, expect, it } from 'vitest';
import { type ManifestGraph, type ManifestReader, manifestInput } from '../../manifest.ts';
import { mavenResolved, mavenTree, mavenTreeDot } from './maven-output.ts';

const read = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));
const edgesOf = (graph: ManifestGraph | undefined) =>
  graph?.edges.map(([from, to]) => `${graph.nodes[from]?.id} > ${graph.nodes[to]?.id}`);

it('dependency:list: five parts, in colours, once each', () => {
  const text = `The following files have been resolved:
   g:a:jar:1.0:compile\u001b[36m -- module a\u001b[0;1m [auto]\u001b[m
   g:a:jar:1.0:compile
   g:b:jar:2.0:test (optional)  -- module b
   g:c:jar:x86:2.0:test
`;
  expect(
    read(mavenResolved, text).dependencies.map(({ name, requirement, type }) => [name, requirement, type]),
  ).toEqual([
    ['g:a', '1.0', 'compile'],
    ['g:b', '2.0', 'test (optional)'],
  ]);
});

describe('dependency:tree', () => {
  const text = `[INFO] Scanning for projects...
[INFO] g:app:jar:1.0
[INFO] +- g:a:jar:2.0:compile
[INFO] |  \\- g:b:jar:natives:3.0:runtime (optional)
[INFO] |  \\- (g:d:jar:4.0:compile - omitted for duplicate)
[INFO] \\- g:lib:jar:1.0:test
[INFO] BUILD: SUCCESS
[INFO] g:lib:jar:1.0
[INFO] \\- g:b:jar:natives:3.0:runtime
`;
  it('leaves out the projects, and tells direct ones', () => {
    const { dependencies, project } = read(mavenTree, text);
    expect(
      dependencies.map(({ name, requirement, type, direct, optional }) => [
        name,
        requirement,
        type,
        direct,
        optional,
      ]),
    ).toEqual([
      ['g:a', '2.0', 'compile', true, null],
      ['g:b', '3.0', 'runtime', true, true],
      ['g:d', '4.0', 'compile', false, null],
    ]);
    expect(project).toEqual({ name: 'g:app', version: '1.0', license: null });
  });

  it('knows who requires whom', () => {
    expect(edgesOf(read(mavenTree, text).graph?.())).toEqual([
      'g:app:jar:1.0 > g:a:jar:2.0',
      'g:app:jar:1.0 > g:lib:jar:1.0',
      'g:a:jar:2.0 > g:b:jar:natives:3.0',
      'g:a:jar:2.0 > g:d:jar:4.0',
      'g:lib:jar:1.0 > g:b:jar:natives:3.0',
    ]);
  });

  it('refuses a text without a tree', () => {
    expect(() => read(mavenTree, '[INFO] nothing\n')).toThrow('no line of a dependency tree');
  });
});

it('dependency:tree as a graph', () => {
  const text = `digraph "g:app:jar:1.0" {
\t"g:app:jar:1.0" -> "g:a:jar:2.0:compile" ;
\t"g:a:jar:2.0:compile" -> "g:b:jar:3.0:runtime" ;
 }`;
  const { dependencies, project, graph } = read(mavenTreeDot, text);
  expect(dependencies.map(({ name, direct }) => [name, direct])).toEqual([
    ['g:a', true],
    ['g:b', false],
  ]);
  expect(project?.name).toBe('g:app');
  expect(edgesOf(graph?.())).toEqual(['g:app:jar:1.0 > g:a:jar:2.0', 'g:a:jar:2.0 > g:b:jar:3.0']);
});
