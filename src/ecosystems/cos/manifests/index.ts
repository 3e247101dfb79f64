import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'cos',
  formats: [
    {
      id: 'cos-package-info.json',
      kind: 'lockfile',
      files: [{ name: 'etc/cos-package-info.json' }],
      pairs: [],
      load: async () => (await import('./package-info.ts')).packageInfo,
    },
  ],
} satisfies ManifestSet;
