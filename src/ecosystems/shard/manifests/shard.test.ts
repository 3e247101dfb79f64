import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { shardLock, shardYml } from './shard.ts';

it('reads shard.yml', () => {
  const text = `name: own
version: 0.10
license: MIT
dependencies:
  a:
    github: owner/a
    version: ~> 1.10
  b: {git: 'https://git.example/b.git', branch: main}
  c: {path: ../c}
  d:
development_dependencies:
  e: {gitlab: owner/e}
`;
  const { dependencies, project } = shardYml.parse(manifestInput('shard.yml', Buffer.from(text)));
  expect(dependencies.map(d => [d.name, d.requirement, d.type, d.source, d.local, d.condition])).toEqual([
    ['a', '~> 1.10', 'runtime', 'https://github.com/owner/a.git', null, null],
    ['b', '*', 'runtime', 'https://git.example/b.git#main', null, null],
    ['c', '*', 'runtime', '../c', true, null],
    ['d', '*', 'runtime', null, null, null],
    ['e', '*', 'runtime', 'https://gitlab.com/owner/e.git', null, 'development'],
  ]);
  expect(project).toEqual({ name: 'own', version: '0.10', license: 'MIT' });
});

it('reads shard.lock of both versions', () => {
  const text = `version: 2.0
shards:
  a:
    git: https://git.example/a.git
    version: 1.10
  b:
    github: owner/b
    commit: abc
`;
  const { dependencies } = shardLock.parse(manifestInput('shard.lock', Buffer.from(text)));
  expect(dependencies.map(d => [d.name, d.requirement, d.source])).toEqual([
    ['a', '1.10', 'https://git.example/a.git'],
    ['b', '*', 'https://github.com/owner/b.git#abc'],
  ]);
});
