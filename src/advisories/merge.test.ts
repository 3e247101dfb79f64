import { describe, expect, test } from 'vitest';
import { advisory, affects, below } from './fixtures/records.ts';
import { mergeRecords } from './merge.ts';

const normalise = (ecosystem: string | null, name: string) =>
  ecosystem === 'pypi' ? name.toLowerCase() : name;

const ghsa = advisory('ghsa', 'GHSA-1', {
  aliases: ['CVE-2024-1'],
  title: 'Overflow',
  severities: [
    { type: 'CVSS_V3', value: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
    { type: 'word', value: 'MODERATE' },
  ],
  publishedAt: '2024-01-02T00:00:00Z',
  modifiedAt: '2024-03-01T00:00:00Z',
  references: [
    { type: 'WEB', url: 'https://github.com/advisories/GHSA-1' },
    { type: 'FIX', url: 'https://github.com/example/demo/commit/abc' },
  ],
  affected: [affects('pypi', 'Demo', below('2.0'))],
});
const pypa = advisory('pypa', 'PYSEC-1', {
  aliases: ['GHSA-1'],
  title: 'An overflow',
  details: 'Longer words.',
  severities: [{ type: 'word', value: 'high' }],
  publishedAt: '2024-01-05T00:00:00Z',
  modifiedAt: '2024-04-01T00:00:00Z',
  references: [{ type: 'FIX', url: 'https://github.com/example/demo/commit/abc' }],
  affected: [affects('pypi', 'demo', below('1.9.9'))],
});

test('fields say whose they are and as of when', () => {
  const merged = mergeRecords([pypa, ghsa], normalise);
  expect(merged).toMatchObject({
    uid: 'GHSA-1',
    identifiers: ['GHSA-1', 'CVE-2024-1', 'PYSEC-1'],
    title: { value: 'Overflow', source: 'ghsa', record: 'GHSA-1', at: '2024-03-01T00:00:00Z' },
    details: { value: 'Longer words.', source: 'pypa', record: 'PYSEC-1', at: '2024-04-01T00:00:00Z' },
    publishedAt: '2024-01-02T00:00:00Z',
    modifiedAt: '2024-04-01T00:00:00Z',
    repositoryUrl: 'https://github.com/example/demo',
    withdrawal: { withdrawnAt: null, isDisputed: false },
  });
  expect(merged.references.map(({ url }) => url)).toEqual([
    'https://github.com/advisories/GHSA-1',
    'https://github.com/example/demo/commit/abc',
  ]);
});

test('the order in which records come changes nothing', () => {
  expect(mergeRecords([ghsa, pypa], normalise)).toEqual(mergeRecords([pypa, ghsa], normalise));
});

test('severities stand side by side, and the choice is explained', () => {
  const { severity } = mergeRecords([pypa, ghsa], normalise);
  expect(severity).toMatchObject({
    // GitHub's own word before the rating of its score.
    rating: 'medium',
    score: 9.8,
    vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    because: 'rating: the word of ghsa (GHSA-1); score: CVSS 3 of ghsa (GHSA-1)',
  });
  expect(severity.stated.map(({ source, rating }) => [source, rating])).toEqual([
    ['ghsa', 'critical'],
    ['ghsa', 'medium'],
    ['pypa', 'high'],
  ]);
});

test('packages are one under their normal name; the database of the ecosystem is asked about versions', () => {
  const { packages } = mergeRecords([ghsa, pypa], normalise);
  expect(packages).toHaveLength(1);
  const [demo] = packages;
  expect(demo).toMatchObject({ ecosystem: 'pypi', name: 'demo', displayName: 'demo' });
  expect(demo?.statements.map(({ source, isChosen, because }) => [source, isChosen, because])).toEqual([
    ['pypa', true, 'pypa is the database that pypi keeps itself'],
    ['ghsa', false, null],
  ]);
});

test('an ecosystem that we do not have keeps its name, without the release', () => {
  const record = advisory('osv', 'X-1', { affected: [affects(null, 'Thing')] });
  expect(mergeRecords([record], normalise).packages).toMatchObject([
    { ecosystem: 'Elsewhere', name: 'Thing', isKnownEcosystem: false },
  ]);
});

describe('withdrawal', () => {
  const withdrawnAt = '2024-05-01T00:00:00Z';

  test('is that of the record which speaks, and a dispute is shown', () => {
    const merged = mergeRecords([{ ...ghsa, withdrawnAt }, pypa], normalise);
    expect(merged.withdrawal).toEqual({ withdrawnAt, isDisputed: true });
    expect(mergeRecords([ghsa, { ...pypa, withdrawnAt }], normalise).withdrawal).toEqual({
      withdrawnAt: null,
      isDisputed: true,
    });
  });

  test('a withdrawn duplicate withdraws nothing, and its ranges are not asked', () => {
    const duplicate = advisory('ghsa', 'GHSA-0', {
      aliases: ['CVE-2024-1'],
      withdrawnAt,
      publishedAt: '2023-01-01T00:00:00Z',
      affected: [affects('npm', 'demo', below('9.0.0'))],
    });
    const real = { ...ghsa, affected: [affects('npm', 'demo', below('2.0.0'))] };
    const merged = mergeRecords([duplicate, real], normalise);
    expect(merged.uid).toBe('GHSA-1');
    expect(merged.withdrawal).toEqual({ withdrawnAt: null, isDisputed: true });
    expect(merged.packages[0]?.statements.map(of => [of.records, of.isChosen, of.withdrawnAt])).toEqual([
      [['GHSA-1'], true, null],
      [['GHSA-0'], false, withdrawnAt],
    ]);
  });
});

test('one source that finds malice is enough', () => {
  expect(mergeRecords([ghsa, { ...pypa, kind: 'malicious' }], normalise).kind).toBe('malicious');
});

test('a hundred thousand references are cut with a warning', () => {
  const references = Array.from({ length: 100_000 }, (_, n) => ({
    type: 'WEB',
    url: `https://example.org/${n}`,
  }));
  const merged = mergeRecords([{ ...ghsa, references }], normalise);
  expect(merged.references).toHaveLength(2_000);
  expect(merged.warnings).toEqual(['100000 references, of which 2000 are kept']);
});
