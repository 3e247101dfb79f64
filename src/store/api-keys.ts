/**
 * API keys at rest: the hash, its last four characters, and what the key may do. The key itself is given once, by whoever makes
 * it here. Every change is in the audit log, in the same transaction.
 */
import { type Privacy, SCOPES, type Scope } from '../core/access.ts';
import {
  hashKey,
  KEY_ENVIRONMENTS,
  KEY_KINDS,
  type KeyEnvironment,
  type KeyKind,
  makeKey,
} from '../core/api-key.ts';
import { InputError, NotFoundError } from '../core/errors.ts';
import { readNetwork } from '../core/networks.ts';
import { audit } from './audit.ts';
import type { Database, Queryable, Tx } from './database.ts';

export interface StoredKey {
  id: number;
  accountId: number;
  name: string;
  environment: KeyEnvironment;
  kind: KeyKind;
  last4: string;
  scopes: Scope[];
  ipCidrs: string[];
  privacy: Privacy;
  hourlyLimit: number | null;
  expiresAt: string | null;
  lastUsedAt: string | null;
  /** Number of the user. */
  createdBy: number | null;
  createdAt: string;
  revokedAt: string | null;
  revokeReason: string | null;
  /** Number of the key that took its place. */
  replacedBy: number | null;
}

export interface NewKey {
  accountId: number;
  name: string;
  environment: KeyEnvironment;
  kind: KeyKind;
  /** Default `read:public`. */
  scopes?: readonly Scope[];
  ipCidrs?: readonly string[];
  privacy?: Privacy;
  /** Cost units an hour. */
  hourlyLimit?: number | null;
  expiresAt?: Date | null;
  createdBy?: number | null;
}

/** The key in clear, to be shown once, and what is stored of it. */
export interface MadeKey {
  key: string;
  stored: StoredKey;
}

type Transactional = Pick<Database, 'transaction'>;

const MAX_NAME = 100;
const MAX_NETWORKS = 50;
/** Of an account, that are neither revoked nor expired. */
const MAX_LIVE_KEYS = 100;
const LONGEST_GRACE_SECONDS = 30 * 86_400;
const MAX_REASON = 500;

const COLUMNS = `id, account_id as "accountId", name, environment, kind, last4, scopes, ip_cidrs::text[] as "ipCidrs", privacy,
  hourly_limit as "hourlyLimit", expires_at as "expiresAt", last_used_at as "lastUsedAt", created_by as "createdBy",
  created_at as "createdAt", revoked_at as "revokedAt", revoke_reason as "revokeReason", replaced_by as "replacedBy"`;

/**
 * Makes a key of an active account.
 *
 * @param actor who does it, as the audit log names them.
 * @throws InputError naming the field; NotFoundError where there is no such account.
 */
export async function createKey(db: Transactional, wanted: NewKey, actor: string): Promise<MadeKey> {
  check(wanted);
  return db.transaction(async tx => {
    await checkAccount(tx, wanted.accountId);
    const made = await insertKey(tx, wanted);
    await audit(tx, {
      actor,
      accountId: wanted.accountId,
      action: 'key.create',
      target: `key:${made.stored.id}`,
      detail: describe(made.stored),
    });
    return made;
  });
}

/** @param accountId only if the key belongs to this account. */
export async function findKey(
  db: Queryable,
  id: number,
  accountId: number | null = null,
): Promise<StoredKey | null> {
  const { rows } = await db.query<StoredKey>({
    name: 'find-api-key',
    text: `select ${COLUMNS} from api_keys where id = $1 and ($2::int is null or account_id = $2)`,
    values: [id, accountId],
  });
  return rows[0] ?? null;
}

/** All keys of an account, newest first, with those that are revoked or expired. */
export async function listKeys(db: Queryable, accountId: number): Promise<StoredKey[]> {
  const { rows } = await db.query<StoredKey>({
    name: 'list-api-keys',
    text: `select ${COLUMNS} from api_keys where account_id = $1 order by id desc limit 1000`,
    values: [accountId],
  });
  return rows;
}

/**
 * Makes a key that takes another one's place. The old one works on for the grace period, but not beyond its own end; the new one
 * lives as long from now as the old one was meant to.
 *
 * @throws NotFoundError; InputError 422 where the key is revoked, expired or was rotated before.
 */
