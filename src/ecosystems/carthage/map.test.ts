/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { parseRepository, parseTags, versionsOf } from '../families/tag-backed/repository.ts';
import { parseCartfile } from './cartfile.ts';
import { read } from './fixtures/conformance.ts';
import { mapFramework } from './map.ts';

if (!hasSharedRecordings) console.warn('carthage: the shared recordings are absent, so they are not mapped');

const recorded = (file: string) => readFileSync(shared(`carthage/${file}`));
const NAME = 'Carthage/ReactiveTask';
const runtime = { kind: 'runtime', optional: false };

describe('a framework', () => {
  it.skipIf(!hasSharedRecordings)('recorded', () => {
    const lookup = recorded('lookup?url=https:%2F%2Fgithub.com%2FCarthage%2FReactiveTask');
    const cartfile = parseCartfile(recorded('Cartfile'), NAME);
    const record = mapFramework({
      name: NAME,
      repository: parseRepository(lookup, NAME),
      versions: versionsOf(parseTags(recorded('tags'), NAME)),
      isComplete: true,
      cartfiles: new Map([['0.16.0', { runtime: cartfile, development: [] }]]),
    });
    const { versions, ...facts } = record;
    expect(facts).toEqual({
      name: NAME,
      namespace: 'Carthage',
      description: 'Flexible, stream-based abstraction for launching processes',
      homepage: null,
      repositoryUrl: 'https://github.com/Carthage/ReactiveTask',
      repositoryCandidates: [
        chosen('full_name', 'https://github.com/Carthage/ReactiveTask', 'Carthage/ReactiveTask'),
      ],
      licenses: 'mit',
      keywords: ['reactiveswift', 'swift'],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: { default_branch: 'master' },
      latestVersion: '0.16.0',
      versionsComplete: true,
      maintainers: null,
    });
    expect(versions).toHaveLength(28);
    expect(versions[0]).toEqual({
      number: '0.16.0',
      publishedAt: '2019-05-29T17:11:59.000Z',
      licenses: null,
      integrity: null,
      status: null,
      metadata: {
        sha: 'df1bf7625684180b9377a8ba3c076db08d98757e',
        download_url: 'https://codeload.github.com/Carthage/ReactiveTask/tar.gz/0.16.0',
      },
      dependencies: [
        { name: 'antitypical/Result', requirement: '~> 4.1', ...runtime },
        { name: 'ReactiveCocoa/ReactiveSwift', requirement: '~> 5.0', ...runtime },
      ],
    });
    expect(versions.at(-1)).toMatchObject({ number: '0.1', dependencies: null });
  });

  it('with dependencies of all kinds', async () => {
    const [record] = await read({});
    const [newest, beta] = record?.versions ?? [];
    expect(newest?.dependencies).toEqual([
      { name: 'ReactiveCocoa/ReactiveCocoa', requirement: '>= 2.3.1', ...runtime },
      { name: 'Mantle/Mantle', requirement: '~> 1.0', ...runtime },
      { name: 'jspahrsummers/libextobjc', requirement: '== 0.4.1', ...runtime },
      { name: 'jspahrsummers/xcconfigs', requirement: null, ...runtime },
      { name: 'example/branched', requirement: 'feature#1', ...runtime },
      { name: 'example/by-address', requirement: 'development', ...runtime },
      { name: 'Quick/Quick', requirement: '~> 7.0', kind: 'development', optional: false },
    ]);
    expect(newest?.metadata.other_dependencies).toEqual([
      { origin: 'github', location: 'https://enterprise.local/ghe/desktop/git-error-translations' },
      {
        origin: 'git',
        location: 'https://enterprise.local/desktop/git-error-translations2.git',
        requirement: 'development',
      },
      { origin: 'git', location: 'file:///directory/to/project', requirement: 'branch' },
      { origin: 'binary', location: 'https://my.domain.com/release/MyFramework.json', requirement: '~> 2.3' },
    ]);
    expect(beta?.dependencies).toBeNull();
  });
});

describe('a Cartfile', () => {
  it('is text of a sane size', () => {
    const malformed = expect.objectContaining({ code: 'malformed' });
    for (const text of ['<html>', 'a\0b', 'x'.repeat(300_000)])
      expect(() => parseCartfile(Buffer.from(text), 'x')).toThrow(malformed);
    expect(parseCartfile(Buffer.from(''), 'x')).toEqual([]);
  });
});
