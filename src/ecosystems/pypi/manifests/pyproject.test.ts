import { describe, expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { condaLockPip, environmentPip, pixiLockPypi, pixiTomlPypi } from './conda-files.ts';
import { pipfile, pipfileLock } from './pipfile.ts';
import { pyproject } from './pyproject.ts';

const input = (text: string) => manifestInput('x', Buffer.from(text));
const rows = (text: string) =>
  pyproject.parse(input(text)).dependencies.map(d => [d.name, d.requirement, d.type, d.condition]);

describe('pyproject.toml', () => {
  it('reads [project], its extras, groups and the build', () => {
    const text = `[build-system]
requires = ["hatchling>=1"]
[project]
name = "own"
version = "1.0"
license = "MIT"
dependencies = ["A.b~=1.0", "c[x]>=2; os_name=='nt'", "d (>=1,<2)", "e @ https://files.example/e.zip"]
[project.optional-dependencies]
docs = ["f; python_version<'3' or os_name=='nt'"]
[dependency-groups]
dev = ["g>1", { include-group = "lint" }]
lint = ["h"]
`;
    expect(rows(text)).toEqual([
      ['a-b', '~=1.0', 'runtime', null],
      ['c', '[x]>=2', 'runtime', "os_name=='nt'"],
      ['d', '(>=1,<2)', 'runtime', null],
      ['e', '@ https://files.example/e.zip', 'runtime', null],
      ['f', '*', 'optional', `extra == "docs" and (python_version<'3' or os_name=='nt')`],
      ['g', '>1', 'develop', null],
      ['h', '*', 'lint', null],
      ['hatchling', '>=1', 'build', null],
    ]);
    expect(pyproject.parse(input(text)).project).toEqual({ name: 'own', version: '1.0', license: 'MIT' });
  });

  it('reads the tables of Poetry', () => {
    const { dependencies } = pyproject.parse(
      input(`[tool.poetry.dependencies]
python = "^3.9"
A_b = { version = "^1", optional = true, extras = ["x"], python = "<3.12" }
c = { git = "https://git.example/c.git", branch = "main" }
d = { path = "../d", develop = true }
e = [ { version = "1", markers = "os_name == 'nt'" }, { url = "https://files.example/e.whl", platform = "linux" } ]
f = { version = "*", source = "internal" }
[tool.poetry.dev-dependencies]
g = "^2"
[tool.poetry.group.docs]
optional = true
[tool.poetry.group.docs.dependencies]
h = "*"
`),
    );
    expect(dependencies.map(d => [d.name, d.requirement, d.type, d.source, d.condition])).toEqual([
      ['python', '^3.9', 'runtime', null, null],
      ['a-b', '^1', 'runtime', null, 'python <3.12'],
      ['c', 'https://git.example/c.git#main', 'runtime', 'https://git.example/c.git#main', null],
      ['d', '*', 'runtime', '../d', null],
      ['e', '1', 'runtime', null, "os_name == 'nt'"],
      ['e', '*', 'runtime', 'https://files.example/e.whl', 'platform linux'],
      ['f', '*', 'runtime', 'internal', null],
      ['g', '^2', 'develop', null, null],
      ['h', '*', 'docs', null, null],
    ]);
    expect(
      dependencies.map(d => [d.alias, d.optional, d.local]).filter(one => one.some(value => value !== null)),
    ).toEqual([
      ['A_b', true, null],
      [null, null, true],
      [null, true, null],
    ]);
  });

  it('takes sources from Poetry and uv for what [project] states', () => {
    const poetry = pyproject.parse(
      input('[project]\ndependencies = ["a>=1"]\n[tool.poetry.dependencies]\na = { source = "internal" }\n'),
    );
    expect(poetry.dependencies.map(d => [d.name, d.requirement, d.source])).toEqual([
      ['a', '>=1', 'internal'],
    ]);
    const uv = pyproject.parse(
      input(`[project]
dependencies = ["a", "b", "c", "d"]
[tool.uv]
dev-dependencies = ["e"]
[tool.uv.sources]
a = { git = "https://git.example/a", rev = "abc" }
b = { workspace = true }
c = { index = "own" }
d = { path = "../d" }
[[tool.uv.index]]
name = "own"
url = "https://index.example/simple"
`),
    );
    expect(uv.dependencies.map(d => [d.name, d.type, d.source, d.local])).toEqual([
      ['a', 'runtime', 'https://git.example/a#abc', null],
      ['b', 'runtime', null, true],
      ['c', 'runtime', 'https://index.example/simple', null],
      ['d', 'runtime', '../d', true],
      ['e', 'develop', null, null],
    ]);
  });

  it('reads the tables of PDM, Hatch and Flit', () => {
    expect(
      rows(`[tool.pdm.dev-dependencies]
dev = ["a"]
lint = ["b>=1"]
[tool.hatch.envs.default]
dependencies = ["c"]
[tool.hatch.envs.test]
extra-dependencies = ["d"]
[tool.flit.metadata]
requires = ["e"]
[tool.flit.metadata.requires-extra]
x = ["f"]
`),
    ).toEqual([
      ['a', '*', 'develop', null],
      ['b', '>=1', 'lint', null],
      ['c', '*', 'develop', null],
      ['d', '*', 'test', null],
      ['e', '*', 'runtime', null],
      ['f', '*', 'optional', 'extra == "x"'],
    ]);
  });

  it('says what is left to the build', () => {
    const parsed = pyproject.parse(
      input(
        '[project]\nname = "a"\ndynamic = ["version", "dependencies"]\n[tool.setuptools.dynamic]\ndependencies = { file = ["requirements.txt"] }\n',
      ),
    );
    expect(parsed.unresolved?.map(({ what }) => what)).toEqual([
      'version of the project is dynamic',
      'dependencies of the project is dynamic',
    ]);
    expect(parsed.includes).toEqual(['requirements.txt']);
  });

  it.each([
    '',
    'project = 1',
    '[project]\ndependencies = "a"',
    '[tool]\npoetry = []',
    '[[project]]\nname = 1',
  ])('reads nothing from %j', text => {
    expect(rows(text)).toEqual([]);
  });
});

it('reads a Pipfile and its lock', () => {
  const { dependencies } = pipfile.parse(
    input(`[[source]]
name = "own"
url = "https://index.example/simple"
[packages]
a = "*"
b = { version = "==1", markers = "os_name == 'nt'", index = "own" }
c = { git = "https://git.example/c.git", ref = "v1" }
d = { path = "./d", editable = true }
[dev-packages]
e = { version = ">1", sys_platform = "== 'win32'" }
[docs]
f = "~=2"
[requires]
python_version = "3.12"
`),
  );
  expect(dependencies.map(d => [d.name, d.requirement, d.type, d.source, d.condition])).toEqual([
    ['a', '*', 'runtime', null, null],
    ['b', '==1', 'runtime', 'https://index.example/simple', "os_name == 'nt'"],
    ['c', 'https://git.example/c.git#v1', 'runtime', 'https://git.example/c.git#v1', null],
    ['d', '*', 'runtime', './d', null],
    ['e', '>1', 'develop', null, "sys_platform == 'win32'"],
    ['f', '~=2', 'docs', null, null],
  ]);
  const lock = pipfileLock.parse(
    input(
      JSON.stringify({
        _meta: { sources: [{ name: 'pypi', url: 'https://pypi.org/simple' }] },
        default: { a: { version: '==1', hashes: ['sha256:aa', 'sha256:bb'], index: 'pypi' } },
        develop: { b: { version: '==2', markers: "os_name == 'nt'" } },
      }),
    ),
  );
  expect(
    lock.dependencies.map(d => [d.name, d.requirement, d.type, d.integrity, d.condition, d.source]),
  ).toEqual([
    ['a', '==1', 'runtime', 'sha256:aa', null, null],
    ['b', '==2', 'develop', null, "os_name == 'nt'", null],
  ]);
});

it('reads what conda hands to pip', () => {
  const { dependencies, includes } = environmentPip.parse(
    input('dependencies:\n  - python=3.8\n  - pip:\n    - a==1.10\n    - -r more.txt\n'),
  );
  expect(dependencies.map(d => [d.name, d.requirement])).toEqual([['a', '==1.10']]);
  expect(includes).toEqual(['more.txt']);
});

it('reads what conda-lock and pixi take from PyPI', () => {
  const lock = condaLockPip.parse(
    input(
      "package:\n- {name: a, version: '1.10', manager: pip, platform: linux-64, hash: {sha256: aa}}\n- {name: b, manager: conda}\n",
    ),
  );
  expect(lock.dependencies.map(d => [d.name, d.requirement, d.integrity, d.condition])).toEqual([
    ['a', '1.10', 'sha256:aa', 'linux-64'],
  ]);
  const toml = pixiTomlPypi.parse(
    input(
      '[pypi-dependencies]\nA_b = ">=1"\nc = { git = "https://git.example/c", rev = "x" }\n[feature.t.pypi-dependencies]\nd = { path = "./d" }\n',
    ),
  );
  expect(toml.dependencies.map(d => [d.name, d.requirement, d.source, d.local, d.condition])).toEqual([
    ['a-b', '>=1', null, null, null],
    ['c', '*', 'https://git.example/c#x', null, null],
    ['d', '*', './d', true, 'feature t'],
  ]);
  const pixi = pixiLockPypi.parse(
    input(
      "packages:\n- pypi: https://files.example/e.whl\n  name: e\n  version: '1'\n  sha256: ee\n- conda: https://x/noarch/f-1-0.conda\n",
    ),
  );
  expect(pixi.dependencies.map(d => [d.name, d.requirement, d.integrity])).toEqual([['e', '1', 'sha256:ee']]);
});

// https://docs.astral.sh/uv/concepts/projects/workspaces/
it('names the members of a workspace of uv', () => {
  const text = '[tool.uv.workspace]\nmembers = ["packages/*", "app"]\nexclude = ["packages/old"]\n';
  expect(pyproject.parse(input(text)).includes).toEqual(['packages/*', 'app']);
});
