import { expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

const p2 = 'https://repo.packagist.org/p2';
const site = 'https://packagist.org';
if (!hasSharedRecordings)
  console.warn('packagist: the shared recordings are absent, tests of them are skipped');

function contextOf(answers: Recordings['answers']) {
  const { io, asked } = recordedIo(answers);
  return { context: { io, registry: conformance.registries[0], settings: {} } as ConnectorContext, asked };
}

it.skipIf(!hasSharedRecordings)('asks for the versions, then for maintainers and downloads', async () => {
  const { context, asked } = contextOf(recordings.answers);
  const outcome = await connector.fetch(context, 'psr/log', null);
  expect(outcome).toMatchObject({ kind: 'found', record: { latestVersion: '3.0.0' } });
  expect(asked).toEqual([`${p2}/psr/log.json`, `${site}/packages/psr/log.json`]);
});

it('does with one of the two documents', async () => {
  const headers = { etag: '"1"' };
  const file = '{"packages":{"a/b":[{"version":"1.0"}]}}';
  const only = contextOf({
    [`${p2}/a/b.json`]: { body: file, headers },
    [`${site}/packages/a/b.json`]: { body: null, status: 404 },
  });
  expect(await connector.fetch(only.context, 'a/b', null)).toMatchObject({
    kind: 'found',
    record: { latestVersion: '1.0', maintainers: null, downloads: null },
    documents: [{ validators: { etag: '"1"' } }],
  });
});

it('tells missing, unchanged and unusable answers apart', async () => {
  const at = (answer: Recordings['answers'][string], about: Recordings['answers'][string] = { body: '{}' }) =>
    connector.fetch(
      contextOf({ [`${p2}/a/b.json`]: answer, [`${site}/packages/a/b.json`]: about }).context,
      'a/b',
      null,
    );
  const none = { body: null, status: 404 };
  expect(await at(none, none)).toEqual({ kind: 'missing' });
  expect(await at({ body: null, status: 304 })).toEqual({ kind: 'not-modified' });
  expect(await at({ body: '{}', status: 410 })).toMatchObject({ kind: 'gone', status: 'removed' });
  await expect(at({ body: '<html>' })).rejects.toMatchObject({ name: 'UpstreamError', code: 'malformed' });
  await expect(at(none, { body: '{"package":{"name":"a/c"}}' })).rejects.toMatchObject({ code: 'malformed' });
  await expect(at(none, { body: '', status: 500 })).rejects.toMatchObject({ code: 'server-error' });
});

it('follows the log of changes', async () => {
  const { context } = contextOf(recordings.answers);
  expect(await connector.head?.(context)).toBe('16142649000000');
  expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: '16142649000000' });
  expect(await connector.changes?.(context, '16142649000000')).toEqual({
    names: ['psr/log', 'example/gone', 'example/thing'],
    cursor: '16142649600000',
  });
  const refused = contextOf({
    [`${site}/metadata/changes.json?since=x`]: { body: '{"error":"x"}', status: 400 },
  });
  await expect(connector.changes?.(refused.context, 'x')).rejects.toMatchObject({ code: 'malformed' });
});

it('lists all names', async () => {
  const pages: string[][] = [];
  for await (const names of connector.allNames?.(contextOf(recordings.answers).context) ?? [])
    pages.push(names);
  expect(pages).toEqual([['psr/log', 'example/thing']]);
});