export async function rotateKey(
  db: Transactional,
  { id, accountId = null, graceSeconds }: { id: number; accountId?: number | null; graceSeconds: number },
  actor: string,
): Promise<MadeKey & { replaced: StoredKey }> {
  if (!(Number.isSafeInteger(graceSeconds) && graceSeconds >= 0 && graceSeconds <= LONGEST_GRACE_SECONDS)) {
    throw new InputError(
      'grace_seconds',
      `grace_seconds must be a whole number from 0 to ${LONGEST_GRACE_SECONDS}`,
    );
  }
  return db.transaction(async tx => {
    const old = await lockKey(tx, id, accountId);
    if (old.revokedAt !== null) throw new InputError('id', 'the key is revoked', 422);
    if (old.replacedBy !== null) throw new InputError('id', 'the key was rotated before', 422);
    const now = Date.now();
    const expires = old.expiresAt === null ? null : Date.parse(old.expiresAt);
    if (expires !== null && expires <= now) throw new InputError('id', 'the key is expired', 422);
    await checkAccount(tx, old.accountId, 1);
    const lifetime = expires === null ? null : expires - Date.parse(old.createdAt);
    const made = await insertKey(tx, {
      ...old,
      expiresAt: lifetime === null ? null : new Date(now + lifetime),
    });
    const { rows } = await tx.query<StoredKey>({
      name: 'replace-api-key',
      text: `update api_keys set replaced_by = $2, expires_at = least(expires_at, now() + make_interval(secs => $3))
        where id = $1 returning ${COLUMNS}`,
      values: [id, made.stored.id, graceSeconds],
    });
    await audit(tx, {
      actor,
      accountId: old.accountId,
      action: 'key.rotate',
      target: `key:${id}`,
      detail: { replaced_by: made.stored.id, grace_seconds: graceSeconds },
    });
    return { ...made, replaced: rows[0] as StoredKey };
  });
}

/**
 * Ends a key at once. A key that is revoked already stays as it is, and the log says nothing twice.
 *
 * @returns the key as it is now. @throws NotFoundError.
 */
export async function revokeKey(
  db: Transactional,
  { id, accountId = null, reason }: { id: number; accountId?: number | null; reason: string },
  actor: string,
): Promise<StoredKey> {
  return db.transaction(async tx => {
    const key = await lockKey(tx, id, accountId);
    return key.revokedAt === null ? revoke(tx, key, reason, actor) : key;
  });
}

/** As revokeKey, for whoever holds the key. @returns null where there is no such key, or none that was still good. */
export async function revokeByHash(
  db: Transactional,
  hash: Buffer,
  reason: string,
  actor: string,
): Promise<StoredKey | null> {
  return db.transaction(async tx => {
    const { rows } = await tx.query<StoredKey>({
      name: 'lock-api-key-by-hash',
      text: `select ${COLUMNS} from api_keys where hash = $1 for update`,
      values: [hash],
    });
    const key = rows[0];
    return key === undefined || key.revokedAt !== null ? null : revoke(tx, key, reason, actor);
  });
}

/** Notes when keys were used last. Moments before the one that is known change nothing. */
export async function touchLastUsed(
  db: Queryable,
  used: readonly { keyId: number; at: Date }[],
): Promise<void> {
  if (used.length === 0) return;
  await db.query({
    name: 'touch-api-keys',
    text: `update api_keys k set last_used_at = w.at
      from unnest($1::int[], $2::timestamptz[]) as w (id, at)
      where k.id = w.id and (k.last_used_at is null or k.last_used_at < w.at)`,
    values: [used.map(({ keyId }) => keyId), used.map(({ at }) => at)],
  });
}

async function insertKey(tx: Queryable, wanted: NewKey): Promise<MadeKey> {
  const key = makeKey(wanted.environment, wanted.kind);
  const { rows } = await tx.query<StoredKey>({
    name: 'insert-api-key',
    text: `insert into api_keys (account_id, name, environment, kind, hash, last4, scopes, ip_cidrs, privacy, hourly_limit,
        expires_at, created_by)
      values ($1, $2, $3, $4, $5, $6, $7, $8::text[]::cidr[], $9, $10, $11, $12) returning ${COLUMNS}`,
    values: [
      wanted.accountId,
      wanted.name.trim(),
      wanted.environment,
      wanted.kind,
      hashKey(key),
      key.slice(-4),
      [...(wanted.scopes ?? ['read:public'])],
      [...(wanted.ipCidrs ?? [])],
      wanted.privacy ?? 'normal',
      wanted.hourlyLimit ?? null,
      wanted.expiresAt ?? null,
      wanted.createdBy ?? null,
    ],
  });
  return { key, stored: rows[0] as StoredKey };
}

