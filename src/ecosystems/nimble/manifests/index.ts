import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'nimble',
  formats: [
    {
      id: 'nimble',
      kind: 'manifest',
      files: [{ suffix: '.nimble' }],
      load: async () => (await import('./nimble-file.ts')).nimbleFile,
    },
    {
      id: 'nimble.lock',
      kind: 'lockfile',
      files: [{ name: 'nimble.lock' }],
      load: async () => (await import('./nimble-lock.ts')).nimbleLock,
    },
  ],
} satisfies ManifestSet;
