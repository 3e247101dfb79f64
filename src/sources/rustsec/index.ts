import type { Source } from '../source.ts';

export default {
  id: 'rustsec',
  name: 'RustSec Advisory Database',
  url: 'https://rustsec.org',
  license: 'CC0-1.0',
  terms:
    'Public domain (CC0 1.0), but for advisories that name another licence, as those taken over from GitHub do.',
  gives: 'advisories',
  ecosystems: ['cargo'],
  origin: { kind: 'git', url: 'https://github.com/rustsec/advisory-db' },
  load: async () => (await import('./reader.ts')).reader,
} satisfies Source;
