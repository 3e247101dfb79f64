import type { Source } from '../source.ts';

export default {
  id: 'kev',
  name: 'Known Exploited Vulnerabilities Catalog',
  url: 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog',
  license: 'CC0-1.0',
  terms: 'Public domain (CC0 1.0), https://www.cisa.gov/sites/default/files/licenses/kev/license.txt',
  gives: 'exploits',
  ecosystems: null,
  origin: {
    kind: 'file',
    url: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
  },
  load: async () => (await import('./reader.ts')).reader,
} satisfies Source;
