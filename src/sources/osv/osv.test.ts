import { expect, test } from 'vitest';
import { NOW, readAll, readOne } from '../fixtures/trees.ts';

const read = (record: object) => readOne('osv', 'a.json', JSON.stringify(record));

test('a whole record of GHSA', async () => {
  expect(
    await read({
      schema_version: '1.6.0',
      id: 'GHSA-aaaa-bbbb-cccc',
      modified: '2025-03-01T10:20:30.123456Z',
      published: '2025-02-28T00:00:00+02:00',
      aliases: ['CVE-2025-0001', 'GHSA-aaaa-bbbb-cccc', 'CVE-2025-0001'],
      related: ['CVE-2024-9'],
      upstream: ['CVE-2025-0002'],
      summary: 'A hole',
      details: 'It is *deep*.',
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
      affected: [
        {
          package: { ecosystem: 'npm', name: '@scope/Thing', purl: 'pkg:npm/%40scope/Thing' },
          ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2.3' }] }],
          versions: ['1.0.0'],
        },
      ],
      references: [{ type: 'FIX', url: 'https://example.org/fix' }],
      database_specific: { severity: 'CRITICAL', cwe_ids: ['CWE-79', 'cwe-89: SQL', 'none'] },
    }),
  ).toEqual({
    source: 'ghsa',
    id: 'GHSA-aaaa-bbbb-cccc',
    aliases: ['CVE-2025-0001'],
    upstream: ['CVE-2025-0002'],
    related: ['CVE-2024-9'],
    url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
    title: 'A hole',
    details: 'It is *deep*.',
    kind: 'vulnerability',
    severities: [
      { type: 'CVSS_V3', value: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
      { type: 'word', value: 'CRITICAL' },
    ],
    cwes: ['CWE-79', 'CWE-89'],
    publishedAt: '2025-02-27T22:00:00.000Z',
    modifiedAt: '2025-03-01T10:20:30.123Z',
    withdrawnAt: null,
    references: [{ type: 'FIX', url: 'https://example.org/fix' }],
    affected: [
      {
        ecosystem: 'npm',
        ecosystemName: 'npm',
        release: null,
        name: '@scope/Thing',
        purl: 'pkg:npm/%40scope/Thing',
        ranges: [{ type: 'SEMVER', repo: null, events: [{ introduced: '0' }, { fixed: '1.2.3' }] }],
        versions: ['1.0.0'],
        severities: [],
        status: null,
      },
    ],
    license: 'CC-BY-4.0',
    warnings: [],
  });
});

test.each([
  ['PYSEC-2024-1', 'pypa', 'CC-BY-4.0'],
  ['GO-2024-1', 'go', 'CC-BY-4.0'],
  ['RUSTSEC-2024-0001', 'rustsec', 'CC0-1.0'],
  ['MAL-2024-1', 'malicious-packages', 'Apache-2.0'],
  ['EEF-CVE-2024-1', 'erlef', null],
  ['openSUSE-SU-2024:1-1', 'opensuse', null],
  ['NEW-2024-1', 'osv', null],
  ['__proto__-1', 'osv', null],
])('%s is of the source %s', async (id, source, license) => {
  expect(await read({ id, modified: '2024-01-01T00:00:00Z' })).toMatchObject({
    id,
    source,
    license,
    warnings: [],
  });
});

test('malicious packages and informational advisories are told from vulnerabilities', async () => {
  const informational = {
    package: { ecosystem: 'crates.io', name: 'a' },
    database_specific: { informational: 'unsound' },
  };
  expect((await read({ id: 'MAL-2024-1' })).kind).toBe('malicious');
  expect((await read({ id: 'RUSTSEC-2024-1', affected: [informational] })).kind).toBe('informational');
  const vulnerable = {
    package: { ecosystem: 'crates.io', name: 'a' },
    database_specific: { informational: null },
  };
  expect((await read({ id: 'RUSTSEC-2024-1', affected: [informational, vulnerable] })).kind).toBe(
    'vulnerability',
  );
});

test('an entry without a package is about a repository', async () => {
  const commit = 'a'.repeat(40);
  const range = {
    type: 'GIT',
    repo: 'https://example.org/r.git',
    events: [{ introduced: '0' }, { fixed: commit }],
  };
  expect((await read({ id: 'OSV-2024-1', affected: [{ ranges: [range] }] })).affected).toMatchObject([
    { ecosystem: null, ecosystemName: 'GIT', name: 'https://example.org/r.git', ranges: [range] },
  ]);
  const none = await read({ id: 'OSV-2024-2', affected: [{ versions: ['1'] }] });
  expect([none.affected, none.warnings]).toEqual([[], ['an affected package without a name was left out']]);
});

test.each([
  ['no introduced', { type: 'SEMVER', events: [{ fixed: '1' }] }],
  ['an unknown type', { type: 'CALVER', events: [{ introduced: '0' }] }],
  ['no events', { type: 'SEMVER', events: [] }],
  ['two kinds in one event', { type: 'SEMVER', events: [{ introduced: '0', fixed: '1' }] }],
  ['a number for a version', { type: 'SEMVER', events: [{ introduced: 1 }] }],
])('a range with %s is left out, and the package says that it is not whole', async (_, range) => {
  const good = { type: 'SEMVER', events: [{ introduced: '2.0.0' }, { last_affected: '2.1.0' }] };
  const entry = { package: { ecosystem: 'npm', name: 'a' }, ranges: [range, good] };
  const record = await read({ id: 'X-1', affected: [entry] });
  expect(record.affected[0]).toMatchObject({ isPartial: true, ranges: [{ ...good, repo: null }] });
  expect(record.warnings).toEqual([expect.stringMatching(/^a range was left out: /)]);
});

test('a cut commit beside versions leaves the versions whole', async () => {
  const git = {
    type: 'GIT',
    repo: 'https://example.org/r',
    events: [{ introduced: '0' }, { fixed: 'abc123' }],
  };
  const good = { type: 'ECOSYSTEM', events: [{ introduced: '0' }] };
  const of = async (...ranges: object[]) =>
    (await read({ id: 'X-1', affected: [{ package: { ecosystem: 'PyPI', name: 'a' }, ranges }] }))
      .affected[0];
  expect((await of(git, good))?.isPartial).toBeUndefined();
  expect((await of(git))?.isPartial).toBe(true);
});

test('fixed beside last_affected is kept, with a warning', async () => {
  const events = [{ introduced: '0' }, { last_affected: '1.0' }, { introduced: '2.0' }, { fixed: '2.1' }];
  const record = await read({
    id: 'X-1',
    affected: [{ package: { ecosystem: 'PyPI', name: 'a' }, ranges: [{ type: 'ECOSYSTEM', events }] }],
  });
  expect(record.affected[0]?.ranges).toEqual([{ type: 'ECOSYSTEM', repo: null, events }]);
  expect(record.warnings).toEqual(['a range has both fixed and last_affected']);
});

test('hostile members become warnings', async () => {
  const record = await read({
    id: 'X-1',
    aliases: 'X-1',
    summary: ['no text'],
    details: `a\0${'x'.repeat(10_000_000)}`,
    published: '2030-01-01T00:00:00Z',
    modified: 'yesterday',
    severity: [{ type: 'CVSS_V3', score: '9.8' }, { type: 'Ubuntu', score: 'low' }, 5],
    references: [
      { type: 'WEB', url: 'javascript:alert(1)' },
      { type: 'SPAM', url: 'https://example.org/a' },
      ...Array.from({ length: 100_000 }, (_, i) => ({ type: 'WEB', url: `https://example.org/${i}` })),
    ],
    affected: [{ package: { ecosystem: 'npm', name: 'a' }, versions: ['1.0', 2] }, 7],
    database_specific: 'none',
  });
  expect(record.details?.length).toBe(1_000_000);
  expect(record.details?.startsWith('a\ufffdx')).toBe(true);
  expect([record.title, record.publishedAt, record.modifiedAt, record.aliases]).toEqual([
    null,
    null,
    null,
    [],
  ]);
  expect(record.severities).toEqual([{ type: 'word', value: 'low' }]);
  expect(record.references.length).toBe(1_000);
  expect(record.references[0]).toEqual({ type: 'WEB', url: 'https://example.org/a' });
  expect(record.affected).toMatchObject([{ versions: ['1.0'], isPartial: true }]);
  for (const part of [
    'summary is no text',
    'details was cut',
    'in the future',
    'no date',
    'no CVSS vector',
    'no address',
  ])
    expect(
      record.warnings.some(warning => warning.includes(part)),
      part,
    ).toBe(true);
});

test('aliases in a circle are data', async () => {
  const records = [
    { id: 'A-1', aliases: ['B-1'] },
    { id: 'B-1', aliases: ['C-1'] },
    { id: 'C-1', aliases: ['A-1', 'C-1'] },
  ];
  const { records: found } = await readAll('osv', { 'list.json': JSON.stringify(records) });
  expect(found.map(({ id, aliases }) => [id, aliases])).toEqual([
    ['A-1', ['B-1']],
    ['B-1', ['C-1']],
    ['C-1', ['A-1']],
  ]);
});

test('a withdrawal counts though its date does not', async () => {
  expect((await read({ id: 'A-1', withdrawn: '2024-05-06T07:08:09Z' })).withdrawnAt).toBe(
    '2024-05-06T07:08:09.000Z',
  );
  expect((await read({ id: 'A-1', withdrawn: 'yes', modified: '2024-01-02T00:00:00Z' })).withdrawnAt).toBe(
    '2024-01-02T00:00:00.000Z',
  );
  expect((await read({ id: 'A-1', withdrawn: '2099-01-01T00:00:00Z' })).withdrawnAt).toBe(
    new Date(NOW).toISOString(),
  );
});

test('all.json is read as a list or an object, the API’s answer too, and a bad record is a problem', async () => {
  const good = { id: 'A-1' };
  for (const body of [[good, { noId: 1 }, 5], { a: good, b: {} }, { vulns: [good, {}] }]) {
    const { records, problems } = await readAll('osv', { 'x/all.json': JSON.stringify(body) });
    expect(records.map(({ id }) => id)).toEqual(['A-1']);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]).toEqual({ path: 'x/all.json', id: null, message: 'a record without an identifier' });
  }
  expect((await readAll('osv', { 'answer.json': '{"vulns":[{"id":"A-1"}]}' })).records.length).toBe(1);
});

test('a file that is no JSON is a problem', async () => {
  const { records, problems } = await readAll('osv', {
    'a.json': '{',
    'b.json': '{"id":"B-1"}',
    'c.txt': 'x',
  });
  expect(records.map(({ id }) => id)).toEqual(['B-1']);
  expect(problems).toEqual([
    { path: 'a.json', id: null, message: expect.stringMatching(/^a\.json: not JSON/) },
  ]);
});
