import type { Source } from '../source.ts';

export default {
  id: 'go',
  name: 'Go Vulnerability Database',
  url: 'https://pkg.go.dev/vuln/',
  license: 'CC-BY-4.0',
  terms: 'Creative Commons Attribution 4.0, https://github.com/golang/vulndb#license',
  gives: 'advisories',
  ecosystems: ['go'],
  origin: { kind: 'archive', url: 'https://vuln.go.dev/vulndb.zip' },
  load: async () => (await import('./reader.ts')).reader,
} satisfies Source;
