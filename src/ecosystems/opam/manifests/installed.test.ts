import { expect, test } from 'vitest';
import { esyLock } from '../../families/esy-lock.ts';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { switchState } from './switch-state.ts';

const read = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));

test('switch-state: installed, asked for, of the compiler', () => {
  const found = read(
    switchState,
    'opam-version: "2.0"\ncompiler: ["ocaml-base-compiler.5.1.0"]\nroots: ["dune.3.11.1"]\ninstalled: [\n  "base-bigarray.base"\n  "dune.3.11.1"\n  "ocaml-base-compiler.5.1.0"\n]\n',
  );
  expect(found.dependencies.map(one => [one.name, one.requirement, one.type, one.direct])).toEqual([
    ['base-bigarray', 'base', null, false],
    ['dune', '3.11.1', null, true],
    ['ocaml-base-compiler', '5.1.0', 'compiler', false],
  ]);
  expect(() => read(switchState, 'roots: []')).toThrow(
    expect.objectContaining({ reason: 'not-this-format' }),
  );
});

test('esy.lock: packages of opam and of npm apart', () => {
  const text = JSON.stringify({
    checksum: 'x',
    root: 'app@link-dev:./esy.json',
    node: {
      'app@link-dev:./esy.json': {
        id: 'app@link-dev:./esy.json',
        name: 'app',
        version: 'link-dev:./esy.json',
        source: { type: 'link-dev', path: '.' },
        dependencies: ['@opam/dune@opam:2.8.4@aa'],
        devDependencies: ['refmterr@3.3.2@bb'],
      },
      '@opam/dune@opam:2.8.4@aa': {
        name: '@opam/dune',
        version: 'opam:2.8.4',
        source: {
          type: 'install',
          source: ['archive:https://opam.ocaml.org/cache/x#sha256:12ab', 'archive:y'],
        },
        dependencies: ['ocaml@4.10.0@cc', '@opam/base@opam:v0.14@dd'],
      },
      '@opam/base@opam:v0.14@dd': { name: '@opam/base', version: 'opam:v0.14' },
      'ocaml@4.10.0@cc': { name: 'ocaml', version: '4.10.0' },
      'refmterr@3.3.2@bb': { name: 'refmterr', version: '3.3.2' },
    },
  });
  const short = (isOpam: boolean) =>
    read(esyLock(isOpam), text).dependencies.map(one => [
      one.name,
      one.requirement,
      one.direct,
      one.integrity,
    ]);
  expect(short(true)).toEqual([
    ['dune', '2.8.4', true, 'sha256:12ab'],
    ['base', 'v0.14', false, null],
  ]);
  expect(short(false)).toEqual([
    ['ocaml', '4.10.0', false, null],
    ['refmterr', '3.3.2', true, null],
  ]);
  expect(read(esyLock(true), text).graph?.()).toMatchObject({ edges: [[0, 1]], roots: [0] });
});
