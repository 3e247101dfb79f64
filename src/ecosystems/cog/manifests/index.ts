import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'cog',
  purl: name => ({ type: 'pypi', namespace: null, name: name.toLowerCase().replace(/[-_.]+/g, '-') }),
  formats: [
    {
      id: 'cog.yaml',
      kind: 'manifest',
      files: [{ name: 'cog.yaml' }],
      pairs: [],
      load: async () => (await import('./cog-yaml.ts')).cogYaml,
    },
  ],
} satisfies ManifestSet;
