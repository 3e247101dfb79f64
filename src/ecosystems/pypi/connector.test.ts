import { expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

const site = 'https://pypi.org';
if (!hasSharedRecordings) console.warn('pypi: the shared recordings are absent, tests of them are skipped');

function contextOf(answers: Recordings['answers'], settings: ConnectorContext['settings'] = {}) {
  const { io, asked } = recordedIo(answers);
  return { context: { io, registry: conformance.registries[0], settings } as ConnectorContext, asked };
}

it.skipIf(!hasSharedRecordings)(
  'asks for the project, its status where that is not told, and downloads',
  async () => {
    const { context, asked } = contextOf(recordings.answers);
    const outcome = await connector.fetch(context, 'flask', null);
    expect(outcome).toMatchObject({
      kind: 'found',
      record: { latestVersion: '3.1.2', downloads: { count: 157_236_987 } },
    });
    expect(asked).toEqual([
      `${site}/pypi/flask/json`,
      `${site}/simple/flask/`,
      'https://pypistats.org/api/packages/flask/recent',
    ]);
  },
);

it.skipIf(!hasSharedRecordings)('asks for older releases where that is set', async () => {
  const settings = { pypi_older_releases: '5', pypi_downloads_url: 'none' };
  const { context, asked } = contextOf(recordings.answers, settings);
  const outcome = await connector.fetch(context, 'yiban', null);
  expect(outcome).toMatchObject({
    kind: 'found',
    record: { downloads: null, versions: [{ number: '0.1.2.32' }, {}] },
  });
  expect(outcome.kind === 'found' && outcome.record.versions[0]?.dependencies).toHaveLength(1);
  expect(asked).toEqual([`${site}/pypi/yiban/json`, `${site}/pypi/yiban/0.1.2.32/json`]);
});

it('does without downloads', async () => {
  for (const answer of [{ body: '', status: 429 }, { body: 'oops' }, { body: '{"data":null}' }]) {
    const answers = {
      ...recordings.answers,
      'https://pypistats.org/api/packages/example-thing/recent': answer,
    };
    const outcome = await connector.fetch(contextOf(answers).context, 'example-thing', null);
    expect(outcome).toMatchObject({ kind: 'found', record: { status: 'archived', downloads: null } });
  }
});

it('finds a project in quarantine by the simple index', async () => {
  const outcome = await connector.fetch(contextOf(recordings.answers).context, 'example-malware', null);
  expect(outcome).toMatchObject({
    kind: 'found',
    record: { status: 'quarantined', versions: [], metadata: { status_reason: 'the project is haunted' } },
    documents: [{ validators: { etag: null, lastModified: null } }],
  });
});

it('tells missing, unchanged and unusable answers apart', async () => {
  const none = { body: '{"message": "Not Found"}', status: 404 };
  const at = (answer: Recordings['answers'][string]) =>
    connector.fetch(
      contextOf({ [`${site}/pypi/a/json`]: answer, [`${site}/simple/a/`]: none }).context,
      'a',
      null,
    );
  expect(await at(none)).toEqual({ kind: 'missing' });
  expect(await at({ body: null, status: 304 })).toEqual({ kind: 'not-modified' });
  expect(await at({ body: '{}', status: 410 })).toMatchObject({ kind: 'gone', status: 'removed' });
  await expect(at({ body: '<html>' })).rejects.toMatchObject({ name: 'UpstreamError', code: 'malformed' });
  await expect(at({ body: '{"info":{"name":"b"}}' })).rejects.toMatchObject({ code: 'malformed' });
  await expect(at({ body: '', status: 503 })).rejects.toMatchObject({ code: 'server-error' });
});

it.skipIf(!hasSharedRecordings)('follows the feed of releases', async () => {
  const { context } = contextOf(recordings.answers);
  const head = '2022-03-22T16:54:42.000Z geomeshpy';
  expect(await connector.head?.(context)).toBe(head);
  expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
  expect(await connector.changes?.(context, '2022-03-22T16:54:22.000Z nerfvis')).toEqual({
    names: ['condor-git-config', 'geomeshpy'],
    cursor: head,
  });
});

it('lists all names', async () => {
  const pages: string[][] = [];
  for await (const names of connector.allNames?.(contextOf(recordings.answers).context) ?? [])
    pages.push(names);
  expect(pages).toEqual([['0', '0-0-1', 'flask', 'example-thing']]);
});
