import { describe, expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { dotnetTools, globalJson, projectJson, runtimeConfig } from './json-manifests.ts';
import { packagesLock } from './packages-lock.ts';
import { paketDependencies, paketLock } from './paket.ts';
import { depsJson, projectAssets } from './restored.ts';

const read = (reader: ManifestReader, text: string | object) =>
  reader.parse(manifestInput('x', Buffer.from(typeof text === 'string' ? text : JSON.stringify(text))));
const edgesOf = (parsed: ReturnType<typeof read>) => {
  const graph = parsed.graph?.();
  return graph?.edges.map(([from, to]) => `${graph.nodes[from]?.id} > ${graph.nodes[to]?.id}`);
};

describe('packages.lock.json', () => {
  const parsed = read(packagesLock, {
    version: 1,
    dependencies: {
      'net6.0': {
        A: {
          type: 'Direct',
          requested: '[1.0, )',
          resolved: '1.0.0',
          contentHash: 'aa==',
          dependencies: { b: '2.0' },
        },
        B: { type: 'Transitive', resolved: '2.0.0', contentHash: 'bb==' },
        Core: { type: 'Project', dependencies: { A: '[1.0, )' } },
      },
      'net8.0': { A: { type: 'Direct', resolved: '1.0.0' }, C: { type: 'Transitive', resolved: '3.0.0' } },
    },
  });

  it('gives each version once, with the framework where not all use it', () => {
    expect(
      parsed.dependencies.map(({ name, requirement, direct, integrity, condition }) => [
        name,
        requirement,
        direct,
        integrity,
        condition,
      ]),
    ).toEqual([
      ['A', '1.0.0', true, 'sha512-aa==', null],
      ['B', '2.0.0', false, 'sha512-bb==', 'net6.0'],
      ['C', '3.0.0', false, null, 'net8.0'],
    ]);
  });

  it('knows who requires whom, whatever case names are in', () => {
    expect(edgesOf(parsed)).toEqual(['A@1.0.0 > B@2.0.0', 'Core@* > A@1.0.0']);
  });
});

it('project.assets.json: the last framework that has packages', () => {
  const parsed = read(projectAssets, {
    targets: {
      'net6.0': { 'X/1.0': { type: 'package' } },
      'net8.0': {
        'A/1.0': { type: 'package', dependencies: { B: '2.0' } },
        'B/2.0': { type: 'package' },
        'P/1': { type: 'project' },
      },
      'z-empty': {},
    },
    libraries: { 'A/1.0': { sha512: 'aa==', type: 'package' } },
    project: {
      version: '1.0.0',
      restore: { projectName: 'App' },
      frameworks: { 'net8.0': { dependencies: { a: {} } } },
    },
  });
  expect(parsed.dependencies.map(({ name, direct, integrity }) => [name, direct, integrity])).toEqual([
    ['A', true, 'sha512-aa=='],
    ['B', false, null],
  ]);
  expect(parsed.project?.name).toBe('App');
  expect(edgesOf(parsed)).toEqual(['A/1.0 > B/2.0']);
});

it('deps.json: libraries without the program itself', () => {
  const parsed = read(depsJson, {
    runtimeTarget: { name: 'net8.0' },
    targets: {
      'net8.0': {
        'App/1.0': { dependencies: { A: '1.0' } },
        'A/1.0': { dependencies: { B: '2.0' } },
        'B/2.0': {},
      },
    },
    libraries: {
      'App/1.0': { type: 'project', sha512: '' },
      'A/1.0': { type: 'package', sha512: 'sha512-aa==' },
      'B/2.0': { type: 'package' },
    },
  });
  expect(
    parsed.dependencies.map(({ name, requirement, direct, integrity }) => [
      name,
      requirement,
      direct,
      integrity,
    ]),
  ).toEqual([
    ['A', '1.0', true, 'sha512-aa=='],
    ['B', '2.0', false, null],
  ]);
  expect(parsed.project).toMatchObject({ name: 'App', version: '1.0' });
  expect(edgesOf(parsed)).toEqual(['App/1.0 > A/1.0', 'A/1.0 > B/2.0']);
});

it('project.json: versions in objects, and those of frameworks', () => {
  const parsed = read(projectJson, {
    dependencies: { A: '1.0', B: { version: '2.0', type: 'build' } },
    frameworks: { net451: { dependencies: { C: '3.0' } }, dnx: {} },
  });
  expect(
    parsed.dependencies.map(({ name, requirement, type, condition }) => [name, requirement, type, condition]),
  ).toEqual([
    ['A', '1.0', 'runtime', null],
    ['B', '2.0', 'development', null],
    ['C', '3.0', 'runtime', 'net451'],
  ]);
});

it('global.json and dotnet-tools.json', () => {
  const sdks = read(globalJson, {
    sdk: { version: '8.0.100' },
    'msbuild-sdks': { 'Microsoft.Build.Traversal': '4.1.0' },
  });
  expect(sdks.dependencies).toMatchObject([
    { name: 'Microsoft.Build.Traversal', requirement: '4.1.0', type: 'build' },
  ]);
  const tools = read(dotnetTools, {
    version: 1,
    isRoot: true,
    tools: { 'dotnet-ef': { version: '8.0.0', commands: ['dotnet-ef'] } },
  });
  expect(tools.dependencies).toMatchObject([
    { name: 'dotnet-ef', requirement: '8.0.0', type: 'development' },
  ]);
});

describe('Paket', () => {
  it('paket.lock: pre-releases, restrictions and groups', () => {
    const text = `STORAGE: NONE
NUGET
  remote: https://api.nuget.org/v3/index.json
    A (1.0-beta) - restriction: >= net45 - redirects: force
      B (>= 2.0)
    B (2)
GITHUB
  remote: owner/repo
    file.fs (0123456789)
GROUP Test
NUGET
  remote: https://api.nuget.org/v3/index.json
    B (3.0)
`;
    const parsed = read(paketLock, text);
    expect(
      parsed.dependencies.map(({ name, requirement, condition }) => [name, requirement, condition]),
    ).toEqual([
      ['A', '1.0-beta', '>= net45'],
      ['B', '2', null],
      ['B', '3.0', 'group Test'],
    ]);
    expect(edgesOf(parsed)).toEqual(['A@1.0-beta > B@2']);
  });

  it('paket.dependencies: constraints before settings', () => {
    const text = `source https://api.nuget.org/v3/index.json
// nuget No
nuget A
nuget B >= 1.0 < 2.0 framework: net45
nuget C ~> 3.1 restriction: >= net461, copy_local: false // why
github owner/repo file.fs
group Build
  nuget D prerelease
  clitool E 1.0
`;
    expect(
      read(paketDependencies, text).dependencies.map(({ name, requirement, type, condition }) => [
        name,
        requirement,
        type,
        condition,
      ]),
    ).toEqual([
      ['A', '*', 'runtime', null],
      ['B', '>= 1.0 < 2.0', 'runtime', 'net45'],
      ['C', '~> 3.1', 'runtime', '>= net461'],
      ['D', 'prerelease', 'runtime', 'group Build'],
      ['E', '1.0', 'development', 'group Build'],
    ]);
  });
});

it('runtimeconfig.json: shared frameworks, and those that a program brings along', () => {
  const of = (options: unknown) =>
    runtimeConfig
      .parse(
        manifestInput('app.runtimeconfig.json', Buffer.from(JSON.stringify({ runtimeOptions: options }))),
      )
      .dependencies.map(one => [one.name, one.requirement, one.type]);
  expect(
    of({
      tfm: 'net8.0',
      framework: { name: 'Microsoft.NETCore.App', version: '8.0.0' },
      configProperties: {},
    }),
  ).toEqual([['Microsoft.NETCore.App', '8.0.0', 'framework']]);
  expect(
    of({
      frameworks: [{ name: 'Microsoft.AspNetCore.App', version: '8.0.0' }, 7],
      includedFrameworks: [{ name: 'Microsoft.NETCore.App', version: '8.0.1' }],
    }),
  ).toEqual([
    ['Microsoft.AspNetCore.App', '8.0.0', 'framework'],
    ['Microsoft.NETCore.App', '8.0.1', 'framework'],
  ]);
});
