/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { parseImmutable, parseRepository, parseTags, versionsOf } from '../families/tag-backed/repository.ts';
import { read } from './fixtures/conformance.ts';
import { mapAction } from './map.ts';
import { parseAction } from './schema.ts';

if (!hasSharedRecordings) console.warn('actions: the shared recordings are absent, so they are not mapped');

const recorded = (file: string) => readFileSync(shared(`actions/${file}`));
const SENTRY = 'getsentry/action-git-diff-suggestions';

describe('an action', () => {
  it.skipIf(!hasSharedRecordings)('of JavaScript, recorded', () => {
    const lookup = recorded('lookup?url=https:%2F%2Fgithub.com%2Fgetsentry%2Faction-git-diff-suggestions');
    const record = mapAction({
      name: SENTRY,
      path: '',
      repository: parseRepository(lookup, SENTRY),
      action: parseAction(recorded('action.yml'), SENTRY),
      versions: versionsOf(parseTags(recorded('tags'), SENTRY)),
      isComplete: true,
      actions: new Map([['v1', parseAction(recorded('action.yml.1'), SENTRY)]]),
      immutable: parseImmutable(recorded('releases'), SENTRY),
    });
    expect(record).toEqual({
      name: SENTRY,
      namespace: 'getsentry',
      description:
        'This GitHub Action will take the current git changes and apply them as GitHub code review suggestions',
      homepage: null,
      repositoryUrl: `https://github.com/${SENTRY}`,
      repositoryCandidates: [
        chosen(
          'full_name',
          'https://github.com/getsentry/action-git-diff-suggestions',
          'getsentry/action-git-diff-suggestions',
        ),
      ],
      licenses: 'mit',
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: ['https://sentry.io/pricing/', 'https://sentry.io/'],
      metadata: {
        name: 'action-git-diff-suggestions',
        description:
          'This GitHub Action will take the current git changes and apply them as GitHub code review suggestions',
        author: 'Sentry',
        branding: { icon: 'book-open', color: 'purple' },
        inputs: {
          'github-token': { description: 'github token', default: '$' + '{{ github.token }}' },
          message: { description: 'The message to prepend the review suggestion' },
        },
        runs: { using: 'node12', main: 'dist/index.js' },
        default_branch: 'main',
        archived: true,
      },
      latestVersion: 'v1',
      versions: [
        {
          number: 'v1',
          publishedAt: '2020-11-25T01:40:25.000Z',
          licenses: null,
          integrity: null,
          status: null,
          metadata: {
            sha: '8c75946d0d7bbe80a92cf3579d544321512c30b7',
            download_url: `https://codeload.github.com/${SENTRY}/tar.gz/v1`,
            immutable: true,
            runs: { using: 'node12', main: 'dist/index.js' },
          },
          dependencies: [],
        },
      ],
      versionsComplete: true,
      maintainers: null,
    });
  });

  it('of other actions, in a folder', async () => {
    const [record] = await read({});
    expect(record).toMatchObject({
      // "other" is what GitHub calls a licence that it does not know.
      licenses: null,
      fundingLinks: [
        'https://github.com/sponsors/example',
        'https://opencollective.com/tools',
        'https://example.org/fund',
      ],
      metadata: { path: 'setup', default_branch: 'trunk', author: 'Example' },
    });
    const { versions = [] } = record ?? {};
    expect(versions.map(({ metadata }) => metadata)).toEqual([
      {
        sha: '1111111111111111111111111111111111111111',
        download_url: 'https://codeload.github.com/Example/Tools/tar.gz/v1',
        immutable: false,
      },
      {
        sha: '2222222222222222222222222222222222222222',
        immutable: true,
        runs: { using: 'composite' },
      },
      {},
      {},
    ]);
    expect(versions.map(({ dependencies }) => dependencies)).toEqual([
      null,
      [
        { name: 'actions/checkout', requirement: 'v4', kind: 'composite', optional: false },
        {
          name: 'github/codeql-action/init',
          requirement: 'b374143c1149a9115d881581d29b8390bbcbb59c',
          kind: 'composite',
          optional: false,
        },
        { name: 'someone/unpinned', requirement: null, kind: 'composite', optional: false },
      ],
      null,
      null,
    ]);
  });
});

describe('action.yml', () => {
  const parse = (text: string) => () => parseAction(Buffer.from(text), 'x');
  const malformed = expect.objectContaining({ code: 'malformed' });

  it('is a map', () => {
    expect(parse('runs: {using: node20, main: a.js}')()).toEqual({ runs: { using: 'node20', main: 'a.js' } });
    for (const text of ['', 'text', '- a', '42', 'a: [', '\tb: c'])
      expect(parse(text), text).toThrow(malformed);
  });

  it('is bounded in size, depth and aliases', () => {
    const tooLarge = expect.objectContaining({ code: 'too-large' });
    expect(parse(`a: &x [1, 2]\nb: [*x, *x]`)).toThrow(tooLarge);
    expect(parse(`a: "${'x'.repeat(70_000)}"`)).toThrow(tooLarge);
    for (const text of ['[', '- ', '? ', '{a: ', '- - ? '])
      expect(parse(text.repeat(60_000 / text.length)), text).toThrow(tooLarge);
    for (const text of ['{', 'a: ', '!x ', '&x '])
      expect(parse(text.repeat(60_000 / text.length)), text).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^(malformed|too-large)$/) }),
      );
  });
});
