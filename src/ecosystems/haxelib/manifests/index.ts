import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'haxelib',
  purl: name => ({ type: 'haxelib', namespace: null, name }),
  formats: [
    {
      id: 'haxelib.json',
      kind: 'manifest',
      files: [{ name: 'haxelib.json' }],
      pairs: [],
      load: async () => (await import('./haxelib-json.ts')).haxelibJson,
    },
  ],
} satisfies ManifestSet;
