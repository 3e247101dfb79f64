import type { ManifestSet } from '../../manifest.ts';

/** Dependencies are addresses under names that the project gives them: there are no purls. */
export default {
  platform: 'zig',
  formats: [
    {
      id: 'build.zig.zon',
      kind: 'manifest',
      files: [{ name: 'build.zig.zon' }],
      pairs: [],
      load: async () => (await import('./zig-zon.ts')).zigZon,
    },
  ],
} satisfies ManifestSet;
