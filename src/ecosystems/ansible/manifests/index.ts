import type { ManifestSet } from '../../manifest.ts';

/** There is no purl type for roles and collections. */
export default {
  platform: 'ansible',
  formats: [
    {
      id: 'requirements.yml',
      kind: 'manifest',
      files: [{ name: 'requirements.yml' }, { name: 'requirements.yaml' }],
      pairs: [],
      content: head =>
        /^(?:collections|roles)[ \t]*:|^[ \t]*-[ \t]+(?:src|name|role|include)[ \t]*:/m.test(head),
      load: async () => (await import('./requirements-yml.ts')).requirementsYml,
    },
    {
      id: 'galaxy.yml',
      kind: 'manifest',
      files: [{ name: 'galaxy.yml' }],
      pairs: [],
      content: head => /^namespace[ \t]*:/m.test(head),
      load: async () => (await import('./galaxy-yml.ts')).galaxyYml,
    },
  ],
} satisfies ManifestSet;
