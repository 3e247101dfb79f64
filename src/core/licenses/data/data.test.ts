import { expect, test } from 'vitest';
import { isCompound, parseExpression } from '../expression.ts';
import { canonicalLicenseId, isDeprecatedId, LICENSE_IDS } from '../identifiers.ts';
import { FSF_LIBRE, OSI_APPROVED } from './approvals.ts';
import { CATEGORIES } from './categories.ts';
import { EXCEPTION_IDS } from './exceptions.ts';
import { REPLACEMENTS } from './replacements.ts';

const CATEGORISED = Object.values(CATEGORIES).flatMap(ids => [...ids]);

test.each([
  ['OSI', [...OSI_APPROVED]],
  ['FSF', [...FSF_LIBRE]],
  ['categories', CATEGORISED],
])('the table %s holds identifiers of the list, spelled as there', (_, ids) => {
  expect(ids.filter(id => canonicalLicenseId(id) !== id)).toEqual([]);
});

test('no identifier has two categories', () => {
  expect(CATEGORISED.filter((id, at) => CATEGORISED.indexOf(id) !== at)).toEqual([]);
});

test('the OSI and the FSF approve of nothing whose use is restricted', () => {
  const restricted = [...CATEGORIES['source-available']];
  expect(restricted.filter(id => OSI_APPROVED.has(id) || FSF_LIBRE.has(id))).toEqual([]);
});

test('every licence that the OSI or the FSF approves of is categorised or listed here', () => {
  const known = new Set(CATEGORISED);
  expect([...OSI_APPROVED, ...FSF_LIBRE].filter(id => !known.has(id))).toEqual([
    'ALGLIB-Documentation',
    'APL-1.0',
    'Frameworx-1.0',
    'OSC-1.0',
    'UCL-1.0',
    'Condor-1.1',
    'YPL-1.1',
    'gnuplot',
    'iMatix',
  ]);
});

test('every deprecated identifier has a successor, and that is none of the deprecated', () => {
  const deprecated = LICENSE_IDS.filter(isDeprecatedId);
  expect(deprecated.filter(id => !REPLACEMENTS.has(id))).toEqual(['Net-SNMP']);
  expect([...REPLACEMENTS.keys()].filter(id => !isDeprecatedId(id))).toEqual([]);
  for (const replacement of REPLACEMENTS.values()) {
    const term = parseExpression(replacement);
    if (isCompound(term)) throw new Error(`${replacement} is no single term`);
    expect(isDeprecatedId(term.id)).toBe(false);
  }
});

test('no exception is also a licence', () => {
  expect([...EXCEPTION_IDS].filter(id => canonicalLicenseId(id) !== null)).toEqual([]);
});
