import { describe, expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { conanLock } from './conan-lock.ts';
import { conanfilePy } from './conanfile-py.ts';
import { conanfileTxt } from './conanfile-txt.ts';
import { referenceIn } from './reference.ts';

const read = (reader: ManifestReader, text: string | object) =>
  reader.parse(manifestInput('x', Buffer.from(typeof text === 'string' ? text : JSON.stringify(text))));
const shown = (reader: ManifestReader, text: string | object) =>
  read(reader, text).dependencies.map(
    ({ name, requirement, type, unresolved }) => `${name} ${requirement} ${type}${unresolved ? ' ?' : ''}`,
  );

it('references end their version at user, revision, package and time', () => {
  expect(referenceIn('zlib/1.2.11@user/channel#abc:def#ghi')).toEqual({
    name: 'zlib',
    version: '1.2.11',
    revision: 'abc',
  });
  expect(referenceIn('a/[>=1.0 <2, include_prerelease=True]@u/c')?.version).toBe(
    '[>=1.0 <2, include_prerelease=True]',
  );
  expect(referenceIn('a/1#r%1690000000.5')).toEqual({ name: 'a', version: '1', revision: 'r' });
  expect(referenceIn('zlib')).toBeNull();
});

it('conanfile.txt', () => {
  const text =
    '[requires]\nzlib/1.2.11\n# no/1\nfmt/[>=9] # why\n\n[tool_requires]\ncmake/3.1\n[options]\na/*:b=1\n[test_requires]\ngtest/1\n';
  expect(shown(conanfileTxt, text)).toEqual([
    'zlib 1.2.11 runtime',
    'fmt [>=9] runtime',
    'cmake 3.1 development',
    'gtest 1 test',
  ]);
});

describe('conanfile.py', () => {
  it('reads attributes and what methods require', () => {
    const text = `from conan import ConanFile
class App(ConanFile):
    name = "app"
    version = "2.0"
    requires = "zlib/1.2.11", "fmt/9.0"
    tool_requires = ["cmake/3.1"]
    python_requires = ("base/1",)
    # requires = "no/1"

    def requirements(self):
        self.requires("boost/1.76.0@user/channel", force=True)
        self.requires(f"own/{self.version}")
        self.requires("sum/1.%s" % x)
        self.requires(chosen)
        if self.options.ssl:
            self.requires("openssl/[>=1.1 <4]")

    def build_requirements(self):
        self.test_requires("gtest/1.14")
`;
    expect(shown(conanfilePy, text)).toEqual([
      'zlib 1.2.11 runtime',
      'fmt 9.0 runtime',
      'cmake 3.1 development',
      'base 1 development',
      'boost 1.76.0 runtime',
      'own {self.version} runtime ?',
      'sum 1. runtime ?',
      'openssl [>=1.1 <4] runtime',
      'gtest 1.14 test',
    ]);
    const parsed = read(conanfilePy, text);
    expect(parsed.project).toEqual({ name: 'app', version: '2.0', license: null });
    expect(parsed.unresolved).toEqual([{ what: 'a requirement is computed', line: 14 }]);
    expect(parsed.dependencies.find(({ name }) => name === 'openssl')?.optional).toBe(true);
  });
});

describe('conan.lock', () => {
  it('version 2: three lists', () => {
    const lock = {
      version: '0.5',
      requires: ['a/1#r%1.5', 'b'],
      build_requires: ['c/2'],
      python_requires: ['d/3'],
    };
    expect(shown(conanLock, lock)).toEqual(['a 1 runtime', 'c 2 development', 'd 3 development']);
  });

  it('version 1: a graph', () => {
    const lock = {
      graph_lock: {
        nodes: {
          0: { ref: 'app/1', path: 'conanfile.py', requires: ['1'], build_requires: ['3'] },
          1: { ref: 'a/1#r', requires: ['2'], context: 'host' },
          2: { pref: 'b/2#r:p#q' },
          3: { ref: 'cmake/3.1', context: 'build' },
        },
      },
    };
    const parsed = read(conanLock, lock);
    expect(parsed.dependencies.map(({ name, type, direct }) => [name, type, direct])).toEqual([
      ['a', 'runtime', true],
      ['b', 'runtime', false],
      ['cmake', 'development', true],
    ]);
    expect(parsed.graph?.()).toMatchObject({ edges: [[0, 1]], roots: [0, 2] });
  });
});

it('conanfile.py: several statements on a line', () => {
  const text = `class App(ConanFile):
    def requirements(self):
        if self.options.shared: self.requires("a/1")
        self.requires("b/2"); self.requires("c/3")
`;
  expect(read(conanfilePy, text).dependencies.map(({ name, optional }) => [name, optional])).toEqual([
    ['a', true],
    ['b', null],
    ['c', null],
  ]);
});

it('conanfile.py: indented by tabs', () => {
  const text = `class App(ConanFile):
\tversion = "1.0"
\tdef requirements(self) -> None:
\t\tname = "no"
\t\tself.requires("a/1")
\t\tif self.options.shared:
\t\t\tself.requires("b/2")
`;
  const { dependencies, project } = read(conanfilePy, text);
  expect(dependencies.map(({ name, optional }) => [name, optional])).toEqual([
    ['a', null],
    ['b', true],
  ]);
  expect(project).toEqual({ name: null, version: '1.0', license: null });
});
