import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'mlflow',
  purl: name => {
    const slash = name.indexOf('/');
    return {
      type: 'huggingface',
      namespace: slash < 0 ? null : name.slice(0, slash),
      name: name.slice(slash + 1),
    };
  },
  formats: [
    {
      id: 'MLmodel',
      kind: 'manifest',
      files: [{ name: 'MLmodel' }],
      pairs: [],
      load: async () => (await import('./ml-model.ts')).mlModel,
    },
  ],
} satisfies ManifestSet;
