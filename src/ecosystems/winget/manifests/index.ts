import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'winget',
  formats: [
    {
      id: 'installed.db',
      kind: 'lockfile',
      files: [{ name: 'installed.db' }],
      content: head => head.startsWith('SQLite format 3'),
      pairs: [],
      load: async () => (await import('./installed-db.ts')).installedDb,
    },
  ],
} satisfies ManifestSet;
