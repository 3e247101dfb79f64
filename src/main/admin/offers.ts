import type { Administration } from '../../core/administration.ts';
import { FREE_PLAN, type Plan } from '../../core/billing.ts';
import { InputError, NotFoundError } from '../../core/errors.ts';
import type { Database } from '../../store/database.ts';
import { endLicence, grantLicence, listLicences } from '../../store/licences.ts';
import { findPlan, listPlans, upsertPlan } from '../../store/plans.ts';
import type { AdministrationDeps } from './index.ts';
import { effective, readSources } from './limits.ts';

export function planDoors({ db, policy }: AdministrationDeps, actor: string): Administration['plans'] {
  return {
    list: () => listPlans(db),
    async set(slug, change) {
      const before = (await findPlan(db, slug)) ?? (await newPlan(db, slug));
      if (
        change.policy !== undefined &&
        !effective(await readSources(db, policy)).policies.has(change.policy)
      )
        throw new InputError(
          'policy',
          `there are no limits called ${change.policy.slice(0, 50)}: set them first, or take others`,
        );
      return upsertPlan(db, { ...before, ...change, slug }, actor);
    },
  };
}

/** At the end of the list, and offered to nobody until that is said. */
async function newPlan(db: Database, slug: string): Promise<Plan> {
  const plans = await listPlans(db);
  const free = plans.find(plan => plan.slug === FREE_PLAN);
  if (free === undefined) throw new NotFoundError('no plan to begin with');
  const position = Math.max(...plans.map(plan => plan.position)) + 1;
  return {
    ...free,
    slug,
    name: slug,
    position,
    public: false,
    tagline: null,
    features: {},
    stripePriceId: null,
  };
}

export function licenceDoors(db: Database, actor: string): Administration['licences'] {
  return {
    list: filter => listLicences(db, filter),
    grant: wanted => grantLicence(db, wanted, actor),
    end: id => endLicence(db, id, actor),
  };
}
