import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo, shared } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { kitchenSink } from './fixtures/registry-entry.ts';
import { links } from './links.ts';
import { names } from './names.ts';

if (!hasSharedRecordings) console.warn('hex: the shared recordings are absent, so the feed is not read');

const [registry, internal = cases.registries[0]] = cases.registries;
const SINK = 'https://hex.pm/api/packages/kitchen_sink';
const ENTRY = 'https://repo.hex.pm/packages/kitchen_sink';

function contextOf(answers: Recordings['answers'] = {}): ConnectorContext {
  return { io: recordedIo({ ...recordings.answers, ...answers }).io, registry, settings: {} };
}

const fetch = (answers: Recordings['answers'] = {}) =>
  connector.fetch(contextOf(answers), 'kitchen_sink', null);

describe('a package', () => {
  it('is found by two requests', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    expect(await connector.fetch({ io, registry, settings: {} }, 'kitchen_sink', null)).toMatchObject({
      kind: 'found',
      record: { name: 'kitchen_sink', latestVersion: '1.1.0' },
      documents: [
        { url: SINK, validators: { etag: '"1"' } },
        { url: ENTRY, body: kitchenSink },
      ],
    });
    expect(asked).toEqual([SINK, ENTRY]);
  });

  it('is found where the repository sends its entry unpacked', async () => {
    expect(await fetch({ [ENTRY]: { body: kitchenSink } })).toMatchObject({
      record: { versions: [{}, { dependencies: [{ name: 'jason' }, {}, {}] }, {}, {}] },
    });
  });

  it.skipIf(!hasSharedRecordings)('that the repository lacks has its releases from the API', async () => {
    for (const each of [registry, internal]) {
      const base = `${each.url}/api/packages/phoenix_copy`;
      const { io, asked } = recordedIo({
        [base]: { body: shared('hex/phoenix_copy') },
        'https://repo.hex.pm/packages/phoenix_copy': { body: null, status: 403 },
        [`${base}/releases/0.1.1`]: { body: shared('hex/0.1.1') },
        [`${base}/releases/0.1.0`]: { body: shared('hex/0.1.0') },
        [`${base}/releases/0.1.0-rc.2`]: { body: shared('hex/0.1.0-rc.2') },
        [`${base}/releases/0.1.0-rc.1`]: { body: shared('hex/0.1.0-rc.1') },
        [`${base}/releases/0.1.0-rc.0`]: { body: null, status: 404 },
      });
      const outcome = await connector.fetch({ io, registry: each, settings: {} }, 'phoenix_copy', null);
      const dependencies = [{ name: 'file_system', requirement: '~> 0.2' }];
      expect(outcome).toMatchObject({
        record: {
          versions: [
            { number: '0.1.1', dependencies },
            { number: '0.1.0', dependencies },
            { number: '0.1.0-rc.2', dependencies },
            { number: '0.1.0-rc.1', dependencies },
            { number: '0.1.0-rc.0', dependencies: null },
          ],
        },
      });
      expect(asked.at(-1)).toBe(`${base}/releases/0.1.0-rc.0`);
    }
  });

  it('is missing, gone or not modified', async () => {
    expect(await fetch({ [SINK]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [SINK]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [SINK]: { body: '{}', status: 410 } })).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '<html>', '{}']) {
      await expect(fetch({ [SINK]: { body } })).rejects.toMatchObject({ code: 'malformed' });
      await expect(fetch({ [ENTRY]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    }
    await expect(fetch({ [ENTRY]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe('the feed', () => {
  it.skipIf(!hasSharedRecordings)('gives what was updated since the cursor', async () => {
    const head = await connector.head?.(contextOf());
    expect(head).toBe('2022-03-24T11:29:33.165Z');
    expect(await connector.changes?.(contextOf(), null)).toEqual({ names: [], cursor: head });
    const changes = await connector.changes?.(contextOf(), '1970-01-01T00:00:00.000Z');
    expect(changes?.cursor).toBe(head);
    expect(changes?.names.slice(-2)).toEqual(['abnf_parsec', 'qex']);
    expect(await connector.changes?.(contextOf(), head ?? null)).toEqual({ names: [], cursor: head });
  });

  it.each(['{}', 'x', '""'])('that is %j is malformed', async body => {
    const broken = contextOf({ 'https://hex.pm/api/packages?sort=updated_at': { body } });
    await expect(connector.head?.(broken)).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe('all names', () => {
  const collect = async (context: ConnectorContext) => {
    const found: string[] = [];
    for await (const handful of connector.allNames?.(context) ?? []) found.push(...handful);
    return found;
  };

  it('come from the repository', async () => {
    expect(await collect(contextOf())).toEqual(['jason', 'kitchen_sink']);
  });

  it.skipIf(!hasSharedRecordings)('come page by page where there is none', async () => {
    const pages = 'https://hex.internal.example/api/packages?page=';
    const { io } = recordedIo({
      [`${pages}1`]: { body: shared('hex/packages-1') },
      [`${pages}2`]: { body: shared('hex/packages-2') },
    });
    const found = await collect({ io, registry: internal, settings: {} });
    expect(found).toHaveLength(100);
    expect(found.slice(0, 2)).toEqual(['aadya', 'aasm']);
  });
});

describe('addresses', () => {
  it('are tried in lower case', () => {
    expect(names.problem('addressBook')).toBeNull();
    expect(names.alternatives('Phoenix')).toEqual(['phoenix']);
    expect(names.alternatives('phoenix')).toEqual([]);
    expect(names.alternatives('A-B')).toEqual([]);
  });

  it('are those of the registry, its repository and its documentation', () => {
    expect(links.page(registry, 'jason', '1.4.4')).toBe('https://hex.pm/packages/jason/1.4.4');
    expect(links.download(registry, 'jason', '1.4.4', {})).toBe(
      'https://repo.hex.pm/tarballs/jason-1.4.4.tar',
    );
    expect(links.documentation(registry, 'jason', '1.4.4')).toBe('https://hexdocs.pm/jason/1.4.4');
    expect(links.install(registry, 'jason', '1.4.4')).toBe('mix hex.package fetch jason 1.4.4');
    expect(links.maintainer(registry, { uuid: 'x', login: 'x' })).toBe('https://hex.pm/users/x');
    expect(links.documentation(internal, 'jason')).toBeNull();
    expect(links.download(internal, 'jason', '1.4.4', {})).toBeNull();
  });
});
