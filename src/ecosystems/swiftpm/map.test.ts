/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { parseRepository, parseTags, versionsOf } from '../families/tag-backed/repository.ts';
import cases, { read } from './fixtures/conformance.ts';
import { links } from './links.ts';
import { mapPackage } from './map.ts';
import { parsePackageList, parseResolved } from './schema.ts';

if (!hasSharedRecordings) console.warn('swiftpm: the shared recordings are absent, so they are not mapped');

const recorded = (file: string) => readFileSync(shared(`swiftpm/${file}`));
const NAME = 'github.com/swift-cloud/Compute';

describe('a package', () => {
  it.skipIf(!hasSharedRecordings)('on GitHub, recorded', () => {
    const lookup = recorded('lookup?url=https:%2F%2Fgithub.com%2Fswift-cloud%2FCompute');
    const record = mapPackage({
      name: NAME,
      repository: parseRepository(lookup, NAME),
      versions: versionsOf(parseTags(recorded('tags'), NAME)),
      isComplete: true,
      pins: new Map([['2.0.0', parseResolved(recorded('Package.resolved'), NAME)]]),
    });
    const { versions, ...facts } = record;
    expect(facts).toEqual({
      name: NAME,
      namespace: 'swift-cloud',
      description: 'Swift runtime for Fastly Compute@Edge',
      homepage: 'https://compute-runtime.swift.cloud/documentation/compute/',
      repositoryUrl: 'https://github.com/swift-cloud/Compute',
      repositoryCandidates: [
        chosen('full_name', 'https://github.com/swift-cloud/Compute', 'swift-cloud/Compute'),
      ],
      licenses: 'mpl-2.0',
      keywords: ['fastly', 'swift', 'wasm'],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: { default_branch: 'main' },
      latestVersion: '2.0.0',
      versionsComplete: true,
      maintainers: null,
    });
    expect(versions).toHaveLength(14);
    expect(versions[0]).toEqual({
      number: '1.9.0',
      publishedAt: '2022-09-15T23:22:30.000Z',
      licenses: null,
      integrity: null,
      status: null,
      metadata: {
        sha: '5d1ee1bdb729d228184dbd1b29f2e1bc202b089b',
        download_url: 'https://codeload.github.com/swift-cloud/Compute/tar.gz/1.9.0',
      },
      dependencies: null,
    });
    expect(versions.find(({ number }) => number === '2.0.0')?.dependencies).toEqual([
      {
        name: 'github.com/krzyzanowskim/CryptoSwift',
        requirement: '1.6.0',
        kind: 'runtime',
        optional: false,
      },
      { name: 'github.com/apple/swift-docc-plugin', requirement: '1.0.0', kind: 'runtime', optional: false },
    ]);
  });

  it('with pins of the first form', async () => {
    const [record] = await read({});
    expect(record?.versions.map(({ number, dependencies }) => [number, dependencies])).toEqual([
      [
        'v1.0.0',
        [
          { name: 'github.com/apple/swift-nio', requirement: '2.40.0', kind: 'runtime', optional: false },
          { name: 'gitlab.com/group/sub/tap', requirement: 'main', kind: 'runtime', optional: false },
        ],
      ],
      ['1.1', null],
      ['2.0.0-beta.1', null],
      ['swift-5.9', null],
    ]);
  });
});

describe('the list of packages', () => {
  it.skipIf(!hasSharedRecordings)('names them by address', () => {
    const list = parsePackageList(recorded('packages.json'));
    expect(list).toHaveLength(60);
    expect(list.slice(0, 2)).toEqual(['github.com/0111b/Conf', 'github.com/0111b/JSONDecoder-Keypath']);
    expect(list).toContain('github.com/0xLet/E.num');
  });
});

describe('links', () => {
  const [registry] = cases.registries;

  it('lead to the index for packages on GitHub, else to the repository', () => {
    const site = 'https://swiftpackageindex.com/swift-cloud/Compute';
    expect(links.page(registry, NAME)).toBe(site);
    expect(links.documentation(registry, NAME)).toBe(`${site}/documentation`);
    expect(links.documentation(registry, NAME, '2.0.0')).toBe(`${site}/2.0.0/documentation`);
    expect(links.check(registry, NAME)).toBe('https://github.com/swift-cloud/Compute');
    expect(links.download(registry, NAME, 'v2', {})).toBe(
      'https://codeload.github.com/swift-cloud/Compute/tar.gz/refs/tags/v2',
    );
    expect(links.download(registry, NAME, 'v2', { download_url: 'https://example.org/x.zip' })).toBe(
      'https://example.org/x.zip',
    );
    expect(links.page(registry, 'gitlab.com/a/b/c')).toBe('https://gitlab.com/a/b/c');
    expect(links.documentation(registry, 'gitlab.com/a/b/c')).toBeNull();
  });
});
