import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';

if (!hasSharedRecordings) console.warn('hackage: the shared recordings are absent, so the feed is not read');

const [registry] = cases.registries;
const SITE = 'https://hackage.haskell.org';
const SINK = `${SITE}/package/kitchen-sink`;

function contextOf(answers: Recordings['answers'] = {}): ConnectorContext {
  return { io: recordedIo({ ...recordings.answers, ...answers }).io, registry, settings: {} };
}

const fetch = (answers: Recordings['answers'] = {}) =>
  connector.fetch(contextOf(answers), 'kitchen-sink', null);

describe('a package', () => {
  it('is found by three requests', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    expect(await connector.fetch({ io, registry, settings: {} }, 'kitchen-sink', null)).toMatchObject({
      kind: 'found',
      record: { name: 'kitchen-sink', maintainers: [{ login: 'someone' }, { login: 'another' }] },
      documents: [{ url: SINK, validators: { etag: '"1"' }, mediaType: 'text/html' }, {}, {}],
    });
    expect(asked).toEqual([SINK, `${SINK}.rss`, `${SINK}/maintainers`]);
  });

  it('is found without what the registry lacks', async () => {
    const absent = { body: null, status: 404 };
    expect(await fetch({ [`${SINK}.rss`]: absent, [`${SINK}/maintainers`]: absent })).toMatchObject({
      kind: 'found',
      record: { maintainers: null, versions: [{ publishedAt: null }, {}, {}, {}] },
    });
  });

  it('is missing, gone or not modified', async () => {
    expect(await fetch({ [SINK]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [SINK]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [SINK]: { body: '', status: 410 } })).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '{}', '<html></html>'])
      for (const url of [SINK, `${SINK}.rss`, `${SINK}/maintainers`])
        await expect(fetch({ [url]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch({ [SINK]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe('the feed', () => {
  const head = '2022-04-05T15:44:25.000Z espial';

  it.skipIf(!hasSharedRecordings)('gives what was uploaded since the cursor', async () => {
    expect(await connector.head?.(contextOf())).toBe(head);
    expect(await connector.changes?.(contextOf(), null)).toEqual({ names: [], cursor: head });
    expect(await connector.changes?.(contextOf(), '2022-04-05T13:37:37.000Z blockfrost-client-core')).toEqual(
      {
        names: ['blockfrost-client', 'yesod-markdown', 'espial'],
        cursor: head,
      },
    );
    expect(await connector.changes?.(contextOf(), head)).toEqual({ names: [], cursor: head });
  });

  it.each(['', '{}', '<html></html>'])('that is %j is malformed', async body => {
    const broken = contextOf({ [`${SITE}/packages/recent.rss`]: { body } });
    await expect(connector.head?.(broken)).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe('all names', () => {
  it('come in one list', async () => {
    const found: string[] = [];
    for await (const handful of connector.allNames?.(contextOf()) ?? []) found.push(...handful);
    expect(found).toEqual(['aeson', 'kitchen-sink']);
  });
});

describe('addresses', () => {
  it('are those of the registry', () => {
    expect(links.page(registry, 'aeson')).toBe(`${SITE}/package/aeson`);
    expect(links.page(registry, 'aeson', '2.1.1.0')).toBe(`${SITE}/package/aeson-2.1.1.0`);
    expect(links.download(registry, 'aeson', '2.1.1.0', {})).toBe(
      `${SITE}/package/aeson-2.1.1.0/aeson-2.1.1.0.tar.gz`,
    );
    expect(links.documentation(registry, 'aeson', '2.1.1.0')).toBe(`${SITE}/package/aeson-2.1.1.0/docs`);
    expect(links.install(registry, 'aeson', '2.1.1.0')).toBe('cabal install aeson-2.1.1.0');
    expect(links.maintainer(registry, { uuid: 'srk', login: 'srk' })).toBe(`${SITE}/user/srk`);
    expect(links.page(registry, 'aeson-1')).toBeNull();
  });
});
