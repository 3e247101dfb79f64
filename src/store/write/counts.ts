/** Counters of registries, keywords and namespaces, changed by whoever changes the rows they count. */
import type { Queryable } from '../database.ts';

export class Tally {
  private readonly steps = new Map<string, number>();

  add(key: string | null, step: 1 | -1): void {
    if (key !== null) this.steps.set(key, (this.steps.get(key) ?? 0) + step);
  }

  /** Keys with a change, in byte order so that writers lock rows in one order. */
  changes(): [key: string, step: number][] {
    return [...this.steps]
      .filter(([, step]) => step !== 0)
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }
}

export async function writeTally(
  tx: Queryable,
  table: 'keyword_counts' | 'namespace_counts',
  registryId: number,
  tally: Tally,
): Promise<void> {
  const changes = tally.changes();
  if (changes.length === 0) return;
  await tx.query({
    name: `write-${table}`,
    text: `insert into ${table} as t (registry_id, name, packages_count)
      select $1, c.* from unnest($2::text[], $3::int[]) as c
      on conflict (registry_id, name) do update set packages_count = t.packages_count + excluded.packages_count`,
    values: [registryId, changes.map(([key]) => key), changes.map(([, step]) => step)],
  });
}

const SLOTS = 16;

export async function writeRegistryCounts(
  tx: Queryable,
  registryId: number,
  steps: { packages: number; versions: number; maintainers: number },
): Promise<void> {
  if (steps.packages === 0 && steps.versions === 0 && steps.maintainers === 0) return;
  await tx.query({
    name: 'write-registry-counts',
    text: `insert into registry_counts as c (registry_id, slot, packages_count, versions_count, maintainers_count)
      values ($1, pg_backend_pid() % ${SLOTS}, $2, $3, $4)
      on conflict (registry_id, slot) do update set packages_count = c.packages_count + excluded.packages_count,
        versions_count = c.versions_count + excluded.versions_count,
        maintainers_count = c.maintainers_count + excluded.maintainers_count`,
    values: [registryId, steps.packages, steps.versions, steps.maintainers],
  });
}
