import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'deb',
  /** The distribution is not known from a name; `:any` and the like say for which architecture, not what. */
  purl: name => ({ type: 'deb', namespace: 'debian', name: name.split(':', 1)[0] as string }),
  formats: [
    {
      id: 'control',
      kind: 'manifest',
      files: [{ name: 'control' }],
      pairs: [],
      load: async () => (await import('./control.ts')).control,
    },
    {
      id: 'dpkg-status',
      kind: 'lockfile',
      files: [
        { name: 'var/lib/dpkg/status' },
        { path: /(?:^|\/)var\/lib\/dpkg\/status\.d\/[^/]+(?<!\.md5sums)$/ },
      ],
      pairs: [],
      load: async () => (await import('./dpkg-status.ts')).dpkgStatus,
    },
    {
      id: 'manifest.wall',
      kind: 'lockfile',
      files: [{ name: 'chisel/manifest.wall' }],
      pairs: [],
      load: async () => (await import('./chisel.ts')).chiselManifest,
    },
  ],
} satisfies ManifestSet;
