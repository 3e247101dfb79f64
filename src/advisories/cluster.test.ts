import { expect, test } from 'vitest';
import { clusterRecords } from './cluster.ts';
import { advisory } from './fixtures/records.ts';
import { identifiersOf } from './identifiers.ts';

const ids = (clusters: { id: string }[][]) => clusters.map(cluster => cluster.map(({ id }) => id));

test('a chain of aliases joins, in any case and any order', () => {
  const records = [
    advisory('go', 'GO-1', { aliases: ['cve-2024-1'] }),
    advisory('pypa', 'PYSEC-9', { aliases: ['CVE-2024-9'] }),
    advisory('ghsa', 'GHSA-aaaa-bbbb-cccc', { aliases: ['CVE-2024-1 '] }),
    advisory('rustsec', 'RUSTSEC-1', { aliases: ['GHSA-AAAA-BBBB-CCCC'] }),
  ];
  expect(ids(clusterRecords(records))).toEqual([['GO-1', 'GHSA-aaaa-bbbb-cccc', 'RUSTSEC-1'], ['PYSEC-9']]);
});

test('what is upstream or related is another vulnerability', () => {
  const records = [
    advisory('debian', 'DSA-1', { upstream: ['CVE-2024-1'], related: ['CVE-2024-2'] }),
    advisory('cve', 'CVE-2024-1'),
    advisory('cve', 'CVE-2024-2'),
  ];
  expect(clusterRecords(records)).toHaveLength(3);
});

test('a withdrawn alias divides what it had joined', () => {
  const joined = [
    advisory('ghsa', 'GHSA-1', { aliases: ['CVE-1-1'] }),
    advisory('pypa', 'PYSEC-1', { aliases: ['CVE-1-1', 'GHSA-2'] }),
    advisory('ghsa', 'GHSA-2'),
  ];
  expect(clusterRecords(joined)).toHaveLength(1);
  const [first, , third] = joined as [(typeof joined)[0], unknown, (typeof joined)[0]];
  const divided = [first, advisory('pypa', 'PYSEC-1', { aliases: ['CVE-1-1'] }), third];
  expect(ids(clusterRecords(divided))).toEqual([['GHSA-1', 'PYSEC-1'], ['GHSA-2']]);
});

test('a record that names several CVEs makes no one of them', () => {
  const records = [
    advisory('rustsec', 'RUSTSEC-1', { aliases: ['CVE-1-1', 'CVE-1-2', 'GHSA-1'] }),
    advisory('ghsa', 'GHSA-1', { aliases: ['CVE-1-1'] }),
    advisory('ghsa', 'GHSA-2', { aliases: ['CVE-1-2'] }),
  ];
  expect(clusterRecords(records)).toHaveLength(3);
  expect(identifiersOf(records.slice(0, 1))).toEqual(['RUSTSEC-1', 'GHSA-1', 'CVE-1-1', 'CVE-1-2']);
});

test('cyclic, repeated and very many aliases are nothing special', () => {
  const cycle = Array.from({ length: 2_000 }, (_, n) =>
    advisory('x', `X-${n}`, { aliases: [`X-${(n + 1) % 2_000}`, `X-${n}`, `X-${n}`] }),
  );
  expect(clusterRecords(cycle)).toHaveLength(1);
  // Beyond a hundred, aliases lead to the record and join nothing.
  const greedy = advisory('x', 'X', { aliases: Array.from({ length: 100_000 }, (_, n) => `Y-${n}`) });
  const others = [0, 99, 100, 99_999].map(n => advisory('y', `Y-${n}`));
  expect(ids(clusterRecords([greedy, ...others]))).toEqual([['X', 'Y-0', 'Y-99'], ['Y-100'], ['Y-99999']]);
});

test('its own identifier: GHSA, then CVE, then others; what stands, is a record, and came first', () => {
  const published = (day: string) => ({ publishedAt: `2024-01-${day}T00:00:00Z` });
  expect(
    identifiersOf([
      advisory('pypa', 'PYSEC-1', { aliases: ['CVE-1-1', 'GHSA-d'] }),
      advisory('ghsa', 'GHSA-b', { aliases: ['CVE-1-1'], ...published('02') }),
      advisory('ghsa', 'GHSA-c', { aliases: ['CVE-1-1'], ...published('01') }),
      advisory('ghsa', 'GHSA-a', { aliases: ['CVE-1-1'], withdrawnAt: '2024-02-01T00:00:00Z' }),
    ]),
  ).toEqual(['GHSA-c', 'GHSA-b', 'GHSA-d', 'GHSA-a', 'CVE-1-1', 'PYSEC-1']);
});
