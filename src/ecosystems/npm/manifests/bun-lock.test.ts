import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { bunBinary, bunLock } from './bun-lock.ts';

const read = (text: string) => bunLock.parse(manifestInput('bun.lock', Buffer.from(text)));

const lock = `{
  "lockfileVersion": 1,
  "workspaces": {
    "": {"name": "app", "dependencies": {"a": "^1", "alias": "npm:real"}, "devDependencies": {"d": "1"},},
    "packages/w": {"name": "w"},
  },
  "packages": {
    "a": ["a@1.0.0", "", {"dependencies": {"b": "2"}, "os": ["darwin"], "cpu": "none"}, "sha512-a=="],

    "a/b": ["b@2.0.0", "https://reg.example/b/-/b-2.0.0.tgz", {"dependencies": {"@scope/c": "1"}}, "sha512-b=="],
    "@scope/c": ["@scope/c@github:owner/repo#c0ffee", {}, "owner-repo-c0ffee"],
    "alias": ["real@3.0.0", "", {}, "sha512-r=="],
    "b": ["b@1.0.0", "", {}, "sha512-o=="],
    "d": ["d@file:../d", {}],
    "w": ["w@workspace:packages/w"],
    "odd": ["odd"], "odder": {},
  },
}`;

it('reads packages of the registry and others', () => {
  const { dependencies, project } = read(lock);
  expect(
    dependencies.map(({ name, requirement, type, direct }) => `${name} ${requirement} ${type} ${direct}`),
  ).toEqual([
    'a 1.0.0 runtime true',
    'b 2.0.0 runtime false',
    '@scope/c github:owner/repo#c0ffee runtime false',
    'real 3.0.0 runtime true',
    'b 1.0.0 runtime false',
    'd file:../d development true',
    'w workspace:packages/w runtime false',
  ]);
  expect(dependencies).toMatchObject([
    { integrity: 'sha512-a==', source: null, condition: 'os=darwin', alias: null },
    { source: 'https://reg.example/b/-/b-2.0.0.tgz', alias: null },
    { integrity: null, source: 'github:owner/repo#c0ffee', alias: null },
    { alias: 'alias' },
    {},
    { local: true, source: '../d' },
    { local: true, source: 'packages/w' },
  ]);
  expect(project?.name).toBe('app');
});

it('tells who requires whom, nearest first', () => {
  const graph = read(lock).graph?.();
  expect(graph?.edges.map(pair => pair.map(at => graph.nodes[at]?.id))).toEqual([
    ['a', 'a/b'],
    ['a/b', '@scope/c'],
  ]);
  expect(graph?.roots?.map(at => graph.nodes[at]?.id)).toEqual(['a', 'alias', 'd']);
});

it('refuses what it cannot read', () => {
  expect(() => bunBinary.parse(manifestInput('bun.lockb', new Uint8Array()))).toThrow(
    expect.objectContaining({ reason: 'unsupported-version' }),
  );
  expect(() => read('[]')).toThrow('no JSON object');
  expect(read('{"packages": []}').dependencies).toEqual([]);
});
