/** Exposure to an advisory about a package that very many depend on. Expected values are worked out by hand from the world below. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advisory, affects, below } from '../src/advisories/fixtures/records.ts';
import { type Edge, packageRecord, startEdge } from '../src/api/fixtures/edge.ts';
import { listed } from '../src/services/advisories/exposure-listed.ts';
import { type WalkOptions, walkExposure } from '../src/services/advisories/exposure-walk.ts';
import advisories from '../src/services/advisories/index.ts';
import { writeAdvisories } from '../src/store/advisories.ts';
import { advisoriesByIdentifier } from '../src/store/advisory-queries.ts';
import { copyDependents } from './many-dependents.ts';
import { dependency, version } from './records.ts';

const COPIES = 12_000;
const app = (name: string, on: string, requirement: string) =>
  packageRecord(name, {
    versions: [version('1.0.0', { dependencies: [dependency(on, 'runtime', { requirement })] })],
  });

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge({ services: [advisories] });
  await edge.write(
    'npm',
    packageRecord('wide', { versions: [version('1.0.0'), version('1.1.0')] }),
    app('admits', 'wide', '^1.0.0'),
    app('excludes', 'wide', '1.1.0'),
    app('untold', 'wide', 'latest'),
    app('behind', 'admits', '*'),
  );
  const { db } = edge.database;
  const npm = edge.directory.all().find(({ name }) => name === 'npm');
  await copyDependents(db, npm?.id ?? 0, 'wide', ['admits', 'excludes', 'untold'], COPIES);
  const record = advisory('ghsa', 'GHSA-aaaa-bbbb-cccc', {
    affected: [affects('npm', 'wide', below('1.1.0'))],
  });
  await writeAdvisories(
    db,
    'ghsa',
    { writes: [{ record, path: 'a.json' }] },
    { normalise: (_, name) => name },
  );
}, 120_000);
afterAll(() => edge.stop());

const exposure = async (query: string) => {
  const reply = await fetch(`${edge.url}/advisories/api/v1/advisories/GHSA-aaaa-bbbb-cccc/exposure?${query}`);
  return reply.json();
};

async function walk(options: WalkOptions) {
  const { db } = edge.database;
  const [[found] = []] = await advisoriesByIdentifier(db, ['GHSA-aaaa-bbbb-cccc']);
  return walkExposure({ db, directory: edge.directory }, found?.packages ?? [], options);
}

describe('a package with 12,003 dependents', () => {
  it('has every one of them counted', async () => {
    // A third of 12,000 each and its template. Critical: 3,000, 6,000, 9,000 and 12,000 are copies of the first template.
    expect(await exposure('depth=2&per_page=2')).toMatchObject({
      packages: [{ package_name: 'wide', dependent_packages_count: 12_003 }],
      counts: {
        admits: 4_002,
        critical: 4,
        updatable: 4_001,
        excludes: 4_001,
        unknown: 4_001,
        by_depth: [
          { depth: 1, admits: 4_001 },
          { depth: 2, admits: 1 },
        ],
      },
      examined: 12_004,
      truncated: false,
      dependents: [
        {
          package_name: 'copy-12000',
          dependent_packages_count: 12_000,
          critical: true,
          requirement: '^1.0.0',
        },
        { package_name: 'copy-11997', dependent_packages_count: 11_997, critical: false },
      ],
    });
  });

  it('has them listed page by page, as many as were counted', async () => {
    const names: string[] = [];
    let cursor = '';
    for (let page = 0; page < 5; page++) {
      const body = await exposure(`per_page=1000${cursor}`);
      names.push(...body.dependents.map((of: { package_name: string }) => of.package_name));
      if (page === 4) expect(body.next_cursor).toBeNull();
      cursor = `&cursor=${body.next_cursor}`;
    }
    const copies = Array.from({ length: 4_000 }, (_, i) => `copy-${COPIES - 3 * i}`);
    expect(names).toEqual([...copies, 'admits']);
  });

  it('has the most used looked at where not all may be', async () => {
    const { found, ...rest } = await walk({ depth: 2, limit: 5 });
    expect(rest).toMatchObject({ examined: 5, truncated: true, unreached: null });
    expect(
      (await listed(edge.database.db, found)).map(of => [of.name, of.exposure.verdict, of.through]),
    ).toEqual([
      ['copy-12000', 'admits', 'wide'],
      ['copy-11999', 'unknown', 'wide'],
      ['copy-11998', 'excludes', 'wide'],
      ['copy-11997', 'admits', 'wide'],
      ['copy-11996', 'unknown', 'wide'],
    ]);
  });

  it('says so where the time is over, and stops where nobody waits any more', async () => {
    expect(await walk({ depth: 3, time: 0 })).toMatchObject({
      examined: 0,
      truncated: true,
      unreached: 1,
      found: [],
    });
    await expect(walk({ depth: 1, signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone');
  });
});
