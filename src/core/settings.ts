/** The program's settings, read from the environment once at start. Pure: what it gives depends on `env` alone. */

import { type AccountSettings, readAccountSettings } from './account-settings.ts';
import { type BillingSettings, billingSettings } from './billing-settings.ts';
import { InputError } from './errors.ts';
import { FORGE_KINDS, type ForgeKind } from './known-forges.ts';
import { type PolicySettings, readPolicySettings } from './policy-settings.ts';
import { type Environment, httpUrl, integer, list, text } from './settings-values.ts';
import { type UsageSettings, usageSettings } from './usage-settings.ts';

export type { Environment } from './settings-values.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What of a registry's feed is followed: only packages that are in the index, or all. */
export type FollowMode = 'known' | 'all';

export interface Settings {
  /** ECOSYSTEMS_HOME: folder of everything the program keeps on disk. Default: `ecosystems` in the XDG data folder. */
  home: string;
  /** DATABASE_URL: the PostgreSQL server to use; null: the embedded one under `home`. May hold a password. */
  databaseUrl: string | null;
  /** PORT: TCP port of the web server; 0 takes any free one. Default 3000. */
  port: number;
  /** HOST: address to listen on. Default 127.0.0.1: other machines see the server only when asked for. */
  host: string;
  /** BASE_URL: public URL without trailing slash, for links in answers; null: as the request says. */
  baseUrl: string | null;
  /** ECOSYSTEMS_DOMAIN: `{service}.<domain>` mounts a service at its own host name. */
  domain: string | null;
  /** ECOSYSTEMS_ALLOW_PRIVATE_HOSTS: `host` or `host:port`, lower case, that may have a non-public address. */
  allowPrivateHosts: string[];
  /** ECOSYSTEMS_MIRRORS: hosts whose requests go elsewhere, as in `crates.io=https://mirror.example/crates`. */
  mirrors: Record<string, string>;
  /** ECOSYSTEMS_FOLLOW: registry name to mode, as in `npm=all,debian-12=known`. */
  follow: Record<string, FollowMode>;
  /** ECOSYSTEMS_FORGES: software by host, or `host:port`, of forges that are not known, as in `git.example.org=gitlab`. */
  forges: Record<string, ForgeKind>;
  /** ECOSYSTEMS_READ_THROUGH_MS: how long a lookup of an unknown package may wait for its registry. Default 8,000. */
  readThroughMs: number;
  /** ECOSYSTEMS_NPM_CHANGES_URL: the change feed of npm's registry. */
  npmChangesUrl: string | null;
  /** ECOSYSTEMS_DEBIAN_MIRROR: mirror to read the Debian index from; null: apt's own lists. */
  debianMirror: string | null;
  /** ECOSYSTEMS_DEBIAN_KEYRING: OpenPGP keys that sign Release files. */
  debianKeyring: string;
  /** ECOSYSTEMS_CACHE_MB, in bytes: memory for prepared answers. Default 1/16 of the memory, at most 1 GiB; 0 caches nothing. */
  cacheBytes: number;
  /** Metering, admission and the public page of usage. */
  usage: UsageSettings;
  billing: BillingSettings;
  /** ECOSYSTEMS_LOG_LEVEL. Default info. */
  logLevel: LogLevel;
  accounts: AccountSettings;
  /** Who may ask for how much. */
  policy: PolicySettings;
  /** Every ECOSYSTEMS_* variable by its name without the prefix in lower case: `npm_changes_url`. For connectors. */
  connector: Record<string, string | undefined>;
}

const PREFIX = 'ECOSYSTEMS_';
const MIB = 1024 * 1024;

/** In MiB. */
const cacheShare = (memoryBytes: number) => Math.min(1024, Math.round(memoryBytes / MIB / 16));

/**
 * @param memoryBytes what the program may use of the machine's memory.
 * @throws InputError naming the variable whose value is wrong. The value of DATABASE_URL is never repeated.
 */
export function readSettings(env: Environment, memoryBytes = 4096 * MIB): Settings {
  return {
    home: home(env),
    databaseUrl: databaseUrl(env),
    port: integer(env, 'PORT', 3000, 0, 65_535),
    host: host(env),
    baseUrl: httpUrl(env, 'BASE_URL'),
    domain: domain(env),
    allowPrivateHosts: list(env, 'ECOSYSTEMS_ALLOW_PRIVATE_HOSTS').map(allowedHost),
    mirrors: Object.fromEntries(list(env, 'ECOSYSTEMS_MIRRORS').map(mirror)),
    follow: Object.fromEntries(list(env, 'ECOSYSTEMS_FOLLOW').map(followed)),
    forges: forges(env),
    readThroughMs: integer(env, 'ECOSYSTEMS_READ_THROUGH_MS', 8_000, 0, 600_000),
    npmChangesUrl: httpUrl(env, 'ECOSYSTEMS_NPM_CHANGES_URL'),
    debianMirror: httpUrl(env, 'ECOSYSTEMS_DEBIAN_MIRROR'),
    debianKeyring: text(env, 'ECOSYSTEMS_DEBIAN_KEYRING') ?? '/usr/share/keyrings/debian-archive-keyring.gpg',
    cacheBytes: integer(env, 'ECOSYSTEMS_CACHE_MB', cacheShare(memoryBytes), 0, 1024 * 1024) * MIB,
    usage: usageSettings(env),
    billing: billingSettings(env),
    logLevel: logLevel(env),
    accounts: readAccountSettings(env),
    policy: readPolicySettings(env),
    connector: connectorSettings(env),
  };
}

