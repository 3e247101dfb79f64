import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'xmake',
  formats: [
    {
      id: 'xmake.lua',
      kind: 'manifest',
      files: [{ name: 'xmake.lua' }],
      pairs: [],
      load: async () => (await import('./xmake-lua.ts')).xmakeLua,
    },
  ],
} satisfies ManifestSet;
