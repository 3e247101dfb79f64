import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { haxelibJson } from './haxelib-json.ts';

const read = (text: string) => haxelibJson.parse(manifestInput('haxelib.json', Buffer.from(text)));

it('reads versions, any version and addresses', () => {
  const { dependencies, project } = read(
    `{"name": "app", "version": "1.2.0", "license": "MIT",
      "dependencies": {"lime": "2.9.1", "openfl": "", "tool": "git:https://user:token@host.example/tool.git#main"}}`,
  );
  expect(
    dependencies.map(({ name, requirement, type, source }) => [name, requirement, type, source]),
  ).toEqual([
    ['lime', '2.9.1', 'runtime', null],
    ['openfl', '', 'runtime', null],
    ['tool', 'git:https://host.example/tool.git#main', 'runtime', 'https://host.example/tool.git#main'],
  ]);
  expect(project).toEqual({ name: 'app', version: '1.2.0', license: 'MIT' });
});

it('passes over what has the wrong type', () => {
  for (const text of ['null', '[]', '{}', '{"dependencies": []}', '{"dependencies": {"a": 1, "": "1"}}'])
    expect(read(text).dependencies).toEqual([]);
});
