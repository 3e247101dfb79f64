import { expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { dependencyGraphJson } from './dependency-graph-json.ts';
import { pdmLock } from './pdm-lock.ts';
import { poetryLock } from './poetry-lock.ts';
import { pylock } from './pylock.ts';
import { uvLock } from './uv-lock.ts';

const parse = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));
const rows = (reader: ManifestReader, text: string) =>
  parse(reader, text).dependencies.map(d => [d.name, d.requirement, d.type, d.source, d.integrity]);
/** Edges as `from > to` by the nodes' ids, and the roots' ids. */
function graph(reader: ManifestReader, text: string) {
  const found = parse(reader, text).graph?.();
  const id = (at: number) => found?.nodes[at]?.id;
  return {
    edges: found?.edges.map(([from, to]) => `${id(from)} > ${id(to)}`),
    roots: found?.roots?.map(id) ?? null,
  };
}

const POETRY = `[[package]]
name = "a"
version = "1.0"
description = "with [[package]] in it"
optional = true
groups = ["main", "docs"]
markers = {main = "os_name == \\"nt\\"", docs = "x"}
files = [
    {file = "a-1.0-py3-none-any.whl", hash = "sha256:11"},
    {file = "a-1.0.tar.gz", hash = "sha256:22"},
]

[package.dependencies]
B_c = {version = ">=1", markers = "x"}

[package.extras]
z = ["q (>=1)"]

[[package]]
name = "B_c"
version = "2.0"
category = "dev"

[package.source]
type = "git"
url = "https://git.example/b.git"
reference = "main"
resolved_reference = "abc"

[metadata]
lock-version = "2.1"

[metadata.files]
B_c = [
    {file = "b.whl", hash = "sha256:33"},
]
`;

it('reads poetry.lock', () => {
  expect(rows(poetryLock, POETRY)).toEqual([
    ['a', '1.0', 'runtime', null, 'sha256:22'],
    ['a', '1.0', 'docs', null, 'sha256:22'],
    ['b-c', '2.0', 'develop', 'https://git.example/b.git#abc', 'sha256:33'],
  ]);
  const [first, second, third] = parse(poetryLock, POETRY).dependencies;
  expect([first?.condition, second?.condition, first?.optional]).toEqual(['os_name == "nt"', 'x', true]);
  expect(third?.alias).toBe('B_c');
  expect(graph(poetryLock, POETRY)).toEqual({ edges: ['a@1.0 > b-c@2.0'], roots: null });
});

const UV = `version = 1

[[package]]
name = "own"
version = "0.1"
source = { editable = "." }
dependencies = [
    { name = "a" },
    { name = "b", version = "1.0", source = { registry = "https://pypi.org/simple" }, marker = "x" },
]

[package.dev-dependencies]
dev = [
    { name = "c" },
]

[package.metadata]
requires-dist = [{ name = "a", specifier = ">=1" }]

[[package]]
name = "a"
version = "1.0"
source = { registry = "https://pypi.org/simple" }
sdist = { url = "https://x/a.tar.gz", hash = "sha256:11", size = 1 }
dependencies = [{ name = "b", version = "2.0" }]

[[package]]
name = "b"
version = "1.0"
source = { registry = "https://index.example/simple" }
wheels = [
    { url = "https://x/b.whl", hash = "sha256:22" },
]

[[package]]
name = "b"
version = "2.0"
source = { git = "https://git.example/b?tag=2#abc" }

[[package]]
name = "c"
source = { directory = "../c" }
`;

it('reads uv.lock', () => {
  expect(rows(uvLock, UV)).toEqual([
    ['own', '0.1', 'runtime', null, null],
    ['a', '1.0', 'runtime', null, 'sha256:11'],
    ['b', '1.0', 'runtime', 'https://index.example/simple', 'sha256:22'],
    ['b', '2.0', 'runtime', 'https://git.example/b?tag=2#abc', null],
    ['c', '*', 'runtime', '../c', null],
  ]);
  const { dependencies, project } = parse(uvLock, UV);
  expect(dependencies.map(({ direct }) => direct)).toEqual([false, true, true, true, true]);
  expect(dependencies.map(({ local }) => local)).toEqual([true, null, null, null, true]);
  expect(project).toEqual({ name: 'own', version: '0.1', license: null });
  expect(graph(uvLock, UV)).toEqual({
    edges: ['own@0.1 > a@1.0', 'own@0.1 > b@1.0', 'own@0.1 > c', 'a@1.0 > b@2.0'],
    roots: ['a@1.0', 'b@1.0', 'c'],
  });
});

it('reads pdm.lock', () => {
  const text = `[[package]]
name = "a"
version = "1.0"
groups = ["default", "dev"]
marker = "x"
dependencies = [
    "b[y]>=1; z",
]
files = [
    {file = "a.tar.gz", hash = "sha256:11"},
]

[[package]]
name = "b"
version = "2.0"
git = "https://git.example/b.git"
revision = "abc"
groups = ["docs"]
`;
  expect(rows(pdmLock, text)).toEqual([
    ['a', '1.0', 'develop', null, 'sha256:11'],
    ['b', '2.0', 'runtime', 'https://git.example/b.git#abc', null],
  ]);
  expect(graph(pdmLock, text)).toEqual({ edges: ['a@1.0 > b@2.0'], roots: null });
});

it('reads pylock.toml, inline and in tables', () => {
  const text = `lock-version = '1.0'
[[packages]]
name = 'a'
version = '1.0'
marker = "x"
dependencies = [{ name = 'b' }]
sdist = { url = 'https://x/a.tar.gz', hashes = { sha256 = '11' } }
[[packages]]
name = "b"
version = "2.0"
index = "https://index.example/simple"
[[packages.wheels]]
name = "b.whl"
[packages.wheels.hashes]
sha512 = "22"
[[packages]]
name = "c"
[packages.directory]
path = "./c"
[[packages]]
name = "d"
vcs = { type = "git", url = "https://git.example/d", commit-id = "abc" }
`;
  expect(rows(pylock, text)).toEqual([
    ['a', '1.0', 'runtime', null, 'sha256:11'],
    ['b', '2.0', 'runtime', 'https://index.example/simple', 'sha512:22'],
    ['c', '*', 'runtime', './c', null],
    ['d', '*', 'runtime', 'https://git.example/d#abc', null],
  ]);
  expect(parse(pylock, text).dependencies.map(({ local }) => local)).toEqual([null, null, true, null]);
  expect(graph(pylock, text)).toEqual({ edges: ['a@1.0 > b@2.0'], roots: null });
  expect(() => parse(pylock, 'a = 1')).toThrowError(expect.objectContaining({ reason: 'not-this-format' }));
});

it('reads what pipdeptree prints', () => {
  const text = JSON.stringify([
    {
      package: { key: 'a', package_name: 'A', installed_version: '1' },
      dependencies: [{ key: 'b', package_name: 'b', installed_version: '2' }],
    },
    { package: { key: 'b', package_name: 'b', installed_version: '2' }, dependencies: [] },
    { package: null },
  ]);
  expect(rows(dependencyGraphJson, text)).toEqual([
    ['A', '1', 'runtime', null, null],
    ['b', '2', 'runtime', null, null],
  ]);
  expect(graph(dependencyGraphJson, text)).toEqual({ edges: ['a > b'], roots: null });
});
