/** Whom a key stands for: the key, its account, the plan and the licence in one look-up. */
import type { LicenceGrant, Privacy, Scope } from '../core/access.ts';
import type { Json } from '../core/records.ts';
import type { Queryable } from './database.ts';

/** An account as far as limits and licence depend on it. */
export interface AccountStanding {
  accountId: number;
  status: 'active' | 'suspended' | 'deleted';
  /** Name of the limit policy of its plan; of a plan that is not in the table, the plan itself. */
  policy: string;
  /** Its own limits. */
  limits: Json | null;
  privacy: Privacy;
  /** Licences that were agreed on and hold at this moment. */
  grants: LicenceGrant[];
  /** When the next licence begins or this one ends. */
  licenceUntil: string | null;
}

export interface KeyStanding extends AccountStanding {
  keyId: number;
  scopes: Scope[];
  ipCidrs: string[];
  keyPrivacy: Privacy;
  hourlyLimit: number | null;
  expiresAt: string | null;
  revoked: boolean;
}

const ACCOUNT = `a.id as "accountId", a.status, coalesce(p.policy, a.plan) as policy, a.limits, a.privacy,
  (select coalesce(json_agg(json_build_object('id', l.id, 'accountId', l.account_id, 'spdx', l.spdx, 'scope', l.scope,
      'validFrom', l.valid_from, 'validTo', l.valid_to, 'agreementUrl', l.agreement_url, 'version', l.version)), '[]')
    from licences l
    where l.account_id = a.id and l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())) as grants,
  (select min(moment) from licences l, unnest(array[l.valid_from, l.valid_to]) as moment
    where l.account_id = a.id and moment > now()) as "licenceUntil"`;

/** @param hash SHA-256 of the key. */
export async function findKeyStanding(db: Queryable, hash: Buffer): Promise<KeyStanding | null> {
  const { rows } = await db.query<KeyStanding>({
    name: 'find-key-standing',
    text: `select k.id as "keyId", k.scopes, k.ip_cidrs::text[] as "ipCidrs", k.privacy as "keyPrivacy",
        k.hourly_limit as "hourlyLimit", k.expires_at as "expiresAt", k.revoked_at is not null as revoked, ${ACCOUNT}
      from api_keys k join accounts a on a.id = k.account_id left join plans p on p.slug = a.plan where k.hash = $1`,
    values: [hash],
  });
  return rows[0] ?? null;
}

export async function findAccountStanding(db: Queryable, accountId: number): Promise<AccountStanding | null> {
  const { rows } = await db.query<AccountStanding>({
    name: 'find-account-standing',
    text: `select ${ACCOUNT} from accounts a left join plans p on p.slug = a.plan where a.id = $1`,
    values: [accountId],
  });
  return rows[0] ?? null;
}
