import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

if (!hasSharedRecordings) console.warn('go: the shared recordings are absent, so they are not read');

const [registry, internal = cases.registries[0]] = cases.registries;
const NAME = 'example.org/Kitchen/sink';
const PROXY = 'https://proxy.golang.org/example.org/!kitchen/sink';
const SITE = 'https://pkg.go.dev/v1beta';
const absent = { body: null, status: 404 };

function contextOf(answers: Recordings['answers'] = {}): ConnectorContext {
  return { io: recordedIo({ ...recordings.answers, ...answers }).io, registry, settings: {} };
}

const fetch = (answers: Recordings['answers'] = {}) => connector.fetch(contextOf(answers), NAME, null);

describe('a module', () => {
  it('is found by its list, the site, and the files of its versions', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    expect(await connector.fetch({ io, registry, settings: {} }, NAME, null)).toMatchObject({
      kind: 'found',
      record: { name: NAME, latestVersion: 'v1.2.0' },
      documents: [
        { url: `${PROXY}/@v/list`, validators: { etag: '"1"' } },
        ...Array.from({ length: 9 }, () => ({})),
      ],
    });
    expect(asked).toEqual([
      `${PROXY}/@v/list`,
      `${SITE}/module/${NAME}?licenses=true`,
      `${SITE}/package/${NAME}`,
      `${SITE}/versions/${NAME}?limit=1000`,
      // The highest release first; those that the site dates need no .info.
      `${PROXY}/@v/v1.2.0.mod`,
      `${PROXY}/@v/v1.3.0-rc.1.mod`,
      `${PROXY}/@v/v1.3.0-rc.1.info`,
      `${PROXY}/@v/v1.1.0.mod`,
      `${PROXY}/@v/v1.1.0.info`,
      `${PROXY}/@v/v1.0.0.mod`,
    ]);
  });

  it.skipIf(!hasSharedRecordings)('of the recording is found whole', async () => {
    const { io, asked, missed } = recordedIo(recordings.answers);
    const outcome = await connector.fetch({ io, registry, settings: {} }, 'github.com/aws/smithy-go', null);
    expect(outcome).toMatchObject({ kind: 'found', record: { latestVersion: 'v1.25.1' } });
    expect(missed).toEqual([]);
    // The list, three answers of the site, go.mod of 20 versions; the site dates them all.
    expect(asked).toHaveLength(24);
  });

  it('is read beyond the newest where older versions are wanted, if they are listed', async () => {
    const numbers = Array.from({ length: 30 }, (_, i) => `v1.${i}.0`);
    const dated = numbers.map(version => ({ modulePath: NAME, version, commitTime: '2024-01-02T03:04:05Z' }));
    const { io, asked } = recordedIo({
      ...recordings.answers,
      [`${PROXY}/@v/list`]: { body: numbers.join('\n') },
      [`${SITE}/versions/${NAME}?limit=1000`]: { body: JSON.stringify({ items: dated }) },
      ...Object.fromEntries(
        numbers.map(number => [
          `${PROXY}/@v/${number}.mod`,
          { body: `module ${NAME}\n\nrequire example.org/other ${number}\n` },
        ]),
      ),
    });
    const context = { io, registry, settings: {} };
    const mods = async (wanted?: string[]) => {
      asked.length = 0;
      const outcome = await connector.fetch(context, NAME, null, wanted);
      const known = outcome.kind === 'found' ? outcome.record.versions : [];
      return [
        asked.filter(url => url.endsWith('.mod')).length,
        known.find(({ number }) => number === 'v1.3.0')?.dependencies?.map(({ requirement }) => requirement),
      ];
    };
    expect(await mods()).toEqual([20, undefined]);
    expect(await mods(['v1.3.0', 'v1.29.0', 'v9.9.9', 'v1.3.0'])).toEqual([21, ['v1.3.0']]);
  });

  it('is found where the site fails', async () => {
    for (const answer of [absent, { body: null, status: 500 }, { body: '<html>' }])
      expect(
        await fetch({
          [`${SITE}/module/${NAME}?licenses=true`]: answer,
          [`${SITE}/package/${NAME}`]: answer,
          [`${SITE}/versions/${NAME}?limit=1000`]: answer,
          [`${PROXY}/@v/v1.0.0.info`]: { body: '{"Version":"v1.0.0","Time":"2023-01-02T03:04:05Z"}' },
          [`${PROXY}/@v/v1.2.0.info`]: { body: '{"Version":"v1.2.0","Time":"2024-01-02T03:04:05Z"}' },
        }),
      ).toMatchObject({
        kind: 'found',
        record: {
          homepage: null,
          latestVersion: 'v1.2.0',
          versions: [
            { publishedAt: '2023-01-02T03:04:05.000Z' },
            {},
            { publishedAt: '2024-01-02T03:04:05.000Z' },
            {},
          ],
        },
      });
  });

  it('is followed through all pages of the site', async () => {
    const item = (version: string) => ({ modulePath: NAME, version, commitTime: '2024-01-02T03:04:05Z' });
    const page = (version: string, next: string) => ({
      body: JSON.stringify({ items: [item(version)], nextPageToken: next }),
    });
    const first = `${SITE}/versions/${NAME}?limit=1000`;
    const outcome = await fetch({
      [first]: page('v1.0.0', 'a b'),
      [`${first}&token=a%20b`]: page('v1.2.0', ''),
    });
    expect(outcome).toMatchObject({
      record: {
        versions: [
          { publishedAt: '2024-01-02T03:04:05.000Z' },
          {},
          { publishedAt: '2024-01-02T03:04:05.000Z' },
          {},
        ],
      },
    });
  });

  it('without tags is found by its newest commit', async () => {
    const version = 'v0.0.0-20161117033126-8ee79997227b';
    const base = 'https://goproxy.internal.example/example.org/!kitchen/sink';
    const answers = {
      [`${base}/@v/list`]: { body: '' },
      [`${base}/@latest`]: { body: JSON.stringify({ Version: version, Time: '2016-11-17T03:31:26Z' }) },
      [`${base}/@v/${version}.mod`]: { body: `module ${NAME}\n` },
    };
    const { io, asked } = recordedIo(answers);
    const context = { io, registry: internal, settings: {} };
    expect(await connector.fetch(context, NAME, null)).toMatchObject({ record: { latestVersion: version } });
    expect(asked).toEqual(Object.keys(answers));
    const gone = { ...answers, [`${base}/@latest`]: absent };
    const without = { io: recordedIo(gone).io, registry: internal, settings: {} };
    expect(await connector.fetch(without, NAME, null)).toEqual({ kind: 'missing' });
  });

  it('is missing or not modified', async () => {
    const list = `${PROXY}/@v/list`;
    expect(await fetch({ [list]: { body: 'not found: module', status: 404 } })).toEqual({ kind: 'missing' });
    // Proxies say 410 where the origin says 404 or 410.
    expect(await fetch({ [list]: { body: 'not found: module', status: 410 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [list]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
  });

  it('of another path is missing', async () => {
    const foreign = { body: 'module github.com/original/sink\n' };
    const versions = ['v1.0.0', 'v1.1.0', 'v1.2.0', 'v1.3.0-rc.1'];
    const answers = Object.fromEntries(versions.map(version => [`${PROXY}/@v/${version}.mod`, foreign]));
    expect(await fetch(answers)).toEqual({ kind: 'missing' });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['<html>', '{}'])
      await expect(fetch({ [`${PROXY}/@v/list`]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    for (const body of ['', '[]', '{}'])
      await expect(fetch({ [`${PROXY}/@v/v1.1.0.info`]: { body } })).rejects.toMatchObject({
        code: 'malformed',
      });
    await expect(fetch({ [`${PROXY}/@v/list`]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe('the feed', () => {
  const first = '1970-01-01T00:00:00.000Z';

  it.skipIf(!hasSharedRecordings)('goes on where it was left', async () => {
    const changes = await connector.changes?.(contextOf(), first);
    const cursor = '2019-04-18T02:07:41.336899Z github.com/pkg/errors@v0.0.0-20161002052512-839d9e913e06';
    expect(changes?.cursor).toBe(cursor);
    expect(changes?.names.slice(0, 2)).toEqual(['golang.org/x/text', 'golang.org/x/crypto']);
    const next = await connector.changes?.(contextOf(), cursor);
    expect(next?.names[0]).toBe('github.com/Microsoft/go-winio');
    // The last line of the recording is older than those before it.
    const end =
      '2019-04-23T21:14:12.489619Z github.com/smartystreets/go-aws-auth@v0.0.0-20180515143844-0c1422d1fdb9';
    expect(next?.cursor).toBe(end);
    expect(await connector.changes?.(contextOf(), end)).toEqual({ names: [], cursor: end });
  });

  it('begins at present, and is that of one proxy', async () => {
    const begun = await connector.changes?.(contextOf(), null);
    expect(begun?.names).toEqual([]);
    expect(Math.abs(Date.now() - Date.parse(begun?.cursor ?? ''))).toBeLessThan(60_000);
    expect(await connector.changes?.({ ...contextOf(), registry: internal }, 'x')).toEqual({
      names: [],
      cursor: 'x',
    });
  });

  it('gives each module once, and none twice for two versions of one instant', async () => {
    const line = (Path: string, Version: string, Timestamp: string) =>
      JSON.stringify({ Path, Version, Timestamp });
    const time = '2024-01-02T03:04:05.1Z';
    const url = (since: string) => `https://index.golang.org/index?since=${since}&limit=2000`;
    const body = [
      line('example.org/a', 'v1.0.0', time),
      line('example.org/b', 'v1.0.0', time),
      line('example.org/c', 'v1.0.0', '2024-01-02T03:04:05.12Z'),
      line('not-a-host', 'v1.0.0', '2024-01-02T03:04:05.12Z'),
      line('example.org/c', 'v1.0.1', '2024-01-02T03:04:05.123Z'),
    ].join('\n');
    expect(
      await connector.changes?.(contextOf({ [url(time)]: { body } }), `${time} example.org/a@v1.0.0`),
    ).toEqual({
      names: ['example.org/b', 'example.org/c'],
      cursor: '2024-01-02T03:04:05.123Z example.org/c@v1.0.1',
    });
    for (const broken of ['<html>', '[]', '{}', '{"Path":"a","Version":"b","Timestamp":"yesterday"}'])
      await expect(
        connector.changes?.(contextOf({ [url(time)]: { body: broken } }), time),
      ).rejects.toMatchObject({
        code: 'malformed',
      });
  });
});

describe('addresses', () => {
  it('are escaped for proxies, and not for the site', () => {
    const name = 'github.com/Azure/azure-sdk-for-go';
    expect(links.page(registry, name, 'v68.0.0+incompatible')).toBe(
      'https://pkg.go.dev/github.com/Azure/azure-sdk-for-go@v68.0.0%2Bincompatible',
    );
    expect(links.documentation(registry, name)).toBe(
      'https://pkg.go.dev/github.com/Azure/azure-sdk-for-go#section-documentation',
    );
    expect(links.download(registry, name, 'v1.0.0-RC1', {})).toBe(
      'https://proxy.golang.org/github.com/!azure/azure-sdk-for-go/@v/v1.0.0-!r!c1.zip',
    );
    expect(links.install(registry, name, 'v1.0.0')).toBe('go get github.com/Azure/azure-sdk-for-go@v1.0.0');
    expect(links.page(internal, name)).toBeNull();
    expect(links.check(internal, name)).toBe(
      'https://goproxy.internal.example/github.com/!azure/azure-sdk-for-go/@v/list',
    );
  });

  it('are found by purls with either spelling of capitals', () => {
    const found = (namespace: string | null, name: string) =>
      purl.fromPurl({ namespace, name, qualifiers: {} }, registry);
    expect(found('github.com/Azure', 'azure-sdk-for-go')).toBe('github.com/Azure/azure-sdk-for-go');
    expect(found('github.com/!azure', 'azure-sdk-for-go')).toBe('github.com/Azure/azure-sdk-for-go');
    expect(found(null, 'go.starlark.net')).toBe('go.starlark.net');
    expect(found(null, 'fmt')).toBeNull();
    expect(names.namespace('github.com/go-chi/chi/v5')).toBe('github.com/go-chi/chi');
  });
});
