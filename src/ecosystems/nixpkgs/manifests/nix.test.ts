import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { flakeLock } from './flake-lock.ts';
import { flakeNix } from './flake-nix.ts';
import { nivSources, npinsSources } from './pinned.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));
const facts = (parsed: ReturnType<typeof flakeNix.parse>) =>
  parsed.dependencies.map(one => [one.name, one.requirement, one.source, one.local]);

test('flake.nix: inputs in all spellings, and nothing of the outputs', () => {
  const parsed = flakeNix.parse(
    input(`# a comment with { and "
{
  description = "an app; with = signs";
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-24.05";
  inputs."dotted.name".url = "git+https://example.com/a?ref=main&dir=x";
  inputs = {
    utils.url = "github:numtide/flake-utils";
    home-manager = {
      url = "gitlab:nix-community/home-manager/release/24.05?dir=y";
      inputs.nixpkgs.follows = "nixpkgs";
      inputs.other.url = "github:a/b";
    };
    same.follows = "nixpkgs";
    near = { url = "path:../near"; flake = false; };
    tar.url = "https://example.com/x.tar.gz";
    made.url = "github:a/b/\${version}";
  };
  outputs = { self, nixpkgs, ... }@inputs: let x = { url = "no"; }; in { a.url = ''
    two lines '' + "b"; };
}
`),
  );
  expect(facts(parsed)).toEqual([
    ['nixpkgs', 'nixos-24.05', 'github:NixOS/nixpkgs/nixos-24.05', null],
    ['dotted.name', 'main', 'git+https://example.com/a?ref=main&dir=x', null],
    ['utils', '*', 'github:numtide/flake-utils', null],
    ['home-manager', 'release/24.05', 'gitlab:nix-community/home-manager/release/24.05?dir=y', null],
    ['near', '*', 'path:../near', true],
    ['tar', '*', 'https://example.com/x.tar.gz', null],
    ['made', '*', null, null],
  ]);
  expect(parsed.unresolved).toEqual([{ what: 'the source of "made" is computed', line: 16 }]);
});

test('flake.lock: inputs of the root, those that follow others, and the graph', () => {
  const lock = {
    root: 'root',
    nodes: {
      root: { inputs: { a: 'a', viaA: ['a', 'nixpkgs'], circle: ['circle'], gone: 'gone' } },
      a: {
        inputs: { nixpkgs: 'nixpkgs_2', self: ['a'] },
        locked: { type: 'github', owner: 'o', repo: 'r', rev: '0123456789', narHash: 'sha256-AAA=' },
      },
      nixpkgs_2: { locked: { type: 'git', url: 'https://example.com/n', rev: 'abcdefabcdef' } },
    },
  };
  const parsed = flakeLock.parse(input(JSON.stringify(lock)));
  expect(facts(parsed)).toEqual([
    ['a', '0123456', 'github:o/r', null],
    ['viaA', 'abcdefa', 'git+https://example.com/n', null],
    ['gone', '*', null, null],
  ]);
  expect(parsed.dependencies[0]?.integrity).toBe('sha256-AAA=');
  const graph = parsed.graph?.();
  expect(graph?.nodes.map(node => node.id)).toEqual(['a', 'nixpkgs_2']);
  expect(graph?.edges).toEqual([
    [0, 1],
    [0, 0],
  ]);
  expect(graph?.roots).toEqual([0, 1]);
});

test('niv and npins', () => {
  const niv = { nixpkgs: { rev: '0123456789', url: 'https://example.com/n.tar.gz', sha256: '1gp9' }, odd: 3 };
  expect(nivSources.parse(input(JSON.stringify(niv))).dependencies).toMatchObject([
    {
      name: 'nixpkgs',
      requirement: '0123456',
      source: 'https://example.com/n.tar.gz',
      integrity: 'sha256:1gp9',
    },
  ]);
  const npins = {
    pins: {
      a: { repository: { type: 'GitHub', owner: 'o', repo: 'r' }, revision: 'abcdefabc', hash: 'sha256-A=' },
      b: { version: 'v1.0' },
    },
  };
  expect(
    npinsSources
      .parse(input(JSON.stringify(npins)))
      .dependencies.map(one => [one.name, one.requirement, one.source, one.integrity]),
  ).toEqual([
    ['a', 'abcdefa', 'https://github.com/o/r', 'sha256-A='],
    ['b', 'v1.0', null, null],
  ]);
});
