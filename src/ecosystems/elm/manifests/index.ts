import type { ManifestSet } from '../../manifest.ts';

const oldManifest = async () => (await import('./elm-package.ts')).elmPackage;

export default {
  platform: 'elm',
  purl: name => ({ type: 'elm', namespace: null, name }),
  formats: [
    {
      id: 'elm.json',
      kind: 'manifest',
      files: [{ name: 'elm.json' }],
      load: async () => (await import('./elm-json.ts')).elmJson,
    },
    { id: 'elm-package.json', kind: 'manifest', files: [{ name: 'elm-package.json' }], load: oldManifest },
    {
      id: 'elm_dependencies.json',
      kind: 'manifest',
      files: [{ name: 'elm_dependencies.json' }],
      load: oldManifest,
    },
    {
      id: 'exact-dependencies.json',
      kind: 'lockfile',
      files: [{ name: 'elm-stuff/exact-dependencies.json' }],
      load: async () => (await import('./elm-package.ts')).exactDependencies,
    },
  ],
} satisfies ManifestSet;
