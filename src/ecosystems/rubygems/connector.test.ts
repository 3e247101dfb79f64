import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';

if (!hasSharedRecordings) console.warn('rubygems: the shared recordings are absent, so the feed is not read');

const [registry, coop = cases.registries[0]] = cases.registries;
const SITE = 'https://rubygems.org';
const GEM = `${SITE}/api/v1/gems/kitchen-sink.json`;

function contextOf(answers: Recordings['answers'] = {}): ConnectorContext {
  return { io: recordedIo({ ...recordings.answers, ...answers }).io, registry, settings: {} };
}

const fetch = (answers: Recordings['answers'] = {}) =>
  connector.fetch(contextOf(answers), 'kitchen-sink', null);

describe('a gem', () => {
  it('is found by four requests', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    const outcome = await connector.fetch({ io, registry, settings: {} }, 'kitchen-sink', null);
    expect(outcome).toMatchObject({
      kind: 'found',
      record: { name: 'kitchen-sink', latestVersion: '2.0.0' },
    });
    expect(asked).toEqual([
      GEM,
      `${SITE}/api/v1/versions/kitchen-sink.json`,
      `${SITE}/api/v1/gems/kitchen-sink/owners.json`,
      `${SITE}/info/kitchen-sink`,
    ]);
    expect(outcome.kind === 'found' && outcome.documents.map(({ url }) => url)).toEqual(asked);
  });

  it('is found without what the registry lacks', async () => {
    const absent = { body: null, status: 404 };
    const outcome = await fetch({
      [`${SITE}/api/v1/gems/kitchen-sink/owners.json`]: absent,
      [`${SITE}/info/kitchen-sink`]: absent,
    });
    expect(outcome).toMatchObject({
      record: { maintainers: null, versions: [{}, { dependencies: null }, { dependencies: [{}, {}] }, {}] },
    });
  });

  it('is missing, gone or not modified', async () => {
    expect(await fetch({ [GEM]: { body: 'This rubygem could not be found.', status: 404 } })).toEqual({
      kind: 'missing',
    });
    expect(await fetch({ [GEM]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [GEM]: { body: '', status: 410 } })).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '<html>', '{}'])
      await expect(fetch({ [GEM]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    for (const body of ['', '{}', '<html>']) {
      const url = `${SITE}/api/v1/versions/kitchen-sink.json`;
      await expect(fetch({ [url]: { body } })).rejects.toMatchObject({ code: 'malformed' });
      await expect(fetch({ [`${SITE}/info/kitchen-sink`]: { body } })).rejects.toMatchObject({
        code: 'malformed',
      });
    }
    await expect(fetch({ [GEM]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe('the feed', () => {
  it.skipIf(!hasSharedRecordings)('gives what was published since the cursor', async () => {
    const head = '2022-03-22T16:26:46.315Z';
    expect(await connector.head?.(contextOf())).toBe(head);
    expect(await connector.changes?.(contextOf(), null)).toEqual({ names: [], cursor: head });
    const changes = await connector.changes?.(contextOf(), '1970-01-01T00:00:00.000Z');
    expect(changes?.cursor).toBe(head);
    expect(changes?.names.at(-1)).toBe('czech_post_b2b_client');
    expect(changes?.names).toContain('mt-uv-rays');
    expect(await connector.changes?.(contextOf(), head)).toEqual({ names: [], cursor: head });
  });

  it.each(['{}', 'x'])('that is %j is malformed', async body => {
    const broken = contextOf({ [`${SITE}/api/v1/activity/latest.json`]: { body } });
    await expect(connector.changes?.(broken, null)).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe('all names', () => {
  it('come from the compact index', async () => {
    const found: string[] = [];
    for await (const handful of connector.allNames?.(contextOf()) ?? []) found.push(...handful);
    expect(found).toEqual(['kitchen-sink', 'nokogiri', 'rubystats']);
  });
});

describe('addresses', () => {
  it('are those of the registry', () => {
    expect(links.page(registry, 'rails', '8.0.0')).toBe(`${SITE}/gems/rails/versions/8.0.0`);
    expect(links.download(registry, 'nokogiri', '1.13.6-java', {})).toBe(
      `${SITE}/downloads/nokogiri-1.13.6-java.gem`,
    );
    expect(links.documentation(registry, 'rails', '8.0.0')).toBe('https://www.rubydoc.info/gems/rails/8.0.0');
    expect(links.documentation(coop, 'rails')).toBeNull();
    expect(links.install(registry, 'rails', '8.0.0')).toBe(
      'gem install rails -s https://rubygems.org -v 8.0.0',
    );
    expect(links.install(coop, 'nokogiri', '1.13.6-x86_64-linux')).toBe(
      'gem install nokogiri -s https://gem.coop -v 1.13.6 --platform x86_64-linux',
    );
    expect(links.maintainer(registry, { uuid: '1', login: 'someone' })).toBe(`${SITE}/profiles/someone`);
    expect(links.maintainer(registry, { uuid: '1', login: null })).toBeNull();
    expect(links.check(registry, 'rails')).toBe(`${SITE}/api/v1/versions/rails.json`);
  });
});
