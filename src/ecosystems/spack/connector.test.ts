import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

if (!hasSharedRecordings) console.warn('spack: the shared recordings are absent, so lists are not read');

const DEMO = 'https://packages.spack.io/data/packages/demo.json';
const FEED = 'https://github.com/spack/spack-packages/commits/develop.atom';

function contextOf(answers: Recordings['answers'] = {}) {
  const { io, asked } = recordedIo({ ...recordings.answers, ...answers });
  return { asked, context: { io, registry: cases.registries[0], settings: {} } };
}
const fetch = (answers: Recordings['answers']) => connector.fetch(contextOf(answers).context, 'demo', null);

describe('a package', () => {
  it('is found by one request', async () => {
    const { context, asked } = contextOf();
    expect(await connector.fetch(context, 'demo', null)).toMatchObject({
      kind: 'found',
      record: { name: 'demo', latestVersion: '1.10.0' },
      documents: [
        { url: DEMO, mediaType: 'application/json', validators: { etag: '"67af"', lastModified: null } },
      ],
    });
    expect(asked).toEqual([DEMO]);
  });

  it('is missing, gone or not modified', async () => {
    expect(await fetch({ [DEMO]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [DEMO]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [DEMO]: { body: '{}', status: 410 } })).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '<html>', '{}'])
      await expect(fetch({ [DEMO]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch({ [DEMO]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe.skipIf(!hasSharedRecordings)('lists', () => {
  const { context } = contextOf();

  it('tell what changed, oldest first', async () => {
    const head = '2022-05-11T14:41:40.000Z';
    expect(await connector.head?.(context)).toBe(head);
    expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
    expect(await connector.changes?.(context, '2022-05-11T11:29:00.000Z')).toEqual({
      names: ['gobject-introspection', 'jasper', 'eccodes', 'reframe'],
      cursor: head,
    });
  });

  it('tell all names', async () => {
    const found: string[] = [];
    for await (const names of connector.allNames?.(context) ?? []) found.push(...names);
    expect(found.slice(0, 5)).toEqual(['3dtk', '3proxy', 'd', 'meshsimadvanced', 'abduco']);
  });
});

it.each(['', '<html></html>', '{}'])('a feed that is %j is malformed', async body => {
  const { context } = contextOf({ [FEED]: { body } });
  await expect(connector.head?.(context)).rejects.toMatchObject({ code: 'malformed' });
});
