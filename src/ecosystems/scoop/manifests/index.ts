import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'scoop',
  formats: [
    {
      id: 'manifest.json',
      kind: 'lockfile',
      files: [{ path: /(?:^|\/)apps\/[^/]+\/[^/]+\/manifest\.json$/ }],
      // Others have manifests in folders of that name, too.
      content: head => /"(?:url|architecture)"\s*:/.test(head) && /"version"\s*:/.test(head),
      pairs: [],
      load: async () => (await import('./installed.ts')).installed,
    },
  ],
} satisfies ManifestSet;
