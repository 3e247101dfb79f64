import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'bitnami',
  purl: name => ({ type: 'bitnami', namespace: null, name }),
  formats: [
    {
      id: '.bitnami_components.json',
      kind: 'lockfile',
      files: [{ name: '.bitnami_components.json' }],
      pairs: [],
      load: async () => (await import('./components.ts')).components,
    },
  ],
} satisfies ManifestSet;
