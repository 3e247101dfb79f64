import type { ManifestSet } from '../../manifest.ts';

/** There is no purl type for crates of Alire. */
export default {
  platform: 'alire',
  formats: [
    {
      id: 'alire.toml',
      kind: 'manifest',
      files: [{ name: 'alire.toml' }],
      load: async () => (await import('./alire.ts')).alireToml,
    },
    {
      id: 'alire.lock',
      kind: 'lockfile',
      files: [{ name: 'alire.lock' }],
      load: async () => (await import('./alire.ts')).alireLock,
    },
  ],
} satisfies ManifestSet;