async function lockKey(tx: Queryable, id: number, accountId: number | null): Promise<StoredKey> {
  const { rows } = await tx.query<StoredKey>({
    name: 'lock-api-key',
    text: `select ${COLUMNS} from api_keys where id = $1 and ($2::int is null or account_id = $2) for update`,
    values: [id, accountId],
  });
  if (rows[0] === undefined) throw new NotFoundError('no such key');
  return rows[0];
}

async function revoke(tx: Queryable, key: StoredKey, reason: string, actor: string): Promise<StoredKey> {
  const why = reason.trim().slice(0, MAX_REASON);
  const { rows } = await tx.query<StoredKey>({
    name: 'revoke-api-key',
    text: `update api_keys set revoked_at = now(), revoke_reason = $2 where id = $1 returning ${COLUMNS}`,
    values: [key.id, why],
  });
  await audit(tx, {
    actor,
    accountId: key.accountId,
    action: 'key.revoke',
    target: `key:${key.id}`,
    detail: { reason: why },
  });
  return rows[0] as StoredKey;
}

/** @param leaving keys that will not count any more. */
async function checkAccount(tx: Tx, accountId: number, leaving = 0): Promise<void> {
  const { rows } = await tx.query<{ status: string; live: number }>({
    name: 'account-of-new-key',
    text: `select status, (select count(*) from api_keys k where k.account_id = a.id and revoked_at is null
        and (expires_at is null or expires_at > now())) as live
      from accounts a where id = $1 and status <> 'deleted' for update of a`,
    values: [accountId],
  });
  const account = rows[0];
  if (account === undefined) throw new NotFoundError('no such account');
  if (account.status !== 'active') throw new InputError('account', 'the account is suspended', 422);
  if (account.live - leaving >= MAX_LIVE_KEYS) {
    throw new InputError('account', `an account has at most ${MAX_LIVE_KEYS} keys: revoke one`, 422);
  }
}

function describe(key: StoredKey) {
  const { name, kind, last4, scopes, ipCidrs, privacy, hourlyLimit, expiresAt } = key;
  return {
    name,
    kind,
    last4,
    scopes,
    ip_cidrs: ipCidrs,
    privacy,
    hourly_limit: hourlyLimit,
    expires_at: expiresAt,
  };
}

function check(wanted: NewKey): void {
  const name = wanted.name.trim();
  if (name === '' || name.length > MAX_NAME || /\p{Cc}/u.test(name)) {
    throw new InputError('name', `name must be text of 1 to ${MAX_NAME} characters`);
  }
  oneOf('environment', wanted.environment, KEY_ENVIRONMENTS);
  oneOf('kind', wanted.kind, KEY_KINDS);
  const { scopes = ['read:public'], ipCidrs = [], hourlyLimit = null, expiresAt = null } = wanted;
  for (const scope of scopes) oneOf('scopes', scope, SCOPES);
  if (new Set(scopes).size !== scopes.length || scopes.length === 0) {
    throw new InputError('scopes', 'scopes must name at least one scope, each once');
  }
  // It stands in a web page for everybody to read.
  if (wanted.kind === 'r' && scopes.some(scope => scope !== 'read:public')) {
    throw new InputError('scopes', 'a publishable key may only have the scope read:public');
  }
  if (ipCidrs.length > MAX_NETWORKS) throw new InputError('ip_cidrs', `at most ${MAX_NETWORKS} networks`);
  for (const network of ipCidrs) {
    if (readNetwork(network) === null)
      throw new InputError('ip_cidrs', `ip_cidrs: not a network: ${network.slice(0, 50)}`);
  }
  if (
    hourlyLimit !== null &&
    !(Number.isSafeInteger(hourlyLimit) && hourlyLimit > 0 && hourlyLimit < 2 ** 31)
  ) {
    throw new InputError('hourly_limit', 'hourly_limit must be a whole number of at least 1');
  }
  if (expiresAt !== null && !(expiresAt.getTime() > Date.now())) {
    throw new InputError('expires_in_days', 'the end of a key must lie in the future');
  }
}

function oneOf(field: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new InputError(field, `${field} must be one of ${allowed.join(', ')}`);
}
