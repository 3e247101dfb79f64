/** What was agreed with accounts about the licence of the data. A grant is never changed: it ends, and another one is made. */
import type { LicenceGrant } from '../core/access.ts';
import { InputError, NotFoundError } from '../core/errors.ts';
import { canonicalLicenseId } from '../core/licenses/index.ts';
import { audit } from './audit.ts';
import type { Database, Queryable } from './database.ts';

export interface NewLicence {
  accountId: number;
  spdx: string;
  /** Default `*`. */
  scope?: readonly string[];
  /** Default: from now on. */
  validFrom?: Date;
  validTo?: Date | null;
  agreementUrl?: string | null;
  version?: string | null;
}

const COLUMNS = `id, account_id as "accountId", spdx, scope, valid_from as "validFrom", valid_to as "validTo",
  agreement_url as "agreementUrl", version`;
const REFERENCE = /^LicenseRef-[A-Za-z0-9.-]{1,100}$/;
const GLOB = /^[a-z0-9*][a-z0-9*_/-]{0,99}$/;
const MOST_GLOBS = 50;

/** Grants of the accounts, also those that have ended. */
export async function licencesOf(db: Queryable, accountIds: readonly number[]): Promise<LicenceGrant[]> {
  const { rows } = await db.query<LicenceGrant>({
    name: 'licences-of',
    text: `select ${COLUMNS} from licences where account_id = any($1) order by id`,
    values: [accountIds],
  });
  return rows;
}

/** Newest first. */
export async function listLicences(
  db: Queryable,
  options: { accountId?: number; limit?: number } = {},
): Promise<LicenceGrant[]> {
  const { rows } = await db.query<LicenceGrant>({
    name: 'list-licences',
    text: `select ${COLUMNS} from licences where ($1::int is null or account_id = $1) order by id desc limit $2`,
    values: [options.accountId ?? null, options.limit ?? 200],
  });
  return rows;
}

/**
 * Grants a licence; audited.
 *
 * @throws InputError naming the field: an unknown licence, a scope that is no glob, an end before the beginning, an agreement
 * that is no web address; NotFoundError without such an account.
 */
export async function grantLicence(db: Database, given: NewLicence, actor: string): Promise<LicenceGrant> {
  const spdx = licenceId(given.spdx);
  const scope = [...new Set(given.scope ?? ['*'])];
  if (scope.length === 0 || scope.length > MOST_GLOBS || !scope.every(glob => GLOB.test(glob)))
    throw new InputError(
      'scope',
      `scope takes 1 to ${MOST_GLOBS} names of datasets, with * for any characters`,
    );
  const { validFrom = new Date(), validTo = null } = given;
  if (Number.isNaN(validFrom.getTime())) throw new InputError('valid_from', 'valid_from must be a date');
  if (validTo !== null && !(validTo > validFrom))
    throw new InputError('valid_to', 'valid_to must be a date after valid_from');
  const agreementUrl = webAddress(given.agreementUrl ?? null);
  return db.transaction(async tx => {
    await accountMustExist(tx, given.accountId);
    const { rows } = await tx.query<LicenceGrant>({
      text: `insert into licences (account_id, spdx, scope, valid_from, valid_to, agreement_url, version)
        values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`,
      values: [
        given.accountId,
        spdx,
        scope,
        validFrom.toISOString(),
        validTo?.toISOString() ?? null,
        agreementUrl,
        given.version?.slice(0, 100) ?? null,
      ],
    });
    const grant = rows[0] as LicenceGrant;
    await audit(tx, {
      actor,
      accountId: grant.accountId,
      action: 'licence.grant',
      target: `licence:${grant.id}`,
      detail: {
        spdx,
        scope,
        valid_from: grant.validFrom,
        valid_to: grant.validTo,
        agreement_url: agreementUrl,
      },
    });
    return grant;
  });
}

/** Ends a grant at a moment, or at once; audited. @throws NotFoundError where there is none that still holds. */
export async function endLicence(
  db: Database,
  id: number,
  actor: string,
  at: Date = new Date(),
): Promise<LicenceGrant> {
  return db.transaction(async tx => {
    const { rows } = await tx.query<LicenceGrant>({
      text: `update licences set valid_to = greatest($2::timestamptz, valid_from)
        where id = $1 and (valid_to is null or valid_to > $2) returning ${COLUMNS}`,
      values: [id, at.toISOString()],
    });
    const grant = rows[0];
    if (!grant) throw new NotFoundError('no such licence');
    await audit(tx, {
      actor,
      accountId: grant.accountId,
      action: 'licence.end',
      target: `licence:${id}`,
      detail: { valid_to: grant.validTo },
    });
    return grant;
  });
}

function licenceId(given: string): string {
  if (REFERENCE.test(given)) return given;
  const known = canonicalLicenseId(given);
  if (!known)
    throw new InputError('spdx', 'spdx must be an identifier of the SPDX licence list or LicenseRef-<name>');
  return known;
}

function webAddress(url: string | null): string | null {
  if (url === null || url === '') return null;
  if (url.length > 2_000 || !/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new InputError('agreement_url', 'agreement_url must be an http:// or https:// URL');
  return new URL(url).href;
}

/** @throws NotFoundError */
async function accountMustExist(tx: Queryable, id: number): Promise<void> {
  const { rows } = await tx.query({ text: 'select from accounts where id = $1 for key share', values: [id] });
  if (rows.length === 0) throw new NotFoundError('no such account');
}
