import { describe, expect, it } from 'vitest';
import { type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

const [registry, internal] = cases.registries;
const METADATA = 'https://repo.clojars.org/com/example/sink/maven-metadata.xml';
const FEED = 'https://clojars.org/api/release-feed?from=';

function contextOf(answers: Recordings['answers'] = {}) {
  return { io: recordedIo({ ...recordings.answers, ...answers }).io, registry, settings: {} };
}
const fetch = (answers: Recordings['answers']) =>
  connector.fetch(contextOf(answers), 'com.example/sink', null);

describe('a library', () => {
  it('is read from the repository and the site', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    const outcome = await connector.fetch({ io, registry, settings: {} }, 'com.example/sink', null);
    const SINK = 'https://repo.clojars.org/com/example/sink';
    expect(asked).toEqual([
      METADATA,
      `${SINK}/1.0/sink-1.0.pom`,
      `${SINK}/1.0/sink-1.0.jar.sha1`,
      'https://clojars.org/api/artifacts/com.example/sink',
    ]);
    expect(outcome.kind === 'found' && outcome.documents.map(({ url }) => url)).toEqual([
      asked[0],
      asked[1],
      asked[3],
    ]);
  });

  it('is missing, gone or not modified', async () => {
    expect(await fetch({ [METADATA]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [METADATA]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [METADATA]: { body: null, status: 410 } })).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '<html/>', '{}'])
      await expect(fetch({ [METADATA]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch({ [METADATA]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe('the feed', () => {
  it('begins at the present and goes on from its own dates', async () => {
    const before = Date.now();
    const start = await connector.changes?.(contextOf(), null);
    expect(start?.names).toEqual([]);
    expect(Date.parse(String(start?.cursor))).toBeGreaterThanOrEqual(before);

    const next = '2024-12-23T10:04:44.520Z';
    expect(await connector.changes?.(contextOf(), '1970-01-01T00:00:00.000Z')).toEqual({
      names: ['com.example/sink', 'missionary'],
      cursor: next,
    });
    expect(await connector.changes?.(contextOf(), next)).toEqual({ names: [], cursor: next });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '{}', '<html>'])
      await expect(connector.changes?.(contextOf({ [`${FEED}x`]: { body } }), 'x')).rejects.toMatchObject({
        code: 'malformed',
      });
    expect(await connector.changes?.(contextOf({ [`${FEED}x`]: { body: null, status: 404 } }), 'x')).toEqual({
      names: [],
      cursor: 'x',
    });
  });
});

describe('all names', () => {
  it('come from the list of POMs, versions of one library as one', async () => {
    const found: string[] = [];
    for await (const some of connector.allNames?.(contextOf()) ?? []) found.push(...some);
    expect(found).toEqual(['com.example/sink', 'missionary', 'ring/ring-core']);
  });
});

describe('links and names', () => {
  it('lead to the site', () => {
    expect(links.page(registry, 'missionary', 'b.26')).toBe('https://clojars.org/missionary/versions/b.26');
    expect(links.page(registry, 'metosin/reitit')).toBe('https://clojars.org/metosin/reitit');
    expect(links.check(registry, 'missionary')).toBe('https://clojars.org/missionary');
    expect(links.documentation(registry, 'missionary', 'b.26')).toBe(
      'https://cljdoc.org/d/missionary/missionary/b.26',
    );
    expect(links.download(registry, 'io.github.x/y', '1.0', {})).toBe(
      'https://repo.clojars.org/io/github/x/y/1.0/y-1.0.jar',
    );
    expect(links.maintainer(registry, { uuid: 'a', login: 'a b' })).toBe('https://clojars.org/users/a%20b');
    expect(internal && links.page(internal, 'missionary')).toBeNull();
  });

  it('bring every spelling to one form', () => {
    expect(['a/a', 'a:a', 'a'].map(names.normalise)).toEqual(['a', 'a', 'a']);
    expect(names.namespace('missionary')).toBe('missionary');
    expect(names.namespace('metosin/reitit')).toBe('metosin');
    const from = (namespace: string | null, name: string) =>
      purl.fromPurl({ namespace, name, qualifiers: {} }, registry);
    expect(from('metosin', 'reitit')).toBe('metosin/reitit');
    expect(from(null, 'metosin/reitit')).toBe('metosin/reitit');
    expect(from('missionary', 'missionary')).toBe('missionary');
  });
});
