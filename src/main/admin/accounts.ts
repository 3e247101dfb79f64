import type { LimitPolicy } from '../../core/access.ts';
import type { Administration } from '../../core/administration.ts';
import { InputError } from '../../core/errors.ts';
import { readEmail, readName } from '../../core/people.ts';
import type { PolicySettings } from '../../core/policy-settings.ts';
import type { Json } from '../../core/records.ts';
import { overlay } from '../../policy/limits/policies.ts';
import {
  accountRow,
  findAccountRow,
  listAccountRows,
  setAccountLimits,
  setAccountStatus,
} from '../../store/account-rows.ts';
import { createAccount, deleteAccount, membersOf } from '../../store/accounts.ts';
import { listKeys } from '../../store/api-keys.ts';
import { findCustomer } from '../../store/billing.ts';
import { listCreditNotes } from '../../store/credit-notes.ts';
import type { Database } from '../../store/database.ts';
import { listInvoices } from '../../store/invoices.ts';
import { listLicences } from '../../store/licences.ts';
import { findPlan } from '../../store/plans.ts';
import { oneOf } from './fields.ts';
import type { AdministrationDeps } from './index.ts';
import { effective, readSources } from './limits.ts';

const STATUSES = ['active', 'suspended', 'deleted'] as const;

export function accountDoors(
  { db, billing, policy: settings }: AdministrationDeps,
  actor: string,
): Administration['accounts'] {
  return {
    list: async filter =>
      listAccountRows(db, { ...filter, status: oneOf('status', filter.status, STATUSES) }),
    find: idOrName => findAccountRow(db, idOrName),
    async show(id) {
      const account = await accountRow(db, id);
      const [members, keys, licences, invoices, creditNotes, customer] = await Promise.all([
        membersOf(db, id),
        listKeys(db, id),
        listLicences(db, { accountId: id }),
        listInvoices(db, { accountId: id }),
        listCreditNotes(db, { accountId: id }),
        findCustomer(db, 'manual-invoice', id),
      ]);
      const details = customer?.details ?? null;
      return { account, members, keys, licences, invoices, creditNotes, details };
    },
    async create({ name, kind = 'organisation', email }) {
      const wanted = { name: readName(name), kind, email: email === undefined ? null : readEmail(email) };
      return accountRow(db, (await createAccount(db, wanted, actor)).id);
    },
    suspend: (id, reason) => setAccountStatus(db, id, { status: 'suspended', reason }, actor),
    resume: id => setAccountStatus(db, id, { status: 'active' }, actor),
    async setPlan(id, plan, until) {
      if (until !== null && until.getTime() <= Date.now())
        throw new InputError('until', 'until must be a day that is still to come');
      await billing.setPlan(id, plan, actor, until);
      return accountRow(db, id);
    },
    async setLimits(id, limits) {
      if (limits !== null) await checkLimits(db, settings, id, limits);
      return setAccountLimits(db, id, limits, actor);
    },
    remove: id => deleteAccount(db, id, actor),
  };
}

/** A contract's limits stand over those of the plan. @throws InputError naming the field. */
async function checkLimits(db: Database, settings: PolicySettings, id: number, limits: Json): Promise<void> {
  const { plan } = await accountRow(db, id);
  const { policies } = effective(await readSources(db, settings));
  const name = (await findPlan(db, plan))?.policy ?? plan;
  overlay((policies.get(name) ?? policies.get('free')) as LimitPolicy, limits, 'limits');
}
