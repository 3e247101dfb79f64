import { expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { manifestToml } from './manifest-toml.ts';
import { projectToml } from './project-toml.ts';
import { require } from './require.ts';

const parse = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));
const rows = (reader: ManifestReader, text: string) =>
  parse(reader, text).dependencies.map(d => [d.name, d.requirement, d.type, d.source]);

it('reads REQUIRE', () => {
  const text = 'julia 0.3\nA 0.1 0.2- # why\n@osx @unix B\n  - no\n\n# C\n';
  expect(parse(require, text).dependencies.map(d => [d.name, d.requirement, d.condition])).toEqual([
    ['julia', '0.3', null],
    ['A', '0.1 0.2-', null],
    ['B', '*', '@osx @unix'],
  ]);
});

it('reads Project.toml', () => {
  const text = `name = "Own"
version = "0.1.0"
[deps]
A = "00000000-0000-0000-0000-00000000000a"
B = "00000000-0000-0000-0000-00000000000b"
[sources]
B = { url = "https://git.example/B.jl", rev = "main" }
[weakdeps]
C = "00000000-0000-0000-0000-00000000000c"
[extras]
Test = "00000000-0000-0000-0000-00000000000d"
Unused = "00000000-0000-0000-0000-00000000000e"
[targets]
test = ["Test", "A"]
`;
  expect(rows(projectToml, text)).toEqual([
    ['A', '*', 'runtime', null],
    ['B', '*', 'runtime', 'https://git.example/B.jl#main'],
    ['Test', '*', 'test', null],
    ['C', '*', 'weak', null],
  ]);
  expect(parse(projectToml, text).project).toEqual({ name: 'Own', version: '0.1.0', license: null });
});

const ENTRIES = (deps: string) => `[[${deps}A]]
deps = ["B", "Libdl"]
git-tree-sha1 = "aa"
uuid = "00000000-0000-0000-0000-00000000000a"
version = "1.10.0"

[[${deps}B]]
path = "../B"
uuid = "00000000-0000-0000-0000-00000000000b"

    [${deps}B.deps]
    C = "00000000-0000-0000-0000-00000000000c"

[[${deps}C]]
repo-rev = "main"
repo-url = "https://git.example/C.jl"
uuid = "00000000-0000-0000-0000-00000000000c"
version = "2.0.0"

[[${deps}Libdl]]
uuid = "00000000-0000-0000-0000-00000000000d"
`;

for (const [format, text] of [
  ['1', `# This file is machine-generated\n\n${ENTRIES('')}`],
  ['2', `julia_version = "1.9.0"\nmanifest_format = "2.0"\n\n[deps]\n${ENTRIES('deps.')}`],
] as const)
  it(`reads Manifest.toml of format ${format}`, () => {
    expect(rows(manifestToml, text)).toEqual([
      ['A', '1.10.0', 'runtime', null],
      ['B', '*', 'runtime', '../B'],
      ['C', '2.0.0', 'runtime', 'https://git.example/C.jl#main'],
    ]);
    const { dependencies, graph } = parse(manifestToml, text);
    expect(dependencies.map(d => [d.local, d.integrity])).toEqual([
      [null, 'git-tree-sha1:aa'],
      [true, null],
      [null, null],
    ]);
    expect(graph?.().edges).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
