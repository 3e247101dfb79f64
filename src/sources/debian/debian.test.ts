import { expect, test } from 'vitest';
import { documentsOf, readAll, treeOf } from '../fixtures/trees.ts';

const read = async (document: unknown) => readAll('debian', { json: JSON.stringify(document) });
/** The one release of one vulnerability. */
async function release(codename: string, fields: object) {
  const { records } = await read({ curl: { 'CVE-2024-1': { releases: { [codename]: fields } } } });
  return { affected: records[0]?.affected[0], warnings: records[0]?.warnings };
}
const range = (...events: object[]) => [{ type: 'ECOSYSTEM', repo: null, events }];

test('a whole vulnerability', async () => {
  const { records, problems } = await read({
    curl: {
      'CVE-2024-0001': {
        description: 'A hole',
        debianbug: 1234567,
        scope: 'remote',
        releases: {
          bookworm: {
            status: 'resolved',
            repositories: { bookworm: '7.88.1-10', 'bookworm-security': '7.88.1-10+deb12u5' },
            fixed_version: '7.88.1-10+deb12u5',
            urgency: 'medium**',
          },
          sid: { status: 'open', repositories: { sid: '8.0-1' }, urgency: 'not yet assigned' },
        },
      },
    },
  });
  expect(problems).toEqual([]);
  expect(records).toEqual([
    {
      source: 'debian',
      id: 'curl/CVE-2024-0001',
      aliases: [],
      upstream: ['CVE-2024-0001'],
      related: [],
      url: 'https://security-tracker.debian.org/tracker/CVE-2024-0001',
      title: null,
      details: 'A hole',
      kind: 'vulnerability',
      severities: [],
      cwes: [],
      publishedAt: null,
      modifiedAt: null,
      withdrawnAt: null,
      references: [{ type: 'REPORT', url: 'https://bugs.debian.org/1234567' }],
      affected: [
        {
          ecosystem: 'debian',
          ecosystemName: 'Debian:12',
          release: '12',
          name: 'curl',
          purl: null,
          ranges: range({ introduced: '0' }, { fixed: '7.88.1-10+deb12u5' }),
          versions: [],
          severities: [{ type: 'word', value: 'medium**' }],
          status: 'resolved',
        },
        {
          ecosystem: 'debian',
          ecosystemName: 'Debian:sid',
          release: 'sid',
          name: 'curl',
          purl: null,
          ranges: range({ introduced: '0' }),
          versions: [],
          severities: [],
          status: 'open',
        },
      ],
      license: null,
      warnings: [],
    },
  ]);
});

test.each([
  [{ status: 'resolved', fixed_version: '0', urgency: 'unimportant' }, 'not-affected', []],
  [{ status: 'undetermined', urgency: 'not yet assigned' }, 'undetermined', []],
  [{ status: 'open', urgency: 'end-of-life' }, 'end-of-life', range({ introduced: '0' })],
  [{ status: 'open', urgency: 'unimportant' }, 'unimportant', range({ introduced: '0' })],
  [
    { status: 'open', nodsa: 'Minor issue', nodsa_reason: 'postponed' },
    'postponed',
    range({ introduced: '0' }),
  ],
  [{ status: 'open', nodsa: 'Minor issue', nodsa_reason: '' }, 'open', range({ introduced: '0' })],
  [
    { status: 'resolved', fixed_version: '1:2.0-1', nodsa_reason: 'ignored' },
    'resolved',
    range({ introduced: '0' }, { fixed: '1:2.0-1' }),
  ],
])('%o is %s', async (fields, status, ranges) => {
  const { affected, warnings } = await release('trixie', fields);
  expect(affected).toMatchObject({ status, ranges, release: '13' });
  expect([affected?.isPartial, warnings]).toEqual([undefined, []]);
});

test.each([{ status: 'fixed' }, { status: 'resolved' }, {}])(
  '%o says nothing, and not that it is safe',
  async fields => {
    const { affected, warnings } = await release('bullseye', fields);
    expect(affected).toMatchObject({ status: null, ranges: [], isPartial: true });
    expect(warnings?.length).toBe(1);
  },
);

test('a number of the tracker’s own has no upstream', async () => {
  const { records } = await read({ apt: { 'TEMP-0000000-F7A20F': { releases: {} } } });
  expect(records[0]).toMatchObject({ id: 'apt/TEMP-0000000-F7A20F', upstream: [], affected: [] });
});

test('one bad entry is a problem and not the end', async () => {
  const { records, problems } = await read({
    a: 'none',
    b: { 'CVE-1': null, 'CVE 2': {}, 'CVE-3': { releases: { sid: 4 } } },
    __proto__x: { 'CVE-4': { releases: [] } },
  });
  expect(records.map(({ id, warnings }) => [id, warnings])).toEqual([
    ['b/CVE-3', ['a release is no object']],
    ['__proto__x/CVE-4', ['no releases are stated']],
  ]);
  expect(problems.map(({ id }) => id)).toEqual(['a', 'b/CVE-1', null]);
});

test('a truncated document keeps what came before', async () => {
  const whole = JSON.stringify({ a: { 'CVE-1': { releases: {} } }, b: { 'CVE-2': { releases: {} } } });
  const documents = await documentsOf('debian', treeOf({ 'tracker.json': whole.slice(0, -10) }, false));
  expect(documents.at(-1)).toMatchObject({ state: 'failed', sha256: null });
});
