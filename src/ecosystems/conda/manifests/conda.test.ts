import { describe, expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { condaLock } from './conda-lock.ts';
import { environmentYml } from './environment-yml.ts';
import { explicit } from './explicit.ts';
import { matchSpec } from './match-spec.ts';
import { pixiLock } from './pixi-lock.ts';
import { pixiToml } from './pixi-toml.ts';
import { recipe } from './recipe.ts';

const parse = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));
const rows = (reader: ManifestReader, text: string) =>
  parse(reader, text).dependencies.map(d => [
    d.name,
    d.requirement,
    d.type,
    d.source,
    d.integrity,
    d.condition,
  ]);

describe('match specifications', () => {
  it.each([
    ['a', 'a', '', null],
    ['a=1.2', 'a', '1.2', null],
    ['a==1.2', 'a', '1.2', null],
    ['a=1.2=py37_0', 'a', '1.2', null],
    ['a 1.2 py_0', 'a', '1.2', null],
    ['a >=1.2,<2', 'a', '>=1.2,<2', null],
    ['a>=1.2, <2.0a0 h123', 'a', '>=1.2,<2.0a0', null],
    ['a 1.2.*', 'a', '1.2.*', null],
    ['a !=1.3|>2', 'a', '!=1.3|>2', null],
    ['conda-forge::a-b_c.d==1', 'a-b_c.d', '1', 'conda-forge'],
    ["a[version='>=1,<2',build=x]", 'a', '>=1,<2', null],
    ['a=1 # why', 'a', '1', null],
  ])('%s', (spec, name, requirement, source) => {
    expect(matchSpec(spec, 'runtime')).toMatchObject({ name, requirement, source });
  });

  it('is none without a name', () => {
    expect(matchSpec('>=1', 'runtime')).toBeNull();
  });
});

it('reads environment.yml without what is for pip', () => {
  const text = 'name: own\nchannels: [defaults]\ndependencies:\n  - a=1.10\n  - pip:\n    - b\n  - 5\n';
  expect(rows(environmentYml, text)).toEqual([
    ['a', '1.10', 'runtime', null, null, null],
    ['5', '', 'runtime', null, null, null],
  ]);
  expect(parse(environmentYml, text).project?.name).toBe('own');
  expect(() => parse(environmentYml, '')).toThrowError(expect.objectContaining({ reason: 'empty' }));
});

it('reads conda-lock.yml', () => {
  const text = `version: 1
package:
- name: a
  version: '1.10'
  manager: conda
  platform: linux-64
  dependencies: {b: '>=1'}
  hash: {md5: aa, sha256: bb}
  category: main
- {name: b, version: 1.20, manager: conda, platform: linux-64, dependencies: {}, hash: {md5: cc}, category: dev, optional: true}
- {name: c, version: '1', manager: pip, platform: linux-64}
`;
  expect(rows(condaLock, text)).toEqual([
    ['a', '1.10', 'runtime', null, 'sha256:bb', 'linux-64'],
    ['b', '1.20', 'development', null, 'md5:cc', 'linux-64'],
  ]);
  expect(parse(condaLock, text).graph?.()).toEqual({
    nodes: [
      { id: 'linux-64/a@1.10', name: 'a', version: '1.10' },
      { id: 'linux-64/b@1.20', name: 'b', version: '1.20' },
    ],
    edges: [[0, 1]],
    roots: null,
  });
});

it('reads explicit specifications', () => {
  const text =
    '# platform: linux-64\n@EXPLICIT\nhttps://conda.example/main/linux-64/a-b-1.0-h1_0.conda#0123\nhttps://conda.example/main/noarch/c-2-0.tar.bz2\n';
  expect(rows(explicit, text)).toEqual([
    ['a-b', '1.0', 'runtime', 'https://conda.example/main', 'md5:0123', null],
    ['c', '2', 'runtime', 'https://conda.example/main', null, null],
  ]);
});

it('reads pixi.toml', () => {
  const text = `[workspace]
name = "own"
version = "1"
[dependencies]
a = ">=1,<2"
b = { version = "*", channel = "pytorch" }
c = { path = "../c" }
[build-dependencies]
d = "1.*"
[target.win-64.dependencies]
e = "2"
[feature.test.dependencies]
f = "3"
[feature.test.target.osx.host-dependencies]
g = "4"
[pypi-dependencies]
h = "*"
`;
  expect(rows(pixiToml, text)).toEqual([
    ['a', '>=1,<2', 'runtime', null, null, null],
    ['b', '*', 'runtime', 'pytorch', null, null],
    ['c', '*', 'runtime', '../c', null, null],
    ['d', '1.*', 'build', null, null, null],
    ['e', '2', 'runtime', null, null, 'target win-64'],
    ['f', '3', 'runtime', null, null, 'feature test'],
    ['g', '4', 'host', null, null, 'feature test and target osx'],
  ]);
});

it('reads pixi.lock', () => {
  const text = `version: 6
environments:
  default:
    packages:
      linux-64:
      - conda: https://conda.anaconda.org/conda-forge/linux-64/a-1.0-h1.conda
packages:
- conda: https://conda.anaconda.org/conda-forge/linux-64/a-1.0-h1.conda
  sha256: aa
  depends:
  - b >=2,<3
- conda: https://conda.anaconda.org/other/noarch/b-2.0-0.tar.bz2
  md5: bb
- pypi: https://files.example/c.whl
  name: c
  version: '1'
`;
  expect(rows(pixiLock, text)).toEqual([
    ['a', '1.0', 'runtime', null, 'sha256:aa', 'linux-64'],
    ['b', '2.0', 'runtime', 'https://conda.anaconda.org/other', 'md5:bb', 'noarch'],
  ]);
  expect(parse(pixiLock, text).graph?.().edges).toEqual([[0, 1]]);
});

it('reads recipes', () => {
  const text = `{% set version = "1.2" %}
package:
  name: own
  version: {{ version }}
build:
  number: 0
requirements:
  build:
    - {{ compiler('c') }}
    - make  # [unix]
  host:
    - python
  run:
    - a >={{ version }}
    - b {{ pin }}
    - 'c 1.*'
test:
  requires:
    - pytest
  commands:
    - run me
about:
  license: MIT
`;
  const parsed = parse(recipe, text);
  expect(parsed.dependencies.map(d => [d.name, d.requirement, d.type, d.condition, d.unresolved])).toEqual([
    ['make', '*', 'build', 'unix', false],
    ['python', '*', 'host', null, false],
    ['a', '>=1.2', 'runtime', null, false],
    ['b', '*', 'runtime', null, true],
    ['c', '1.*', 'runtime', null, false],
    ['pytest', '*', 'test', null, false],
  ]);
  expect(parsed.unresolved).toEqual([
    { what: 'a requirement is filled in', line: 9 },
    { what: 'the version of b is filled in', line: 15 },
  ]);
  expect(parsed.project).toEqual({ name: 'own', version: '1.2', license: 'MIT' });
});
