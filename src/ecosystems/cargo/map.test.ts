/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { indexPath } from './hosts.ts';
import { mapCrate } from './map.ts';
import { parseIndex } from './sparse-index.ts';

if (!hasSharedRecordings) console.warn('cargo: the shared recordings are absent, so they are not mapped');

const own = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url));
const recorded = (file: string) => readFileSync(shared(`cargo/${file}`));
const sink = { crate: own('crate.json'), owners: own('owners.json'), index: own('index.txt') };

describe('a crate', () => {
  it.skipIf(!hasSharedRecordings)('of crates.io', () => {
    const { versions, ...record } = mapCrate('parameters_lib', {
      crate: recorded('parameters_lib'),
      owners: null,
      index: null,
    });
    expect(record).toEqual({
      name: 'parameters_lib',
      namespace: null,
      description: 'Parameters Library',
      homepage: 'https://github.com/TheFox/parameters-rust',
      repositoryUrl: 'https://github.com/TheFox/parameters-rust',
      repositoryCandidates: [
        chosen('repository', 'https://github.com/TheFox/parameters-rust'),
        candidate('homepage', 'https://github.com/TheFox/parameters-rust'),
      ],
      licenses: 'MIT',
      keywords: ['env', 'variables'],
      status: null,
      downloads: { count: 797, period: 'total' },
      fundingLinks: [],
      metadata: {
        categories: ['parsing', 'filesystem', 'config', 'command-line-interface'],
        documentation: 'https://github.com/TheFox/parameters-rust',
        recent_downloads: 96,
      },
      latestVersion: '0.2.2',
      versionsComplete: true,
      maintainers: null,
    });
    expect(versions.map(({ number }) => number)).toEqual(['0.2.2', '0.1.0', '0.1.0-dev.2', '0.1.0-dev.1']);
    expect(versions[0]).toEqual({
      number: '0.2.2',
      publishedAt: '2022-03-29T13:35:06.927Z',
      licenses: 'MIT',
      integrity: 'sha256-bced3bcb3f52104ec2c5d32d23b0b76fb4079a3567025f64ef500082bc29f2c3',
      status: null,
      metadata: { published_by: 'TheFox', crate_size: 3200 },
      dependencies: null,
    });
  });

  it.skipIf(!hasSharedRecordings)('of the present API', () => {
    const { versions, ...record } = mapCrate('serde', {
      crate: recorded('serde_fresh'),
      owners: null,
      index: null,
    });
    expect(record).toMatchObject({
      homepage: 'https://serde.rs',
      repositoryUrl: 'https://github.com/serde-rs/serde',
      licenses: 'MIT OR Apache-2.0',
      downloads: { count: 50_529_288, period: 'total' },
      latestVersion: '1.0.219',
    });
    expect(versions[0]?.metadata).toEqual({
      published_by: 'dtolnay',
      crate_size: 78_983,
      rust_version: '1.31',
      edition: '2018',
      // Empty lists of features are left out.
      features: { default: ['std'], derive: ['serde_derive'] },
    });
  });

  it('with a yanked version, owners and dependencies of every sort', () => {
    const record = mapCrate('kitchen_sink', sink);
    expect(record).toMatchObject({
      description: 'Everything and the kitchen sink',
      repositoryUrl: 'https://github.com/example/sinks',
      // The homepage names no forge and counts for nothing.
      repositoryCandidates: [
        chosen(
          'repository',
          'https://github.com/example/sinks',
          'https://github.com/example/sinks/tree/main/kitchen',
        ),
      ],
      // That of the latest version, which is not the one that was published last.
      licenses: 'MIT/Apache-2.0',
      latestVersion: '1.1.0',
    });
    expect(record.maintainers).toEqual([
      {
        uuid: '7',
        login: 'someone',
        name: 'Someone',
        email: null,
        url: 'https://github.com/someone',
        role: null,
      },
      {
        uuid: 'github:example:sinks',
        login: 'github:example:sinks',
        name: 'sinks',
        email: null,
        url: 'https://github.com/example',
        role: 'team',
      },
    ]);
    const [candidate, yanked, latest] = record.versions;
    expect(candidate).toMatchObject({
      metadata: { has_lib: false, bin_names: ['sink'], features: { default: ['std'] } },
      dependencies: null,
    });
    expect(yanked).toMatchObject({
      status: 'yanked',
      integrity: null,
      metadata: { yank_message: 'broken on Windows' },
      dependencies: [],
    });
    const edge = { kind: 'normal', optional: false };
    expect(latest?.integrity).toBe('sha256-bced3bcb3f52104ec2c5d32d23b0b76fb4079a3567025f64ef500082bc29f2c3');
    expect(latest?.dependencies).toEqual([
      { ...edge, name: 'regex', requirement: '^1.5.0' },
      {
        ...edge,
        name: 'serde_json',
        requirement: '^1',
        optional: true,
        qualifiers: { alias: 'json', features: 'raw_value,std', default_features: 'false' },
      },
      { ...edge, name: 'winapi', requirement: '^0.3', qualifiers: { target: 'cfg(windows)' } },
      { ...edge, name: 'cc', requirement: '^1.0', kind: 'build' },
      { ...edge, name: 'tempfile', requirement: '^3', kind: 'dev' },
      {
        ...edge,
        name: 'inner',
        requirement: '*',
        qualifiers: { registry: 'https://index.internal.example' },
      },
    ]);
  });

  it('of which every version is yanked has no latest', () => {
    const document = JSON.parse(sink.crate.toString());
    for (const version of document.versions) version.yanked = true;
    const record = mapCrate('kitchen_sink', { ...sink, crate: Buffer.from(JSON.stringify(document)) });
    expect(record).toMatchObject({ latestVersion: null, licenses: null, status: null });
  });

  it('has the spelling of the registry', () => {
    expect(mapCrate('KITCHEN-SINK', sink).name).toBe('kitchen_sink');
  });

  it('that is another one, or none, is malformed', () => {
    const code = expect.objectContaining({ code: 'malformed' });
    for (const text of [
      '',
      '[]',
      '{}',
      '{"crate":{"name":"other"},"versions":[]}',
      '{"crate":{"name":"kitchen_sink"}}',
    ])
      expect(() => mapCrate('kitchen_sink', { ...sink, crate: Buffer.from(text) })).toThrow(code);
    expect(() => mapCrate('kitchen_sink', { ...sink, owners: Buffer.from('{}') })).toThrow(code);
    for (const text of ['', '\n', '<html>', '{"name":"other","vers":"1.0.0"}'])
      expect(() => parseIndex(Buffer.from(text), 'kitchen_sink')).toThrow(code);
  });
});

describe('the index', () => {
  // https://doc.rust-lang.org/cargo/reference/registry-index.html#index-files
  it.each([
    ['a', '1/a'],
    ['cc', '2/cc'],
    ['syn', '3/s/syn'],
    ['rand', 'ra/nd/rand'],
    ['Inflector', 'in/fl/inflector'],
  ])('has %s at %s', (name, path) => {
    expect(indexPath(name)).toBe(path);
  });
});
