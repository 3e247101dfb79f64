import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'macos',
  formats: [
    {
      id: 'Info.plist',
      kind: 'lockfile',
      files: [{ path: /\.app\/(?:Contents\/)?Info\.plist$/ }],
      pairs: [],
      load: async () => (await import('./info-plist.ts')).infoPlist,
    },
  ],
} satisfies ManifestSet;
