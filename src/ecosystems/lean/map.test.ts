/** Expected values are worked out by hand from the recorded manifest and the one in fixtures/. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { recordsOf } from './fixtures/conformance.ts';
import { mapPackage } from './map.ts';

if (!hasSharedRecordings) console.warn('lean: the shared recordings are absent, so they are not mapped');

const community = (base: string, requirement: string) => ({
  name: `leanprover-community/${base}`,
  requirement,
  kind: 'runtime',
  optional: false,
});

describe('the manifest of Reservoir', () => {
  it.skipIf(!hasSharedRecordings)('has mathlib, in two versions', async () => {
    const [mathlib] = await recordsOf(readFileSync(shared('lean/manifest.json')));
    const version = {
      licenses: null,
      integrity: null,
      status: null,
    };
    const metadata = {
      version: '0.0.0',
      toolchain: 'leanprover/lean4:v4.30.0-rc2',
      github: 'leanprover-community/mathlib4',
    };
    // The eighth, Cli, is transitive.
    const dependencies = [
      community('plausible', 'main'),
      community('LeanSearchClient', 'main'),
      community('importGraph', 'main'),
      community('proofwidgets', 'v0.0.98'),
      community('aesop', 'v4.30.0-rc2'),
      community('Qq', 'v4.30.0-rc2'),
      community('batteries', 'v4.30.0-rc2'),
    ];
    expect(mathlib).toEqual({
      name: 'leanprover-community/mathlib',
      namespace: 'leanprover-community',
      description: 'The math library of Lean 4',
      homepage: 'https://leanprover-community.github.io/mathlib4_docs',
      repositoryUrl: 'https://github.com/leanprover-community/mathlib4',
      repositoryCandidates: [
        chosen('sources.repoUrl', 'https://github.com/leanprover-community/mathlib4'),
        candidate('sources.gitUrl', 'https://github.com/leanprover-community/mathlib4'),
      ],
      licenses: 'Apache-2.0',
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: {
        stars: 3221,
        created_at: '2021-05-09T07:52:01.000Z',
        updated_at: '2026-04-27T20:25:11.000Z',
        default_branch: 'master',
        git_url: 'https://github.com/leanprover-community/mathlib4',
      },
      latestVersion: '7e1d43ce0de119bf21df45cee606d4a9468e7989',
      versions: [
        {
          ...version,
          number: '7e1d43ce0de119bf21df45cee606d4a9468e7989',
          publishedAt: '2026-04-27T13:42:09.000Z',
          metadata,
          dependencies,
        },
        {
          ...version,
          number: '5450b53e5ddc75d46418fabb605edbf36bd0beb6',
          publishedAt: '2026-04-18T10:41:35.000Z',
          metadata: { ...metadata, tag: 'v4.30.0-rc2' },
          dependencies,
        },
      ],
      versionsComplete: true,
      maintainers: null,
    });
  });

  it.skipIf(!hasSharedRecordings)('has a package that is platform independent', async () => {
    const [, aesop] = await recordsOf(readFileSync(shared('lean/manifest.json')));
    expect(aesop).toMatchObject({
      name: 'leanprover-community/aesop',
      homepage: null,
      repositoryUrl: 'https://github.com/leanprover-community/aesop',
      versions: [
        { metadata: { platform_independent: true }, dependencies: [community('batteries', 'v4.30.0-rc2')] },
      ],
    });
  });
});

describe('a manifest', () => {
  it('keeps what it says, and each commit once', async () => {
    const records = await recordsOf(readFileSync(new URL('fixtures/manifest.json', import.meta.url)));
    expect(records.map(({ name }) => name)).toEqual(['example/set-theory', 'example/empty']);
    expect(records[0]).toMatchObject({
      description: 'Sets,\nand more sets',
      homepage: null,
      repositoryUrl: 'https://gitlab.com/example/set-theory',
      keywords: ['sets', 'logic'],
      metadata: { stars: 0, default_branch: 'main', git_url: 'https://gitlab.com/example/set-theory.git' },
      // Not the first of the list, and not the commit with the higher digits: the one of the latest date.
      latestVersion: '2222222222222222222222222222222222222222',
      versions: [
        {
          number: '1111111111111111111111111111111111111111',
          licenses: 'MIT',
          metadata: { version: '1.1.0', tag: 'v1.1.0', platform_independent: true },
          dependencies: [
            community('batteries', 'abc'),
            { name: 'leanprover-community/Qq', requirement: null, kind: 'runtime', optional: false },
          ],
        },
        {
          number: '2222222222222222222222222222222222222222',
          publishedAt: '2025-01-01T00:00:00.000Z',
          metadata: { version: '1.2.0', tag: 'v1.2.0' },
          dependencies: [],
        },
      ],
    });
    expect(records[0]?.versions[0]?.metadata).not.toHaveProperty('github');
  });

  it.each([null, 1, {}, { fullName: 'mathlib' }, { owner: 'a', name: null }])('%j is no package', item => {
    expect(mapPackage(item)).toBeNull();
  });
});
