import { expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

const api = 'https://open-vsx.org/api';
if (!hasSharedRecordings)
  console.warn('openvsx: the shared recordings are absent, tests of them are skipped');

function contextOf(answers: Recordings['answers']) {
  const { io, asked } = recordedIo(answers);
  return { context: { io, registry: conformance.registries[0], settings: {} } as ConnectorContext, asked };
}

it.skipIf(!hasSharedRecordings)('asks once where the latest version is the only one', async () => {
  const { context, asked } = contextOf(recordings.answers);
  const outcome = await connector.fetch(context, 'redhat/vscode-yaml', null);
  expect(outcome).toMatchObject({ kind: 'found', record: { latestVersion: '1.18.0' } });
  expect(asked).toEqual([`${api}/redhat/vscode-yaml`]);
});

it('asks for all versions where there are more', async () => {
  const { context, asked } = contextOf(recordings.answers);
  const outcome = await connector.fetch(context, 'example/native-tool', null);
  expect(outcome).toMatchObject({
    kind: 'found',
    record: { versionsComplete: true, latestVersion: '2.0.0' },
  });
  expect(asked).toHaveLength(2);
});

it('tells missing, unchanged, gone and unusable answers apart', async () => {
  const at = (answer: Recordings['answers'][string]) =>
    connector.fetch(contextOf({ [`${api}/a/b`]: answer }).context, 'a/b', null);
  expect(await at({ body: '{"error":"Extension not found: a.b"}', status: 404 })).toEqual({
    kind: 'missing',
  });
  expect(await at({ body: null, status: 304 })).toEqual({ kind: 'not-modified' });
  expect(await at({ body: '{}', status: 410 })).toMatchObject({ kind: 'gone', status: 'removed' });
  await expect(at({ body: '<html>' })).rejects.toMatchObject({ name: 'UpstreamError', code: 'malformed' });
  await expect(at({ body: '{"namespace":"a","name":"c","allVersions":{}}' })).rejects.toMatchObject({
    code: 'malformed',
  });
  await expect(at({ body: '', status: 500 })).rejects.toMatchObject({ code: 'server-error' });
});

it.skipIf(!hasSharedRecordings)('follows the list of what is new', async () => {
  const { context } = contextOf(recordings.answers);
  const head = '2025-09-18T08:28:45.945Z codium/codium';
  expect(await connector.head?.(context)).toBe(head);
  expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
  const changes = await connector.changes?.(context, '2025-09-18T08:19:55.707Z redhat/java');
  expect(changes).toEqual({ names: ['ylw/touchfish', 'codium/codium'], cursor: head });
});

it.skipIf(!hasSharedRecordings)('lists all names until a page is empty', async () => {
  const { context, asked } = contextOf(recordings.answers);
  const pages: string[][] = [];
  for await (const names of connector.allNames?.(context) ?? []) pages.push(names);
  expect(pages).toHaveLength(1);
  expect(pages[0]).toHaveLength(50);
  expect(pages[0]?.slice(0, 2)).toEqual(['hookyqr/beautify', 'coenraads/bracket-pair-colorizer']);
  expect(asked).toHaveLength(2);
});
