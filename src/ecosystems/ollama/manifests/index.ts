import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'ollama',
  formats: [
    {
      id: 'Modelfile',
      kind: 'manifest',
      files: [{ name: 'Modelfile' }],
      pairs: [],
      load: async () => (await import('./modelfile.ts')).modelfile,
    },
  ],
} satisfies ManifestSet;
