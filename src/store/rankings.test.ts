import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, serversUnderTest } from '../../test/databases.ts';
import type { Database } from './database.ts';
import { updateCritical, updateRankings } from './rankings.ts';

describe.each(serversUnderTest())('rankings on $name', ({ url }) => {
  let db: Database;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ db, drop } = await createTestDatabase(url, { migrate: true }));
  });
  afterAll(() => drop());

  /** [downloads, dependents, active] by package number from 1. */
  const fill = (registryId: number, rows: [number | null, number, boolean][]) =>
    db.query({
      text: `insert into package_usage (registry_id, package_id, indexed, downloads, dependent_packages_count, active)
        select $1, row_number() over (), true, * from unnest($2::bigint[], $3::int[], $4::bool[])`,
      values: [registryId, rows.map(r => r[0]), rows.map(r => r[1]), rows.map(r => r[2])],
    });

  it('ranks by the share of active packages that are used more', async () => {
    await fill(1, [
      [100, 0, true],
      [50, 9, true],
      [50, 0, false],
      [null, 0, true],
    ]);
    await updateRankings(db, 1);
    const { rows } = await db.query({
      text: `select rank_downloads as d, rank_dependent_packages as p, rank_average as a from package_usage where registry_id = 1 order by package_id`,
    });
    expect(rows).toEqual([
      { d: 0, p: 25, a: 12.5 },
      { d: 25, p: 0, a: 12.5 },
      { d: 25, p: 25, a: 25 },
      { d: null, p: 25, a: 100 },
    ]);
  });

  it('takes as critical the most used that together have 80 %, the crossing one included, in registries of 4,000 and more', async () => {
    // 4,000 packages: uses 60, 15, 10, 10, 5 and none. 60 + 15 = 75 <= 80, so the third (85) crosses the line.
    const uses = [60, 15, 10, 10, 5, ...Array<number>(3_995).fill(0)];
    await fill(
      2,
      uses.map(used => [null, used, true]),
    );
    expect(await updateCritical(db, 2)).toBe(3);
    await fill(
      3,
      uses.slice(1).map(used => [null, used, true]),
    );
    expect(await updateCritical(db, 3)).toBe(0);
    const { rows } = await db.query({
      text: 'select package_id from package_usage where critical order by package_id',
    });
    expect(rows.map(r => r.package_id)).toEqual([1, 2, 3]);
  });
});
