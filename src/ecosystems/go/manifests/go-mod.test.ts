import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { goMod, goWork } from './go-mod.ts';

const read = (text: string) => goMod.parse(manifestInput('go.mod', Buffer.from(text)));

test('lines and blocks, indirect ones, quoted paths, and comments anywhere', () => {
  const { dependencies, project } = read(
    [
      '// the module',
      'module "example.com/m" // Deprecated: no',
      'go 1.23',
      'require (',
      '\texample.com/a v1.0.0',
      '\t// a comment',
      '\t`example.com/b` v2.0.0+incompatible // indirect; why',
      '\texample.com/c v0.1.0 //indirect',
      '\texample.com/d v0.2.0 // indirectly wanted',
      ')\r',
      'require example.com/e v1.5.0\r',
      'exclude example.com/a v0.9.0',
      'tool example.com/a/cmd',
    ].join('\n'),
  );
  expect(project).toEqual({ name: 'example.com/m', version: null, license: null });
  expect(dependencies.map(one => [one.name, one.requirement, one.type, one.direct])).toEqual([
    ['example.com/a', 'v1.0.0', 'runtime', true],
    ['example.com/b', 'v2.0.0+incompatible', 'runtime', false],
    ['example.com/c', 'v0.1.0', 'runtime', false],
    ['example.com/d', 'v0.2.0', 'runtime', true],
    ['example.com/e', 'v1.5.0', 'runtime', true],
  ]);
});

test('a replacement of the version goes before that of all; a folder leaves the name', () => {
  const { dependencies } = read(
    [
      'require (',
      ' example.com/a v1.0.0',
      ' example.com/b v1.0.0',
      ' example.com/c v1.0.0 // indirect',
      ' example.com/d v1.0.0',
      ')',
      'replace example.com/a => example.com/fork v9.0.0',
      'replace (',
      ' example.com/a v1.0.0 => example.com/fork v1.0.1',
      ' example.com/b v2.0.0 => example.com/other v2.0.1',
      ' example.com/c => ../c',
      ')',
    ].join('\n'),
  );
  expect(
    dependencies.map(one => [one.name, one.requirement, one.alias, one.local, one.source, one.direct]),
  ).toEqual([
    ['example.com/fork', 'v1.0.1', 'example.com/a', null, null, true],
    ['example.com/b', 'v1.0.0', null, null, null, true],
    ['example.com/c', 'v1.0.0', null, true, '../c', false],
    ['example.com/d', 'v1.0.0', null, null, null, true],
  ]);
});

test('a workspace names its modules and what is replaced in all of them', () => {
  const text =
    'go 1.23\nuse ./tools/\nuse (\n ./app // the app\n)\nreplace example.com/a v1.0.0 => example.com/b v1.1.0\n';
  const parsed = goWork.parse(manifestInput('go.work', Buffer.from(text)));
  expect(parsed.includes).toEqual(['./tools/', './app']);
  expect(parsed.dependencies.map(one => [one.name, one.requirement, one.type, one.alias])).toEqual([
    ['example.com/b', 'v1.1.0', 'replace', 'example.com/a'],
  ]);
});

test('half a file is read as far as it goes', () => {
  expect(read('require (\n example.com/a v1.0.0\n example.com/b').dependencies).toHaveLength(1);
  expect(read('require ( "').dependencies).toEqual([]);
  expect(read('replace =>\nreplace a =>\nrequire\n').dependencies).toEqual([]);
});

// https://go.dev/ref/mod#go-mod-file-lexical: a block may be empty, also on one line.
test('an empty block ends on its line', () => {
  const { dependencies } = read('require ()\nexclude( )\nrequire example.com/a v1.0.0\n');
  expect(dependencies.map(({ name, requirement }) => `${name} ${requirement}`)).toEqual([
    'example.com/a v1.0.0',
  ]);
});
