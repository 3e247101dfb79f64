import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { lakeManifest } from './lake-manifest.ts';
import { lakefileLean } from './lakefile-lean.ts';
import { lakefileToml } from './lakefile-toml.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));
const facts = (parsed: ReturnType<typeof lakefileLean.parse>) =>
  parsed.dependencies.map(one => [one.name, one.requirement, one.source, one.direct]);

test('lakefile.lean: all forms of require, comments, and what lies in the project', () => {
  const parsed = lakefileLean.parse(
    input(`import Lake
open Lake DSL
package «my-app» where
  version := v!"0.1.0"
require "leanprover-community" / "mathlib" @ git "v4.9.0"
require aesop from git
  "https://github.com/leanprover-community/aesop" @ "main"
require «doc-gen4» from git "https://example.com/doc-gen4.git" / "sub"
/- require a from git "x" /- nested -/
require b from git "y" -/
-- require c from git "z"
require near from ".." / "near"
require batteries
`),
  );
  expect(parsed.project?.name).toBe('my-app');
  expect(facts(parsed)).toEqual([
    ['leanprover-community/mathlib', 'v4.9.0', null, true],
    ['aesop', 'main', 'https://github.com/leanprover-community/aesop', true],
    ['doc-gen4', '*', 'https://example.com/doc-gen4.git', true],
    ['batteries', '*', null, true],
  ]);
  expect(parsed.includes).toEqual(['..']);
  expect(lakefileLean.parse(input('require')).dependencies).toEqual([]);
});

test('lakefile.toml', () => {
  const parsed = lakefileToml.parse(
    input(`name = "app"
version = "0.1.0"
license = "Apache-2.0"
[[require]]
name = "mathlib"
scope = "leanprover-community"
version = "4.9.0"
[[require]]
name = "aesop"
git = { url = "https://example.com/aesop" }
rev = "main"
[[require]]
name = "near"
path = "../near"
`),
  );
  expect(parsed.project).toEqual({ name: 'app', version: '0.1.0', license: 'Apache-2.0' });
  expect(facts(parsed)).toEqual([
    ['leanprover-community/mathlib', '4.9.0', null, true],
    ['aesop', 'main', 'https://example.com/aesop', true],
  ]);
  expect(parsed.includes).toEqual(['../near']);
});

test('lake-manifest.json, of today and before', () => {
  const now = {
    name: 'app',
    packages: [
      {
        type: 'git',
        name: '«doc-gen4»',
        scope: '',
        rev: 'abc',
        url: 'https://example.com/d',
        inherited: true,
      },
      { type: 'path', name: 'near', dir: '../near', inherited: false },
    ],
  };
  const parsed = lakeManifest.parse(input(JSON.stringify(now)));
  expect(parsed.project?.name).toBe('app');
  expect(facts(parsed)).toEqual([['doc-gen4', 'abc', 'https://example.com/d', false]]);
  const before = {
    packages: [{ git: { name: 'std', rev: 'abc', url: 'u', inherited: false } }, { path: {} }],
  };
  expect(facts(lakeManifest.parse(input(JSON.stringify(before))))).toEqual([['std', 'abc', 'u', true]]);
});
