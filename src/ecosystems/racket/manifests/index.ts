import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'racket',
  purl: name => ({ type: 'racket', namespace: null, name }),
  formats: [
    {
      id: 'info.rkt',
      kind: 'manifest',
      files: [{ name: 'info.rkt' }],
      pairs: [],
      load: async () => (await import('./info-rkt.ts')).infoRkt,
    },
  ],
} satisfies ManifestSet;
