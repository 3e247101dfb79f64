/** An account's keys as they are asked for and shown. */
import { type Privacy, SCOPES, type Scope } from '../../core/access.ts';
import type { KeyEnvironment, KeyKind } from '../../core/api-key.ts';
import { InputError } from '../../core/errors.ts';
import type { Account } from '../../store/accounts.ts';
import type { NewKey, StoredKey } from '../../store/api-keys.ts';

/** What a key may be asked to be. */
export interface KeyRequest {
  name: string;
  kind?: KeyKind;
  scopes?: readonly Scope[];
  /** Null or absent: it does not expire. */
  expiresInDays?: number | null;
  ipCidrs?: readonly string[];
  privacy?: Privacy;
  hourlyLimit?: number | null;
}

const DAY_MS = 86_400_000;
export const LONGEST_DAYS = 3_650;
export const LONGEST_GRACE_SECONDS = 30 * 86_400;

/** A key of an account that is about to be made: whose it is, is not for the request to say. */
export function newKey(
  asked: KeyRequest,
  of: { account: Account; environment: KeyEnvironment; createdBy: number | null; now: Date },
): NewKey {
  const { expiresInDays = null } = asked;
  return {
    accountId: of.account.id,
    name: asked.name,
    environment: of.environment,
    kind: asked.kind ?? 'k',
    scopes: asked.scopes ?? ['read:public'],
    ipCidrs: asked.ipCidrs ?? [],
    privacy: asked.privacy ?? of.account.privacy,
    hourlyLimit: asked.hourlyLimit ?? null,
    expiresAt: expiresInDays === null ? null : new Date(of.now.getTime() + expiresInDays * DAY_MS),
    createdBy: of.createdBy,
  };
}

export type KeyStatus = 'active' | 'rotated' | 'expired' | 'revoked';

/** `rotated`: another one took its place, and it works on for a while. */
export function keyStatus(key: StoredKey, now: Date): KeyStatus {
  if (key.revokedAt !== null) return 'revoked';
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= now.getTime()) return 'expired';
  return key.replacedBy === null ? 'active' : 'rotated';
}

/** Begins as the key does, and ends as it does. */
export function keyHint({ environment, kind, last4 }: StoredKey): string {
  return `eco_${environment}_${kind}_…${last4}`;
}

export function keyJson(key: StoredKey, now: Date) {
  return {
    id: key.id,
    name: key.name,
    kind: key.kind,
    environment: key.environment,
    hint: keyHint(key),
    last4: key.last4,
    status: keyStatus(key, now),
    scopes: key.scopes,
    ip_cidrs: key.ipCidrs,
    privacy: key.privacy,
    hourly_limit: key.hourlyLimit,
    created_at: key.createdAt,
    expires_at: key.expiresAt,
    last_used_at: key.lastUsedAt,
    revoked_at: key.revokedAt,
    revoke_reason: key.revokeReason,
    replaced_by: key.replacedBy,
  };
}

/** Networks as people write them: one a line, or between commas. */
export function readNetworks(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,]+/).filter(item => item !== '');
}

/** @throws InputError. */
export function readScopes(values: readonly string[] | undefined): Scope[] {
  return (values ?? []).map(value => {
    const scope = SCOPES.find(known => known === value);
    if (scope === undefined) throw new InputError('scopes', `scopes must be of ${SCOPES.join(', ')}`);
    return scope;
  });
}

/** Number of a row in a path. @returns 0 for what is none: nothing has that number. */
export function idOf(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}
