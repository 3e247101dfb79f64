import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'bentoml',
  formats: [
    {
      id: 'bentofile.yaml',
      kind: 'manifest',
      files: [{ name: 'bentofile.yaml' }],
      pairs: [],
      load: async () => (await import('./bentofile.ts')).bentofile,
    },
  ],
} satisfies ManifestSet;
