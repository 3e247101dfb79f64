/** Plans: what is offered, at which price and under which limits. */
import type { Plan } from '../core/billing.ts';
import { InputError } from '../core/errors.ts';
import { audit } from './audit.ts';
import type { Database, Queryable } from './database.ts';

const COLUMNS = `slug, name, policy, price_cents as "priceCents", currency, period, public, active,
  stripe_price_id as "stripePriceId", tagline, features, position`;
const SLUG = /^[a-z0-9][a-z0-9-]{0,49}$/;
const MOST_CENTS = 1_000_000_000;

/** In the order of the ladder. @param options.offered only those that anyone may have now. */
export async function listPlans(db: Queryable, options: { offered?: boolean } = {}): Promise<Plan[]> {
  const { rows } = await db.query<Plan>({
    name: 'list-plans',
    text: `select ${COLUMNS} from plans where not $1 or (public and active) order by position, slug`,
    values: [options.offered ?? false],
  });
  return rows;
}

/** null: there is none. */
export async function findPlan(db: Queryable, slug: string): Promise<Plan | null> {
  const { rows } = await db.query<Plan>({
    name: 'find-plan',
    text: `select ${COLUMNS} from plans where slug = $1`,
    values: [slug],
  });
  return rows[0] ?? null;
}

/** The plan that a price at Stripe stands for. */
export async function planOfStripePrice(db: Queryable, priceId: string): Promise<Plan | null> {
  const { rows } = await db.query<Plan>({
    name: 'plan-of-stripe-price',
    text: `select ${COLUMNS} from plans where stripe_price_id = $1 order by active desc, position desc limit 1`,
    values: [priceId],
  });
  return rows[0] ?? null;
}

/** Makes a plan, or changes the one of this slug; audited. @throws InputError naming the field. */
export async function upsertPlan(db: Database, plan: Plan, actor: string): Promise<Plan> {
  check(plan);
  return db.transaction(async tx => {
    const before = await findPlan(tx, plan.slug);
    const { rows } = await tx.query<Plan>({
      text: `insert into plans (slug, name, policy, price_cents, currency, period, public, active, stripe_price_id,
          tagline, features, position)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (slug) do update set name = excluded.name, policy = excluded.policy,
          price_cents = excluded.price_cents, currency = excluded.currency, period = excluded.period,
          public = excluded.public, active = excluded.active, stripe_price_id = excluded.stripe_price_id,
          tagline = excluded.tagline, features = excluded.features, position = excluded.position, updated_at = now()
        returning ${COLUMNS}`,
      values: [
        plan.slug,
        plan.name,
        plan.policy,
        plan.priceCents,
        plan.currency,
        plan.period,
        plan.public,
        plan.active,
        plan.stripePriceId,
        plan.tagline,
        JSON.stringify(plan.features),
        plan.position,
      ],
    });
    const after = rows[0] as Plan;
    await audit(tx, {
      actor,
      action: before ? 'plan.change' : 'plan.create',
      target: `plan:${plan.slug}`,
      detail: { before: before ? { ...before } : null, after: { ...after } },
    });
    return after;
  });
}

function check(plan: Plan): void {
  const must = (holds: boolean, field: string, what: string) => {
    if (!holds) throw new InputError(field, `${field} must be ${what}`);
  };
  must(SLUG.test(plan.slug), 'slug', 'lower case letters, digits and dashes, at most 50');
  must(SLUG.test(plan.policy), 'policy', 'the name of a limit policy');
  must(plan.name.trim() !== '' && plan.name.length <= 100, 'name', 'a name of at most 100 characters');
  must(
    Number.isInteger(plan.priceCents) && plan.priceCents >= 0 && plan.priceCents <= MOST_CENTS,
    'price_cents',
    `a whole number from 0 to ${MOST_CENTS}`,
  );
  must(/^[A-Z]{3}$/.test(plan.currency), 'currency', 'three capital letters (ISO 4217)');
  must(plan.period === 'month' || plan.period === 'year', 'period', 'month or year');
  must(Number.isInteger(plan.position) && Math.abs(plan.position) < 1e6, 'position', 'a whole number');
  must(
    plan.stripePriceId === null || /^[A-Za-z0-9_]{1,200}$/.test(plan.stripePriceId),
    'stripe_price_id',
    'an id of Stripe',
  );
  must(
    Object.values(plan.features).every(value => typeof value === 'string' && value.length <= 200),
    'features',
    'texts of at most 200 characters',
  );
}
