import type { Source } from '../source.ts';

export default {
  id: 'cpansa',
  name: 'CPAN Security Advisory Database',
  url: 'https://github.com/briandfoy/cpan-security-advisory',
  license: null,
  terms: 'Kept by the Perl community; the repository says what may be done with it.',
  gives: 'advisories',
  ecosystems: ['cpan'],
  origin: { kind: 'git', url: 'https://github.com/briandfoy/cpan-security-advisory' },
  load: async () => (await import('./reader.ts')).reader,
} satisfies Source;
