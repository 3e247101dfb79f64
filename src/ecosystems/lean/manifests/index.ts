import type { ManifestSet } from '../../manifest.ts';

/** Packages are repositories that Reservoir lists; a name alone makes no purl. */
export default {
  platform: 'lean',
  formats: [
    {
      id: 'lakefile.toml',
      kind: 'manifest',
      files: [{ name: 'lakefile.toml' }],
      load: async () => (await import('./lakefile-toml.ts')).lakefileToml,
    },
    {
      id: 'lakefile.lean',
      kind: 'manifest',
      files: [{ name: 'lakefile.lean' }],
      load: async () => (await import('./lakefile-lean.ts')).lakefileLean,
    },
    {
      id: 'lake-manifest.json',
      kind: 'lockfile',
      files: [{ name: 'lake-manifest.json' }],
      load: async () => (await import('./lake-manifest.ts')).lakeManifest,
    },
  ],
} satisfies ManifestSet;
