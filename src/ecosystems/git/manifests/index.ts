import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'git',
  formats: [
    {
      id: '.gitmodules',
      kind: 'manifest',
      files: [{ name: '.gitmodules' }],
      pairs: [],
      load: async () => (await import('./gitmodules.ts')).gitmodules,
    },
  ],
} satisfies ManifestSet;
