/** Expected values are worked out by hand from the recorded answers and the module in fixtures/. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { recordsOf } from './fixtures/conformance.ts';
import { mapModule, newestOf, parseModule } from './map.ts';

if (!hasSharedRecordings) console.warn('deno: the shared recordings are absent, so they are not mapped');

const recorded = (file: string) => readFileSync(shared(`deno/${file}`));
const runtime = (name: string, requirement: string | null) => ({
  name,
  requirement,
  kind: 'runtime',
  optional: false,
});

describe('a module', () => {
  it.skipIf(!hasSharedRecordings)('of the registry', () => {
    const module = parseModule(recorded('deno_es'), 'deno_es');
    const answers = new Map([
      ['v0.4.3', { meta: recorded('meta.json.2'), graph: null }],
      ['v0.4.2', { meta: recorded('meta.json'), graph: recorded('deps_v2.json') }],
    ]);
    const version = { licenses: null, integrity: null, status: null };
    const source = { source_type: 'github', source_repository: 'jiawei397/deno_es' };
    expect(mapModule(module, answers)).toEqual({
      name: 'deno_es',
      namespace: null,
      description: 'deno elasticsearch',
      homepage: null,
      repositoryUrl: 'https://github.com/jiawei397/deno_es',
      repositoryCandidates: [
        chosen('upload_options.repository', 'https://github.com/jiawei397/deno_es', 'jiawei397/deno_es'),
      ],
      licenses: null,
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: { star_count: 4, popularity_score: 10 },
      latestVersion: 'v0.4.3',
      versions: [
        {
          ...version,
          number: 'v0.4.3',
          publishedAt: '2022-05-07T07:05:25.556Z',
          metadata: { ...source, source_ref: 'v0.4.3' },
          dependencies: null,
        },
        {
          ...version,
          number: 'v0.4.2',
          publishedAt: '2022-03-25T06:16:54.883Z',
          metadata: { ...source, source_ref: 'v0.4.2' },
          // What deps.ts and examples/ import; what those import in turn are dependencies of theirs.
          dependencies: [
            runtime('std', '0.120.0'),
            runtime('jw_fetch', 'v0.2.5'),
            runtime('deno_mock', 'v2.0.0'),
          ],
        },
        { ...version, number: 'v0.4.1', publishedAt: null, metadata: {}, dependencies: null },
      ],
      versionsComplete: true,
      maintainers: null,
    });
  });

  it.skipIf(!hasSharedRecordings)('with many versions has its newest looked at', () => {
    const { items } = JSON.parse(recorded('modules').toString()) as { items: { name: string }[] };
    const jose = parseModule(Buffer.from(JSON.stringify(items[0])), 'jose');
    expect(jose.versions.length).toBe(78);
    expect(newestOf(jose, 3)).toEqual(['v4.14.4', 'v4.14.3', 'v4.14.2']);
    // v3.20.4 was published between 4.9.1 and 4.9.2, and is older than both.
    expect(newestOf(jose, 78)).toContain('v3.20.4');
    expect(newestOf(jose, 20)).not.toContain('v3.20.4');
    expect(mapModule(jose, new Map())).toMatchObject({
      latestVersion: 'v4.14.4',
      keywords: [],
      metadata: { tags: ['popularity:top_1_percent'], star_count: 3336 },
    });
  });

  it('imports other modules of the registry, each once a version', async () => {
    const [record] = await recordsOf();
    expect(record).toMatchObject({
      description: 'Everything and the kitchen sink',
      keywords: ['sinks'],
      metadata: { star_count: 7, popularity_score: 12, tags: ['popularity:top_5_percent'] },
    });
    expect(record?.versions[1]).toMatchObject({
      publishedAt: '2023-04-05T06:07:08.900Z',
      dependencies: [
        runtime('oak', 'v12.6.0'),
        runtime('unversioned', null),
        runtime('std', '0.190.0'),
        runtime('std', '0.180.0'),
        runtime('std', null),
        runtime('plus', '1.0.0+build'),
      ],
    });
  });

  it('whose latest version is not among its versions gets the highest stable one', () => {
    const of = (value: object) => mapModule(parseModule(Buffer.from(JSON.stringify(value)), 'x'), new Map());
    const versions = ['1.0.0', '1.10.0', '1.9.0', '2.0.0-rc.1'];
    expect(of({ name: 'x', versions, latest_version: '3.0.0' }).latestVersion).toBe('1.10.0');
    expect(of({ name: 'x', versions, latest_version: '1.9.0' }).latestVersion).toBe('1.9.0');
    expect(of({ name: 'x', versions: [] })).toMatchObject({ latestVersion: null, repositoryUrl: null });
  });

  it.each(['[]', '{}', '{"name":"y","versions":[]}', '{"name":"x"}'])('is not %s', body => {
    expect(() => parseModule(Buffer.from(body), 'x')).toThrow(/module x/);
  });
});
