import type { Source } from '../source.ts';

export default {
  id: 'epss',
  name: 'Exploit Prediction Scoring System',
  url: 'https://www.first.org/epss/',
  license: null,
  terms: 'Free to use with attribution to FIRST, https://www.first.org/epss/faq',
  gives: 'exploits',
  ecosystems: null,
  origin: { kind: 'file', url: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz' },
  load: async () => (await import('./reader.ts')).reader,
} satisfies Source;
