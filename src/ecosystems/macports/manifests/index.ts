import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'macports',
  formats: [
    {
      id: 'registry.db',
      kind: 'lockfile',
      files: [{ name: 'macports/registry/registry.db' }],
      pairs: [],
      load: async () => (await import('./registry-db.ts')).registryDb,
    },
  ],
} satisfies ManifestSet;
