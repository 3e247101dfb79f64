import type { Source } from '../source.ts';

export default {
  id: 'rubysec',
  name: 'Ruby Advisory Database',
  url: 'https://rubysec.com',
  license: null,
  terms:
    'Given into the public domain by those who wrote it, https://github.com/rubysec/ruby-advisory-db/blob/master/LICENSE.txt',
  gives: 'advisories',
  ecosystems: ['rubygems'],
  origin: { kind: 'git', url: 'https://github.com/rubysec/ruby-advisory-db' },
  load: async () => (await import('./reader.ts')).reader,
} satisfies Source;
