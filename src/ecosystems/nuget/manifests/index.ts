import type { ManifestSet } from '../../manifest.ts';
import { names, purl } from '../names.ts';

export default {
  platform: 'nuget',
  purl: name =>
    names.problem(names.normalise(name)) === null ? { type: purl.type, namespace: null, name } : null,
  formats: [
    {
      id: 'Project.json',
      kind: 'manifest',
      files: [{ name: 'Project.json' }],
      load: async () => (await import('./json-manifests.ts')).projectJson,
    },
    {
      id: 'project.json',
      kind: 'manifest',
      files: [{ name: 'project.json' }],
      // Other tools call their files so, too.
      content: head => head.includes('"frameworks"') && head.includes('"dependencies"'),
      load: async () => (await import('./json-manifests.ts')).projectJson,
    },
    {
      id: 'packages.config',
      kind: 'manifest',
      files: [{ name: 'packages.config' }],
      load: async () => (await import('./xml-lists.ts')).packagesConfig,
    },
    {
      id: 'nuspec',
      kind: 'manifest',
      files: [{ suffix: '.nuspec' }],
      load: async () => (await import('./xml-lists.ts')).nuspec,
    },
    {
      id: 'csproj',
      kind: 'manifest',
      files: [{ suffix: '.csproj' }, { suffix: '.vbproj' }, { suffix: '.fsproj' }, { suffix: '.sqlproj' }],
      load: async () => (await import('./msbuild.ts')).msbuildProject,
    },
    {
      id: 'Directory.Packages.props',
      kind: 'manifest',
      files: [{ name: 'Directory.Packages.props', ignoreCase: true }],
      load: async () => (await import('./msbuild.ts')).packagesProps,
    },
    {
      id: 'Directory.Build.props',
      kind: 'manifest',
      files: [
        { name: 'Directory.Build.props', ignoreCase: true },
        { name: 'Directory.Build.targets', ignoreCase: true },
      ],
      load: async () => (await import('./msbuild.ts')).msbuildProject,
    },
    {
      id: 'paket.dependencies',
      kind: 'manifest',
      files: [{ name: 'paket.dependencies' }],
      load: async () => (await import('./paket.ts')).paketDependencies,
    },
    {
      id: 'global.json',
      kind: 'manifest',
      files: [{ name: 'global.json' }],
      content: head => head.includes('"sdk"') || head.includes('"msbuild-sdks"'),
      pairs: [],
      load: async () => (await import('./json-manifests.ts')).globalJson,
    },
    {
      id: 'dotnet-tools.json',
      kind: 'manifest',
      files: [{ name: 'dotnet-tools.json' }],
      pairs: [],
      load: async () => (await import('./json-manifests.ts')).dotnetTools,
    },
    {
      id: 'Project.lock.json',
      kind: 'lockfile',
      files: [{ name: 'Project.lock.json', ignoreCase: true }],
      load: async () => (await import('./restored.ts')).projectLock,
    },
    {
      id: 'packages.lock.json',
      kind: 'lockfile',
      files: [{ name: 'packages.lock.json' }],
      load: async () => (await import('./packages-lock.ts')).packagesLock,
    },
    {
      id: 'project.assets.json',
      kind: 'lockfile',
      files: [{ name: 'project.assets.json' }],
      load: async () => (await import('./restored.ts')).projectAssets,
    },
    {
      id: 'deps.json',
      kind: 'lockfile',
      files: [{ suffix: '.deps.json' }],
      load: async () => (await import('./restored.ts')).depsJson,
    },
    {
      id: 'runtimeconfig.json',
      kind: 'manifest',
      files: [{ suffix: '.runtimeconfig.json' }],
      pairs: [],
      load: async () => (await import('./json-manifests.ts')).runtimeConfig,
    },
    {
      id: 'paket.lock',
      kind: 'lockfile',
      files: [{ name: 'paket.lock' }],
      load: async () => (await import('./paket.ts')).paketLock,
    },
  ],
} satisfies ManifestSet;
