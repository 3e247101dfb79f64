import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'meteor',
  purl: name => ({ type: 'meteor', namespace: null, name }),
  formats: [
    {
      id: 'versions.json',
      kind: 'manifest',
      files: [{ name: 'versions.json' }],
      pairs: [],
      load: async () => (await import('./versions-json.ts')).versionsJson,
    },
    {
      id: '.meteor/packages',
      kind: 'manifest',
      files: [{ name: '.meteor/packages' }],
      load: async () => (await import('./package-lines.ts')).packageLines,
    },
    {
      id: '.meteor/versions',
      kind: 'lockfile',
      files: [{ name: '.meteor/versions' }],
      load: async () => (await import('./package-lines.ts')).versionLines,
    },
  ],
} satisfies ManifestSet;
