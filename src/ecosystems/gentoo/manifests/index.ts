import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'gentoo',
  purl(name) {
    const slash = name.indexOf('/');
    return slash < 1
      ? null
      : { type: 'gentoo', namespace: name.slice(0, slash), name: name.slice(slash + 1) };
  },
  formats: [
    {
      id: 'ebuild',
      kind: 'manifest',
      files: [{ suffix: '.ebuild' }],
      pairs: [],
      load: async () => (await import('./ebuild.ts')).ebuild,
    },
    {
      id: 'world',
      kind: 'manifest',
      files: [{ name: 'var/lib/portage/world' }],
      pairs: [],
      load: async () => (await import('./world.ts')).world,
    },
    {
      id: 'PF',
      kind: 'lockfile',
      files: [{ path: /(?:^|\/)var\/db\/pkg\/[^/]+\/[^/]+\/PF$/ }],
      pairs: [],
      load: async () => (await import('./installed.ts')).installed,
    },
  ],
} satisfies ManifestSet;
