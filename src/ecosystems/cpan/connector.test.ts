import { expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

const api = 'https://fastapi.metacpan.org/v1';
if (!hasSharedRecordings) console.warn('cpan: the shared recordings are absent, tests of them are skipped');

function contextOf(answers: Recordings['answers']) {
  const { io, asked } = recordedIo(answers);
  return { context: { io, registry: conformance.registries[0], settings: {} } as ConnectorContext, asked };
}

it.skipIf(!hasSharedRecordings)('asks for all releases at once, then for the author', async () => {
  const { context, asked } = contextOf(recordings.answers);
  const outcome = await connector.fetch(context, 'Dpkg', null);
  expect(outcome).toMatchObject({
    kind: 'found',
    record: { latestVersion: 'v1.21.5', maintainers: [{ uuid: 'GUILLEM', email: 'author@example.org' }] },
  });
  expect(asked).toEqual([`${api}/release/_search?q=distribution:Dpkg&size=5000`, `${api}/author/GUILLEM`]);
});

it('knows an author without a document by the id', async () => {
  const { context } = contextOf(recordings.answers);
  const outcome = await connector.fetch(context, 'Example-Thing', null);
  expect(outcome).toMatchObject({
    kind: 'found',
    record: { maintainers: [{ uuid: 'EXAMPLE', name: null }] },
  });
});

it('tells missing, unchanged and unusable answers apart', async () => {
  const url = `${api}/release/_search?q=distribution:A&size=5000`;
  const at = (answer: Recordings['answers'][string]) =>
    connector.fetch(contextOf({ [url]: answer }).context, 'A', null);
  expect(await at({ body: '{"hits":{"total":0,"hits":[]}}' })).toEqual({ kind: 'missing' });
  expect(await at({ body: '{}', status: 404 })).toEqual({ kind: 'missing' });
  expect(await at({ body: null, status: 304 })).toEqual({ kind: 'not-modified' });
  expect(await at({ body: '{}', status: 410 })).toMatchObject({ kind: 'gone', status: 'removed' });
  await expect(at({ body: '<html>' })).rejects.toMatchObject({ name: 'UpstreamError', code: 'malformed' });
  await expect(at({ body: '{"error":"timeout"}' })).rejects.toMatchObject({ code: 'malformed' });
  await expect(at({ body: '', status: 502 })).rejects.toMatchObject({ code: 'server-error' });
});

it.skipIf(!hasSharedRecordings)('follows the latest releases', async () => {
  const { context } = contextOf(recordings.answers);
  // 1648516030000 ms since 1970.
  const head = '2022-03-29T01:07:10.000Z Dpkg';
  expect(await connector.head?.(context)).toBe(head);
  expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
  const changes = await connector.changes?.(
    context,
    '2022-03-29T00:05:55.000Z Dist-Zilla-Plugin-Acme-CPANModules',
  );
  expect(changes).toEqual({ names: ['JavaScript-QuickJS', 'Dpkg'], cursor: head });
});

it.skipIf(!hasSharedRecordings)('scrolls through all names', async () => {
  const { context, asked } = contextOf(recordings.answers);
  const pages: string[][] = [];
  for await (const names of connector.allNames?.(context) ?? []) pages.push(names);
  expect(pages.map(names => names.length)).toEqual([60]);
  expect(pages[0]?.[0]).toBe('optimizer');
  expect(asked).toHaveLength(2);
});
