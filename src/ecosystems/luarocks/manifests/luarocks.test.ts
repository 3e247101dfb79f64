import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { luarocksLock, rockspec } from './rockspec.ts';

it('reads a rockspec', () => {
  const text = `rockspec_format = "3.0"
package = "own"
version = "1.0-1"
description = { license = "MIT", detailed = [[ dependencies = { "no" } ]] }
build_dependencies = { 'a' }
dependencies = {
  "lua >= 5.1, < 5.5", -- why
  "owner/b ~> 1.0",
  c .. " 1",
  platforms = { windows = { "d" } },
}
test_dependencies = { "e == 2-1" }
`;
  const { dependencies, project, unresolved } = rockspec.parse(
    manifestInput('own.rockspec', Buffer.from(text)),
  );
  expect(dependencies.map(d => [d.name, d.requirement, d.type, d.condition])).toEqual([
    ['lua', '>= 5.1, < 5.5', 'runtime', null],
    ['owner/b', '~> 1.0', 'runtime', null],
    ['d', '*', 'runtime', 'platform windows'],
    ['a', '*', 'build', null],
    ['e', '== 2-1', 'test', null],
  ]);
  expect(project).toEqual({ name: 'own', version: '1.0-1', license: 'MIT' });
  expect(unresolved).toEqual([{ what: 'dependencies: a requirement is computed', line: null }]);
});

it('reads luarocks.lock', () => {
  const text = 'return {\n  dependencies = {\n    lua = "5.4-1",\n    ["a-b"] = "1.0-1"\n  }\n}\n';
  const { dependencies } = luarocksLock.parse(manifestInput('luarocks.lock', Buffer.from(text)));
  expect(dependencies.map(d => [d.name, d.requirement, d.type])).toEqual([
    ['lua', '5.4-1', 'runtime'],
    ['a-b', '1.0-1', 'runtime'],
  ]);
});
