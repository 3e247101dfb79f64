import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'shard',
  formats: [
    {
      id: 'shard.yml',
      kind: 'manifest',
      files: [{ name: 'shard.yml', ignoreCase: true }],
      load: async () => (await import('./shard.ts')).shardYml,
    },
    {
      id: 'shard.lock',
      kind: 'lockfile',
      files: [{ name: 'shard.lock', ignoreCase: true }],
      load: async () => (await import('./shard.ts')).shardLock,
    },
  ],
} satisfies ManifestSet;
