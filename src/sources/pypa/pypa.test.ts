import { expect, test } from 'vitest';
import { readAll, readOne } from '../fixtures/trees.ts';

const read = (yaml: string) => readOne('pypa', 'vulns/thing/PYSEC-2024-1.yaml', yaml);

test('unquoted versions and dates are text', async () => {
  const record = await read(`
id: PYSEC-2024-1
modified: 2024-01-02T03:04:05Z
aliases: [CVE-2024-1]
affected:
- package: {name: Thing, ecosystem: PyPI, purl: pkg:pypi/thing}
  ranges:
  - type: ECOSYSTEM
    events:
    - introduced: '0'
    - fixed: 1.10
  versions: [1.0, 1.10, 2e3]
`);
  expect(record).toMatchObject({
    source: 'pypa',
    modifiedAt: '2024-01-02T03:04:05.000Z',
    url: 'https://osv.dev/vulnerability/PYSEC-2024-1',
    license: 'CC-BY-4.0',
    warnings: [],
  });
  expect(record.affected[0]).toMatchObject({
    ecosystem: 'pypi',
    name: 'Thing',
    versions: ['1.0', '1.10', '2e3'],
    ranges: [{ type: 'ECOSYSTEM', repo: null, events: [{ introduced: '0' }, { fixed: '1.10' }] }],
  });
});

test('a withdrawn advisory', async () => {
  expect((await read('id: PYSEC-2024-1\nwithdrawn: "2024-03-04T00:00:00Z"')).withdrawnAt).toBe(
    '2024-03-04T00:00:00.000Z',
  );
});

test('nulls say nothing', async () => {
  const record = await read(
    'id: PYSEC-2024-1\naliases:\naffected: ~\nreferences: null\nseverity:\npublished:',
  );
  expect(record).toMatchObject({
    aliases: [],
    affected: [],
    references: [],
    severities: [],
    publishedAt: null,
    warnings: [],
  });
});

test('an advisory of another prefix is still this source’s', async () => {
  expect(await read('id: X-1')).toMatchObject({ source: 'pypa', id: 'X-1' });
});

test('a list of versions that is a mapping', async () => {
  const record = await read(
    'id: PYSEC-2024-1\naffected: [{package: {name: a, ecosystem: PyPI}, versions: {a: 1}}]',
  );
  expect(record.affected[0]).toMatchObject({ versions: [], isPartial: true });
  expect(record.warnings).toEqual(['the list of versions is no list']);
});

test('aliases of YAML that stand for too much, and what is no mapping, are problems', async () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
    .split('')
    .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
    .join('\n')}`;
  const { records, problems } = await readAll('pypa', {
    'vulns/a/PYSEC-1.yaml': bomb,
    'vulns/a/PYSEC-2.yaml': '- id: PYSEC-2',
    'vulns/a/PYSEC-3.yaml': 'id: "PYSEC 3"',
    'vulns/a/PYSEC-4.yaml': 'id: PYSEC-4',
  });
  expect(records.map(({ id }) => id)).toEqual(['PYSEC-4']);
  expect(problems.map(({ path }) => path)).toEqual([1, 2, 3].map(n => `vulns/a/PYSEC-${n}.yaml`));
});

test('only advisories are documents', async () => {
  const { records, problems } = await readAll('pypa', {
    'vulns/.id-allocator': 'x',
    'vulns/a/.hidden.yaml': 'x: [',
    'tools/a/b.yaml': 'x: [',
    'deep/in/vulns/a/PYSEC-1.yaml': 'id: PYSEC-1',
  });
  expect([records.length, problems]).toEqual([1, []]);
});
