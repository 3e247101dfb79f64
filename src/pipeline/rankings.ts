/**
 * Rankings follow the facts: whoever changes packages writes events, and this consumer asks for one recomputation for
 * each registry that changed, at most one a minute and, where one takes long, at most a twentieth of the time.
 */
import { InputError } from '../core/errors.ts';
import type { Database } from '../store/database.ts';
import { updateRankings } from '../store/rankings.ts';
import { setRegistryFact } from '../store/registries.ts';
import type { Consumer } from './consumers.ts';
import type { Queue } from './jobs.ts';
import type { Registries } from './registries.ts';
import type { Handler } from './worker.ts';

export const RANKINGS_TASK = 'rankings';
const LEAST_PAUSE_SECONDS = 60;
const PAUSE_FACTOR = 20;

export function rankingsConsumer(registries: Registries, queue: Queue): Consumer {
  return {
    name: 'rankings',
    types: ['package.created', 'package.updated', 'package.removed', 'package.deleted', 'package.renamed'],
    async handle(events, tx) {
      const ids = [...new Set(events.map(event => event.registryId))];
      const { rows } = await tx.query<{ id: number; next: string }>({
        text: `select r.id, greatest(now(), coalesce(f.as_of, '-infinity') + make_interval(secs =>
            greatest($2, $3 * coalesce((f.detail ->> 'seconds')::float8, 0)))) as next
          from registries r
          left join registry_facts f on f.registry_id = r.id and f.field = 'rankings-run'
          where r.id = any($1)`,
        values: [ids, LEAST_PAUSE_SECONDS, PAUSE_FACTOR],
      });
      const jobs = rows.flatMap(({ id, next }) => {
        const registry = registries.byId(id);
        if (!registry) return [];
        return [
          {
            task: RANKINGS_TASK,
            key: `${RANKINGS_TASK}:${registry.name}`,
            lane: 'backfill' as const,
            payload: { registry: registry.name },
            runAt: new Date(next),
          },
        ];
      });
      await queue.enqueue(jobs, tx);
    },
  };
}

export function rankingsHandler(db: Database, registries: Registries): Handler {
  return async ({ registry: name }) => {
    const registry = registries.byName(String(name));
    if (!registry) throw new InputError('registry', `there is no registry ${String(name)}`, 422);
    const began = performance.now();
    await updateRankings(db, registry.id);
    const seconds = (performance.now() - began) / 1000;
    await setRegistryFact(db, registry.id, 'rankings-run', { asOf: new Date(), detail: { seconds } });
  };
}
