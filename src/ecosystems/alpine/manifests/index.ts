import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'apk',
  /** What only some package provides (`so:`, `cmd:`, `pc:`) is none itself. */
  purl: name => (name.includes(':') ? null : { type: 'apk', namespace: 'alpine', name }),
  formats: [
    {
      id: 'APKBUILD',
      kind: 'manifest',
      files: [{ name: 'APKBUILD' }],
      pairs: [],
      load: async () => (await import('./apkbuild.ts')).apkbuild,
    },
    {
      id: 'world',
      kind: 'manifest',
      files: [{ name: 'etc/apk/world' }],
      pairs: [],
      load: async () => (await import('./world.ts')).world,
    },
    {
      id: 'installed',
      kind: 'lockfile',
      files: [{ name: 'apk/db/installed' }],
      pairs: [],
      load: async () => (await import('./installed.ts')).installed,
    },
  ],
} satisfies ManifestSet;
