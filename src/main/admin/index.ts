/** Administration on a database: every door of core/administration.ts, bound to whoever acts. */
import type { Administration, BillingForOperators } from '../../core/administration.ts';
import type { KeyEnvironment } from '../../core/api-key.ts';
import type { PolicySettings } from '../../core/policy-settings.ts';
import type { Database } from '../../store/database.ts';
import { accountDoors } from './accounts.ts';
import { creditNoteDoors, invoiceDoors, slaDoors, webhookDoors } from './billing.ts';
import { jobDoors } from './jobs.ts';
import { keyDoors } from './keys.ts';
import { limitDoors } from './limits.ts';
import { licenceDoors, planDoors } from './offers.ts';
import { auditDoors, tombstoneDoors, userDoors } from './records.ts';

export interface AdministrationDeps {
  db: Database;
  /** What new keys begin with. */
  keyEnvironment: KeyEnvironment;
  billing: BillingForOperators;
  policy: PolicySettings;
}

/** @param actor as the audit log names them: `cli:<login name>`, `user:<id>`. */
export function createAdministration(deps: AdministrationDeps, actor: string): Administration {
  const { db } = deps;
  return {
    accounts: accountDoors(deps, actor),
    users: userDoors(db, actor),
    plans: planDoors(deps, actor),
    keys: keyDoors(deps, actor),
    limits: limitDoors(db, deps.policy, actor),
    licences: licenceDoors(db, actor),
    invoices: invoiceDoors(deps, actor),
    creditNotes: creditNoteDoors(deps),
    sla: slaDoors(deps, actor),
    webhooks: webhookDoors(deps, actor),
    jobs: jobDoors(db, actor),
    tombstones: tombstoneDoors(db, actor),
    audit: auditDoors(db),
  };
}
