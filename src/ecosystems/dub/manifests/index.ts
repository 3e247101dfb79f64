import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'dub',
  purl: name => ({ type: 'dub', namespace: null, name }),
  formats: [
    {
      id: 'dub.json',
      kind: 'manifest',
      files: [{ name: 'dub.json' }],
      load: async () => (await import('./dub-json.ts')).dubJson,
    },
    {
      id: 'dub.sdl',
      kind: 'manifest',
      files: [{ name: 'dub.sdl' }],
      load: async () => (await import('./dub-sdl.ts')).dubSdl,
    },
    {
      id: 'dub.selections.json',
      kind: 'lockfile',
      files: [{ name: 'dub.selections.json' }],
      load: async () => (await import('./dub-json.ts')).dubSelections,
    },
  ],
} satisfies ManifestSet;
