import { expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { cabalConfig, cabalFreeze, cabalProject } from './cabal-constraints.ts';
import { cabalFile } from './cabal-file.ts';
import { packageYaml } from './package-yaml.ts';
import { stackYaml, stackYamlLock } from './stack-yaml.ts';

const parse = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));
const rows = (reader: ManifestReader, text: string) =>
  parse(reader, text).dependencies.map(d => [d.name, d.requirement, d.type]);

it('reads a cabal file', () => {
  const text = `cabal-version: 2.4
name:    own
Version: 1.0
license: MIT
-- build-depends: no
description:
  build-depends: not a field

custom-setup
  setup-depends: Cabal >= 2

library
  build-depends: base >= 4.9 && < 5, a ^>=1.2
               , b == 1.* || == 2.*
  if flag(fast)
    Build-Depends: c
    if os(windows)
      build-depends: d -any
  else
    build-depends: e:{x, y} > 1, own:inner
  other-modules: F

test-suite t
  build-depends:
      g
    , h:sub >= 1
  build-tool-depends: i:i-tool == 2.*
benchmark z
  build-depends: j
`;
  expect(rows(cabalFile, text)).toEqual([
    ['Cabal', '>=2', 'build'],
    ['base', '>=4.9 && <5', 'runtime'],
    ['a', '^>=1.2', 'runtime'],
    ['b', '==1.* || ==2.*', 'runtime'],
    ['c', '*', 'runtime'],
    ['d', '*', 'runtime'],
    ['e', '>1', 'runtime'],
    ['own', '*', 'runtime'],
    ['g', '*', 'test'],
    ['h', '>=1', 'test'],
    ['i', '==2.*', 'build'],
    ['j', '*', 'benchmark'],
  ]);
  const { dependencies, project } = parse(cabalFile, text);
  expect(dependencies.slice(4, 8).map(d => [d.condition, d.local])).toEqual([
    ['if flag(fast)', null],
    ['if flag(fast) and if os(windows)', null],
    ['else', null],
    ['else', true],
  ]);
  expect(project).toEqual({ name: 'own', version: '1.0', license: 'MIT' });
});

it('reads frozen constraints', () => {
  const text =
    'active-repositories: x\nconstraints: any.a ==1.10,\n             any.a +flag,\n             b -c,\n             d installed,\n             any.e ==2.0\nindex-state: y\n';
  expect(rows(cabalFreeze, text)).toEqual([
    ['a', '1.10', 'runtime'],
    ['e', '2.0', 'runtime'],
  ]);
  expect(rows(cabalConfig, text)).toEqual([
    ['a', '1.10', 'runtime'],
    ['d', 'installed', 'runtime'],
    ['e', '2.0', 'runtime'],
  ]);
});

it('reads cabal.project', () => {
  const text = `packages: ./
          sub/*.cabal
source-repository-package
    type: git
    location: https://git.example/a.git
    tag: abc
`;
  const { dependencies, includes } = parse(cabalProject, text);
  expect(dependencies.map(d => [d.name, d.requirement, d.source])).toEqual([
    ['a', 'abc', 'https://git.example/a.git'],
  ]);
  expect(includes).toEqual(['./', 'sub/*.cabal']);
});

it('reads stack.yaml and its lock', () => {
  const text = `resolver: lts-22
packages: [., sub]
extra-deps:
- a-b-1.10@sha256:aa,12
- ./c
- git: https://git.example/d.git
  commit: abc
- github: o/e
  commit: def
`;
  const stack = parse(stackYaml, text);
  expect(stack.dependencies.map(d => [d.name, d.requirement, d.source, d.local, d.integrity])).toEqual([
    ['a-b', '1.10', null, null, 'sha256=aa'],
    ['c', '*', './c', true, null],
    ['d', 'abc', 'https://git.example/d.git#abc', null, null],
    ['e', 'def', 'https://github.com/o/e#def', null, null],
  ]);
  expect(stack.includes).toEqual(['.', 'sub']);
  const lock = `packages:
- completed:
    hackage: a-b-1.10@sha256:aa,12
  original:
    hackage: a-b-1.10
- completed:
    name: d
    version: 0.1
    git: https://git.example/d.git
    commit: abc
snapshots: []
`;
  expect(
    parse(stackYamlLock, lock).dependencies.map(d => [d.name, d.requirement, d.integrity, d.source]),
  ).toEqual([
    ['a-b', '1.10', 'sha256=aa', null],
    ['d', '0.1', null, 'https://git.example/d.git#abc'],
  ]);
});

it('reads package.yaml', () => {
  const text = `name: own
version: 1.10
dependencies:
- base >= 4.7 && < 5
library:
  dependencies: a
executables:
  x:
    dependencies: {b: '>=1', c: {version: '== 2'}}
tests:
  t:
    dependencies: [own, name: d]
    build-tools: e:f
`;
  expect(rows(packageYaml, text)).toEqual([
    ['base', '>=4.7 && <5', 'runtime'],
    ['a', '*', 'runtime'],
    ['b', '>=1', 'runtime'],
    ['c', '==2', 'runtime'],
    ['own', '*', 'test'],
    ['d', '*', 'test'],
    ['e', '*', 'build'],
  ]);
  expect(parse(packageYaml, text).project).toEqual({ name: 'own', version: '1.10', license: null });
});
