import type { MaintainerRecord } from '../../core/records.ts';
import type { Queryable } from '../database.ts';
import { cleanText } from './prepare.ts';

export interface MaintainersOf {
  packageId: number;
  /** Null: the source does not say; what is stored stays. */
  maintainers: MaintainerRecord[] | null;
  /** Stored roles by maintainer number. */
  stored: Map<number, string | null>;
}

/**
 * Replaces the maintainers of each package by those given. People whose uuid is tombstoned are left out.
 *
 * @returns how many maintainers the registry did not have before.
 */
export async function writeMaintainers(
  tx: Queryable,
  registryId: number,
  all: MaintainersOf[],
): Promise<number> {
  const people = new Map<string, MaintainerRecord>();
  for (const { maintainers } of all)
    for (const person of maintainers ?? []) people.set(cleanText(person.uuid), person);
  const ids = new Map<string, number>();
  let created = 0;
  if (people.size > 0) {
    const uuids = [...people.keys()].sort();
    const hidden = await tx.query<{ key: string }>({
      name: 'write-hidden-maintainers',
      text: `select key from tombstones where registry_id = $1 and kind = 'maintainer' and key = any($2)`,
      values: [registryId, uuids],
    });
    for (const { key } of hidden.rows) people.delete(key);
    const rows = await upsertPeople(tx, registryId, people);
    for (const row of rows) {
      ids.set(row.uuid, row.id);
      if (row.created) created++;
    }
  }

  const counts = new Map<number, number>();
  const add = newColumns();
  const change = newColumns();
  const drop = newColumns();
  const push = (to: Columns, packageId: number, maintainerId: number, role: string | null) => {
    to.packages.push(packageId);
    to.maintainers.push(maintainerId);
    to.roles.push(role);
  };
  for (const { packageId, maintainers, stored } of all) {
    if (maintainers === null) continue;
    const wanted = new Map<number, string | null>();
    for (const { uuid, role } of maintainers) {
      const id = ids.get(cleanText(uuid));
      if (id !== undefined && !wanted.has(id)) wanted.set(id, role);
    }
    for (const [id, role] of wanted) {
      if (!stored.has(id)) {
        push(add, packageId, id, role);
        counts.set(id, (counts.get(id) ?? 0) + 1);
      } else if (stored.get(id) !== role) push(change, packageId, id, role);
    }
    for (const id of stored.keys()) {
      if (wanted.has(id)) continue;
      push(drop, packageId, id, null);
      counts.set(id, (counts.get(id) ?? 0) - 1);
    }
  }
  if (add.packages.length > 0) {
    await tx.query({
      name: 'write-maintainerships',
      text: `insert into maintainerships (registry_id, package_id, maintainer_id, role)
        select $1, m.* from unnest($2::int[], $3::int[], $4::text[]) as m`,
      values: [registryId, add.packages, add.maintainers, add.roles],
    });
  }
  if (change.packages.length > 0) {
    await tx.query({
      text: `update maintainerships m set role = c.role
        from unnest($2::int[], $3::int[], $4::text[]) as c (package_id, maintainer_id, role)
        where m.registry_id = $1 and m.package_id = c.package_id and m.maintainer_id = c.maintainer_id`,
      values: [registryId, change.packages, change.maintainers, change.roles],
    });
  }
  if (drop.packages.length > 0) {
    await tx.query({
      text: `delete from maintainerships m using unnest($2::int[], $3::int[]) as d (package_id, maintainer_id)
        where m.registry_id = $1 and m.package_id = d.package_id and m.maintainer_id = d.maintainer_id`,
      values: [registryId, drop.packages, drop.maintainers],
    });
  }
  if (counts.size > 0) {
    const changed = [...counts].filter(([, step]) => step !== 0).sort(([a], [b]) => a - b);
    await tx.query({
      name: 'write-maintainer-counts',
      text: `with changed as (
          select m.id, c.step from maintainers m
          join unnest($2::int[], $3::int[]) as c (id, step) on m.registry_id = $1 and m.id = c.id
          order by m.id for update of m
        )
        update maintainers m set packages_count = m.packages_count + changed.step
        from changed where m.registry_id = $1 and m.id = changed.id`,
      values: [registryId, changed.map(([id]) => id), changed.map(([, step]) => step)],
    });
  }
  return created;
}

interface Columns {
  packages: number[];
  maintainers: number[];
  roles: (string | null)[];
}

const newColumns = (): Columns => ({ packages: [], maintainers: [], roles: [] });

/** Rows of people who are as they were are only read: everybody's popular maintainers would be locked otherwise. */
async function upsertPeople(tx: Queryable, registryId: number, people: Map<string, MaintainerRecord>) {
  const uuids = [...people.keys()].sort();
  const values = (pick: (person: MaintainerRecord) => string | null) =>
    uuids.map(uuid => cleanText(pick(people.get(uuid)!)));
  const { rows } = await tx.query<{ id: number; uuid: string; created: boolean }>({
    name: 'write-people',
    text: `with given as (
        select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as g (uuid, login, name, email, url)
      ), same as (
        select m.id, m.uuid from given g join maintainers m on m.registry_id = $1 and m.uuid = g.uuid
        where (m.login, m.name, m.email, m.url) is not distinct from (g.login, g.name, g.email, g.url)
      ), written as (
        insert into maintainers as m (registry_id, uuid, login, name, email, url)
        select $1, g.* from given g where not exists (select from same where same.uuid = g.uuid) order by g.uuid
        on conflict (registry_id, uuid) do update
          set login = excluded.login, name = excluded.name, email = excluded.email, url = excluded.url, updated_at = now()
        returning m.id, m.uuid, m.xmax = 0 as created
      )
      select id, uuid, created from written union all select id, uuid, false from same`,
    values: [
      registryId,
      uuids,
      values(p => p.login),
      values(p => p.name),
      values(p => p.email),
      values(p => p.url),
    ],
  });
  return rows;
}
