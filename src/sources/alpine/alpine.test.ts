import { expect, test } from 'vitest';
import { readAll } from '../fixtures/trees.ts';

const branch = (secfixes: unknown, name: unknown = 'curl') => ({
  apkurl: '{{urlprefix}}/{{distroversion}}/{{reponame}}/{{arch}}/{{pkg.name}}-{{pkg.ver}}.apk',
  archs: ['x86_64'],
  reponame: 'main',
  urlprefix: 'https://example.org/alpine',
  distroversion: 'v3.20',
  packages: [{ pkg: { name, secfixes } }],
});
const read = (document: unknown) => readAll('alpine', { 'v3.20/main.json': JSON.stringify(document) });
const shortOf = async (secfixes: unknown) =>
  (await read(branch(secfixes))).records.map(({ id, upstream, affected: [affected] }) => [
    id.split('/').pop(),
    upstream,
    affected?.status,
    affected?.ranges.flatMap(range => ('events' in range ? range.events : [])),
  ]);

test('a whole record', async () => {
  expect((await read(branch({ '8.9.0-r0': ['CVE-2024-6197'] }))).records).toEqual([
    {
      source: 'alpine',
      id: 'v3.20/main/curl/CVE-2024-6197',
      aliases: [],
      upstream: ['CVE-2024-6197'],
      related: [],
      url: 'https://security.alpinelinux.org/vuln/CVE-2024-6197',
      title: null,
      details: null,
      kind: 'vulnerability',
      severities: [],
      cwes: [],
      publishedAt: null,
      modifiedAt: null,
      withdrawnAt: null,
      references: [],
      affected: [
        {
          ecosystem: 'alpine',
          ecosystemName: 'Alpine:v3.20',
          release: 'v3.20',
          name: 'curl',
          purl: null,
          ranges: [{ type: 'ECOSYSTEM', repo: null, events: [{ introduced: '0' }, { fixed: '8.9.0-r0' }] }],
          versions: [],
          severities: [],
          status: 'resolved',
        },
      ],
      license: null,
      warnings: [],
    },
  ]);
});

test('the version 0 says that it never was affected', async () => {
  expect(await shortOf({ 0: ['CVE-2021-1'] })).toEqual([['CVE-2021-1', ['CVE-2021-1'], 'not-affected', []]]);
});

test('an entry may name several, and say more', async () => {
  const fixed = [{ introduced: '0' }, { fixed: '1.0-r1' }];
  expect(
    await shortOf({
      '1.0-r1': [
        'CVE-2017-2616 (+ regression fix)',
        'CVE-2019-1 XSA-12',
        'CVE-2019-2 CVE-2019-3',
        'XSA-13',
        'no number',
      ],
    }),
  ).toEqual([
    ['CVE-2017-2616', ['CVE-2017-2616'], 'resolved', fixed],
    ['CVE-2019-1', ['CVE-2019-1', 'XSA-12'], 'resolved', fixed],
    ['CVE-2019-2', ['CVE-2019-2'], 'resolved', fixed],
    ['CVE-2019-3', ['CVE-2019-3'], 'resolved', fixed],
    ['XSA-13', ['XSA-13'], 'resolved', fixed],
  ]);
});

test('of several fixes the last one counts, by versions and not by text', async () => {
  const fixed = (version: string) => [
    ['CVE-1', ['CVE-1'], 'resolved', [{ introduced: '0' }, { fixed: version }]],
  ];
  expect(await shortOf({ '1.9-r0': ['CVE-1'], '1.10-r0': ['CVE-1'] })).toEqual(fixed('1.10-r0'));
  expect(await shortOf({ '1.10-r0': ['CVE-1'], '1.9-r0': ['CVE-1'] })).toEqual(fixed('1.10-r0'));
  expect(await shortOf({ 0: ['CVE-1'], '1.0-r0': ['CVE-1'] })).toEqual(fixed('1.0-r0'));
});

test('the same in YAML', async () => {
  const { records } = await readAll('alpine', {
    'edge/community.yaml':
      'distroversion: edge\nreponame: community\npackages:\n  - pkg:\n      name: foo\n      secfixes:\n        1.10:\n          - CVE-1\n',
  });
  expect(records[0]).toMatchObject({
    id: 'edge/community/foo/CVE-1',
    affected: [{ ranges: [{ events: [{ introduced: '0' }, { fixed: '1.10' }] }] }],
  });
});

test('YAML counts only where the branch has no JSON', async () => {
  const body = JSON.stringify(branch({ '1-r0': ['CVE-1'] }));
  const old = JSON.stringify({ ...branch({ '1-r0': ['CVE-1'] }), distroversion: 'v3.19' });
  const { records, problems } = await readAll('alpine', {
    'v3.19/main.yaml': old,
    'v3.20/main.json': body,
    'v3.20/main.yaml': body,
  });
  expect(records.map(({ id }) => id)).toEqual(['v3.19/main/curl/CVE-1', 'v3.20/main/curl/CVE-1']);
  expect(problems).toEqual([]);
});

test('bad entries are problems and not the end', async () => {
  const packages = [
    { pkg: { secfixes: {} } },
    { pkg: { name: 'a', secfixes: 5 } },
    { pkg: { name: 'b', secfixes: null } },
    {},
    7,
    { pkg: { name: 'c', secfixes: { '1-r0': ['CVE-1', 5], '2-r0': 'CVE-2', '': ['CVE-3'] } } },
  ];
  const { records, problems } = await read({ ...branch({}), packages });
  expect(records.map(({ id, warnings }) => [id, warnings])).toEqual([
    ['v3.20/main/c/CVE-1', ['a version of the package is none']],
  ]);
  expect(problems.length).toBe(3);
});

test('a document that names no branch is a problem', async () => {
  const { problems } = await read({ packages: [] });
  expect(problems).toMatchObject([{ message: 'v3.20/main.json: it names no branch of a repository' }]);
});
