import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'meson',
  formats: [
    {
      id: 'wrap',
      kind: 'manifest',
      files: [{ suffix: '.wrap' }],
      pairs: [],
      load: async () => (await import('./wrap.ts')).mesonWrap,
    },
  ],
} satisfies ManifestSet;
