import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { xmakeLua } from './xmake-lua.ts';

const read = (text: string) => xmakeLua.parse(manifestInput('xmake.lua', Buffer.from(text)));

test('add_requires: versions, options, other managers, what is computed', () => {
  const found = read(
    [
      'set_project("app")',
      'set_version("1.0.0", {build = "x"})',
      '-- add_requires("no")',
      'add_requires("libuv master", "ffmpeg", "zlib 1.20.*")',
      'add_requires("tbox >=1.6.1", {optional = true, debug = true})',
      'add_requires("conan::openssl/1.1.1g", {alias = "openssl"})',
      'add_requires "fmt"',
      'add_requires(name)',
    ].join('\n'),
  );
  expect(found.dependencies.map(one => [one.name, one.requirement, one.optional, one.source])).toEqual([
    ['libuv', 'master', false, null],
    ['ffmpeg', '*', false, null],
    ['zlib', '1.20.*', false, null],
    ['tbox', '>=1.6.1', true, null],
    ['openssl/1.1.1g', '*', false, 'conan'],
    ['fmt', '*', false, null],
  ]);
  expect(found.project).toEqual({ name: 'app', version: '1.0.0', license: null });
  expect(found.unresolved).toEqual([{ what: 'a package is computed', line: 8 }]);
});
