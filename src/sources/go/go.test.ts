import { expect, test } from 'vitest';
import { readAll, readOne } from '../fixtures/trees.ts';

const report = (yaml: string) => readOne('go', 'data/reports/GO-2024-0001.yaml', yaml);
const rangesOf = async (versions: string) =>
  (await report(`id: GO-2024-0001\nmodules:\n  - module: example.org/m\n${versions}`)).affected[0];

test('the database’s own OSV says nothing by the year 1', async () => {
  const record = await readOne(
    'go',
    'data/osv/GO-2020-0047.json',
    JSON.stringify({
      id: 'GO-2020-0047',
      modified: '0001-01-01T00:00:00Z',
      published: '2021-04-14T20:04:52Z',
      affected: [
        {
          package: { name: 'stdlib', ecosystem: 'Go' },
          ranges: [{ type: 'SEMVER', events: [{ introduced: '1.22.0-0' }, { fixed: '1.22.2' }] }],
          ecosystem_specific: { imports: [{ path: 'net/http' }] },
        },
      ],
      database_specific: { url: 'https://pkg.go.dev/vuln/GO-2020-0047', review_status: 'REVIEWED' },
    }),
  );
  expect(record).toMatchObject({
    source: 'go',
    url: 'https://pkg.go.dev/vuln/GO-2020-0047',
    publishedAt: '2021-04-14T20:04:52.000Z',
    modifiedAt: null,
    warnings: [],
  });
  expect(record.affected[0]).toMatchObject({ ecosystem: 'go', name: 'stdlib' });
});

test('a report with two modules', async () => {
  const record = await report(`
id: GO-2024-0001
modules:
    - module: std
      versions:
        - fixed: 1.21.9
        - introduced: 1.22.0-0
          fixed: 1.22.2
      packages:
        - package: net/http
    - module: example.org/x/net
      versions:
        - fixed: 0.23.0
summary: Flood
description: |-
    Too much.
cves:
    - CVE-2023-1
ghsas:
    - GHSA-aaaa-bbbb-cccc
references:
    - report: https://example.org/issue
    - fix: https://example.org/fix
    - web: https://example.org/web
cve_metadata:
    id: CVE-2023-2
    cwe: 'CWE-400: Uncontrolled Resource Consumption'
published: 2024-02-03T00:00:00Z
review_status: REVIEWED
`);
  expect(record).toMatchObject({
    source: 'go',
    id: 'GO-2024-0001',
    aliases: ['CVE-2023-1', 'CVE-2023-2', 'GHSA-aaaa-bbbb-cccc'],
    title: 'Flood',
    details: 'Too much.',
    cwes: ['CWE-400'],
    publishedAt: '2024-02-03T00:00:00.000Z',
    references: [
      { type: 'REPORT', url: 'https://example.org/issue' },
      { type: 'FIX', url: 'https://example.org/fix' },
      { type: 'WEB', url: 'https://example.org/web' },
    ],
    warnings: [],
  });
  expect(record.affected.map(({ name, ranges }) => [name, ranges])).toEqual([
    [
      'stdlib',
      [
        {
          type: 'SEMVER',
          repo: null,
          events: [{ introduced: '0' }, { fixed: '1.21.9' }, { introduced: '1.22.0-0' }, { fixed: '1.22.2' }],
        },
      ],
    ],
    [
      'example.org/x/net',
      [{ type: 'SEMVER', repo: null, events: [{ introduced: '0' }, { fixed: '0.23.0' }] }],
    ],
  ]);
});

test.each([
  ['', [{ introduced: '0' }]],
  ['    versions: []', [{ introduced: '0' }]],
  ['    versions: [{introduced: 1.2.0}]', [{ introduced: '1.2.0' }]],
  [
    '    versions: [{introduced: 1.2.0}, {fixed: 1.2.4}, {introduced: 1.3.0}, {fixed: 1.3.1}]',
    [{ introduced: '1.2.0' }, { fixed: '1.2.4' }, { introduced: '1.3.0' }, { fixed: '1.3.1' }],
  ],
])('versions %s', async (versions, events) => {
  expect((await rangesOf(versions))?.ranges).toEqual([{ type: 'SEMVER', repo: null, events }]);
});

test.each(['    versions: all', '    versions: [1.2.0]', '    versions: [{fixed: [1]}]'])(
  'versions that are none: %s',
  async versions => {
    expect(await rangesOf(versions)).toMatchObject({ ranges: [], isPartial: true });
  },
);

test('the toolchain is called as in the OSV records, a module without a name is left out', async () => {
  const record = await report('id: GO-2024-0001\nmodules: [{module: cmd}, {versions: []}]');
  expect(record.affected.map(({ name }) => name)).toEqual(['toolchain']);
  expect(record.warnings).toEqual(['a module without a name was left out']);
});

test('reports count only where the record that is made of them is not in the tree', async () => {
  const { records, problems } = await readAll('go', {
    'data/excluded/GO-2024-0009.yaml': 'id: GO-2024-0009',
    'data/osv/GO-2024-0001.json': '{"id":"GO-2024-0001","summary":"JSON"}',
    'data/reports/GO-2024-0001.yaml': 'id: GO-2024-0001\nsummary: YAML',
    'data/reports/GO-2024-0002.yaml': 'id: GO-2024-0002\nsummary: YAML',
    'index/vulns.json': '[]',
  });
  expect(records.map(({ id, title }) => [id, title])).toEqual([
    ['GO-2024-0001', 'JSON'],
    ['GO-2024-0002', 'YAML'],
  ]);
  expect(problems).toEqual([]);
});
