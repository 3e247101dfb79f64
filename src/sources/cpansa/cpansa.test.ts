import { expect, test } from 'vitest';
import { readAll, readOne } from '../fixtures/trees.ts';

const PATH = 'cpansa/CPANSA-Thing.yml';
const read = (yaml: string) => readOne('cpansa', PATH, yaml);
const rangesOf = async (yaml: string) =>
  (await read(`- {id: CPANSA-Thing-2024-01, distribution: Thing, ${yaml}}`)).affected[0];

test('a whole report', async () => {
  expect(
    await read(`---
- id: CPANSA-Thing-2024-01
  distribution: Thing
  reported: 2024-04-05
  severity: critical
  description: >
    Folded
    text.
  cves:
    - CVE-2024-0001
  github_security_advisory:
    - GHSA-aaaa-bbbb-cccc
  references:
    - https://example.org/commit
  affected_versions: "<1.16"
  fixed_versions: ">=1.16"
`),
  ).toEqual({
    source: 'cpansa',
    id: 'CPANSA-Thing-2024-01',
    aliases: ['CVE-2024-0001', 'GHSA-aaaa-bbbb-cccc'],
    upstream: [],
    related: [],
    url: null,
    title: null,
    details: 'Folded text.\n',
    kind: 'vulnerability',
    severities: [{ type: 'word', value: 'critical' }],
    cwes: [],
    publishedAt: '2024-04-05T00:00:00.000Z',
    modifiedAt: null,
    withdrawnAt: null,
    references: [{ type: 'WEB', url: 'https://example.org/commit' }],
    affected: [
      {
        ecosystem: 'cpan',
        ecosystemName: 'CPAN',
        release: null,
        name: 'Thing',
        purl: null,
        ranges: [{ type: 'native', affected: ['<1.16'], safe: ['>=1.16'] }],
        versions: [],
        severities: [],
        status: null,
      },
    ],
    license: null,
    warnings: [],
  });
});

test.each([
  [
    'affected_versions: ["=1.08", "== 2.07", ">=3, <4"], fixed_versions: ~',
    ['==1.08', '== 2.07', '>=3,<4'],
    [],
  ],
  ['affected_versions: 1.10', ['1.10'], []],
  ['fixed_versions: [">1.36"]', [], ['>1.36']],
])('%s', async (yaml, affected, safe) => {
  const found = await rangesOf(yaml);
  expect([found?.ranges, found?.isPartial]).toEqual([[{ type: 'native', affected, safe }], undefined]);
});

test('no versions at all: nothing is known, and not that all is affected', async () => {
  expect(await rangesOf('affected_versions: [], fixed_versions: ~')).toMatchObject({
    ranges: [],
    isPartial: true,
  });
});

test('the mapping of 2025 says the distribution once', async () => {
  const record = await read(
    'cpansa_version: 2\ndistribution: Thing\nadvisories:\n- id: CPANSA-Thing-2024-02\n  fixed_versions: ">=2"',
  );
  expect(record.affected[0]?.name).toBe('Thing');
});

test('reports of the JSON come first, those of the YAML complete them', async () => {
  const dists = {
    Thing: {
      advisories: [{ id: 'CPANSA-Thing-2024-01', description: 'JSON', affected_versions: ['<2'] }, 5, {}],
    },
    Other: { main_module: 'Other', advisories: 'none' },
    Empty: null,
  };
  const { records, problems } = await readAll('cpansa', {
    'cpan-security-advisory.json': JSON.stringify({ dists }),
    [PATH]:
      '- {id: CPANSA-Thing-2024-01, description: YAML}\n- {id: CPANSA-Thing-2024-02, description: YAML}\n- {id: ~}',
  });
  expect(records.map(({ id, details }) => [id, details])).toEqual([
    ['CPANSA-Thing-2024-01', 'JSON'],
    ['CPANSA-Thing-2024-02', 'YAML'],
  ]);
  expect(records[0]?.affected[0]?.name).toBe('Thing');
  expect(problems.map(({ message }) => message)).toEqual(Array(2).fill('a record without an identifier'));
});

test('odd members are warnings', async () => {
  const record = await read(
    '- {id: X, severity: [high], cves: {a: b}, reported: long ago, references: nowhere}',
  );
  expect(record).toMatchObject({
    severities: [],
    aliases: [],
    publishedAt: null,
    references: [],
    affected: [],
  });
  expect(record.warnings.length).toBe(5);
});
