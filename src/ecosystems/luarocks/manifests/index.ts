import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'luarocks',
  purl: name => {
    const slash = name.indexOf('/');
    return {
      type: 'luarocks',
      namespace: slash < 0 ? null : name.slice(0, slash),
      name: name.slice(slash + 1),
    };
  },
  formats: [
    {
      id: 'rockspec',
      kind: 'manifest',
      files: [{ suffix: '.rockspec' }],
      load: async () => (await import('./rockspec.ts')).rockspec,
    },
    {
      id: 'luarocks.lock',
      kind: 'lockfile',
      files: [{ name: 'luarocks.lock' }],
      load: async () => (await import('./rockspec.ts')).luarocksLock,
    },
  ],
} satisfies ManifestSet;