/** XDG Base Directory Specification 0.8: a relative XDG_DATA_HOME is to be ignored. */
function home(env: Environment): string {
  const user = (text(env, 'HOME') ?? text(env, 'USERPROFILE'))?.replace(/\/+$/, '');
  const own = text(env, 'ECOSYSTEMS_HOME');
  if (own?.startsWith('~/') && user !== undefined) return `${user}/${own.slice(2)}`;
  if (own !== null) return own;
  const xdg = text(env, 'XDG_DATA_HOME');
  if (xdg?.startsWith('/')) return `${xdg.replace(/\/+$/, '')}/ecosystems`;
  if (user === undefined)
    throw new InputError('ECOSYSTEMS_HOME', 'ECOSYSTEMS_HOME must be set where HOME is not');
  return `${user}/.local/share/ecosystems`;
}

function databaseUrl(env: Environment): string | null {
  const value = text(env, 'DATABASE_URL');
  if (value !== null && !/^postgres(ql)?:\/\/./.test(value)) {
    throw new InputError('DATABASE_URL', 'DATABASE_URL must start with postgres:// or postgresql://');
  }
  return value;
}

function host(env: Environment): string {
  const value = text(env, 'HOST') ?? '127.0.0.1';
  if (!/^[A-Za-z0-9.:_%-]+$/.test(value)) {
    throw new InputError('HOST', `HOST must be an address or a host name, not "${value}"`);
  }
  return value;
}

const LABELS = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

function domain(env: Environment): string | null {
  const value = text(env, 'ECOSYSTEMS_DOMAIN')?.toLowerCase() ?? null;
  if (value !== null && (!LABELS.test(value) || value.length > 253)) {
    throw new InputError('ECOSYSTEMS_DOMAIN', `ECOSYSTEMS_DOMAIN must be a host name, not "${value}"`);
  }
  return value;
}

function allowedHost(item: string): string {
  const name = 'ECOSYSTEMS_ALLOW_PRIVATE_HOSTS';
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/.exec(item.toLowerCase());
  if (!match || Number(match[2] ?? 0) > 65_535) {
    throw new InputError(name, `${name} takes host or host:port, not "${item}" (IPv6 as [::1]:8080)`);
  }
  return match[0];
}

function mirror(item: string): [string, string] {
  const match = /^([a-z0-9._-]+(?::\d{1,5})?)=(https?:\/\/.+)$/.exec(item);
  const url = match && URL.canParse(match[2] as string) ? new URL(match[2] as string) : null;
  if (!url || url.search || url.hash) {
    const name = 'ECOSYSTEMS_MIRRORS';
    throw new InputError(name, `${name} takes <host>=<http or https URL without query>, not "${item}"`);
  }
  return [match?.[1] as string, url.href.replace(/\/+$/, '')];
}

function followed(item: string): [string, FollowMode] {
  const match = /^([A-Za-z0-9][A-Za-z0-9 ._-]*)=(known|all)$/.exec(item);
  if (!match) {
    throw new InputError(
      'ECOSYSTEMS_FOLLOW',
      `ECOSYSTEMS_FOLLOW takes <registry>=known or <registry>=all, not "${item}"`,
    );
  }
  return [match[1] as string, match[2] as FollowMode];
}

function forges(env: Environment): Record<string, ForgeKind> {
  const name = 'ECOSYSTEMS_FORGES';
  const found = new Map<string, ForgeKind>();
  for (const item of list(env, name)) {
    const [host = '', said = '', ...more] = item.toLowerCase().split('=');
    const [label = '', port, ...others] = host.split(':');
    const kind = FORGE_KINDS.find(known => known === said);
    const isHost = LABELS.test(label) && label.length <= 253 && others.length === 0;
    if (!isHost || !(port === undefined || isPort(port)) || kind === undefined || more.length > 0) {
      throw new InputError(
        name,
        `${name} takes <host>=<software> or <host>:<port>=<software>, not "${item}"; software is one of ${FORGE_KINDS.join(', ')}`,
      );
    }
    if (found.has(host)) throw new InputError(name, `${name} names ${host} twice`);
    found.set(host, kind);
  }
  return Object.fromEntries(found);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) <= 65_535;
}

function logLevel(env: Environment): LogLevel {
  const value = text(env, 'ECOSYSTEMS_LOG_LEVEL') ?? 'info';
  const level = LOG_LEVELS.find(known => known === value);
  if (level) return level;
  throw new InputError(
    'ECOSYSTEMS_LOG_LEVEL',
    `ECOSYSTEMS_LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${value}"`,
  );
}

/** Secrets of the payment provider, of mail, of signing in, of shared counters and of this machine's own client. */
const OF_NO_CONNECTOR =
  /^ECOSYSTEMS_(?:STRIPE_(?:SECRET_KEY|WEBHOOK_SECRETS)|SMTP_URL|GITHUB_CLIENT_SECRET|LIMITS_STORE|API_KEY)$/;

/** GITHUB_TOKEN is what other programs call it as well; ECOSYSTEMS_GITHUB_TOKEN is ours alone, and counts before it. */
function connectorSettings(env: Environment): Record<string, string | undefined> {
  const names = Object.keys(env).filter(name => name.startsWith(PREFIX) && !OF_NO_CONNECTOR.test(name));
  const token = text(env, 'GITHUB_TOKEN');
  const own = names.map(name => [name.slice(PREFIX.length).toLowerCase(), env[name]?.trim() || undefined]);
  const settings = Object.fromEntries(own) as Record<string, string | undefined>;
  return token === null || settings.github_token ? settings : { ...settings, github_token: token };
}
