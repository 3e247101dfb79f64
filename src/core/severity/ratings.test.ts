import { describe, expect, test } from 'vitest';
import {
  type AdvisorySource,
  compareRatings,
  RATINGS,
  ratingOfScore,
  ratingOfWord,
  VOCABULARIES,
} from './index.ts';

describe('ratingOfScore', () => {
  // https://www.first.org/cvss/v3.1/specification-document, table 14; v4.0, table 22.
  test.each([
    [0, 'none'],
    [0.1, 'low'],
    [3.9, 'low'],
    [4, 'medium'],
    [6.9, 'medium'],
    [7, 'high'],
    [8.9, 'high'],
    [9, 'critical'],
    [10, 'critical'],
  ])('%d is %s', (score, rating) => {
    for (const version of ['3.0', '3.1', '4.0'] as const) expect(ratingOfScore(score, version)).toBe(rating);
  });

  // https://nvd.nist.gov/vuln-metrics/cvss
  test.each([
    [0, 'low'],
    [3.9, 'low'],
    [4, 'medium'],
    [6.9, 'medium'],
    [7, 'high'],
    [10, 'high'],
  ])('CVSS 2: %d is %s', (score, rating) => {
    expect(ratingOfScore(score, '2.0')).toBe(rating);
  });
});

describe('ratingOfWord', () => {
  test.each<[AdvisorySource, string, string | null | undefined]>([
    ['ghsa', 'MODERATE', 'medium'],
    ['ghsa', 'critical', 'critical'],
    ['ghsa', 'unknown', null],
    ['ghsa', 'important', undefined],
    ['npm', 'info', 'none'],
    ['npm', 'moderate', 'medium'],
    ['osv', 'MODERATE', 'medium'],
    ['pypa', 'HIGH', 'high'],
    ['nvd', 'MEDIUM', 'medium'],
    ['rustsec', 'unmaintained', null],
    ['debian', 'not yet assigned', null],
    ['debian', 'unimportant', 'none'],
    ['debian', 'low**', 'low'],
    ['ubuntu', 'Negligible', 'low'],
    ['ubuntu', 'untriaged', null],
    ['redhat', 'Important', 'high'],
    ['redhat', ' Moderate ', 'medium'],
    ['redhat', 'high', undefined],
    ['suse', 'important', 'high'],
    ['oracle', 'CRITICAL', 'critical'],
    ['amazon', 'medium', 'medium'],
    ['arch', 'Unknown', null],
    ['arch', 'constructor', undefined],
    ['debian', '*'.repeat(100_000), undefined],
  ])('%s, %s', (source, word, rating) => {
    expect(ratingOfWord(source, word)).toBe(rating);
  });

  test('every vocabulary says where it is from', () => {
    for (const { source } of Object.values(VOCABULARIES)) expect(source).toMatch(/^https:\/\//);
  });
});

test('ratings are ordered', () => {
  expect([...RATINGS].reverse().sort(compareRatings)).toEqual(['none', 'low', 'medium', 'high', 'critical']);
});
