import { expect, test } from 'vitest';
import { advisory } from './fixtures/records.ts';
import { chooseSeverity } from './severity.ts';

const V3 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H'; // 7.5 (https://www.first.org/cvss/calculator/3.1)
const V4 = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N'; // 8.7
const V4_NONE = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N'; // 0

test('CVSS 4 where it is more than 0, else 3', () => {
  const of = (...vectors: [type: 'CVSS_V3' | 'CVSS_V4', value: string][]) =>
    chooseSeverity([
      advisory('ghsa', 'A', { severities: vectors.map(([type, value]) => ({ type, value })) }),
    ]);
  expect(of(['CVSS_V3', V3], ['CVSS_V4', V4])).toMatchObject({ score: 8.7, vector: V4, rating: 'high' });
  expect(of(['CVSS_V4', V4_NONE], ['CVSS_V3', V3])).toMatchObject({ score: 7.5, vector: V3, rating: 'high' });
  expect(of(['CVSS_V4', V4_NONE])).toMatchObject({ score: 0, rating: 'none' });
});

test('a score without its vector, a word, a vector that is none', () => {
  const of = (severities: Parameters<typeof advisory>[2] & object) =>
    chooseSeverity([advisory('rubysec', 'A', severities)]);
  expect(of({ severities: [{ type: 'score', value: '6.3', cvss: '3' }] })).toMatchObject({
    score: 6.3,
    vector: null,
    rating: 'medium',
  });
  expect(of({ severities: [{ type: 'score', value: '7.5', cvss: '2' }] })).toMatchObject({ rating: 'high' });
  expect(of({ severities: [{ type: 'word', value: 'Important' }] })).toMatchObject({
    rating: 'high',
    score: null,
  });
  expect(
    of({
      severities: [
        { type: 'CVSS_V3', value: 'CVSS:3.1/nonsense' },
        { type: 'word', value: 'dreadful' },
      ],
    }),
  ).toMatchObject({
    rating: null,
    score: null,
    because: null,
  });
});

test('a score of a source further down goes with the word of one further up', () => {
  expect(
    chooseSeverity([
      advisory('ghsa', 'A', { severities: [{ type: 'word', value: 'LOW' }] }),
      advisory('osv', 'B', { severities: [{ type: 'CVSS_V3', value: V3 }] }),
    ]),
  ).toMatchObject({
    rating: 'low',
    score: 7.5,
    because: 'rating: the word of ghsa (A); score: CVSS 3 of osv (B)',
  });
});
