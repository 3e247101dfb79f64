import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'snap',
  formats: [
    {
      id: 'snap.yaml',
      kind: 'manifest',
      files: [{ name: 'meta/snap.yaml' }],
      pairs: [],
      load: async () => (await import('./snap-yaml.ts')).snapYaml,
    },
  ],
} satisfies ManifestSet;
