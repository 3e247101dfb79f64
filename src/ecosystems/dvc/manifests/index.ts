import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'dvc',
  formats: [
    {
      id: 'dvc.yaml',
      kind: 'manifest',
      files: [{ name: 'dvc.yaml' }],
      pairs: [],
      load: async () => (await import('./dvc-yaml.ts')).dvcYaml,
    },
  ],
} satisfies ManifestSet;
