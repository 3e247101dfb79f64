import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'unity',
  formats: [
    {
      id: 'manifest.json',
      kind: 'manifest',
      files: [{ name: 'Packages/manifest.json' }],
      load: async () => (await import('./packages.ts')).packagesManifest,
    },
    {
      id: 'packages-lock.json',
      kind: 'lockfile',
      files: [{ name: 'Packages/packages-lock.json' }],
      load: async () => (await import('./packages.ts')).packagesLock,
    },
  ],
} satisfies ManifestSet;
