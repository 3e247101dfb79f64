import type { Source } from '../source.ts';

export default {
  id: 'pypa',
  name: 'Python Packaging Advisory Database',
  url: 'https://github.com/pypa/advisory-database',
  license: 'CC-BY-4.0',
  terms: 'Creative Commons Attribution 4.0, https://github.com/pypa/advisory-database/blob/main/LICENSE',
  gives: 'advisories',
  ecosystems: ['pypi'],
  origin: { kind: 'git', url: 'https://github.com/pypa/advisory-database' },
  load: async () => (await import('./reader.ts')).reader,
} satisfies Source;
