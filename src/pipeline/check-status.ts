/**
 * Whether a package is still where it was: one HEAD request, far cheaper than a sync. What has changed its standing is
 * synced in full, and the connector decides what that means.
 */
import { InputError } from '../core/errors.ts';
import type { Io } from '../io/types.ts';
import type { Database } from '../store/database.ts';
import { packageFreshness } from '../store/freshness.ts';
import type { Queue } from './jobs.ts';
import type { Registries, SyncRegistry } from './registries.ts';
import type { SyncOptions, SyncResult } from './sync.ts';
import type { Handler } from './worker.ts';

export interface StatusDeps {
  db: Database;
  io: Io;
  queue: Queue;
  registries: Registries;
  sync(registry: SyncRegistry, name: string, options: SyncOptions): Promise<SyncResult>;
}

/** Statuses of HTTP by which registries say that something is not there. */
const GONE = [400, 404, 410];
/** The check has no credentials; a registry that wants some is asked by its connector, which has. */
const PRIVATE = [401, 403];

export function statusHandler(deps: StatusDeps): Handler {
  return async ({ registry: registryName, name: givenName }, { lane, signal }) => {
    const registry = deps.registries.byName(String(registryName));
    if (!registry) throw new InputError('registry', `there is no registry ${String(registryName)}`, 422);
    const name = String(givenName);
    const url = registry.definition.links.check(registry, name);
    const known = await packageFreshness(deps.db, registry.id, name);
    if (url === null || !known) return;
    const { status } = await deps.io.http.request({
      url,
      method: 'HEAD',
      accept: [...GONE, ...PRIVATE],
      signal,
    });
    if (PRIVATE.includes(status)) await deps.sync(registry, name, { lane, signal });
    else if (GONE.includes(status) !== (known.status === 'removed')) {
      await deps.sync(registry, name, { lane, signal, force: true });
    }
  };
}
