/** Expected values are worked out by hand from the recorded answers and the registry in fixtures/. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { piecesOf, registryArchive } from './fixtures/archive.ts';
import { recordsOf } from './fixtures/conformance.ts';
import { readInfo, readRequests } from './hub.ts';

if (!hasSharedRecordings) console.warn('julia: the shared recordings are absent, so they are not mapped');

const dependency = (name: string, requirement: string | null, kind = 'runtime') => ({
  name,
  requirement,
  kind,
  optional: kind === 'weak',
});

describe('a package', () => {
  it.skipIf(!hasSharedRecordings)('of General, with what JuliaHub says of it', async () => {
    const [aaindex] = await recordsOf({ info: readFileSync(shared('julia/info')) });
    const version = { publishedAt: null, licenses: null, integrity: null, status: null, dependencies: [] };
    const uuid = '1cd36ffe-cb05-4761-9ff9-f7bc1999e190';
    expect(aaindex).toEqual({
      name: 'AAindex',
      namespace: null,
      description: 'A package to read AAindex database files.',
      homepage: null,
      repositoryUrl: 'https://github.com/jowch/AAindex.jl',
      repositoryCandidates: [
        chosen('repo', 'https://github.com/jowch/AAindex.jl', 'https://github.com/jowch/AAindex.jl.git'),
      ],
      licenses: 'MIT',
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: { uuid, owner: 'jowch', stars: 2 },
      latestVersion: '0.2.0',
      versions: [
        {
          ...version,
          number: '0.1.0',
          metadata: { uuid, git_tree_sha1: '0000000000000000000000000000000000000011' },
        },
        {
          ...version,
          number: '0.2.0',
          metadata: { uuid, git_tree_sha1: '0000000000000000000000000000000000000012' },
        },
      ],
      versionsComplete: true,
      maintainers: null,
    });
  });

  it('that is deprecated, with dependencies of all kinds', async () => {
    const [, sinks] = await recordsOf();
    expect(sinks).toMatchObject({
      description: 'Sinks of all kinds',
      repositoryUrl: 'https://github.com/example/Sinks.jl',
      licenses: 'MIT',
      keywords: ['sinks', 'kitchen'],
      status: 'deprecated',
      downloads: { count: 25, period: 'last-month' },
      metadata: {
        subdir: 'lib/Sinks',
        owner: 'example',
        stars: 12,
        deprecation: 'use Basins',
        alternative: 'Basins',
      },
      // Not 1.9.0, which the file names later, nor the pre-release.
      latestVersion: '1.10.0',
    });
    expect(
      sinks?.versions.map(({ number, status, metadata, dependencies }) => [
        number,
        status,
        metadata.julia ?? null,
        dependencies,
      ]),
    ).toEqual([
      ['0.1.0', null, '0.7-1', [dependency('LinearAlgebra', null)]],
      ['0.2.0', 'yanked', '0.7-1', [dependency('LinearAlgebra', null)]],
      ['0.2.1', null, '0.7-1', [dependency('LinearAlgebra', null), dependency('Pipes', '=0.3')]],
      ['1.0.0', null, '1.6.0-1', [dependency('LinearAlgebra', null), dependency('Pipes', '0.3-0.4, =1')]],
      [
        '1.10.0',
        null,
        '1.10.0-1',
        [dependency('LinearAlgebra', null), dependency('Pipes', null), dependency('Plots', '1.2-1', 'weak')],
      ],
      ['1.9.0', null, '1.6.0-1', [dependency('LinearAlgebra', null), dependency('Pipes', '0.3-0.4, =1')]],
      ['2.0.0-rc.1', null, '1.10.0-1', [dependency('Taps', null), dependency('Plots', '1.2-1', 'weak')]],
    ]);
  });

  it('of binaries, in builds of one version, at no known forge', async () => {
    const [, , jll] = await recordsOf();
    expect(jll).toMatchObject({
      name: 'Sink_jll',
      description: null,
      repositoryUrl: 'ssh://git@git.example.org/builds/Sink_jll.jl.git',
      licenses: null,
      keywords: [],
      latestVersion: '1.2.3+1',
      versions: [{ number: '1.2.3+0' }, { number: '1.2.3+1' }],
    });
    expect(jll?.metadata).toEqual({ uuid: 'cccccccc-bbbb-cccc-dddd-eeeeeeeeeeee' });
  });

  it.each([
    ['S/Sinks/Versions.toml', '["1.0.0"'],
    ['S/Sinks/Deps.toml', '[head]\nx = "y"'],
    ['S/Sinks/Deps.toml', '1 = "y"'],
    ['S/Sinks/Package.toml', 'x'.repeat(100)],
  ])('whose %s is %j is malformed', async (path, text) => {
    await expect(recordsOf({ archive: registryArchive({ [path]: text }) })).rejects.toMatchObject({
      code: 'malformed',
    });
  });

  it('without a name or UUID is none', async () => {
    for (const text of [
      '',
      'name = "Sinks"',
      'name = "../x"\nuuid = "131cd6a8-f02b-4a66-8ce5-0a80ec47b73f"',
    ]) {
      const records = await recordsOf({ archive: registryArchive({ 'S/Sinks/Package.toml': text }) });
      expect(records.map(({ name }) => name)).toEqual(['AAindex', 'Sink_jll']);
    }
  });
});

describe('what lies beside the registry', () => {
  it.skipIf(!hasSharedRecordings)('is the list of JuliaHub', async () => {
    const info = await readInfo(piecesOf(readFileSync(shared('julia/info')), 1_000));
    expect(info.size).toBe(80);
    // Abaco: nothing but a licence is known, and the count of stars is -1.
    expect(info.get('d40f9233-56b0-491b-a728-76bda003a9e7')).toEqual({
      description: null,
      license: 'MIT',
      tags: [],
      stars: null,
      owner: null,
    });
    expect(info.get('bc6b9049-e460-56d6-94b4-a597b2c0390d')?.tags).toEqual([
      'parser',
      'abaqus',
      'julialang',
      'inp',
    ]);
  });

  it.skipIf(!hasSharedRecordings)('is the log of requests, of which all are summed', async () => {
    const csv = gunzipSync(readFileSync(shared('julia/package_requests_by_date.csv.gz')));
    expect(await readRequests(piecesOf(csv, 7))).toEqual(
      new Map([
        ['131cd6a8-f02b-4a66-8ce5-0a80ec47b73f', 33],
        ['aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', 50],
      ]),
    );
  });

  it.each(['', 'a,b\n', `package_uuid,request_count\n${'x'.repeat(20_000)}`])('%# is no log', async csv => {
    await expect(readRequests(piecesOf(Buffer.from(csv), 1_000))).rejects.toMatchObject({
      code: 'malformed',
    });
  });
});
