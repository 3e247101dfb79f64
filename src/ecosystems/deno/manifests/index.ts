import type { ManifestSet } from '../../manifest.ts';

const config = async () => (await import('./deno-json.ts')).denoJson;

/** No purls: whether a name is one of npm, JSR or deno.land stands in `source`. */
export default {
  platform: 'deno',
  formats: [
    { id: 'deno.json', kind: 'manifest', files: [{ name: 'deno.json' }], load: config },
    { id: 'deno.jsonc', kind: 'manifest', files: [{ name: 'deno.jsonc' }], load: config },
    { id: 'jsr.json', kind: 'manifest', files: [{ name: 'jsr.json' }, { name: 'jsr.jsonc' }], load: config },
    { id: 'import_map.json', kind: 'manifest', files: [{ name: 'import_map.json' }], load: config },
    {
      id: 'deno.lock',
      kind: 'lockfile',
      files: [{ name: 'deno.lock' }],
      load: async () => (await import('./deno-lock.ts')).denoLock,
    },
  ],
} satisfies ManifestSet;
