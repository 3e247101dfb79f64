import { expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { commitTime } from './catalog.ts';
import { connector } from './connector.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

const registrations = 'https://api.nuget.org/v3/registration5-gz-semver2';
if (!hasSharedRecordings) console.warn('nuget: the shared recordings are absent, tests of them are skipped');

function contextOf(answers: Recordings['answers']) {
  const { io, asked } = recordedIo(answers);
  return { context: { io, registry: conformance.registries[0], settings: {} } as ConnectorContext, asked };
}

it.skipIf(!hasSharedRecordings)('asks for the registration, and about the latest version', async () => {
  const { context, asked } = contextOf(recordings.answers);
  const outcome = await connector.fetch(context, 'newtonsoft.json', null);
  expect(outcome).toMatchObject({ kind: 'found', record: { latestVersion: '13.0.3' } });
  expect(outcome.kind === 'found' && outcome.documents).toHaveLength(4);
  expect(asked[0]).toBe(`${registrations}/newtonsoft.json/index.json`);
  expect(asked).toHaveLength(4);
});

it('follows pages, and does without an answer of the search', async () => {
  const answers: Recordings['answers'] = { ...recordings.answers };
  const search = Object.keys(answers).find(url => url.includes('packageid:example.thing')) as string;
  answers[search] = { body: '', status: 503 };
  const outcome = await connector.fetch(contextOf(answers).context, 'example.thing', null);
  expect(outcome).toMatchObject({ kind: 'found', record: { downloads: null, maintainers: null } });
  expect(outcome.kind === 'found' && outcome.record.versions).toHaveLength(6);
});

it('tells missing, unchanged and unusable answers apart', async () => {
  const at = (answer: Recordings['answers'][string]) =>
    connector.fetch(contextOf({ [`${registrations}/a/index.json`]: answer }).context, 'a', null);
  expect(await at({ body: null, status: 404 })).toEqual({ kind: 'missing' });
  expect(await at({ body: null, status: 304 })).toEqual({ kind: 'not-modified' });
  expect(await at({ body: '{}', status: 410 })).toMatchObject({ kind: 'gone', status: 'removed' });
  await expect(at({ body: '<html>' })).rejects.toMatchObject({ name: 'UpstreamError', code: 'malformed' });
  await expect(at({ body: '{"items":[]}' })).rejects.toMatchObject({ code: 'malformed' });
  const other = '{"items":[{"items":[{"catalogEntry":{"id":"b","version":"1.0.0"}}]}]}';
  await expect(at({ body: other })).rejects.toMatchObject({ code: 'malformed' });
  for (const page of [
    'https://evil.example/a/page.json',
    `${registrations}/a/../b/page.json`,
    `${registrations}/b/p`,
  ])
    await expect(at({ body: JSON.stringify({ items: [{ '@id': page }] }) })).rejects.toThrow(
      'lies elsewhere',
    );
});

it.skipIf(!hasSharedRecordings)('follows the catalog, oldest first', async () => {
  const { context, asked } = contextOf(recordings.answers);
  const head = '2022-03-24T14:52:07.9550798Z';
  expect(await connector.head?.(context)).toBe(head);
  expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
  // The page was recorded a minute after the index.
  expect(await connector.changes?.(context, '2022-03-24T14:51:00.0000000Z')).toEqual({
    names: ['bot.builder.community.components.handoff.sentiocx', 'vl.badmapper', 'bucket.eventbus.rabbitmq'],
    cursor: '2022-03-24T14:53:06.7876425Z',
  });
  expect(asked).toHaveLength(4);
  expect(await connector.changes?.(context, '2022-03-24T15:00:00.0000000Z')).toEqual({
    names: [],
    cursor: '2022-03-24T15:00:00.0000000Z',
  });
});

it.skipIf(!hasSharedRecordings)('lists names by walking the catalog', async () => {
  const pages: string[][] = [];
  for await (const names of connector.allNames?.(contextOf(recordings.answers).context) ?? [])
    pages.push(names);
  expect(pages.map(names => names.length)).toEqual([203]);
});

it('reads times with one to seven digits after the point', () => {
  expect(commitTime('2022-03-24T14:48:29.673326Z')).toBe('2022-03-24T14:48:29.6733260Z');
  expect(commitTime('2022-03-24T14:48:29Z')).toBe('2022-03-24T14:48:29.0000000Z');
  expect(['yesterday', null, 5, '2022-03-24'].map(commitTime)).toEqual([null, null, null, null]);
});
