import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'bower',
  purl: name => ({ type: 'bower', namespace: null, name }),
  formats: [
    {
      id: 'bower.json',
      kind: 'manifest',
      files: [{ name: 'bower.json' }],
      pairs: [],
      load: async () => (await import('./bower-json.ts')).bowerJson,
    },
  ],
} satisfies ManifestSet;
