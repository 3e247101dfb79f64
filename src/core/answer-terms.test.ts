import { expect, test } from 'vitest';
import { DEFAULT_LICENCE } from './access.ts';
import { exportTerms, termsLine } from './answer-terms.ts';

const request = {
  licence: DEFAULT_LICENCE,
  licensee: 'Acme\nLicence: CC0-1.0',
  datasets: ['advisories'],
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-02-01T00:00:00.000Z',
  siteUrl: 'https://index.example.org',
  sources: [
    { name: 'RustSec', url: 'https://rustsec.example.org', license: 'CC0-1.0' },
    { name: 'Mixed', url: 'https://mixed.example.org', license: null },
  ],
};

test('LICENSE is the text of the licence, NOTICE says who, what, when, and whose terms apply to parts', () => {
  const { license, notice } = exportTerms(request);
  expect(license).toContain('SPDX-License-Identifier: CC-BY-SA-4.0\n');
  // The licence's own words, https://creativecommons.org/licenses/by-sa/4.0/legalcode
  expect(license).toContain('Attribution-ShareAlike 4.0 International');
  expect(license.length).toBeGreaterThan(15_000);
  expect(notice).toBe(`Data of https://index.example.org
Licence: CC-BY-SA-4.0 (https://index.example.org/licences/CC-BY-SA-4.0)
Licensee: Acme Licence: CC0-1.0
Datasets: advisories
Time: from 2026-01-01T00:00:00.000Z until 2026-02-01T00:00:00.000Z

The licence above is for what this index makes of its sources: their selection and arrangement, and the facts
derived from them. What these publishers wrote stays under their own terms:
  RustSec (https://rustsec.example.org): CC0-1.0
  Mixed (https://mixed.example.org): as each record says
`);
});

test('an agreement is named with its address; CC0 has its own text', () => {
  const custom = exportTerms({
    ...request,
    licence: { spdx: 'LicenseRef-Acme', url: 'https://example.org/agreement' },
    licensee: null,
    from: null,
    sources: [],
  });
  expect(custom.license).toBe(
    'SPDX-License-Identifier: LicenseRef-Acme\nThe text of this agreement: https://example.org/agreement\n',
  );
  expect(custom.notice).toContain('Licensee: anybody\n');
  expect(custom.notice).toContain('Time: everything until 2026-02-01T00:00:00.000Z\n');
  const cc0 = exportTerms({ ...request, licence: { spdx: 'CC0-1.0', url: '/licences/CC0-1.0' } });
  expect(cc0.license).toContain('Creative Commons Zero v1.0 Universal');
});

test('one line says the same where a format has room for no more', () => {
  const licence = { spdx: 'CC0-1.0', url: 'https://index.example.org/licences/CC0-1.0' };
  const line = (licensee: string | null) =>
    termsLine({ licence, licensee }, 'https://index.example.org', '2026-02-01T00:00:00Z');
  const said =
    'Data of https://index.example.org as of 2026-02-01T00:00:00Z: CC0-1.0 (https://index.example.org/licences/CC0-1.0)';
  expect(line(null)).toBe(said);
  expect(line('Acme\nLtd')).toBe(`${said}, licensed to Acme Ltd`);
});
