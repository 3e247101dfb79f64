/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import cases, { read } from './fixtures/conformance.ts';
import { links } from './links.ts';
import { mapPod } from './map.ts';
import { parseNames, parsePodspec, parseShard, shardOf } from './schema.ts';

if (!hasSharedRecordings) console.warn('cocoapods: the shared recordings are absent, so they are not mapped');

const recorded = (file: string) => readFileSync(shared(`cocoapods/${file}`));
const malformed = expect.objectContaining({ code: 'malformed' });

describe('a pod', () => {
  it.skipIf(!hasSharedRecordings)('recorded, without Trunk', () => {
    const numbers = parseShard(recorded('all_pods_versions_2_2_2.txt'), 'AppNetworkManager') ?? [];
    const podspec = parsePodspec(recorded('AppNetworkManager.podspec.json'), 'AppNetworkManager');
    const record = mapPod({
      name: 'AppNetworkManager',
      numbers,
      podspecs: new Map([['1.0.0', podspec]]),
      trunk: null,
    });
    const { versions, ...facts } = record;
    expect(facts).toEqual({
      name: 'AppNetworkManager',
      namespace: null,
      description: 'iOS 网络请求工具类',
      homepage: 'https://github.com/lqIphone/AppNetworkManager',
      repositoryUrl: 'https://github.com/lqIphone/AppNetworkManager',
      repositoryCandidates: [
        chosen(
          'source.git',
          'https://github.com/lqIphone/AppNetworkManager',
          'https://github.com/lqIphone/AppNetworkManager.git',
        ),
        candidate('homepage', 'https://github.com/lqIphone/AppNetworkManager'),
      ],
      licenses: 'MIT',
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: { authors: ['Quan Li'] },
      latestVersion: '1.0.7',
      versionsComplete: true,
      maintainers: null,
    });
    expect(versions.map(({ number }) => number)).toEqual([
      '1.0.0',
      '1.0.1',
      '1.0.2',
      '1.0.4',
      '1.0.5',
      '1.0.6',
      '1.0.7',
    ]);
    const none = { kind: 'runtime', optional: false };
    expect(versions[0]).toEqual({
      number: '1.0.0',
      publishedAt: null,
      licenses: 'MIT',
      integrity: null,
      status: null,
      metadata: {
        source: { git: 'https://github.com/lqIphone/AppNetworkManager.git', tag: '1.0.0' },
        platforms: { ios: '9.0' },
        swift_versions: ['4.2'],
      },
      dependencies: [
        { name: 'HandyJSON', requirement: '~> 5.0.0', ...none },
        { name: 'Moya', requirement: '~> 13.0.1', ...none, qualifiers: { subspec: 'RxSwift' } },
        { name: 'RxSwift', requirement: '~>4.5.0', ...none },
        { name: 'RxCocoa', requirement: '~>4.5.0', ...none },
      ],
    });
    expect(versions[1]?.dependencies).toBeNull();
  });

  it('that is deprecated, with owners and dates', async () => {
    const [record] = await read({});
    expect(record).toMatchObject({
      description: 'A kitchen sink',
      homepage: 'https://sink.example.org',
      // Neither source nor homepage is a repository, and a file is none.
      repositoryUrl: null,
      licenses: 'Apache-2.0',
      status: 'deprecated',
      metadata: {
        deprecated_in_favor_of: 'Basin',
        documentation_url: 'https://sink.example.org/docs',
        authors: ['Example Team'],
      },
      maintainers: [
        { uuid: 'team@example.org', email: 'Team@example.org', name: 'Example Team', login: null },
      ],
      versions: [
        { number: '1.0.0', publishedAt: '2014-05-19T21:53:51.000Z' },
        { number: '1.1.0', publishedAt: null },
        {
          number: '2.0.0',
          publishedAt: '2024-05-19T21:53:51.000Z',
          status: null,
          integrity: 'sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        },
        { number: '2.1.0-beta.1', dependencies: null },
      ],
    });
    expect(record?.metadata.social_media_url).toBeUndefined();
  });

  it('depends on what its platforms, subspecs and tests need', async () => {
    const [record] = await read({});
    const found = record?.versions.find(({ number }) => number === '2.0.0');
    expect(found?.metadata.subspecs).toEqual(['Core', 'Pipes']);
    expect(found?.dependencies).toEqual([
      { name: 'Alamofire', requirement: null, kind: 'runtime', optional: false },
      {
        name: 'Moya',
        requirement: '>= 13.0, < 15',
        kind: 'runtime',
        optional: false,
        qualifiers: { subspec: 'RxSwift' },
      },
      {
        name: 'KeychainAccess',
        requirement: '~> 4.2',
        kind: 'runtime',
        optional: false,
        qualifiers: { platform: 'ios' },
      },
      { name: 'Realm', requirement: '~> 10.0', kind: 'subspec', optional: false, qualifiers: { of: 'Core' } },
      {
        name: 'CopperKit',
        requirement: '1.0',
        kind: 'subspec',
        optional: true,
        qualifiers: { of: 'Pipes/Copper' },
      },
      { name: 'Quick', requirement: '~> 7.0', kind: 'test', optional: true, qualifiers: { of: 'Tests' } },
    ]);
  });

  it('is never taken for another one', () => {
    expect(() => parsePodspec(Buffer.from('{"name":"Other"}'), 'Sink')).toThrow(malformed);
    expect(parseShard(Buffer.from('SinkX/1.0\nXSink/1.0\n'), 'Sink')).toBeNull();
    expect(parseShard(Buffer.from('A/1\nSink/1.0//1.1/1.0\r\n'), 'Sink')).toEqual(['1.0', '1.1']);
    expect(() => parseShard(Buffer.from('<html>'), 'Sink')).toThrow(malformed);
  });
});

describe('the CDN', () => {
  it('keeps a pod under the MD5 of its name', () => {
    // echo -n Foo | md5sum: 1356c67d...; AppNetworkManager: 222d4d61...
    expect(shardOf('Foo')).toEqual(['1', '3', '5']);
    expect(shardOf('AppNetworkManager')).toEqual(['2', '2', '2']);
  });

  it.skipIf(!hasSharedRecordings)('lists all names', () => {
    const found = parseNames(recorded('all_pods.txt'));
    expect(found.slice(0, 4)).toEqual(['!ProtoCompiler', '!ProtoCompiler-gRPCPlugin', '+verify', '-']);
  });
});

describe('links', () => {
  const [registry] = cases.registries;

  it('lead to the page and to the source', () => {
    expect(links.page(registry, 'A+B')).toBe('https://cocoapods.org/pods/A%2BB');
    const git = { git: 'https://github.com/example/sink.git', tag: 'v1.0' };
    expect(links.download(registry, 'Sink', '1.0', { source: git })).toBe(
      'https://codeload.github.com/example/sink/tar.gz/refs/tags/v1.0',
    );
    expect(links.download(registry, 'Sink', '1.0', { source: { http: 'https://example.org/s.zip' } })).toBe(
      'https://example.org/s.zip',
    );
    for (const source of [
      { git: 'https://example.org/x.git', tag: '1' },
      { http: 'file:///etc/passwd' },
      null,
    ])
      expect(links.download(registry, 'Sink', '1.0', { source })).toBeNull();
  });

  it('have a command without versions', () => {
    expect(links.install(registry, 'Moya')).toBe('pod try Moya');
    expect(links.install(registry, 'Moya', '15.0.0')).toBeNull();
    expect(links.install(registry, '--help')).toBeNull();
  });
});

it('keeps which subspecs are default, and what they need of each other', () => {
  const spec = {
    name: 'Pond',
    default_subspecs: 'Core',
    subspecs: [
      { name: 'Base' },
      { name: 'Core', dependencies: { 'Pond/Base': [], Other: [] } },
      { name: 'Extra', subspecs: [{ name: 'Deep', ios: { dependencies: { 'Pond/Core': [] } } }] },
    ],
  };
  const { versions } = mapPod({
    name: 'Pond',
    numbers: ['1.0'],
    podspecs: new Map([['1.0', spec]]),
    trunk: null,
  });
  expect(versions[0]!.metadata).toMatchObject({
    default_subspecs: ['Core'],
    subspec_needs: { Core: ['Base'], 'Extra/Deep': ['Core'] },
  });
  expect(versions[0]!.dependencies!.map(({ name }) => name)).toEqual(['Other']);
});
