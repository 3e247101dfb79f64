/** The gate in front of everything: who asks, and whether they may ask for more. */
import { randomBytes } from 'node:crypto';
import type { Caller } from '../core/access.ts';
import { hashKey, readKey } from '../core/api-key.ts';
import { messageOf } from '../core/errors.ts';
import type { Denial, Gate, KeyReports } from '../core/limits.ts';
import type { PolicySettings } from '../core/policy-settings.ts';
import { revokeByHash, type StoredKey } from '../store/api-keys.ts';
import { findAccountStanding } from '../store/callers.ts';
import type { Database } from '../store/database.ts';
import { addToCounters, pruneCounters, readLimitPolicies } from '../store/limits.ts';
import type { PolicyChange } from '../store/policy-changes.ts';
import { createCiTokens } from './identity/ci-tokens.ts';
import { splitTarget } from './identity/credentials.ts';
import { createIdentity, type KnownCaller } from './identity/index.ts';
import { createKeyMemory } from './identity/keys.ts';
import { createLastUsed } from './identity/last-used.ts';
import { watchPolicy } from './identity/watch.ts';
import { createLimits, type Limited } from './limits/index.ts';
import { defaultPolicies, overlayPolicies, type PolicySet } from './limits/policies.ts';
import { redisCounters } from './limits/redis.ts';
import { createReconciler, type SharedCounters } from './limits/shared.ts';

export interface OpenGate extends Gate {
  keyReports: KeyReports;
  /** Tells other servers what was taken, and hears what they took; hears of changes. */
  flush(): Promise<void>;
  stats(): { subjects: number; keys: number };
  close(): Promise<void>;
}

/** A file of limits: its document now, and again whenever it changes. */
export interface LimitsFile {
  read(): Promise<unknown>;
  /** @returns ends the watching. */
  watch(onChange: () => void): () => void;
}

export interface GateOptions {
  settings: PolicySettings;
  db: Database;
  /** Fetches a JSON document, bounded, for the keys of token issuers. */
  fetchJson(url: string): Promise<unknown>;
  /** Null: there is none. */
  limitsFile: LimitsFile | null;
  /** Public URL of the site, if it is set: what tokens may be meant for. */
  baseUrl: string | null;
  log: { info(message: string): void; warn(message: string): void };
  /** Told of a key that was revoked because somebody found it where it should not be. */
  onReported?(key: StoredKey): void;
  /** Milliseconds since 1970. */
  now?: () => number;
  maxSubjects?: number;
}

/**
 * Opens the gate. Null where the settings say that there is none.
 *
 * @throws InputError naming the field where the file of limits cannot be used at the start; the reader's error where it cannot be read.
 */
