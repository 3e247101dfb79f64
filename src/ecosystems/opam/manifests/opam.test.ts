import { expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { duneProject } from './dune-project.ts';
import { opamFile, opamLocked } from './opam-file.ts';

const parse = (reader: ManifestReader, text: string) =>
  reader.parse(manifestInput('src/own.opam', Buffer.from(text)));
const rows = (reader: ManifestReader, text: string) =>
  parse(reader, text).dependencies.map(d => [d.name, d.requirement, d.type, d.condition, d.optional]);

it('reads an opam file', () => {
  const text = `opam-version: "2.0"
version: "1.0"
license: "MIT"
description: """
depends: [ "no" ]
"""
depends: [
  "ocaml" {>= "4.08" & < "5.0"} # why
  "dune" {>="3.0"}
  "a" {with-test & >= "1.2"}
  "b" {build}
  ("c" | "d" {os = "linux"})
  "e" {!= "1" & (= "2" | > "3")}
]
depopts: "f"
conflicts: [ "g" ]
pin-depends: [
  [ "a.dev" "git+https://git.example/a.git#abc" ]
]
`;
  expect(rows(opamFile, text)).toEqual([
    ['ocaml', '>= "4.08" & < "5.0"', 'runtime', null, null],
    ['dune', '>= "3.0"', 'runtime', null, null],
    ['a', '>= "1.2"', 'test', 'with-test', null],
    ['b', '*', 'build', 'build', null],
    ['c', '*', 'runtime', null, null],
    ['d', '*', 'runtime', 'os = "linux"', null],
    ['e', '!= "1" & (= "2" | > "3")', 'runtime', null, null],
    ['f', '*', 'runtime', null, true],
  ]);
  const { dependencies, project } = parse(opamFile, text);
  expect(dependencies[2]?.source).toBe('git+https://git.example/a.git#abc');
  expect(project).toEqual({ name: 'own', version: '1.0', license: 'MIT' });
});

it('reads a locked opam file', () => {
  expect(rows(opamLocked, 'depends: [\n  "a" {= "1.0"}\n  "b" {= "2" & with-test}\n]\n')).toEqual([
    ['a', '1.0', 'runtime', null, null],
    ['b', '2', 'test', 'with-test', null],
  ]);
});

it('reads dune-project', () => {
  const text = `(lang dune 3.0)
(name own)
(license MIT)
; (depends no)
(package
 (name own)
 (depends
  a
  (b (>= 1.2))
  (c :with-test)
  (d (and :with-test (>= 1) (< 2)))
  (e (or (= 1) (= 2))))
 (depopts f))
`;
  expect(rows(duneProject, text)).toEqual([
    ['a', '*', 'runtime', null, null],
    ['b', '>= "1.2"', 'runtime', null, null],
    ['c', '*', 'test', 'with-test', null],
    ['d', '>= "1" & < "2"', 'test', 'with-test', null],
    ['e', '(= "1" | = "2")', 'runtime', null, null],
    ['f', '*', 'runtime', null, true],
  ]);
  expect(parse(duneProject, text).project).toEqual({ name: 'own', version: null, license: 'MIT' });
});
