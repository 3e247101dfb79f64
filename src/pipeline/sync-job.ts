/** The job that syncs one package: one for each package, whoever asks for it. */
import { InputError } from '../core/errors.ts';
import type { JobRequest } from './jobs.ts';
import type { Lane } from './lanes.ts';
import type { Registries, SyncRegistry } from './registries.ts';
import type { SyncOptions, SyncResult } from './sync.ts';
import type { Handler } from './worker.ts';

export const SYNC_TASK = 'sync';

/**
 * @param announcedAt when the registry's feed said that the package changed.
 */
export function syncJob(registryName: string, name: string, lane: Lane, announcedAt?: Date): JobRequest {
  return {
    task: SYNC_TASK,
    key: `sync:${registryName}:${name}`,
    lane,
    payload: {
      registry: registryName,
      name,
      ...(announcedAt ? { announcedAt: announcedAt.toISOString() } : {}),
    },
  };
}

export function syncHandler(
  registries: Registries,
  sync: (registry: SyncRegistry, name: string, options: SyncOptions) => Promise<SyncResult>,
): Handler {
  return async ({ registry: registryName, name, announcedAt }, { lane, signal }) => {
    const registry = registries.byName(String(registryName));
    if (!registry) throw new InputError('registry', `there is no registry ${String(registryName)}`, 422);
    await sync(registry, String(name), {
      lane,
      signal,
      ...(typeof announcedAt === 'string' ? { announcedAt: new Date(announcedAt) } : {}),
    });
  };
}
