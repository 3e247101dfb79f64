/** Settings of who may ask for how much. */
import { InputError } from './errors.ts';
import { type Network, readNetwork } from './networks.ts';
import { type Environment, list, text } from './settings-values.ts';

export const POLICY_MODES = ['default', 'legacy', 'off'] as const;
export type PolicyMode = (typeof POLICY_MODES)[number];

/** Where processes share their counters. */
export type LimitsStore =
  | { kind: 'postgres' }
  | { kind: 'memory' }
  | { kind: 'redis'; url: string; prefix: string };

export interface PolicySettings {
  /** ECOSYSTEMS_POLICY: `legacy` counts requests as the original API does; `off` limits nobody and asks for no key. */
  mode: PolicyMode;
  /** ECOSYSTEMS_LIMITS: file (YAML or JSON) with limits that differ from the defaults; read again when it changes. */
  limitsFile: string | null;
  /**
   * ECOSYSTEMS_LIMITS_STORE: `postgres` (default), `memory` or `redis://...`. May hold a password. Keys in Redis begin with
   * ECOSYSTEMS_LIMITS_REDIS_PREFIX.
   */
  limitsStore: LimitsStore;
  /** ECOSYSTEMS_LIMITS_LOCAL=on: this machine's own requests are limited like any other. */
  limitsLocal: boolean;
  /** ECOSYSTEMS_REFUSE_NAMELESS=on (strict mode): who sends neither a name, an address nor a key is refused, not only limited further. */
  refuseNameless: boolean;
  /** ECOSYSTEMS_TRUSTED_PROXIES: networks whose X-Forwarded-For and Forwarded fields are believed. */
  trustedProxies: Network[];
  /** ECOSYSTEMS_ALLOW_QUERY_KEYS=on: keys may be sent as `?apikey=`. */
  allowQueryKeys: boolean;
  /** ECOSYSTEMS_REQUEST_LOG: `postgres` takes down single requests; default `off`. */
  requestLog: 'off' | 'postgres';
  /** ECOSYSTEMS_OIDC_ISSUERS: whose tokens of CI jobs are accepted. */
  oidcIssuers: string[];
}

const ISSUERS = ['https://token.actions.githubusercontent.com', 'https://gitlab.com'];

/** @throws InputError naming the variable. The value of ECOSYSTEMS_LIMITS_STORE is never repeated. */
export function readPolicySettings(env: Environment): PolicySettings {
  return {
    mode: mode(env),
    limitsFile: text(env, 'ECOSYSTEMS_LIMITS'),
    limitsStore: limitsStore(env),
    limitsLocal: flag(env, 'ECOSYSTEMS_LIMITS_LOCAL'),
    refuseNameless: flag(env, 'ECOSYSTEMS_REFUSE_NAMELESS'),
    trustedProxies: list(env, 'ECOSYSTEMS_TRUSTED_PROXIES').map(item => {
      const network = readNetwork(item);
      if (network !== null) return network;
      const name = 'ECOSYSTEMS_TRUSTED_PROXIES';
      throw new InputError(name, `${name} takes networks such as 10.0.0.0/8, not "${item}"`);
    }),
    allowQueryKeys: flag(env, 'ECOSYSTEMS_ALLOW_QUERY_KEYS'),
    requestLog: requestLog(env),
    oidcIssuers: issuers(env),
  };
}

function mode(env: Environment): PolicyMode {
  const value = text(env, 'ECOSYSTEMS_POLICY') ?? 'default';
  const known = POLICY_MODES.find(candidate => candidate === value);
  if (known) return known;
  const allowed = POLICY_MODES.join(', ');
  throw new InputError('ECOSYSTEMS_POLICY', `ECOSYSTEMS_POLICY must be one of ${allowed}, not "${value}"`);
}

function requestLog(env: Environment): PolicySettings['requestLog'] {
  const name = 'ECOSYSTEMS_REQUEST_LOG';
  const value = text(env, name) ?? 'off';
  if (value === 'off' || value === 'postgres') return value;
  throw new InputError(name, `${name} must be off or postgres, not "${value}"`);
}

function limitsStore(env: Environment): LimitsStore {
  const name = 'ECOSYSTEMS_LIMITS_STORE';
  const value = text(env, name) ?? 'postgres';
  if (value === 'postgres' || value === 'memory') return { kind: value };
  if (/^rediss?:\/\/./.test(value) && URL.canParse(value))
    return { kind: 'redis', url: value, prefix: redisPrefix(env) };
  throw new InputError(name, `${name} must be postgres, memory or a redis:// URL`);
}

function redisPrefix(env: Environment): string {
  const name = 'ECOSYSTEMS_LIMITS_REDIS_PREFIX';
  const value = text(env, name) ?? 'ecosystems:limits:';
  if (/^[\w:.{}/-]{1,100}$/.test(value)) return value;
  throw new InputError(name, `${name} takes up to 100 letters, digits and : . _ - / { }`);
}

function flag(env: Environment, name: string): boolean {
  const value = text(env, name)?.toLowerCase() ?? 'off';
  if (['on', 'true', '1', 'yes'].includes(value)) return true;
  if (['off', 'false', '0', 'no'].includes(value)) return false;
  throw new InputError(name, `${name} must be on or off, not "${value}"`);
}

function issuers(env: Environment): string[] {
  const name = 'ECOSYSTEMS_OIDC_ISSUERS';
  const value = text(env, name);
  if (value === null) return ISSUERS;
  if (value === 'none') return [];
  return list(env, name).map(item => {
    const url = URL.canParse(item) ? new URL(item) : null;
    // Plain HTTP only to oneself: keys that verify tokens must not be changed on their way.
    const local = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    if (url !== null && (url.protocol === 'https:' || local) && !url.search && !url.hash && !url.username) {
      return item.replace(/\/+$/, '');
    }
    throw new InputError(name, `${name} takes https:// URLs, or "none", not "${item}"`);
  });
}
