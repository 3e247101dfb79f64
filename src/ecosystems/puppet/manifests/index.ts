import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'puppet',
  /** `owner/module` and `owner-module` are the same. */
  purl(name) {
    const [namespace, module] = name.split(/[/-]/, 2);
    return namespace && module ? { type: 'puppet', namespace, name: module } : null;
  },
  formats: [
    {
      id: 'metadata.json',
      kind: 'manifest',
      files: [{ name: 'metadata.json' }],
      pairs: [],
      // Many tools have a file of this name.
      content: head => head.includes('"version_requirement"') || head.includes('"operatingsystem_support"'),
      load: async () => (await import('./metadata-json.ts')).metadataJson,
    },
    {
      id: 'Puppetfile',
      kind: 'manifest',
      files: [{ name: 'Puppetfile' }],
      pairs: [],
      load: async () => (await import('./puppetfile.ts')).puppetfile,
    },
  ],
} satisfies ManifestSet;
