import { expect, test } from 'vitest';
import { documentsOf, readAll, treeOf } from '../fixtures/trees.ts';

const HEAD = '#model_version:v2025.03.14,score_date:2026-05-18T00:00:00+0000\ncve,epss,percentile\n';
const asOf = '2026-05-18T00:00:00.000Z';
const read = (csv: string) => readAll('epss', { 'epss_scores-2026-05-18.csv': csv });

test('scores of a day', async () => {
  const { exploits, problems, records } = await read(
    `${HEAD}CVE-1999-0001,0.0046,0.7385\r\nCVE-2024-12345,1,1.0\nCVE-2024-0002,0,0\n`,
  );
  expect(exploits).toEqual([
    { cve: 'CVE-1999-0001', epss: { percentage: 0.0046, percentile: 0.7385, asOf }, kev: null },
    { cve: 'CVE-2024-12345', epss: { percentage: 1, percentile: 1, asOf }, kev: null },
    { cve: 'CVE-2024-0002', epss: { percentage: 0, percentile: 0, asOf }, kev: null },
  ]);
  expect([problems, records]).toEqual([[], []]);
});

test('the day of a file without a comment is in its name; a comment counts before it', async () => {
  const dayOf = async (path: string, csv: string) =>
    (await readAll('epss', { [path]: csv })).exploits[0]?.epss?.asOf;
  const rows = 'cve,epss,percentile\nCVE-2020-5902,0.65117,0.99998\n';
  expect(await dayOf('2021/epss_scores-2021-04-14.csv', rows)).toBe('2021-04-14T00:00:00.000Z');
  expect(await dayOf('epss_scores-2021-04-14.csv', `#score_date:2021-04-13\n${rows}`)).toBe(
    '2021-04-13T00:00:00.000Z',
  );
});

test('columns in another order, and small numbers', async () => {
  const { exploits } = await read(
    '#score_date:2026-05-18\npercentile,date,cve,epss\n0.5,x,CVE-2024-0001,4.3e-5',
  );
  expect(exploits).toEqual([
    { cve: 'CVE-2024-0001', epss: { percentage: 0.000043, percentile: 0.5, asOf }, kev: null },
  ]);
});

test.each([
  'CVE-2024-0001,1.2,0.5',
  'CVE-2024-0001,,0.5',
  'CVE-2024-0001',
  'GHSA-1,0.1,0.1',
  'CVE-2024-0001,NaN,0.5',
  'CVE-2024-0001,-0.1,0.5',
])('the row %s is a problem and not the end', async row => {
  const { exploits, problems } = await read(`${HEAD}${row}\nCVE-2024-0002,0.1,0.2\n`);
  expect([exploits.length, problems.length]).toEqual([1, 1]);
});

test.each([
  ['no day', 'cve,epss,percentile\nCVE-2024-0001,0.1,0.2\n'],
  ['a day in the future', `${HEAD.replace('2026', '2036')}CVE-2024-0001,0.1,0.2\n`],
  ['no columns', '#score_date:2026-05-18\n'],
  ['other columns', '#score_date:2026-05-18\ncve,score\nCVE-2024-0001,0.1\n'],
  ['an endless line', `${HEAD}${'x'.repeat(5_000)}`],
])('%s fails', async (_, csv) => {
  const [document] = await documentsOf('epss', treeOf({ 'epss.csv': csv }));
  expect(document).toMatchObject({ state: 'failed', exploits: [], problems: [{ path: 'epss.csv' }] });
});

test('many rows come in parts', async () => {
  const rows = Array.from({ length: 12_000 }, (_, i) => `CVE-2024-${10_000 + i},0.5,0.5`).join('\n');
  const documents = await documentsOf('epss', treeOf({ 'epss.csv': HEAD + rows }, false));
  expect(documents.map(({ state, exploits }) => [state, exploits.length])).toEqual([
    ['part', 5_000],
    ['part', 5_000],
    ['read', 2_000],
  ]);
  expect(documents.map(({ sha256 }) => sha256?.length)).toEqual([undefined, undefined, 64]);
});
