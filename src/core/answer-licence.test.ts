import { describe, expect, test } from 'vitest';
import type { Caller, LicenceGrant } from './access.ts';
import { licenceAt, licenceFor, resolveLicence } from './answer-licence.ts';

const grant = (id: number, over: Partial<LicenceGrant> = {}): LicenceGrant => ({
  id,
  accountId: 1,
  spdx: 'CC0-1.0',
  scope: ['*'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  agreementUrl: null,
  version: null,
  ...over,
});
const at = (iso: string) => new Date(iso);
const NOW = at('2026-06-01T00:00:00Z');

describe('the licence of an answer', () => {
  test('is CC-BY-SA-4.0 where nothing was agreed', () => {
    expect(resolveLicence([], NOW)).toEqual({ spdx: 'CC-BY-SA-4.0', url: '/licences/CC-BY-SA-4.0' });
  });

  test.each([
    ['a moment before it begins', '2025-12-31T23:59:59.999Z', 'CC-BY-SA-4.0'],
    ['as it begins', '2026-01-01T00:00:00.000Z', 'CC0-1.0'],
    ['a moment before it ends', '2026-12-31T23:59:59.999Z', 'CC0-1.0'],
    ['as it ends', '2027-01-01T00:00:00.000Z', 'CC-BY-SA-4.0'],
  ])('%s', (_, iso, spdx) => {
    expect(resolveLicence([grant(1)], at(iso)).spdx).toBe(spdx);
  });

  test('the grant that was made last counts, whatever the order', () => {
    const custom = grant(2, { spdx: 'LicenseRef-Acme', agreementUrl: 'https://example.org/agreement' });
    const expected = { spdx: 'LicenseRef-Acme', url: 'https://example.org/agreement' };
    expect(resolveLicence([grant(1), custom], NOW)).toEqual(expected);
    expect(resolveLicence([custom, grant(1)], NOW)).toEqual(expected);
  });

  test('an agreement without an address has its page here', () => {
    expect(resolveLicence([grant(1, { spdx: 'LicenseRef-Acme' })], NOW).url).toBe(
      '/licences/LicenseRef-Acme',
    );
  });

  test.each([
    ['packages', 'packages', true],
    ['packages', 'advisories', false],
    ['adv*', 'advisories', true],
    ['*s', 'packages', true],
    ['a*v*s', 'advisories', true],
    ['a*a', 'a', false],
    ['pack*ages', 'packages', true],
    ['*', 'anything', true],
    ['packages', '*', false],
    ['p*', '*', false],
    ['*', '*', true],
  ])('scope %s and dataset %s: %s', (glob, dataset, covered) => {
    const { spdx } = resolveLicence([grant(1, { scope: [glob] })], NOW, dataset);
    expect(spdx).toBe(covered ? 'CC0-1.0' : 'CC-BY-SA-4.0');
  });
});

test('a caller with agreements for some datasets has those there, and what holds for everything elsewhere', () => {
  const grants = [grant(1, { scope: ['advisories'], validFrom: '2020-01-01T00:00:00.000Z', validTo: null })];
  const licence = resolveLicence(grants, NOW);
  const caller = { licence, grants } as unknown as Caller;
  expect(licenceFor(caller, 'advisories').spdx).toBe('CC0-1.0');
  expect(licenceFor(caller, 'packages').spdx).toBe('CC-BY-SA-4.0');
  expect(licenceFor(caller, '*').spdx).toBe('CC-BY-SA-4.0');
  expect(licenceFor(null, 'advisories').spdx).toBe('CC-BY-SA-4.0');
  expect(licenceAt('https://index.example.org', caller, 'advisories').url).toBe(
    'https://index.example.org/licences/CC0-1.0',
  );
});
