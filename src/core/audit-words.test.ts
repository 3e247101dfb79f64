import { expect, test } from 'vitest';
import { detailWords } from './audit-words.ts';
import type { Json } from './records.ts';

test.each<[Record<string, Json>, string]>([
  [{}, '–'],
  [{ reason: 'unpaid' }, 'reason: unpaid'],
  [{ was: 'free', given: 'scale', until: null }, 'was: free; given: scale; until: none'],
  [{ ids: [1, 2], count: 2 }, 'ids: 1 2; count: 2'],
  [
    { before: { name: 'Scale', priceCents: 1 }, after: { name: 'Scale', priceCents: 2 } },
    'priceCents: 1 → 2',
  ],
  [{ before: null, after: { name: 'Team' } }, 'name: Team'],
  [{ before: { features: {} }, after: { features: { sla: 'no' } } }, 'features: none → (sla: no)'],
  [{ from: null, to: { burst: { size: 2 }, daily: null } }, 'burst: (size: 2); daily: none'],
  [{ from: { hourly: 5 }, to: null }, 'taken back: hourly: 5'],
  [{ from: { hourly: 5 } }, 'from: (hourly: 5)'],
  [{ total_minor: -29_750, currency: 'USD', reason: 'x' }, 'total: USD -297.50; reason: x'],
  [{ currency: 'EUR' }, 'currency: EUR'],
  [{ from: 'owner', to: 'admin' }, 'from: owner; to: admin'],
])('%j reads %s', (detail, words) => {
  expect(detailWords(detail)).toBe(words);
});
