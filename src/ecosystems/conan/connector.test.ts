import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

if (!hasSharedRecordings) console.warn('conan: the shared recordings are absent, so lists are not read');

const RECIPE = 'https://raw.githubusercontent.com/conan-io/conan-center-index/master/recipes/demo';
const USAGE = 'https://conan.io/api/package/demo/use_it';

function contextOf(answers: Recordings['answers'] = {}) {
  const { io, asked } = recordedIo({ ...recordings.answers, ...answers });
  return { asked, context: { io, registry: cases.registries[0], settings: {} } };
}
const fetch = (answers: Recordings['answers']) => connector.fetch(contextOf(answers).context, 'demo', null);

describe('a recipe', () => {
  it('is found by the files of its folders', async () => {
    const { context, asked } = contextOf();
    const outcome = await connector.fetch(context, 'demo', null);
    expect(outcome).toMatchObject({ kind: 'found', record: { name: 'demo', latestVersion: '2.10' } });
    const found = [
      'config.yml',
      'all/conandata.yml',
      'all/conanfile.py',
      'old/conandata.yml',
      'old/conanfile.py',
    ];
    expect(asked).toEqual([...found.map(file => `${RECIPE}/${file}`), USAGE]);
    expect(outcome.kind === 'found' && outcome.documents.map(({ url }) => url)).toEqual(
      asked.filter(url => url !== `${RECIPE}/old/conandata.yml`),
    );
  });

  it('is missing or gone', async () => {
    expect(await fetch({ [`${RECIPE}/config.yml`]: { body: null, status: 404 } })).toEqual({
      kind: 'missing',
    });
    expect(await fetch({ [`${RECIPE}/config.yml`]: { body: null, status: 410 } })).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
  });

  it.each([
    ['missing', { body: null, status: 404 }],
    ['out of order', { body: null, status: 500 }],
    ['no JSON', { body: '<html></html>' }],
  ])('has the dependencies of its conanfile where the API is %s', async (_, usage) => {
    const outcome = await fetch({ [USAGE]: usage });
    expect(
      outcome.kind === 'found' && outcome.record.versions[1]?.dependencies?.map(({ name }) => name),
    ).toEqual(['zlib', 'boost', 'fmt', 'openssl', 'cmake', 'gtest']);
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', 'versions: {}', '<html>', 'versions: ['])
      await expect(fetch({ [`${RECIPE}/config.yml`]: { body } })).rejects.toMatchObject({
        code: 'malformed',
      });
    await expect(fetch({ [`${RECIPE}/all/conandata.yml`]: { body: 'x' } })).rejects.toMatchObject({
      code: 'malformed',
    });
    await expect(
      fetch({ [`${RECIPE}/all/conanfile.py`]: { body: null, status: 500 } }),
    ).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe.skipIf(!hasSharedRecordings)('lists', () => {
  const { context } = contextOf();

  it('tell what changed', async () => {
    const head = '2024-01-15T10:00:00.000Z';
    expect(await connector.head?.(context)).toBe(head);
    expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
    expect(await connector.changes?.(context, '2024-01-14T10:00:00.000Z')).toEqual({
      names: ['zlib'],
      cursor: head,
    });
    expect((await connector.changes?.(context, '2024-01-01T00:00:00.000Z'))?.names).toEqual([
      'boost',
      'zlib',
    ]);
  });

  it('tell all names', async () => {
    const found: string[] = [];
    for await (const names of connector.allNames?.(context) ?? []) found.push(...names);
    expect(found).toEqual(['7bitconf', 'abseil', 'boost', 'fmt', 'zlib']);
  });
});

describe('commits', () => {
  const feed = 'https://github.com/conan-io/conan-center-index/commits/master.atom';
  const entry = (title: string) =>
    `<entry><title>\n  ${title}\n</title><updated>2024-02-01T00:00:00Z</updated></entry>`;

  it('name a recipe in brackets', async () => {
    const titles = ['(#123) [OpenSSL] bump', '[docs] no', 'no brackets', '[', '] [', '[a b] x', '[gone/x] y'];
    const body = `<feed xmlns="http://www.w3.org/2005/Atom">${titles.map(entry).join('')}<entry/></feed>`;
    const found = await connector.changes?.(
      contextOf({ [feed]: { body } }).context,
      '2024-01-01T00:00:00.000Z',
    );
    // `docs` could be a recipe: asking for it costs one request.
    expect(found?.names).toEqual(['openssl', 'docs']);
  });

  it.each(['', '<html></html>', '{}'])('that are %j are malformed', async body => {
    await expect(connector.head?.(contextOf({ [feed]: { body } }).context)).rejects.toMatchObject({
      code: 'malformed',
    });
  });
});
