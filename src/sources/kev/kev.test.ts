import { expect, test } from 'vitest';
import { readAll } from '../fixtures/trees.ts';

const ENTRY = {
  cveID: 'CVE-2024-0001',
  vendorProject: 'Acme',
  product: 'Thing',
  vulnerabilityName: 'Acme Thing Hole',
  dateAdded: '2026-05-18',
  shortDescription: 'Deep.',
  requiredAction: 'Apply updates.',
  dueDate: '2026-06-08',
  knownRansomwareCampaignUse: 'Known',
  notes: '',
  cwes: ['CWE-79'],
};
const KEV = {
  addedAt: '2026-05-18T00:00:00.000Z',
  dueAt: '2026-06-08T00:00:00.000Z',
  ransomware: true,
  name: 'Acme Thing Hole',
  action: 'Apply updates.',
};
const read = (...vulnerabilities: unknown[]) =>
  readAll('kev', { 'known_exploited_vulnerabilities.json': JSON.stringify({ count: 1, vulnerabilities }) });

test('an entry, due in the future', async () => {
  expect(await read(ENTRY)).toEqual({
    records: [],
    exploits: [{ cve: 'CVE-2024-0001', epss: null, kev: KEV }],
    problems: [],
  });
});

test.each([
  [{ knownRansomwareCampaignUse: 'Unknown' }, { ransomware: false }],
  [{ knownRansomwareCampaignUse: undefined }, { ransomware: false }],
  [{ dueDate: undefined }, { dueAt: null }],
  [{ dueDate: 'soon' }, { dueAt: null }],
  [{ vulnerabilityName: '' }, { name: 'CVE-2024-0001' }],
  [{ requiredAction: 7 }, { action: '' }],
])('%o', async (fields, expected) => {
  const { exploits } = await read({ ...ENTRY, ...fields });
  expect(exploits[0]?.kev).toEqual({ ...KEV, ...expected });
});

test.each([
  null,
  5,
  {},
  { ...ENTRY, cveID: 'x' },
  { ...ENTRY, dateAdded: '2036-01-01' },
  { ...ENTRY, dateAdded: undefined },
])('%o is a problem and not the end', async entry => {
  const { exploits, problems } = await read(entry, ENTRY);
  expect([exploits.length, problems.length]).toEqual([1, 1]);
});

test('a document without a list is a problem', async () => {
  expect((await readAll('kev', { 'a.json': '{}' })).problems).toEqual([
    { path: 'a.json', id: null, message: 'a.json: no list of vulnerabilities' },
  ]);
});
