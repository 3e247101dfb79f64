import { expect, test } from 'vitest';
import type { PackageRecord } from '../../core/records.ts';
import { type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { BatchConnector, ConnectorContext } from '../ecosystem.ts';
import { packed } from '../families/apk-repository/fixtures/index-files.ts';
import { edge, fixture, v322 } from './fixtures/index-files.ts';
import recordings from './fixtures/recordings.ts';
import alpine from './index.ts';

const BRANCH = 'https://dl-cdn.alpinelinux.org/alpine/v3.22';
const MAIN = `${BRANCH}/main/x86_64/APKINDEX.tar.gz`;
const COMMUNITY = `${BRANCH}/community/x86_64/APKINDEX.tar.gz`;

async function connector(): Promise<BatchConnector> {
  const { connector: slot } = alpine;
  if (slot.mode !== 'batch') throw new Error('not a batch connector');
  return slot.load();
}

function contextOf(
  answers: Recordings['answers'] = recordings.answers,
): ConnectorContext & { asked: string[] } {
  const { io, asked } = recordedIo(answers);
  return { io, asked, registry: v322, settings: {} };
}

async function readAll(context: ConnectorContext, suites: string[] | null = null) {
  const batch = await connector();
  const parts = await batch.parts(context, { suites });
  const records: PackageRecord[] = [];
  let bytes = 0;
  for await (const some of batch.read(context, parts, read => {
    bytes = read;
  })) {
    records.push(...some);
  }
  return { parts, records, bytes };
}

test('a branch has a part for each repository, known by its validator', async () => {
  const { parts, records, bytes } = await readAll(contextOf());
  expect(parts).toEqual([
    { id: 'main', source: MAIN, size: null, digest: '"main-1"' },
    { id: 'community', source: COMMUNITY, size: null, digest: '"community-1"' },
  ]);
  expect(records).toHaveLength(8);
  expect(records.every(({ versionsComplete }) => versionsComplete)).toBe(true);
  expect(bytes).toBeGreaterThan(0);
});

test('one repository alone is not everything', async () => {
  const context = contextOf();
  const { records } = await readAll(context, ['community']);
  expect(context.asked).toEqual([COMMUNITY, COMMUNITY]);
  expect(records.map(({ name, versionsComplete }) => [name, versionsComplete])).toEqual([
    ['gtk+3.0', false],
    ['R', false],
    ['musl', false],
  ]);
});

test('a repository that the branch does not have is a mistake of who asks', async () => {
  await expect(readAll(contextOf(), ['testing'])).rejects.toMatchObject({ field: 'suites' });
  const batch = await connector();
  await expect(
    batch.parts({ ...contextOf(), registry: edge }, { suites: ['testing'] }),
  ).rejects.toMatchObject({
    code: 'unreachable',
  });
});

test.each([
  ['a web page', { body: '<html><body>502</body></html>' }, 'malformed'],
  ['nothing', { body: '' }, 'malformed'],
  ['half of it', { body: packed(fixture('APKINDEX.main')).subarray(0, 600) }, 'malformed'],
  ['a missing file', { body: 'not found', status: 404 }, 'unexpected-status'],
  ['an error of the server', { body: '', status: 503 }, 'server-error'],
])('%s is no index', async (_, answer, code) => {
  await expect(readAll(contextOf({ ...recordings.answers, [MAIN]: answer }))).rejects.toMatchObject({ code });
});

test('all repositories together have at most 100,000 packages, since all are held', async () => {
  const entries = (name: string, count: number) => `P:${name}\nV:1-r0\n\n`.repeat(count);
  const answers = (community: number) => ({
    [MAIN]: { body: entries('m', 99_999) },
    [COMMUNITY]: { body: entries('c', community) },
  });
  expect((await readAll(contextOf(answers(1)))).records.map(({ name }) => name)).toEqual(['m', 'c']);
  await expect(readAll(contextOf(answers(2)))).rejects.toMatchObject({ code: 'too-large' });
});
