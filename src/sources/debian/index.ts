import type { Source } from '../source.ts';

export default {
  id: 'debian',
  name: 'Debian Security Tracker',
  url: 'https://security-tracker.debian.org',
  license: null,
  terms: 'Public; the tracker states no licence.',
  gives: 'advisories',
  ecosystems: ['debian'],
  origin: { kind: 'file', url: 'https://security-tracker.debian.org/tracker/data/json' },
  load: async () => (await import('./reader.ts')).reader,
} satisfies Source;
