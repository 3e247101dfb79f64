import { expect, test } from 'vitest';
import { readAll, readOne } from '../fixtures/trees.ts';

const vulnerability = (range: string, patched: string | null = null, ecosystem = 'NPM', name = 'thing') => ({
  package: { ecosystem, name },
  vulnerableVersionRange: range,
  firstPatchedVersion: patched === null ? null : { identifier: patched },
  severity: 'HIGH',
});
const advisory = (...nodes: object[]) => ({
  ghsaId: 'GHSA-aaaa-bbbb-cccc',
  severity: 'HIGH',
  vulnerabilities: { nodes },
});
const read = (document: object) => readOne('github', 'page.json', JSON.stringify(document));

test('a whole advisory', async () => {
  const record = await read({
    ghsaId: 'GHSA-aaaa-bbbb-cccc',
    identifiers: [
      { type: 'GHSA', value: 'GHSA-aaaa-bbbb-cccc' },
      { type: 'CVE', value: 'CVE-2024-0001' },
    ],
    references: [{ url: 'https://example.org/a' }],
    description: 'Deep.',
    summary: 'A hole',
    severity: 'MODERATE',
    classification: 'GENERAL',
    cvss: { score: 0, vectorString: null },
    cvssSeverities: {
      cvssV3: { score: 9.8, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
      cvssV4: { score: 0, vectorString: null },
    },
    cwes: { nodes: [{ cweId: 'CWE-79', name: 'x' }] },
    permalink: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
    publishedAt: '2024-02-03T04:05:06Z',
    updatedAt: '2024-03-03T04:05:06Z',
    withdrawnAt: null,
    vulnerabilities: {
      nodes: [
        vulnerability('>= 4.0.1, < 4.0.5', '4.0.5', 'RUBYGEMS'),
        vulnerability('< 3.0.21', '3.0.21', 'RUBYGEMS'),
      ],
    },
  });
  expect(record).toEqual({
    source: 'ghsa',
    id: 'GHSA-aaaa-bbbb-cccc',
    aliases: ['CVE-2024-0001'],
    upstream: [],
    related: [],
    url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
    title: 'A hole',
    details: 'Deep.',
    kind: 'vulnerability',
    severities: [
      { type: 'CVSS_V3', value: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
      { type: 'word', value: 'MODERATE' },
    ],
    cwes: ['CWE-79'],
    publishedAt: '2024-02-03T04:05:06.000Z',
    modifiedAt: '2024-03-03T04:05:06.000Z',
    withdrawnAt: null,
    references: [{ type: 'WEB', url: 'https://example.org/a' }],
    affected: [
      {
        ecosystem: 'rubygems',
        ecosystemName: 'RUBYGEMS',
        release: null,
        name: 'thing',
        purl: null,
        ranges: [
          { type: 'ECOSYSTEM', repo: null, events: [{ introduced: '4.0.1' }, { fixed: '4.0.5' }] },
          { type: 'ECOSYSTEM', repo: null, events: [{ introduced: '0' }, { fixed: '3.0.21' }] },
        ],
        versions: [],
        severities: [{ type: 'word', value: 'HIGH' }],
        status: null,
      },
    ],
    license: 'CC-BY-4.0',
    warnings: [],
  });
});

const npm = (...events: object[]) => ({ type: 'SEMVER', repo: null, events });
test.each([
  ['<= 1.10.2', '1.10.3', npm({ introduced: '0' }, { fixed: '1.10.3' })],
  ['<= 1.10.2', null, npm({ introduced: '0' }, { last_affected: '1.10.2' })],
  ['>= 1.0.0', null, npm({ introduced: '1.0.0' })],
  ['>= 0', null, npm({ introduced: '0' })],
  ['= 2.0.0', '2.0.1', npm({ introduced: '2.0.0' }, { fixed: '2.0.1' })],
  ['>= 1.0.0, <= 1.2.0', null, npm({ introduced: '1.0.0' }, { last_affected: '1.2.0' })],
  ['> 2.1.0, < 3.0.0', '3.0.0', { type: 'native', affected: ['> 2.1.0, < 3.0.0'], safe: [], syntax: 'ghsa' }],
])('%s, patched in %s', async (range, patched, expected) => {
  expect((await read(advisory(vulnerability(range, patched)))).affected[0]).toMatchObject({
    ecosystem: 'npm',
    ranges: [expected],
    versions: [],
    severities: [],
  });
});

test('one version without a fix is listed', async () => {
  const [affected] = (await read(advisory(vulnerability('= 1.1.6')))).affected;
  expect(affected).toMatchObject({ ranges: [], versions: ['1.1.6'] });
  expect(affected?.isPartial).toBeUndefined();
});

test.each(['', 'all', '< 1, < 2', '= 1, = 2', '= 1, < 2', '>= 1 2', '~> 1', ',', '< '])(
  'the range "%s" is left out',
  async range => {
    const record = await read(advisory(vulnerability(range, '2')));
    expect(record.affected).toMatchObject([{ ranges: [], versions: [], isPartial: true }]);
    expect(record.warnings.length).toBe(1);
  },
);

test('vulnerabilities of one advisory are put together', async () => {
  const inside = { ghsaId: 'GHSA-aaaa-bbbb-cccc', summary: 'A' };
  const other = { ...advisory(vulnerability('< 9')), ghsaId: 'GHSA-dddd-eeee-ffff' };
  const nodes = [
    { ...vulnerability('< 1'), advisory: inside },
    { ...vulnerability('< 2', null, 'PIP', 'Other'), advisory: inside },
    { ...vulnerability('< 3'), advisory: other },
  ];
  const { records } = await readAll('github', {
    'a.json': JSON.stringify({ data: { securityVulnerabilities: { nodes } } }),
  });
  expect(
    records.map(({ id, affected }) => [id, affected.map(({ ecosystem, name }) => [ecosystem, name])]),
  ).toEqual([
    [
      'GHSA-aaaa-bbbb-cccc',
      [
        ['npm', 'thing'],
        ['pypi', 'Other'],
      ],
    ],
    ['GHSA-dddd-eeee-ffff', [['npm', 'thing']]],
  ]);
  expect(records[1]?.affected[0]?.ranges).toMatchObject([{ events: [{ introduced: '0' }, { fixed: '9' }] }]);
});

test('pages of advisories, and lists of them; a node without an identifier is a problem', async () => {
  const page = { data: { securityAdvisories: { nodes: [advisory(), { summary: 'none' }, null] } } };
  for (const document of [page, [page]]) {
    const { records, problems } = await readAll('github', { 'a.json': JSON.stringify(document) });
    expect([records.length, problems.length]).toEqual([1, 1]);
  }
});

test('malware', async () => {
  expect((await read({ ...advisory(), classification: 'MALWARE' })).kind).toBe('malicious');
});

test('odd members are warnings', async () => {
  const record = await read({
    ...advisory({ package: { name: 'a' }, vulnerableVersionRange: '< 1' }),
    cvss: { vectorString: 'AV:none' },
    severity: 5,
    publishedAt: 'x',
    references: [{ url: 'ht!tp' }],
  });
  expect(record).toMatchObject({ affected: [], severities: [], publishedAt: null, references: [] });
  expect(record.warnings.length).toBe(5);
});
