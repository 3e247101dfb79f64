import { isExecutable } from '../../../formats/executable.ts';
import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'go',
  /** A path that replaces a module is no package. */
  purl(name) {
    if (name.startsWith('.') || name.startsWith('/')) return null;
    const slash = name.lastIndexOf('/');
    return {
      type: 'golang',
      namespace: slash > 0 ? name.slice(0, slash) : null,
      name: name.slice(slash + 1),
    };
  },
  formats: [
    {
      id: 'go.mod',
      kind: 'manifest',
      files: [{ name: 'go.mod' }],
      load: async () => (await import('./go-mod.ts')).goMod,
    },
    {
      id: 'go.work',
      kind: 'manifest',
      files: [{ name: 'go.work' }],
      load: async () => (await import('./go-mod.ts')).goWork,
    },
    {
      id: 'go.sum',
      kind: 'lockfile',
      files: [{ name: 'go.sum' }, { name: 'go.work.sum' }],
      load: async () => (await import('./go-sum.ts')).goSum,
    },
    {
      id: 'modules.txt',
      kind: 'lockfile',
      files: [{ name: 'vendor/modules.txt' }],
      load: async () => (await import('./modules-txt.ts')).modulesTxt,
    },
    {
      id: 'go.graph',
      kind: 'lockfile',
      files: [{ name: 'go.graph' }],
      load: async () => (await import('./go-graph.ts')).goGraph,
    },
    {
      id: 'go-resolved-dependencies.json',
      kind: 'lockfile',
      files: [{ name: 'go-resolved-dependencies.json' }],
      load: async () => (await import('./resolved-json.ts')).resolvedJson,
    },
    {
      id: 'glide.yaml',
      kind: 'manifest',
      files: [{ name: 'glide.yaml' }],
      load: async () => (await import('./glide.ts')).glideYaml,
    },
    {
      id: 'glide.lock',
      kind: 'lockfile',
      files: [{ name: 'glide.lock' }],
      load: async () => (await import('./glide.ts')).glideLock,
    },
    {
      id: 'Gopkg.toml',
      kind: 'manifest',
      files: [{ name: 'Gopkg.toml' }],
      load: async () => (await import('./gopkg.ts')).gopkgToml,
    },
    {
      id: 'Gopkg.lock',
      kind: 'lockfile',
      files: [{ name: 'Gopkg.lock' }],
      load: async () => (await import('./gopkg.ts')).gopkgLock,
    },
    {
      id: 'Godeps.json',
      kind: 'manifest',
      files: [{ name: 'Godeps/Godeps.json', ignoreCase: true }],
      load: async () => (await import('./vendoring.ts')).godepsJson,
    },
    {
      id: 'Godeps',
      kind: 'manifest',
      files: [{ name: 'Godeps', ignoreCase: true }],
      load: async () => (await import('./vendoring.ts')).godeps,
    },
    {
      id: 'manifest',
      kind: 'manifest',
      files: [{ name: 'vendor/manifest' }],
      load: async () => (await import('./vendoring.ts')).gbManifest,
    },
    {
      id: 'vendor.json',
      kind: 'manifest',
      files: [{ name: 'vendor/vendor.json' }],
      load: async () => (await import('./vendoring.ts')).vendorJson,
    },
    {
      id: 'go-binary',
      kind: 'lockfile',
      files: [],
      magic: isExecutable,
      maxBytes: 256 * 1024 * 1024,
      pairs: [],
      load: async () => (await import('./build-info.ts')).buildInfo,
    },
  ],
} satisfies ManifestSet;
