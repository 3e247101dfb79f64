/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { parseInfo } from './compact-index.ts';
import { type GemDocuments, mapGem } from './map.ts';

if (!hasSharedRecordings) console.warn('rubygems: the shared recordings are absent, so they are not mapped');

const own = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url));
const recorded = (file: string) => readFileSync(shared(`rubygems/${file}`));
const edge = { kind: 'runtime', optional: false };

describe('a gem', () => {
  it.skipIf(!hasSharedRecordings)('of rubygems.org', () => {
    const record = mapGem('rubystats', {
      gem: recorded('rubystats.json'),
      versions: recorded('rubystats-versions.json'),
      owners: null,
      info: Buffer.from('---\n0.2.6 |checksum:56ee\n0.3.0 |checksum:d328\n'),
    });
    expect(record).toEqual({
      name: 'rubystats',
      namespace: null,
      description:
        "Ruby Stats is a port of the statistics libraries from PHPMath. Probability distributions include binomial, beta, and normal distributions with PDF, CDF and inverse CDF as well as Fisher's Exact Test.",
      homepage: 'https://github.com/phillbaker/rubystats',
      repositoryUrl: 'https://github.com/phillbaker/rubystats',
      repositoryCandidates: [chosen('homepage_uri', 'https://github.com/phillbaker/rubystats')],
      licenses: 'MIT',
      keywords: [],
      status: null,
      downloads: { count: 3_129_500, period: 'total' },
      fundingLinks: [],
      metadata: {
        documentation_uri: 'https://www.rubydoc.info/gems/rubystats/0.3.0',
        authors: 'Ilya Scharrenbroich, Bryan Donovan - http://www.bryandonovan.com, Phillip Baker',
      },
      latestVersion: '0.3.0',
      versions: [
        {
          number: '0.3.0',
          publishedAt: '2017-12-02T17:23:59.896Z',
          licenses: 'MIT',
          integrity: 'sha256-d328ec2cd0c2139ff0cb2787e1f92c799bd7557b0c58cc22f4e4728f0d510587',
          status: null,
          metadata: { ruby_version: '>= 1.9.3' },
          dependencies: [
            { name: 'hoe', requirement: '>= 1.7.0', kind: 'development', optional: false },
            { name: 'minitest', requirement: '< 5.0, >= 4.2', kind: 'development', optional: false },
          ],
        },
        {
          number: '0.2.6',
          publishedAt: '2017-07-24T11:40:49.445Z',
          licenses: 'MIT',
          integrity: 'sha256-56eeac510738d45af725d12cc441e14beed661428b56ce9bcc8f7ba5204a7042',
          status: null,
          metadata: { ruby_version: '>= 1.9.3' },
          dependencies: [],
        },
      ],
      versionsComplete: true,
      maintainers: null,
    });
  });

  it.skipIf(!hasSharedRecordings)('of many versions and platforms', () => {
    const record = mapGem('nokogiri', {
      gem: recorded('nokogiri.json'),
      versions: recorded('nokogiri-versions.json'),
      owners: null,
      info: null,
    });
    expect(record.versions).toHaveLength(650);
    expect(record).toMatchObject({
      homepage: 'https://nokogiri.org',
      repositoryUrl: 'https://github.com/sparklemotion/nokogiri',
      latestVersion: '1.13.6',
      metadata: { mfa_required: true, changelog_uri: 'https://nokogiri.org/CHANGELOG.html' },
    });
    expect(record.versions[0]?.dependencies).toHaveLength(18);
    expect(record.versions[0]?.dependencies?.slice(0, 2)).toEqual([
      { ...edge, name: 'mini_portile2', requirement: '~> 2.8.0' },
      { ...edge, name: 'racc', requirement: '~> 1.4' },
    ]);
    expect(record.versions[1]).toMatchObject({
      number: '1.13.6-x86_64-linux',
      metadata: { platform: 'x86_64-linux', ruby_version: '>= 2.6, < 3.2.dev' },
      dependencies: null,
    });
    expect(record.versions.at(-1)).toMatchObject({
      number: '1.0.0-x86-mswin32-60',
      publishedAt: '2009-07-25T18:05:15.000Z',
      licenses: null,
      metadata: { platform: 'x86-mswin32-60' },
    });
  });

  const documents: GemDocuments = {
    gem: own('gem.json'),
    versions: own('versions.json'),
    owners: own('owners.json'),
    info: own('info.txt'),
  };

  it('whose source code is on no known forge', () => {
    const record = mapGem('kitchen-sink', documents);
    expect(record).toMatchObject({
      // The first known forge of all links; the declared one is none.
      repositoryUrl: 'https://github.com/example/sinks',
      fundingLinks: ['https://opencollective.com/example'],
      latestVersion: '2.0.0',
      maintainers: [
        { uuid: '1', login: 'someone' },
        { uuid: '2', login: null },
      ],
    });
    expect(record.metadata).not.toHaveProperty('documentation_uri');
    expect(record.versions).toMatchObject([
      { number: '3.0.0.rc1', integrity: null, dependencies: null },
      {
        number: '2.0.0-x86_64-linux',
        integrity: 'sha256-3fa37b0c3b5744af45f9da3e4ae9cbd89480b35e12ae36b5e87a0452e0b38335',
        licenses: 'MIT,Ruby',
        metadata: { platform: 'x86_64-linux', rubygems_version: '>= 3.3.22', requirements: 'libxml2, zlib' },
        dependencies: [{ ...edge, name: 'racc', requirement: '~> 1.4' }],
      },
      {
        number: '2.0.0',
        dependencies: [
          { ...edge, name: 'racc', requirement: '~> 1.4, >= 1.4.2' },
          { ...edge, name: 'mini_portile2', requirement: '~> 2.8.0' },
          { name: 'rake', requirement: '~> 13.0', kind: 'development', optional: false },
        ],
      },
      { number: '1.0.0', licenses: null, integrity: null, dependencies: [] },
    ]);
  });

  it('that exists for platforms alone has one of them as its latest', () => {
    const versions = JSON.stringify([
      { number: '2.0.0', platform: 'java' },
      { number: '2.0.0', platform: 'arm64-darwin' },
      { number: '1.9.0', platform: 'ruby' },
    ]);
    const record = mapGem('kitchen-sink', { ...documents, versions: Buffer.from(versions) });
    expect(record.latestVersion).toBe('2.0.0-java');
  });

  it('without versions in good standing has none', () => {
    const record = mapGem('kitchen-sink', { ...documents, versions: null, info: null });
    expect(record).toMatchObject({ versions: [], latestVersion: null });
  });

  it('that is another one, or none, is malformed', () => {
    const code = expect.objectContaining({ code: 'malformed' });
    for (const text of ['', '[]', '{}', '{"name":"other"}'])
      expect(() => mapGem('kitchen-sink', { ...documents, gem: Buffer.from(text) })).toThrow(code);
    expect(() => mapGem('kitchen-sink', { ...documents, versions: Buffer.from('{}') })).toThrow(code);
    expect(() => parseInfo(Buffer.from('<html>'), 'x')).toThrow(code);
    expect(() => parseInfo(Buffer.from(`---\n${'1 a\n'.repeat(100_001)}`), 'x')).toThrow(code);
  });
});
