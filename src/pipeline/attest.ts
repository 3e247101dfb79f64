/** Checks of releases at their registries, on demand: bounded in number, time and size. */
import { messageOf, UnavailableError } from '../core/errors.ts';
import { type Attester, type AttestRelease, checked, recordedSlot } from '../ecosystems/attest.ts';
import type { Io } from '../io/types.ts';
import type { Log } from '../store/database.ts';
import { connectorContext, type Registries, type SyncRegistry } from './registries.ts';

export interface AttesterDeps {
  io: Io;
  /** Exempts a host that this machine's configuration names from the refusal of non-public addresses. */
  allow(host: string): void;
  registries: Registries;
  /** Operator settings for connectors. */
  settings: Record<string, string | undefined>;
  log?: Log;
  now?: () => Date;
  /** Releases at once. Default 16. */
  limit?: number;
  /** For one release. Default 120,000. */
  timeoutMs?: number;
  /** Of one file. Default 512 MiB. */
  maxArtifactBytes?: number;
}

const SUBJECT = { id: 'attest', title: 'the check as a whole', aspect: 'authenticity' } as const;

export function createAttester(deps: AttesterDeps): Attester {
  const { limit = 16, timeoutMs = 120_000, maxArtifactBytes = 512 * 1024 * 1024 } = deps;
  let running = 0;

  const read = async (registry: SyncRegistry, release: AttestRelease, now: Date, signal: AbortSignal) => {
    const { definition } = registry;
    const reader = await (definition.attest ?? recordedSlot).load();
    const context = { ...connectorContext(deps, registry, signal), now, maxArtifactBytes, allow: deps.allow };
    const found = await reader.attest(context, release);
    if (definition.attest) return found;
    const signature = { id: 'signature', title: 'signature or attestation', aspect: 'authenticity' } as const;
    const { attest: reason } = definition.absent;
    const none = reason
      ? checked(signature, 'not-offered', reason)
      : checked(signature, 'unknown', `what ${definition.label} offers as proof is not checked here yet`);
    return { ...found, checks: [...found.checks, none] };
  };

  return {
    async attest(registryId, release, signal) {
      const registry = deps.registries.byId(registryId);
      const at = deps.now?.() ?? new Date();
      if (registry === null) throw new TypeError(`no registry ${registryId}`);
      if (running >= limit) throw new UnavailableError('too many releases are being checked', 5);
      const late = AbortSignal.timeout(timeoutMs);
      running += 1;
      try {
        return { at, ...(await read(registry, release, at, AbortSignal.any([signal, late]))) };
      } catch (error) {
        signal.throwIfAborted();
        if (!late.aborted) deps.log?.error(`attest ${registry.name}/${release.name}: ${messageOf(error)}`);
        const why = late.aborted ? `not done within ${timeoutMs / 1000} s` : 'the check itself failed here';
        return { at, artifacts: [], checks: [checked(SUBJECT, 'unknown', why)] };
      } finally {
        running -= 1;
      }
    },
  };
}
