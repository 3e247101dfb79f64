import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';
import { purl } from './names.ts';

if (!hasSharedRecordings) console.warn('elm: the shared recordings are absent, so the feed is not read');

const [registry] = cases.registries;
const SITE = 'https://package.elm-lang.org';
const SINK = `${SITE}/packages/Example/kitchen-sink`;

function contextOf(answers: Recordings['answers'] = {}): ConnectorContext {
  return { io: recordedIo({ ...recordings.answers, ...answers }).io, registry, settings: {} };
}

const fetch = (answers: Recordings['answers'] = {}) =>
  connector.fetch(contextOf(answers), 'Example/kitchen-sink', null);

describe('a package', () => {
  it('is found, with elm.json of its newest versions, newest first', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    const outcome = await connector.fetch({ io, registry, settings: {} }, 'Example/kitchen-sink', null);
    expect(outcome).toMatchObject({
      kind: 'found',
      record: { name: 'Example/kitchen-sink', latestVersion: '2.0.0' },
      documents: [
        { url: `${SINK}/releases.json`, validators: { etag: '"1"' } },
        { url: `${SINK}/2.0.0/elm.json` },
      ],
    });
    expect(asked).toEqual([
      `${SINK}/releases.json`,
      `${SINK}/2.0.0/elm.json`,
      `${SINK}/1.0.1/elm.json`,
      `${SINK}/1.0.0/elm.json`,
    ]);
  });

  it('asks for 10 of many versions', async () => {
    const numbers = Array.from({ length: 12 }, (_, i) => `1.${i}.0`);
    const answers: Recordings['answers'] = {
      [`${SINK}/releases.json`]: {
        body: JSON.stringify(Object.fromEntries(numbers.map(n => [n, 1_566_000_000]))),
      },
    };
    for (const number of numbers) answers[`${SINK}/${number}/elm.json`] = { body: null, status: 404 };
    const { io, asked } = recordedIo(answers);
    await connector.fetch({ io, registry, settings: {} }, 'Example/kitchen-sink', null);
    expect(asked).toHaveLength(11);
    expect(asked.at(1)).toBe(`${SINK}/1.11.0/elm.json`);
    expect(asked.at(-1)).toBe(`${SINK}/1.2.0/elm.json`);
  });

  it('is missing, gone or not modified', async () => {
    const list = `${SINK}/releases.json`;
    expect(await fetch({ [list]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [list]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [list]: { body: '', status: 410 } })).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '<html>', '{}']) {
      await expect(fetch({ [`${SINK}/releases.json`]: { body } })).rejects.toMatchObject({
        code: 'malformed',
      });
      await expect(fetch({ [`${SINK}/2.0.0/elm.json`]: { body } })).rejects.toMatchObject({
        code: 'malformed',
      });
    }
    await expect(fetch({ [`${SINK}/releases.json`]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe('the feed', () => {
  it.skipIf(!hasSharedRecordings)('counts versions', async () => {
    // 13,271 versions of 2,473 packages are in the recording.
    expect(await connector.changes?.(contextOf(), null)).toEqual({ names: [], cursor: '13271' });
    const changes = await connector.changes?.(contextOf(), '0');
    expect(changes?.cursor).toBe('60');
    expect(changes?.names.slice(0, 3)).toEqual([
      'uncover-co/elm-admin-alpha',
      'canceraiddev/elm-aws-pinpoint',
      'canceraiddev/elm-aws-amplify',
    ]);
    expect(changes?.names.at(-1)).toBe('PedroHLC/elm-uuid-dict');
    expect(await connector.changes?.(contextOf(), '60')).toEqual({ names: [], cursor: '60' });
  });

  it.each(['{}', '', '"x"'])('that is %j is malformed', async body => {
    const broken = contextOf({ [`${SITE}/all-packages/since/5`]: { body } });
    await expect(connector.changes?.(broken, '5')).rejects.toMatchObject({ code: 'malformed' });
  });

  it.skipIf(!hasSharedRecordings)('has all names', async () => {
    const found: string[] = [];
    for await (const handful of connector.allNames?.(contextOf()) ?? []) found.push(...handful);
    expect(found).toHaveLength(2473);
    expect(found[0]).toBe('0ui/elm-task-parallel');
  });
});

describe('addresses', () => {
  it('are those of the site and of GitHub', () => {
    expect(links.page(registry, 'elm/core')).toBe(`${SITE}/packages/elm/core/latest`);
    expect(links.documentation(registry, 'elm/core', '1.0.5')).toBe(`${SITE}/packages/elm/core/1.0.5`);
    expect(links.download(registry, 'elm/core', '1.0.5', {})).toBe(
      'https://github.com/elm/core/archive/1.0.5.zip',
    );
    expect(links.install(registry, 'elm/core')).toBe('elm install elm/core');
    expect(links.install(registry, 'elm/core', '1.0.5')).toBeNull();
    expect(links.check(registry, 'elm/core')).toBe(`${SITE}/packages/elm/core/releases.json`);
    expect(links.page(registry, 'core')).toBeNull();
  });

  it('are found by purls of either form', () => {
    expect(purl.fromPurl({ namespace: 'elm', name: 'core', qualifiers: {} }, registry)).toBe('elm/core');
    expect(purl.fromPurl({ namespace: null, name: 'elm/core', qualifiers: {} }, registry)).toBe('elm/core');
    expect(purl.fromPurl({ namespace: null, name: 'core', qualifiers: {} }, registry)).toBeNull();
  });
});
