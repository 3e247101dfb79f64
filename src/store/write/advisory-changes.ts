/** Says whose advisories changed, so that answers which show them are dropped. */
import type { Queryable } from '../database.ts';
import { announceChanges } from '../events.ts';

export interface PackageKey {
  ecosystem: string;
  name: string;
}

/** Stands for the advisories as a whole where changes are announced by registry; no registry has this number. */
export const ADVISORIES_AS_REGISTRY = 0;

const WRITERS_LOCK = 7_231_001;

/** One writer of advisories at a time, until its transaction ends: which records belong together is for one to decide. */
export async function lockAdvisories(tx: Queryable): Promise<void> {
  await tx.query({ text: `select pg_advisory_xact_lock(${WRITERS_LOCK})` });
}

/** Only inside the transaction that makes the change. Names are those of every registry of the ecosystem. */
export async function announceAdvisories(tx: Queryable, packages: readonly PackageKey[]): Promise<void> {
  await announceChanges(tx, ADVISORIES_AS_REGISTRY, []);
  if (packages.length === 0) return;
  const { rows } = await tx.query<{ registryId: number; ids: number[] }>({
    name: 'packages-of-advisories',
    text: `select n.registry_id as "registryId", array_agg(distinct n.id order by n.id) as ids
      from unnest($1::text[], $2::text[]) as changed (ecosystem, name)
      join registries r on r.ecosystem = changed.ecosystem
      join package_names n on n.registry_id = r.id and n.name = changed.name
      group by n.registry_id order by n.registry_id`,
    values: [packages.map(({ ecosystem }) => ecosystem), packages.map(({ name }) => name)],
  });
  for (const { registryId, ids } of rows) await announceChanges(tx, registryId, ids);
}
