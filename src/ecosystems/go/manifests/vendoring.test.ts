import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { glideLock, glideYaml } from './glide.ts';
import { resolvedJson } from './resolved-json.ts';
import { gbManifest, godeps, godepsJson, vendorJson } from './vendoring.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));

test('revisions of godep, gb and govendor', () => {
  const godep =
    '{"ImportPath":"example.com/m","Deps":[{"ImportPath":"example.com/a","Rev":"abc"},{"Rev":"x"},7]}';
  expect(godepsJson.parse(input(godep))).toMatchObject({
    dependencies: [{ name: 'example.com/a', requirement: 'abc', type: 'runtime' }],
    project: { name: 'example.com/m' },
  });
  const gb =
    '{"dependencies":[{"importpath":"example.com/a","repository":"https://example.com/a.git","revision":"abc"}]}';
  expect(gbManifest.parse(input(gb)).dependencies[0]).toMatchObject({
    requirement: 'abc',
    source: 'https://example.com/a.git',
  });
  const govendor =
    '{"rootPath":"example.com/m","package":[{"path":"example.com/a","revision":"abc","checksumSHA1":"rcw="}]}';
  expect(vendorJson.parse(input(govendor))).toMatchObject({
    dependencies: [{ name: 'example.com/a', requirement: 'abc', integrity: 'sha1-rcw=' }],
    project: { name: 'example.com/m' },
  });
});

test('gpm: two words a line', () => {
  const text = '# a comment\nexample.com/a   v1.0.0 # why\n\n  example.com/b\tabc\nexample.com/c\n';
  expect(godeps.parse(input(text)).dependencies.map(one => [one.name, one.requirement])).toEqual([
    ['example.com/a', 'v1.0.0'],
    ['example.com/b', 'abc'],
    ['example.com/c', '*'],
  ]);
});

test('Glide: versions keep their text, tests are told apart', () => {
  const yaml =
    'package: example.com/m\nlicense: MIT\nimport:\n- package: example.com/a\n  version: 1.10\n  repo: https://example.com/fork.git\ntestImport:\n- package: example.com/t\n';
  const parsed = glideYaml.parse(input(yaml));
  expect(parsed.project).toEqual({ name: 'example.com/m', version: null, license: 'MIT' });
  expect(parsed.dependencies.map(one => [one.name, one.requirement, one.type, one.source])).toEqual([
    ['example.com/a', '1.10', 'runtime', 'https://example.com/fork.git'],
    ['example.com/t', '*', 'test', null],
  ]);
  const lock = 'updated: 2016-02-17T09:11:15.3-05:00\nimports:\n- name: example.com/a\n  version: 1234567\n';
  expect(glideLock.parse(input(lock)).dependencies).toMatchObject([
    { name: 'example.com/a', requirement: '1234567', type: 'runtime' },
  ]);
});

test('what go list says: the main module is the project, replacements stand in', () => {
  const text = JSON.stringify([
    { Path: 'm', Main: 'true' },
    { Path: 'a', Version: 'v1', Indirect: 'true', Replace: '<nil>' },
    { Path: 'b', Version: 'v1', Indirect: 'false', Scope: 'test', Replace: 'c v2' },
    { Path: 'd', Version: 'v1', Replace: './d' },
  ]);
  const parsed = resolvedJson.parse(input(text));
  expect(parsed.project?.name).toBe('m');
  expect(
    parsed.dependencies.map(one => [one.name, one.requirement, one.type, one.direct, one.alias, one.local]),
  ).toEqual([
    ['a', 'v1', 'runtime', false, null, null],
    ['c', 'v2', 'test', true, 'b', null],
    ['./d', '*', 'runtime', null, 'd', true],
  ]);
});
