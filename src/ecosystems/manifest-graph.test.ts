import { expect, it } from 'vitest';
import { graphBuilder } from './manifest-graph.ts';

it('keeps each node and each edge once, and says nothing of roots where none is known', () => {
  const graph = graphBuilder();
  const a = graph.node('a@1', 'a', '1');
  const b = graph.node('b@2', 'b', '2');
  expect(graph.node('a@1', 'a', '1')).toBe(a);
  graph.edge(a, b);
  graph.edge(a, b);
  expect(graph.build()).toEqual({
    nodes: [
      { id: 'a@1', name: 'a', version: '1' },
      { id: 'b@2', name: 'b', version: '2' },
    ],
    edges: [[0, 1]],
    roots: null,
  });
  graph.root(a);
  expect(graph.build().roots).toEqual([0]);
});