export async function createGate(options: GateOptions): Promise<OpenGate | null> {
  const { settings, db, log, now = Date.now } = options;
  if (settings.mode === 'off') return null;
  const defaults = defaultPolicies(settings.mode);
  let ofFile = options.limitsFile === null ? defaults : fromFile(defaults, await options.limitsFile.read());
  let policies = ofFile;

  const readTable = async () => {
    try {
      const before = policies;
      policies = overlayPolicies(ofFile, await readLimitPolicies(db), 'limit_policies');
      return before !== policies;
    } catch (error) {
      log.warn(`limits of the database are not used: ${messageOf(error)}`);
      policies = ofFile;
      return true;
    }
  };

  const watch = watchPolicy({ db, onChange: changes => onChange(changes), log });
  const keys = createKeyMemory({ db, current: watch.current, now });
  const lastUsed = createLastUsed(db, log);
  const reconciler = openReconciler(options, now);
  const limits = createLimits({ now, reconciler, maxSubjects: options.maxSubjects });
  const identity = createIdentity({
    settings,
    keys,
    current: watch.current,
    ci: createCiTokens({
      issuers: settings.oidcIssuers,
      audiences: [...(options.baseUrl === null ? [] : [options.baseUrl]), 'ecosystems'],
      fetchJson: options.fetchJson,
      now,
    }),
    policies: () => policies,
    used: lastUsed.used,
    now,
    log,
  });
  const forget = (changes: readonly PolicyChange[] | null) => {
    keys.forget(changes);
    identity.forget();
  };
  let reading: Promise<void> = Promise.resolve();
  const onChange = (changes: readonly PolicyChange[] | null) => {
    forget(changes);
    if (changes === null || changes.some(({ kind }) => kind === 'limits'))
      reading = readTable().then(() => forget(null));
  };
  const unwatch = options.limitsFile?.watch(async () => {
    try {
      ofFile = fromFile(defaults, await options.limitsFile?.read());
      await readTable();
      forget(null);
      log.info('the limits of the file are in force');
    } catch (error) {
      log.warn(`the file of limits is not used, the limits stay as they were: ${messageOf(error)}`);
    }
  });
  // The first look gives word of everything.
  await watch.poll();
  await reading;

  const limitedOf = (caller: Caller): Limited =>
    (caller as Partial<KnownCaller>).limited ?? {
      subject: caller.subject,
      policy: policies.policies.get(caller.tier) ?? (policies.policies.get('free') as Limited['policy']),
      key: null,
      flat: policies.flat,
    };

  const nameless = (caller: Caller): Denial => ({
    denied: true,
    reason: 'nameless',
    violated: [],
    retryAfterSeconds: 0,
    fields: () => limits.peek(limitedOf(caller)),
  });

  return {
    recognise: identity.recognise,
    identify: identity.identify,
    take: (caller, cost, write = false) =>
      isRefused(caller) ? nameless(caller) : limits.take(limitedOf(caller), cost, write),
    pass: (caller, cost) => (isRefused(caller) ? nameless(caller) : limits.pass(limitedOf(caller), cost)),
    peek: caller => limits.peek(limitedOf(caller)),
    standing: caller => limits.standing(limitedOf(caller)),
    policies: () => policies.policies,
    withoutKey: url => splitTarget(url).url,
    keyReports: {
      async report(key) {
        if (readKey(key) === null) return;
        const revoked = await revokeByHash(db, hashKey(key), 'reported as leaked', 'system');
        if (revoked !== null) options.onReported?.(revoked);
        await watch.poll();
      },
    },
    async ofAccount(accountId) {
      const standing = await findAccountStanding(db, accountId);
      return standing === null || standing.status === 'deleted' ? null : identity.ofAccount(standing);
    },
    async flush() {
      await Promise.all([reconciler?.flush(), watch.poll(), lastUsed.flush()]);
    },
    stats: () => ({ subjects: limits.size(), keys: keys.size() }),
    async close() {
      unwatch?.();
      limits.close();
      await Promise.all([watch.close(), lastUsed.close(), reconciler?.close()]);
    },
  };
}

const isRefused = (caller: Caller) => (caller as Partial<KnownCaller>).refused === true;

function openReconciler({ settings, db, log }: GateOptions, now: () => number) {
  const { limitsStore } = settings;
  if (limitsStore.kind === 'memory') return null;
  const server = randomBytes(9).toString('base64url');
  const shared: SharedCounters =
    limitsStore.kind === 'redis'
      ? redisCounters({ ...limitsStore, server }, log)
      : {
          add: (changes, moment) => addToCounters(db, changes, moment, server),
          prune: async moment => void (await pruneCounters(db, moment)),
          close: () => Promise.resolve(),
        };
  return createReconciler({ shared, now, log });
}

/** `{"policies": {"anonymous": {"hourly": 500}}}`. */
function fromFile(defaults: PolicySet, document: unknown): PolicySet {
  const { policies, ...rest } = (document ?? {}) as { policies?: unknown };
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw new Error(`${unknown.slice(0, 50)} is not known: the file has policies`);
  return overlayPolicies(defaults, policies ?? {}, 'policies');
}
