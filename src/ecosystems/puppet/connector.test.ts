import { expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

const forge = 'https://forge.puppet.com/v3';
if (!hasSharedRecordings) console.warn('puppet: the shared recordings are absent, tests of them are skipped');

function contextOf(answers: Recordings['answers']) {
  const { io, asked } = recordedIo(answers);
  return { context: { io, registry: conformance.registries[0], settings: {} } as ConnectorContext, asked };
}

it.skipIf(!hasSharedRecordings)('asks for the one other release by its name', async () => {
  const { context, asked } = contextOf(recordings.answers);
  const outcome = await connector.fetch(context, 'puppet-fail2ban', null);
  expect(outcome).toMatchObject({ kind: 'found', record: { latestVersion: '4.1.0' } });
  expect(asked).toEqual([`${forge}/modules/puppet-fail2ban`, `${forge}/releases/puppet-fail2ban-4.0.0`]);
});

it('asks for several other releases at once', async () => {
  const { context, asked } = contextOf(recordings.answers);
  const outcome = await connector.fetch(context, 'example-old_mod', null);
  expect(outcome).toMatchObject({ kind: 'found', record: { status: 'deprecated' } });
  expect(outcome.kind === 'found' && outcome.documents).toHaveLength(2);
  expect(asked).toHaveLength(2);
});

it('tells missing, unchanged, gone and unusable answers apart', async () => {
  const at = (answer: Recordings['answers'][string]) =>
    connector.fetch(contextOf({ [`${forge}/modules/a-b`]: answer }).context, 'a-b', null);
  expect(await at({ body: '{"message":"404 Not Found"}', status: 404 })).toEqual({ kind: 'missing' });
  expect(await at({ body: null, status: 304 })).toEqual({ kind: 'not-modified' });
  expect(await at({ body: '{}', status: 410 })).toMatchObject({ kind: 'gone', status: 'removed' });
  const unpublished = '{"slug":"a-b","current_release":null,"releases":[]}';
  expect(await at({ body: unpublished })).toMatchObject({ kind: 'gone', status: 'unpublished' });
  await expect(at({ body: '<html>' })).rejects.toMatchObject({ name: 'UpstreamError', code: 'malformed' });
  await expect(at({ body: '', status: 503 })).rejects.toMatchObject({ code: 'server-error' });
});

it('follows the list of what is new', async () => {
  const { context } = contextOf(recordings.answers);
  const head = '2022-04-12T06:14:42.000Z puppet-fail2ban';
  expect(await connector.head?.(context)).toBe(head);
  expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
  const changes = await connector.changes?.(context, '2014-01-01T08:00:00.000Z example-first');
  expect(changes).toEqual({ names: ['example-old_mod', 'puppet-fail2ban'], cursor: head });
});

it.skipIf(!hasSharedRecordings)('lists all names until a page is empty', async () => {
  const { context } = contextOf(recordings.answers);
  const pages: string[][] = [];
  for await (const names of connector.allNames?.(context) ?? []) pages.push(names);
  expect(pages).toEqual([['puppet-fail2ban', 'example-old_mod', 'example-first']]);
});
