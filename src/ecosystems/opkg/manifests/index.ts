import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'opkg',
  formats: [
    {
      id: 'opkg-status',
      kind: 'lockfile',
      files: [{ name: 'opkg/status' }, { path: /(?:^|\/)opkg\/info\/[^/]+\.control$/ }],
      pairs: [],
      load: async () => (await import('./status.ts')).status,
    },
  ],
} satisfies ManifestSet;
