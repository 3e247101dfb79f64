import type { Source } from '../source.ts';

export default {
  id: 'alpine',
  name: 'Alpine Security Database',
  url: 'https://secdb.alpinelinux.org',
  license: null,
  terms: 'Free to use; see https://secdb.alpinelinux.org/license.txt',
  gives: 'advisories',
  ecosystems: ['alpine'],
  origin: { kind: 'file', url: 'https://secdb.alpinelinux.org/' },
  load: async () => (await import('./reader.ts')).reader,
} satisfies Source;
