import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'flatpak',
  formats: [
    {
      id: 'metainfo.xml',
      kind: 'manifest',
      files: [{ suffix: '.metainfo.xml' }, { suffix: '.appdata.xml' }],
      pairs: [],
      load: async () => (await import('./metainfo.ts')).metainfo,
    },
    {
      id: 'metadata',
      kind: 'manifest',
      files: [{ name: 'metadata' }],
      content: head => /^\[(?:Application|Runtime)\]/.test(head.trimStart()) && /^runtime=/m.test(head),
      pairs: [],
      load: async () => (await import('./metainfo.ts')).flatpakMetadata,
    },
  ],
} satisfies ManifestSet;
