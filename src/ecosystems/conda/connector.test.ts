import { expect, it } from 'vitest';
import { type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

const [, forge] = conformance.registries;

function contextOf(answers: Recordings['answers'], registry = forge) {
  const { io, asked } = recordedIo(answers);
  return { context: { io, registry, settings: {} } as ConnectorContext, asked };
}

it('asks once for a package', async () => {
  const { context, asked } = contextOf(recordings.answers);
  const outcome = await connector.fetch(context, 'aiofiles', null);
  expect(outcome).toMatchObject({ kind: 'found', record: { latestVersion: '0.6.0' } });
  expect(asked).toEqual(['https://api.anaconda.org/package/conda-forge/aiofiles']);
});

it('tells missing, unchanged and unusable answers apart', async () => {
  const at = (answer: Recordings['answers'][string]) =>
    connector.fetch(
      contextOf({ 'https://api.anaconda.org/package/conda-forge/a': answer }).context,
      'a',
      null,
    );
  expect(await at({ body: '{"error":"\\"a\\" could not be found"}', status: 404 })).toEqual({
    kind: 'missing',
  });
  expect(await at({ body: null, status: 304 })).toEqual({ kind: 'not-modified' });
  expect(await at({ body: '{}', status: 410 })).toMatchObject({ kind: 'gone', status: 'removed' });
  await expect(at({ body: '<html>' })).rejects.toMatchObject({ name: 'UpstreamError', code: 'malformed' });
  await expect(at({ body: '{"name":"a"}' })).rejects.toMatchObject({ code: 'malformed' });
  await expect(at({ body: '', status: 500 })).rejects.toMatchObject({ code: 'server-error' });
  const { context } = contextOf({}, { ...forge, metadata: { kind: 'no channel' } });
  await expect(connector.fetch(context, 'a', null)).rejects.toMatchObject({
    name: 'InputError',
    field: 'registry',
  });
});

it('follows the list of packages, and reads it again only when it changed', async () => {
  const { context, asked } = contextOf(recordings.answers);
  const head = '1606250000 %22abc%201%22';
  expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
  // Within three hours of the newest build that was seen, and after it: oldest first.
  const changes = await connector.changes?.(context, '1606249000 %22old%22');
  expect(changes).toEqual({ names: ['example-thing', 'aiofiles'], cursor: head });
  expect(asked).toHaveLength(4);
  expect(await connector.changes?.(context, head)).toEqual({ names: [], cursor: head });
  expect(asked).toHaveLength(5);
});

it('lists all names', async () => {
  const pages: string[][] = [];
  for await (const names of connector.allNames?.(contextOf(recordings.answers).context) ?? [])
    pages.push(names);
  expect(pages).toEqual([['_libgcc_mutex', 'aiofiles', 'example-thing', 'no-time']]);
});
