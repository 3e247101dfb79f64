import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { elmJson } from './elm-json.ts';
import { elmPackage, exactDependencies } from './elm-package.ts';

const input = (text: string) => manifestInput('x', Buffer.from(text));
const short = ({ dependencies }: ReturnType<typeof elmJson.parse>) =>
  dependencies.map(({ name, requirement, type, direct }) => [name, requirement, type, direct]);

it('reads an application, direct and indirect apart', () => {
  const read = elmJson.parse(
    input(`{"type": "application", "source-directories": ["src"], "elm-version": "0.19.1",
      "dependencies": {"direct": {"elm/core": "1.0.5"}, "indirect": {"elm/json": "1.1.3"}},
      "test-dependencies": {"direct": {"elm-explorations/test": "2.1.1"}, "indirect": {}}}`),
  );
  expect(short(read)).toEqual([
    ['elm/core', '1.0.5', 'runtime', true],
    ['elm/json', '1.1.3', 'runtime', false],
    ['elm-explorations/test', '2.1.1', 'test', true],
  ]);
  expect(read.project).toEqual({ name: null, version: null, license: null });
});

it('reads a package', () => {
  const read = elmJson.parse(
    input(`{"type": "package", "name": "owner/name", "version": "1.0.0", "license": "BSD-3-Clause",
      "dependencies": {"elm/core": "1.0.0 <= v < 2.0.0"}, "test-dependencies": {}}`),
  );
  expect(short(read)).toEqual([['elm/core', '1.0.0 <= v < 2.0.0', 'runtime', true]]);
  expect(read.project).toEqual({ name: 'owner/name', version: '1.0.0', license: 'BSD-3-Clause' });
});

it('reads files of Elm 0.18', () => {
  expect(short(elmPackage.parse(input('{"dependencies": {"elm-lang/core": "5.0.0 <= v < 6.0.0"}}')))).toEqual(
    [['elm-lang/core', '5.0.0 <= v < 6.0.0', 'runtime', true]],
  );
  expect(short(exactDependencies.parse(input('{"elm-lang/core": "5.1.1", "odd": 1}')))).toEqual([
    ['elm-lang/core', '5.1.1', 'runtime', null],
  ]);
});

it('passes over what has the wrong type', () => {
  for (const text of ['1', '{"dependencies": []}', '{"type": "application", "dependencies": {"direct": 1}}'])
    expect(elmJson.parse(input(text)).dependencies).toEqual([]);
  expect(() => exactDependencies.parse(input('[]'))).toThrow('no JSON object');
});
