/** How fresh everything is: each fact with its state and time, the head of a source against the head of the store. */
import { pollingSeconds, SCHEDULE } from '../../pipeline/schedule.ts';
import type { Queryable } from '../../store/database.ts';
import { headCursor } from '../../store/events.ts';
import { type RegistryFact, registryCounts, registryFacts } from '../../store/registries.ts';
import type { IndexedRegistry, RequestContext } from '../service.ts';
import { queueStatus } from './queue-status.ts';
import type { Fact, IndexStatus, RegistryStatus } from './schemas.ts';
import { serviceLevels } from './service-levels.ts';

export type StatusContext = Pick<RequestContext, 'db' | 'directory' | 'now'>;

export async function status(context: StatusContext): Promise<IndexStatus> {
  const { db, now } = context;
  const [registries, database, events, queue, levels] = await Promise.all([
    registryStatuses(context),
    databaseFacts(db),
    eventFacts(db),
    queueStatus(db, now),
    serviceLevels(db, now),
  ]);
  const asOf = now.toISOString();
  return {
    as_of: asOf,
    database: { state: 'known', as_of: asOf, ...database },
    events: { state: events.latest === null ? 'unknown' : 'known', as_of: events.latest, head: events.head },
    queue,
    schedule: SCHEDULE.map(({ id, title, every }) => ({ id, title, every_seconds: every })),
    service_levels: levels,
    registries,
  };
}

/** Of every registry of the directory, in its order. */
export async function registryStatuses({
  db,
  directory,
}: Pick<StatusContext, 'db' | 'directory'>): Promise<RegistryStatus[]> {
  const [counts, facts, ages, imports] = await Promise.all([
    registryCounts(db),
    registryFacts(db),
    syncAges(db),
    latestImports(db),
  ]);
  const known = new Map<number, Record<string, Fact>>();
  for (const fact of facts)
    known.set(fact.registryId, { ...known.get(fact.registryId), [fact.field]: factOf(fact) });
  return directory.all().map(registry => {
    const totals = counts.get(registry.id);
    return {
      name: registry.name,
      ecosystem: registry.ecosystem,
      url: registry.url,
      packages_count: totals?.packages ?? 0,
      versions_count: totals?.versions ?? 0,
      maintainers_count: totals?.maintainers ?? 0,
      polled_every_seconds: pollingSeconds(registry.definition),
      fields: {
        packages: packagesFact(ages.get(registry.id), imports.get(registry.id)),
        ...expectedFacts(registry),
        ...known.get(registry.id),
      },
    };
  });
}

interface SyncAge {
  oldest: string;
  newest: string;
}

/** From the index by age; no counting. */
async function syncAges(db: Queryable): Promise<Map<number, SyncAge>> {
  const { rows } = await db.query<SyncAge & { id: number }>({
    name: 'status-sync-ages',
    text: `select r.id, age.oldest, age.newest from registries r cross join lateral (
        select min(last_synced_at) as oldest, max(last_synced_at) as newest from package_sync where registry_id = r.id
      ) as age where age.oldest is not null`,
  });
  return new Map(rows.map(({ id, ...age }) => [id, age]));
}

interface ImportRun {
  startedAt: string;
  finishedAt: string | null;
  packages: number | null;
  error: string | null;
}

async function latestImports(db: Queryable): Promise<Map<number, ImportRun>> {
  const { rows } = await db.query<ImportRun & { id: number }>({
    name: 'status-imports',
    text: `select distinct on (registry_id) registry_id as id, started_at as "startedAt", finished_at as "finishedAt",
        packages, error
      from imports order by registry_id, id desc`,
  });
  return new Map(rows.map(({ id, ...run }) => [id, run]));
}

async function databaseFacts(db: Queryable): Promise<{ server_version: string; size_bytes: number }> {
  const { rows } = await db.query<{ server_version: string; size_bytes: number }>({
    text: `select current_setting('server_version') as server_version,
      pg_database_size(current_database()) as size_bytes`,
  });
  return rows[0] as { server_version: string; size_bytes: number };
}

async function eventFacts(db: Queryable): Promise<{ head: string; latest: string | null }> {
  const head = await headCursor(db);
  const { rows } = await db.query<{ latest: string | null }>({
    name: 'status-latest-event',
    text: 'select max(occurred_at) as latest from events',
  });
  return { head, latest: rows[0]?.latest ?? null };
}

function packagesFact(age: SyncAge | undefined, run: ImportRun | undefined): Fact {
  const detail: NonNullable<Fact['detail']> = {
    ...(age ? { oldest: age.oldest, newest: age.newest } : {}),
    ...(run ? { import: run } : {}),
  };
  if (age) return { state: 'known', as_of: age.newest, detail };
  if (run && run.finishedAt === null && run.error === null) return { state: 'pending', as_of: null, detail };
  return { state: 'unknown', as_of: null, reason: 'nothing of it was read yet', detail };
}

/** What there would be to know: stated even where nobody has told it yet. */
function expectedFacts({ definition }: IndexedRegistry): Record<string, Fact> {
  const unknown = (reason: string): Fact => ({ state: 'unknown', as_of: null, reason });
  const rankings = unknown('not computed yet');
  if (definition.connector.mode === 'batch') {
    return { feed: absent(definition.absent.changes ?? 'the whole index is read each time'), rankings };
  }
  if (!definition.connector.slots.includes('changes'))
    return { feed: absent(definition.absent.changes ?? 'it has none'), rankings };
  return { feed: unknown('not read yet'), rankings };
}

function absent(reason: string): Fact {
  return { state: 'absent', as_of: null, reason };
}

function factOf({ asOf, head, position, detail }: RegistryFact): Fact {
  return { state: 'known', as_of: asOf, head, position, behind: behindOf(head, position), detail };
}

/** Positions that are numbers can be compared; equal ones are level whatever they are. */
function behindOf(head: string | null, position: string | null): number | null {
  if (head === null || position === null) return null;
  if (head === position) return 0;
  const isNumber = (text: string) => /^\d{1,15}$/.test(text);
  return isNumber(head) && isNumber(position) ? Number(head) - Number(position) : null;
}
