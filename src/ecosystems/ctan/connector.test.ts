import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';

if (!hasSharedRecordings)
  console.warn('ctan: the shared recordings are absent, so neither feed nor names are read');

const [registry] = cases.registries;
const contextOf = (answers: Recordings['answers']): ConnectorContext => ({
  io: recordedIo({ ...recordings.answers, ...answers }).io,
  registry,
  settings: {},
});
const OLD = 'https://ctan.org/json/2.0/pkg/oldstuff';
const fetch = (answers: Recordings['answers']) => connector.fetch(contextOf(answers), 'oldstuff', null);

describe('a package', () => {
  it('is found by one request, and one for each active author', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    const outcome = await connector.fetch({ io, registry, settings: {} }, 'oldstuff', null);
    expect(outcome).toMatchObject({ kind: 'found', record: { name: 'oldstuff' } });
    expect(asked.map(url => url.slice('https://ctan.org/json/2.0/'.length))).toEqual([
      'pkg/oldstuff',
      'author/anon',
      'author/ritter',
      'author/missing',
    ]);
  });

  it('is missing, gone or not modified', async () => {
    expect(await fetch({ [OLD]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [OLD]: { body: '{"errors":["not found"]}' } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [OLD]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [OLD]: { body: '{}', status: 410 } })).toMatchObject({ kind: 'gone' });
  });

  it.each(['', '[]', '<html>', '{"id":"another"}', '{'])('%j is malformed', async body => {
    await expect(fetch({ [OLD]: { body } })).rejects.toMatchObject({ code: 'malformed' });
  });

  it('whose author is malformed is no answer', async () => {
    const author = { 'https://ctan.org/json/2.0/author/anon': { body: '[]' } };
    await expect(fetch(author)).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe.skipIf(!hasSharedRecordings)('the announcements', () => {
  const context = contextOf({});
  const head = '2026-02-22T16:25:34.000Z';

  it('give what is new since the cursor, oldest first, whatever their order', async () => {
    expect(await connector.head?.(context)).toBe(head);
    expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
    expect(await connector.changes?.(context, '2026-02-21T23:00:00.000Z')).toEqual({
      names: ['prooftrees', 'memoize-ext', 'fariscovernew'],
      cursor: head,
    });
  });

  it.each(['', '{}', '<rss/>'])('that are %j are malformed', async body => {
    const broken = contextOf({ 'https://ctan.org/ctan-ann/rss': { body } });
    await expect(connector.head?.(broken)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('are not the only way to names', async () => {
    const found: string[] = [];
    for await (const names of connector.allNames?.(context) ?? []) found.push(...names);
    expect(found).toEqual(['a0poster', 'a2ac', 'a2ping']);
  });
});

it('has links of the page, the author and the archive', () => {
  expect(links.page(registry, 'jigsaw')).toBe('https://ctan.org/pkg/jigsaw');
  expect(links.install(registry, 'jigsaw')).toBe('tlmgr install jigsaw');
  expect(links.maintainer(registry, { uuid: 'samcarter', login: null })).toBe(
    'https://ctan.org/author/samcarter',
  );
  const at = (ctan_path: string) => links.download(registry, 'jigsaw', '0.5', { ctan_path });
  expect(at('/graphics/pgf/contrib/jigsaw')).toBe('https://mirrors.ctan.org/graphics/pgf/contrib/jigsaw.zip');
  expect(['@evil.example', '/a/../b', '//evil.example', '/a?b'].map(at)).toEqual([null, null, null, null]);
});
