import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

if (!hasSharedRecordings) console.warn('swiftpm: the shared recordings are absent, so feeds are not read');

const NAME = 'gitlab.com/group/sub/sink';
const LOOKUP = `https://repos.ecosyste.ms/api/v1/repositories/lookup?url=${encodeURIComponent(`https://${NAME}`)}`;
const TAGS =
  'https://repos.ecosyste.ms/api/v1/hosts/gitlab.com/repositories/Group%2FSub%2FSink/tags?per_page=1000';

function context(answers: Recordings['answers'] = {}) {
  const { io, missed } = recordedIo({ ...recordings.answers, ...answers });
  return { io, missed, registry: cases.registries[0], settings: {} };
}
const fetch = (answers: Recordings['answers']) => connector.fetch(context(answers), NAME, null);

describe('a package', () => {
  it('is found, spelled as the forge spells it', async () => {
    const asking = context();
    const outcome = await connector.fetch(asking, NAME, null);
    expect(outcome).toMatchObject({
      kind: 'found',
      record: { name: 'gitlab.com/Group/Sub/Sink', latestVersion: '1.1', versionsComplete: true },
      documents: [{ url: LOOKUP }, { url: TAGS }, {}],
    });
    expect(asking.missed).toEqual([]);
  });

  it('keeps its name when the repository was renamed', async () => {
    const body =
      '{"full_name":"Other/Sink","owner":"Other","host":{"name":"gitlab.com","url":"https://gitlab.com"}}';
    const tags = TAGS.replace('Group%2FSub%2FSink', 'Other%2FSink');
    expect(await fetch({ [LOOKUP]: { body }, [tags]: { body: '[]' } })).toMatchObject({
      kind: 'found',
      record: {
        name: NAME,
        repositoryUrl: 'https://gitlab.com/Other/Sink',
        versions: [],
        latestVersion: null,
      },
    });
  });

  it('has versions that may not be all', async () => {
    const thousand = JSON.stringify(Array.from({ length: 1000 }, (_, i) => ({ name: `0.${i}.0` })));
    const files = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [
        `https://gitlab.com/Group/Sub/Sink/-/raw/0.${i}.0/Package.resolved`,
        { body: null, status: 404 },
      ]),
    );
    const paged = { [TAGS]: { body: thousand }, [`${TAGS}&page=2`]: { body: '[{"name":"9.0.0"}]' } };
    const whole = await fetch({ ...files, ...paged });
    expect(whole).toMatchObject({ record: { latestVersion: '9.0.0', versionsComplete: true } });
    const cut = await fetch({ ...files, ...paged, [`${TAGS}&page=2`]: { body: null, status: 404 } });
    expect(cut).toMatchObject({ record: { latestVersion: '0.999.0', versionsComplete: false } });
  });

  it('is missing, unknown or not modified', async () => {
    const unknown = { [LOOKUP]: { body: null, status: 404 } };
    expect(await fetch({ ...unknown, [`https://${NAME}`]: { body: null, status: 404 } })).toEqual({
      kind: 'missing',
    });
    await expect(fetch({ ...unknown, [`https://${NAME}`]: { body: '' } })).rejects.toMatchObject({
      code: 'unexpected-status',
    });
    expect(await fetch({ [LOOKUP]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '{}'])
      await expect(fetch({ [LOOKUP]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch({ [TAGS]: { body: '{}' } })).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe.skipIf(!hasSharedRecordings)('the feeds', () => {
  it('give what is new or released since the cursor', async () => {
    const head = '2026-08-05T16:48:32.000Z';
    expect(await connector.head?.(context())).toBe(head);
    expect(await connector.changes?.(context(), null)).toEqual({ names: [], cursor: head });
    expect(await connector.changes?.(context(), '2026-08-05T14:06:19.000Z')).toEqual({
      names: [
        'github.com/drmaxgit/swift-drmax-navigation',
        'github.com/mapbox/mapbox-navigation-native-ios',
        'github.com/ivantokar/hokusai-vapor',
      ],
      cursor: head,
    });
  });

  it('that are malformed are a typed error', async () => {
    for (const body of ['', '<rss/>', '<html>'])
      await expect(
        connector.head?.(context({ 'https://swiftpackageindex.com/packages.rss': { body } })),
      ).rejects.toMatchObject({ code: 'malformed' });
  });
});
