import type { Source } from '../source.ts';

export default {
  id: 'github',
  name: 'GitHub Advisory Database',
  url: 'https://github.com/advisories',
  license: 'CC-BY-4.0',
  terms: 'Creative Commons Attribution 4.0, https://github.com/github/advisory-database/blob/main/LICENSE.md',
  gives: 'advisories',
  ecosystems: [
    'actions',
    'cargo',
    'go',
    'hex',
    'maven',
    'npm',
    'nuget',
    'packagist',
    'pub',
    'pypi',
    'rubygems',
    'swiftpm',
  ],
  origin: { kind: 'api', url: 'https://api.github.com/graphql' },
  load: async () => (await import('./reader.ts')).reader,
} satisfies Source;
