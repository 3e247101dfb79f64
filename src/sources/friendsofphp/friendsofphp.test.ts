import { expect, test } from 'vitest';
import { readAll, readOne } from '../fixtures/trees.ts';

const read = (yaml: string, path = 'acme/thing/CVE-2025-0001.yaml') => readOne('friendsofphp', path, yaml);
const WHOLE = `
title: A hole
link: https://example.org/advisory
cve: CVE-2025-0001
branches:
    main:
        time: 2025-05-20 09:59:00
        versions: ['>=9.0.0', '<9.3.0']
    8.x:
        time: '2025-05-20 08:14:00'
        versions: ['>=8.0.0', '<8.4.0']
    7.x:
        time: ~
        versions: ['<=7.5']
reference: composer://acme/thing
`;

test('a whole advisory', async () => {
  expect(await read(WHOLE)).toEqual({
    source: 'friendsofphp',
    id: 'acme/thing/CVE-2025-0001.yaml',
    aliases: ['CVE-2025-0001'],
    upstream: [],
    related: [],
    url: 'https://github.com/FriendsOfPHP/security-advisories/blob/master/acme/thing/CVE-2025-0001.yaml',
    title: 'A hole',
    details: null,
    kind: 'vulnerability',
    severities: [],
    cwes: [],
    publishedAt: '2025-05-20T08:14:00.000Z',
    modifiedAt: null,
    withdrawnAt: null,
    references: [{ type: 'ADVISORY', url: 'https://example.org/advisory' }],
    affected: [
      {
        ecosystem: 'packagist',
        ecosystemName: 'Packagist',
        release: null,
        name: 'acme/thing',
        purl: null,
        ranges: [{ type: 'native', affected: ['>=9.0.0,<9.3.0', '>=8.0.0,<8.4.0', '<=7.5'], safe: [] }],
        versions: [],
        severities: [],
        status: null,
      },
    ],
    license: 'Unlicense',
    warnings: [],
  });
});

test('without a number the name tells the day', async () => {
  const record = await read(WHOLE.replace('CVE-2025-0001', '~'), 'acme/thing/2025-04-01-1.yaml');
  expect(record).toMatchObject({
    aliases: [],
    publishedAt: '2025-04-01T00:00:00.000Z',
    id: 'acme/thing/2025-04-01-1.yaml',
  });
});

test('no fix has a time', async () => {
  const record = await read('branches: {a: {time: ~, versions: ["<2"]}}\nreference: composer://acme/thing');
  expect([record.publishedAt, record.warnings]).toEqual([null, []]);
});

test('a branch whose conditions are not all readable is left out', async () => {
  const record = await read(
    'branches: {a: {versions: ["<2"]}, b: {versions: [">=3", 4, [5]]}, c: {versions: []}, d: all}\nreference: composer://acme/thing',
  );
  expect(record.affected[0]).toMatchObject({ isPartial: true, ranges: [{ affected: ['<2'], safe: [] }] });
});

test('no branches: nothing is known, and not that all is affected', async () => {
  const record = await read('reference: composer://acme/thing');
  expect(record.affected[0]).toMatchObject({ isPartial: true, ranges: [] });
  expect(record.warnings).toEqual(['there are no branches']);
});

test('another reference: the folder names the package', async () => {
  const record = await read('reference: pear://x\nbranches: {a: {versions: ["<2"]}}');
  expect(record.affected[0]?.name).toBe('acme/thing');
  expect(record.warnings.length).toBe(1);
});

test('a time that is none and one in the future are warnings', async () => {
  const record = await read(
    'reference: composer://acme/thing\nbranches: {a: {time: 2025-01-01 25:00:00, versions: ["<2"]}, b: {time: 2031-01-01 00:00:00, versions: ["<2"]}}',
  );
  expect([record.publishedAt, record.warnings.length]).toEqual([null, 2]);
});

test('only advisories are documents', async () => {
  const { records, problems } = await readAll('friendsofphp', {
    '.github/workflows/php.yaml': 'a: [',
    'composer.yaml': 'a: [',
    'acme/thing/broken.yaml': 'a: [',
    'root/acme/thing/1.yaml': WHOLE,
  });
  expect([records.map(({ id }) => id), problems.map(({ path }) => path)]).toEqual([
    ['acme/thing/1.yaml'],
    ['acme/thing/broken.yaml'],
  ]);
});
