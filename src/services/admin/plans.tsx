/** Plans: the ladder, and each with all that it says. */
import type { Plan } from '../../core/billing.ts';
import { NotFoundError } from '../../core/errors.ts';
import { formatMoney } from '../../core/money.ts';
import { SelectField, TextAreaField, TextField } from '../../ui/components/form.tsx';
import { Section } from '../../ui/components/section.tsx';
import { segment } from '../../ui/paths.ts';
import type { Page } from '../service.ts';
import { featuresOf, optionalText, priceOf, requiredText, shownOf, textOf, type Values } from './fields.ts';
import { type AdminPage, adminForm, adminPage } from './page.tsx';
import { Action, List } from './parts.tsx';

const PATH = '/admin/plans';
const pathOf = (slug: string) => `${PATH}/${segment(slug)}`;

const OFFERED: Record<string, Pick<Plan, 'public' | 'active'>> = {
  everybody: { public: true, active: true },
  invitation: { public: false, active: true },
  nobody: { public: false, active: false },
};
const offeredOf = (plan: Plan) => (!plan.active ? 'nobody' : plan.public ? 'everybody' : 'invitation');

const plansPage: AdminPage = {
  path: PATH,
  tab: 'Plans',
  async load({ form }, { admin, csrf }) {
    const [plans, limits] = await Promise.all([admin.plans.list(), admin.limits.list()]);
    return {
      view: (
        <>
          <List
            id="plans"
            title="The ladder"
            caption="Plans in the order of the ladder"
            rows={plans}
            empty={{ title: 'No plans' }}
            columns={[
              {
                label: 'Plan',
                role: 'main',
                cell: plan => (
                  <a class="wrap" href={pathOf(plan.slug)}>
                    {plan.name}
                  </a>
                ),
              },
              { label: 'Slug', cell: plan => plan.slug },
              { label: 'Limits', cell: plan => plan.policy },
              {
                label: 'Price',
                role: 'number',
                cell: plan => `${formatMoney(plan.priceCents, plan.currency)} a ${plan.period}`,
              },
              { label: 'Offered to', cell: offeredOf },
            ]}
          />
          <Section id="new" title="New plan">
            <Action action={PATH} csrf={csrf} label="Make it">
              <div class="field-row">
                <TextField
                  id="slug"
                  name="slug"
                  label="Slug"
                  hint="Small letters, digits and dashes"
                  inputMode="text"
                  maxLength={50}
                  value={shownOf(form, 'slug', '')}
                  required
                />
                <TextField
                  id="plan-name"
                  name="name"
                  label="Name"
                  inputMode="text"
                  maxLength={100}
                  value={shownOf(form, 'name', '')}
                  required
                />
                <SelectField
                  id="policy"
                  name="policy"
                  label="Limits"
                  value={shownOf(form, 'policy', 'free')}
                  options={limits.map(({ name }) => name)}
                />
              </div>
              <p class="field-hint">It costs nothing and is offered to nobody until its page says so.</p>
            </Action>
          </Section>
        </>
      ),
    };
  },
};

async function planOf({ slug = '' }: Record<string, string>, plans: Promise<Plan[]>): Promise<Plan> {
  const found = (await plans).find(plan => plan.slug === slug);
  if (found === undefined) throw new NotFoundError('no such plan');
  return found;
}

const planPage: AdminPage = {
  path: `${PATH}/{slug}`,
  tab: 'Plans',
  async load({ params, form }, { admin, csrf }) {
    const plan = await planOf(params, admin.plans.list());
    const limits = (await admin.limits.list()).map(({ name }) => name);
    return {
      title: plan.name,
      view: (
        <Section id="change" title={`Plan ${plan.slug}`}>
          <Action action={pathOf(plan.slug)} csrf={csrf} label="Save" tone="primary">
            <PlanFields plan={plan} form={form} limits={limits} />
          </Action>
        </Section>
      ),
    };
  },
};

function PlanFields({ plan, form, limits }: { plan: Plan; form: Values; limits: string[] }) {
  const text = (
    name: string,
    label: string,
    now: string,
    more: { hint?: string; required?: boolean } = {},
  ) => (
    <TextField
      id={`plan-${name}`}
      name={name}
      label={label}
      inputMode="text"
      maxLength={200}
      value={shownOf(form, name, now)}
      {...more}
    />
  );
  const choice = (name: string, label: string, now: string, options: readonly string[]) => (
    <SelectField
      id={`plan-${name}`}
      name={name}
      label={label}
      value={shownOf(form, name, now)}
      options={options}
    />
  );
  const features = Object.entries(plan.features).map(([name, value]) => `${name}: ${value}`);
  return (
    <>
      <div class="field-row">
        {text('name', 'Name', plan.name, { required: true })}
        {choice('policy', 'Limits', plan.policy, [...new Set([...limits, plan.policy])])}
        {choice('offered', 'Offered to', offeredOf(plan), Object.keys(OFFERED))}
      </div>
      <div class="field-row">
        {text('price', 'Price', formatMoney(plan.priceCents, plan.currency).slice(plan.currency.length + 1), {
          required: true,
        })}
        {text('currency', 'Currency', plan.currency, { required: true })}
        {choice('period', 'For each', plan.period, ['month', 'year'])}
        {text('position', 'Place on the ladder', String(plan.position), { required: true })}
      </div>
      {text('tagline', 'In a few words', plan.tagline ?? '')}
      <TextAreaField
        id="plan-features"
        name="features"
        label="What goes with it"
        hint="A line each, as in “support: e-mail”"
        rows={Math.max(3, features.length + 1)}
        value={shownOf(form, 'features', features.join('\n'))}
        maxLength={5_000}
      />
      {text('stripe_price_id', 'Price at Stripe', plan.stripePriceId ?? '', {
        hint: 'As in price_1AbC; needed to sell it by Stripe',
      })}
    </>
  );
}

export const planPages: Page[] = [
  adminPage(plansPage),
  adminForm({
    page: plansPage,
    form: { slug: requiredText(50), name: requiredText(100), policy: requiredText(50) },
    async submit({ form }, { admin }) {
      const { slug } = await admin.plans.set(String(form.slug).trim(), {
        name: String(form.name).trim(),
        policy: String(form.policy),
      });
      return pathOf(slug);
    },
  }),
  adminPage(planPage),
  adminForm({
    page: planPage,
    form: {
      name: requiredText(100),
      policy: requiredText(50),
      offered: requiredText(20),
      price: requiredText(30),
      currency: requiredText(3),
      period: requiredText(10),
      position: requiredText(7),
      tagline: optionalText(200),
      features: optionalText(5_000),
      stripe_price_id: optionalText(200),
    },
    async submit({ params, form }, { admin }) {
      const { slug } = await planOf(params, admin.plans.list());
      const currency = String(form.currency).trim().toUpperCase();
      await admin.plans.set(slug, {
        name: String(form.name).trim(),
        policy: String(form.policy),
        ...OFFERED[String(form.offered)],
        priceCents: priceOf(form, 'price', currency),
        currency,
        period: form.period as Plan['period'],
        position: Number(form.position),
        tagline: textOf(form, 'tagline') ?? null,
        features: featuresOf(form, 'features'),
        stripePriceId: textOf(form, 'stripe_price_id') ?? null,
      });
      return pathOf(slug);
    },
  }),
];
