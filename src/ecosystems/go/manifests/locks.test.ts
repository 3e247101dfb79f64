import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { goGraph } from './go-graph.ts';
import { goSum } from './go-sum.ts';
import { modulesTxt } from './modules-txt.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));

test('go.sum: a module once, with the hash of its files where there is one', () => {
  const { dependencies } = goSum.parse(
    input(
      [
        'example.com/a v1.0.0 h1:AAA=',
        'example.com/a v1.0.0/go.mod h1:BBB=',
        'example.com/a v1.1.0/go.mod h1:CCC=\r',
        'example.com/b v2.0.0/go.mod h1:DDD=',
        'example.com/c v1.0.0 h1:EEE=',
        'example.com/a v1.0.0 h1:FFF=',
        'not a line of it at all',
        'short',
      ].join('\n'),
    ),
  );
  expect(dependencies.slice(0, 4).map(one => [one.name, one.requirement, one.integrity])).toEqual([
    ['example.com/a', 'v1.0.0', 'h1:AAA='],
    ['example.com/a', 'v1.1.0', 'h1:CCC='],
    ['example.com/b', 'v2.0.0', 'h1:DDD='],
    ['example.com/c', 'v1.0.0', 'h1:EEE='],
  ]);
});

test('modules.txt: what go.mod names, what stands in for it, and no repetition of replacements', () => {
  const { dependencies } = modulesTxt.parse(
    input(
      [
        '# example.com/a v1.0.0',
        '## explicit; go 1.20',
        'example.com/a/sub',
        '# example.com/b v1.2.0',
        'example.com/b',
        '# example.com/c v1.0.0 => example.com/fork v1.0.1',
        '## explicit',
        '# example.com/d v1.0.0 => ./d',
        '# example.com/c => example.com/fork v1.0.1',
      ].join('\n'),
    ),
  );
  expect(dependencies.map(one => [one.name, one.requirement, one.direct, one.alias, one.local])).toEqual([
    ['example.com/a', 'v1.0.0', null, null, null],
    ['example.com/b', 'v1.2.0', false, null, null],
    ['example.com/fork', 'v1.0.1', null, 'example.com/c', null],
    ['example.com/d', 'v1.0.0', false, null, true],
  ]);
});

test('go.graph: edges between versions, the main module at the root', () => {
  const parsed = goGraph.parse(
    input(
      'example.com/m example.com/a@v1.0.0\nexample.com/m go@1.22\nexample.com/a@v1.0.0 example.com/b@v0.1.0\n',
    ),
  );
  expect(parsed.project?.name).toBe('example.com/m');
  expect(parsed.dependencies.map(one => [one.name, one.requirement, one.direct])).toEqual([
    ['example.com/a', 'v1.0.0', true],
    ['example.com/b', 'v0.1.0', false],
  ]);
  const graph = parsed.graph?.();
  expect(graph?.nodes.map(node => node.id)).toEqual([
    'example.com/m',
    'example.com/a@v1.0.0',
    'go@1.22',
    'example.com/b@v0.1.0',
  ]);
  expect(graph?.edges).toEqual([
    [0, 1],
    [0, 2],
    [1, 3],
  ]);
  expect(graph?.roots).toEqual([1, 2]);
});
