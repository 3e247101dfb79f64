import { describe, expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { bazelWorkspace, moduleBazel } from './module-bazel.ts';
import { moduleLock } from './module-lock.ts';

const read = (reader: ManifestReader, text: string | object) =>
  reader.parse(manifestInput('x', Buffer.from(typeof text === 'string' ? text : JSON.stringify(text))));

it('MODULE.bazel: modules with where overrides take them from', () => {
  const text = `module(name = "app", version = "1.0")
# bazel_dep(name = "no")
bazel_dep(name = "a", version = '1.2', repo_name = "com_a")
bazel_dep(name = "b", dev_dependency = True)
bazel_dep(name = "c", version = VERSION)
bazel_dep(name = "d")
git_override(module_name = "b", remote = "https://example.com/b.git", commit = "0123")
archive_override(
    module_name = "c",
    integrity = "sha256-aa=",
    urls = ["https://example.com/c.tar.gz"],
)
local_path_override(module_name = "d", path = "../d")
`;
  const { dependencies, project } = read(moduleBazel, text);
  expect(project).toEqual({ name: 'app', version: '1.0', license: null });
  expect(dependencies).toMatchObject([
    { name: 'a', requirement: '1.2', type: 'runtime', alias: 'com_a', source: null, unresolved: false },
    { name: 'b', requirement: '*', type: 'development', source: 'https://example.com/b.git#0123' },
    {
      name: 'c',
      requirement: '*',
      source: 'https://example.com/c.tar.gz',
      integrity: 'sha256-aa=',
      unresolved: true,
    },
    { name: 'd', local: true, source: '../d' },
  ]);
});

it('WORKSPACE: archives and repositories', () => {
  const text = `workspace(name = "app")
http_archive(name = "a", sha256 = "aa", urls = ["https://example.com/1.tgz", "https://example.com/2.tgz"])
git_repository(name = "b", remote = "https://example.com/b", tag = "v1")
local_repository(name = "c", path = "third_party/c")
maven_install(artifacts = ["g:a:1"])
`;
  expect(read(bazelWorkspace, text)).toMatchObject({
    dependencies: [
      { name: 'a', requirement: '*', source: 'https://example.com/1.tgz', integrity: 'sha256:aa' },
      { name: 'b', requirement: 'v1', source: 'https://example.com/b' },
      { name: 'c', requirement: '*', local: true, source: 'third_party/c' },
    ],
    project: { name: 'app' },
  });
});

describe('MODULE.bazel.lock', () => {
  it('gives modules whose source.json was read', () => {
    const hashes = {
      'https://bcr.bazel.build/modules/abseil-cpp/20210324.2/MODULE.bazel': 'aa',
      'https://bcr.bazel.build/modules/abseil-cpp/20230802.0/MODULE.bazel': 'bb',
      'https://bcr.bazel.build/modules/abseil-cpp/20230802.0/source.json': 'cc',
      'https://example.com/bazel/modules/own/1.0/source.json': 'dd',
      'https://bcr.bazel.build/bazel_registry.json': 'ee',
    };
    const lock = read(moduleLock, { lockFileVersion: 11, registryFileHashes: hashes });
    expect(lock.dependencies.map(({ name, requirement, source }) => [name, requirement, source])).toEqual([
      ['abseil-cpp', '20230802.0', null],
      ['own', '1.0', 'https://example.com/bazel'],
    ]);
  });

  it('gives the graph of older versions', () => {
    const graph = {
      '<root>': { name: 'app', version: '', deps: { a: 'a@1' } },
      'a@1': { name: 'a', version: '1', deps: { bazel_tools: 'bazel_tools@_', x: 'b@2' } },
      'b@2': { name: 'b', version: '2', deps: {} },
    };
    const lock = read(moduleLock, { lockFileVersion: 3, moduleDepGraph: graph });
    expect(lock.dependencies.map(({ name, requirement, direct }) => [name, requirement, direct])).toEqual([
      ['a', '1', true],
      ['b', '2', false],
    ]);
    expect(lock.graph?.()).toMatchObject({ edges: [[0, 1]], roots: [0] });
  });
});
