import type { Source } from '../source.ts';

/** Everything that is published in OSV's schema: one reader for twenty databases. */
export default {
  id: 'osv',
  name: 'OSV',
  url: 'https://osv.dev',
  license: null,
  terms: 'Each database has its own terms; a record carries the licence of its database where that is known.',
  gives: 'advisories',
  ecosystems: null,
  origin: { kind: 'archive', url: 'https://osv-vulnerabilities.storage.googleapis.com/all.zip' },
  load: async () => (await import('./reader.ts')).reader,
} satisfies Source;
