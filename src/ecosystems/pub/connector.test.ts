import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';
import { names } from './names.ts';

if (!hasSharedRecordings) console.warn('pub: the shared recordings are absent, so lists are not read');

const [registry, internal] = cases.registries;
const SINK = 'https://pub.dev/api/packages/kitchen_sink';

function contextOf(answers: Recordings['answers'] = {}): ConnectorContext {
  return { io: recordedIo({ ...recordings.answers, ...answers }).io, registry, settings: {} };
}

const fetch = (answers: Recordings['answers'] = {}) =>
  connector.fetch(contextOf(answers), 'kitchen_sink', null);

describe('a package', () => {
  it('is found by three requests', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    expect(await connector.fetch({ io, registry, settings: {} }, 'kitchen_sink', null)).toMatchObject({
      kind: 'found',
      record: { name: 'kitchen_sink', licenses: 'bsd-3-clause,mit', maintainers: [{ login: 'example.org' }] },
      documents: [
        { url: SINK, validators: { etag: '"1"' } },
        { url: `${SINK}/score` },
        { url: `${SINK}/publisher` },
      ],
    });
    expect(asked).toEqual([SINK, `${SINK}/score`, `${SINK}/publisher`]);
  });

  it('is found without its score and its publisher too', async () => {
    for (const answer of [{ body: null, status: 404 }, { body: null, status: 500 }, { body: '<html>' }]) {
      const outcome = await fetch({ [`${SINK}/score`]: answer, [`${SINK}/publisher`]: answer });
      expect(outcome).toMatchObject({ kind: 'found', record: { downloads: null, maintainers: null } });
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
    for (const body of ['', '[]', '<html>', '{"error":"x"}'])
      await expect(fetch({ [SINK]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch({ [SINK]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe('the list of packages', () => {
  const listed = (...versions: string[]) =>
    contextOf({
      'https://pub.dev/api/packages?page=1': {
        body: JSON.stringify({
          packages: versions.map(key => ({
            name: key.split(' ')[0],
            latest: { version: key.split(' ')[1] },
          })),
        }),
      },
    });

  it('gives what came after the cursor, oldest first', async () => {
    const page = listed('c 1.0.1', 'b 2.0.0', 'not-a-name 1.0.0', 'c 1.0.0', 'a 1.0.0');
    expect(await connector.head?.(page)).toBe('c 1.0.1');
    expect(await connector.changes?.(page, null)).toEqual({ names: [], cursor: 'c 1.0.1' });
    expect(await connector.changes?.(page, 'c 1.0.0')).toEqual({ names: ['b', 'c'], cursor: 'c 1.0.1' });
    expect(await connector.changes?.(page, 'x 1.0.0')).toEqual({ names: ['a', 'c', 'b'], cursor: 'c 1.0.1' });
    expect(await connector.changes?.(listed(), 'x 1.0.0')).toEqual({ names: [], cursor: 'x 1.0.0' });
  });

  it.skipIf(!hasSharedRecordings)('of pub.dev', async () => {
    expect(await connector.head?.(contextOf())).toBe('receive_whatsapp_chat 0.0.3');
    const found: string[] = [];
    for await (const handful of connector.allNames?.(contextOf()) ?? []) found.push(...handful);
    expect(found).toHaveLength(60);
    expect(found.slice(0, 2)).toEqual(['Autolinker', 'Babylon']);
  });

  it('of names is followed within the registry only', async () => {
    const first = 'https://pub.dev/api/package-names';
    const namesOf = async (nextUrl: string) => {
      const context = contextOf({
        [first]: { body: JSON.stringify({ packages: ['a', 7, 'a-b'], nextUrl }) },
        [`${first}?page=2`]: { body: '{"packages":["b"],"nextUrl":null}' },
      });
      const found: string[] = [];
      for await (const handful of connector.allNames?.(context) ?? []) found.push(...handful);
      return found;
    };
    expect(await namesOf(`${first}?page=2`)).toEqual(['a', 'b']);
    expect(await namesOf('https://example.org/?page=2')).toEqual(['a']);
  });

  it.each(['[]', '{}', 'x'])('that is %j is malformed', async body => {
    const broken = contextOf({ 'https://pub.dev/api/packages?page=1': { body } });
    await expect(connector.head?.(broken)).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe('addresses', () => {
  it('are those of the registry', () => {
    expect(links.page(registry, 'bloc')).toBe('https://pub.dev/packages/bloc');
    expect(links.page(registry, 'bloc', '8.0.3')).toBe('https://pub.dev/packages/bloc/versions/8.0.3');
    expect(links.download(registry, 'bloc', '1.0.0+1', {})).toBe(
      'https://pub.dev/packages/bloc/versions/1.0.0%2B1.tar.gz',
    );
    expect(links.documentation(registry, 'bloc', '8.0.3')).toBe('https://pub.dev/documentation/bloc/8.0.3/');
    expect(links.install(registry, 'bloc', '8.0.3')).toBe('dart pub add bloc:8.0.3');
    expect(internal && links.install(internal, 'bloc')).toBe(
      'dart pub add --hosted-url=https://pub.internal.example bloc',
    );
    expect(links.maintainer(registry, { uuid: 'dart.dev', login: 'dart.dev' })).toBe(
      'https://pub.dev/publishers/dart.dev/packages',
    );
  });

  it('are tried in the spelling of purls', () => {
    expect(names.alternatives('Flutter-Bloc')).toEqual(['flutter_bloc']);
    expect(names.alternatives('bloc')).toEqual([]);
    expect(names.alternatives('')).toEqual([]);
  });
});
