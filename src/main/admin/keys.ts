import { type Privacy, SCOPES, type Scope } from '../../core/access.ts';
import type { Administration, NewKeyFields } from '../../core/administration.ts';
import { KEY_KINDS, type KeyKind } from '../../core/api-key.ts';
import { InputError } from '../../core/errors.ts';
import { createKey, listKeys, revokeKey, rotateKey } from '../../store/api-keys.ts';
import { oneOf } from './fields.ts';
import type { AdministrationDeps } from './index.ts';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 3_650;

export function keyDoors({ db, keyEnvironment }: AdministrationDeps, actor: string): Administration['keys'] {
  return {
    list: accountId => listKeys(db, accountId),
    async create(accountId, fields) {
      const made = await createKey(db, { accountId, environment: keyEnvironment, ...checked(fields) }, actor);
      return { ...made.stored, key: made.key };
    },
    async rotate(id, graceSeconds) {
      const made = await rotateKey(db, { id, graceSeconds }, actor);
      return { ...made.stored, key: made.key };
    },
    revoke: (id, reason) => revokeKey(db, { id, reason }, actor),
  };
}

/** The rest is checked by the store. */
function checked({ kind = 'k', scopes, privacy, expiresInDays, ...fields }: NewKeyFields) {
  if (expiresInDays !== undefined && !(expiresInDays >= 1 && expiresInDays <= LONGEST_DAYS))
    throw new InputError('expires_in_days', `expires_in_days must be from 1 to ${LONGEST_DAYS}`);
  return {
    ...fields,
    kind: oneOf<KeyKind>('kind', kind, KEY_KINDS),
    scopes: scopes?.map(scope => oneOf<Scope>('scopes', scope, SCOPES)),
    privacy: privacy === undefined ? undefined : oneOf<Privacy>('privacy', privacy, ['normal', 'strict']),
    expiresAt: expiresInDays === undefined ? null : new Date(Date.now() + expiresInDays * DAY_MS),
  };
}
