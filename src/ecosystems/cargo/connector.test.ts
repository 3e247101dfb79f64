import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';
import { names } from './names.ts';

if (!hasSharedRecordings) console.warn('cargo: the shared recordings are absent, so names are not listed');

const [registry, internal = cases.registries[0]] = cases.registries;
const SINK = 'https://crates.io/api/v1/crates/kitchen_sink';
const INDEX = 'https://index.crates.io/ki/tc/kitchen_sink';
const FEED = 'https://static.crates.io/rss/updates.xml';

function contextOf(answers: Recordings['answers'] = {}): ConnectorContext {
  return { io: recordedIo({ ...recordings.answers, ...answers }).io, registry, settings: {} };
}

const fetch = (answers: Recordings['answers'] = {}) =>
  connector.fetch(contextOf(answers), 'kitchen_sink', null);

describe('a crate', () => {
  it('is found by three requests', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    expect(await connector.fetch({ io, registry, settings: {} }, 'kitchen_sink', null)).toMatchObject({
      kind: 'found',
      record: { name: 'kitchen_sink', latestVersion: '1.1.0' },
      documents: [{ url: SINK, validators: { etag: '"1"' } }, { url: `${SINK}/owners` }, { url: INDEX }],
    });
    expect(asked).toEqual([SINK, `${SINK}/owners`, INDEX]);
  });

  it('is found without what the registry lacks', async () => {
    const absent = { body: null, status: 404 };
    expect(await fetch({ [`${SINK}/owners`]: absent, [INDEX]: absent })).toMatchObject({
      kind: 'found',
      record: {
        maintainers: null,
        versions: [{ dependencies: null }, { dependencies: null }, { dependencies: null }],
      },
    });
  });

  it('of another registry is read from the index that its metadata name', async () => {
    const base = 'https://crates.internal.example/api/v1/crates/kitchen_sink';
    const { io, asked } = recordedIo({
      [base]: recordings.answers[SINK] ?? { body: null },
      [`${base}/owners`]: { body: null, status: 404 },
      'https://index.internal.example/ki/tc/kitchen_sink': recordings.answers[INDEX] ?? { body: null },
    });
    const outcome = await connector.fetch({ io, registry: internal, settings: {} }, 'kitchen_sink', null);
    expect(outcome.kind).toBe('found');
    expect(asked.at(-1)).toBe('https://index.internal.example/ki/tc/kitchen_sink');
  });

  it('is missing, gone or not modified', async () => {
    expect(await fetch({ [SINK]: { body: '{"errors":[]}', status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [SINK]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [SINK]: { body: '{}', status: 410 } })).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '<html>', '{"errors":[{"detail":"x"}]}'])
      for (const url of [SINK, `${SINK}/owners`, INDEX])
        await expect(fetch({ [url]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch({ [SINK]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe('the feed', () => {
  const head = '2024-05-01T12:00:02.000Z kitchen_sink';

  it('gives what was published since the cursor', async () => {
    expect(await connector.head?.(contextOf())).toBe(head);
    expect(await connector.changes?.(contextOf(), null)).toEqual({ names: [], cursor: head });
    expect(await connector.changes?.(contextOf(), '1970-01-01T00:00:00.000Z')).toEqual({
      names: ['serde', 'kitchen_sink'],
      cursor: head,
    });
    expect(await connector.changes?.(contextOf(), head)).toEqual({ names: [], cursor: head });
  });

  it('is empty where there is none', async () => {
    expect(await connector.head?.(contextOf({ [FEED]: { body: null, status: 404 } }))).toBeNull();
    expect(await connector.head?.({ ...contextOf(), registry: internal })).toBeNull();
  });

  it.each(['', '<html></html>', '{}', '<rss>'])('that is %j is malformed', async body => {
    await expect(connector.head?.(contextOf({ [FEED]: { body } }))).rejects.toMatchObject({
      code: 'malformed',
    });
  });
});

describe('all names', () => {
  const collect = async (context: ConnectorContext) => {
    const found: string[] = [];
    for await (const handful of connector.allNames?.(context) ?? []) found.push(...handful);
    return found;
  };

  it.skipIf(!hasSharedRecordings)('come page by page', async () => {
    const found = await collect(contextOf());
    expect(found).toHaveLength(100);
    expect(found.slice(0, 3)).toEqual(['a', 'a-', 'a0']);
  });

  it('end where a page leads to itself or elsewhere', async () => {
    const first = 'https://crates.io/api/v1/crates?per_page=100&sort=alphabetical';
    for (const next of ['?per_page=100&sort=alphabetical', 'https://example.org/', '/../x', 7]) {
      const body = JSON.stringify({
        crates: [{ name: 'a' }, { name: 'not a name' }],
        meta: { next_page: next },
      });
      expect(await collect(contextOf({ [first]: { body } }))).toEqual(['a']);
    }
  });
});

describe('addresses', () => {
  it('are those of the registry', () => {
    expect(links.page(registry, 'rand', '0.8.5')).toBe('https://crates.io/crates/rand/0.8.5');
    expect(links.download(registry, 'rand', '0.8.5', {})).toBe(
      'https://static.crates.io/crates/rand/rand-0.8.5.crate',
    );
    expect(links.documentation(registry, 'rand', '0.8.5')).toBe('https://docs.rs/rand/0.8.5');
    expect(links.install(registry, 'rand', '0.8.5')).toBe('cargo install rand --version 0.8.5');
    expect(links.install(internal, 'rand')).toBe(
      'cargo install --index sparse+https://index.internal.example/ rand',
    );
    expect(links.maintainer(registry, { uuid: '1', login: 'someone' })).toBe(
      'https://crates.io/users/someone',
    );
    expect(links.maintainer(registry, { uuid: 'x', login: 'github:example:sinks' })).toBeNull();
    expect(links.check(registry, 'rand')).toBe('https://crates.io/api/v1/crates/rand');
  });

  it('are tried in other spellings', () => {
    expect(names.alternatives('serde-json')).toEqual(['serde_json']);
    expect(names.alternatives('Foo_bar')).toEqual(['Foo-bar', 'foo_bar', 'foo-bar']);
    expect(names.alternatives('rand')).toEqual([]);
  });
});
