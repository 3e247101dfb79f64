/** Users, plans, limits and licences. */
import { Type } from 'typebox';
import { InputError } from '../../core/errors.ts';
import { formatMoney } from '../../core/money.ts';
import type { JsonObject } from '../../core/records.ts';
import { SelectField, TextField } from '../../ui/components/form.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Table } from '../../ui/components/table.tsx';
import { Badge, EmptyState } from '../../ui/components/text.tsx';
import { Day } from '../../ui/components/time.tsx';
import { formatNumber } from '../../ui/format/numbers.ts';
import type { Page } from '../service.ts';
import { type AdminPage, adminForm, adminPage } from './page.tsx';
import {
  AccountLink,
  Action,
  countOf,
  cursor,
  FilterForm,
  idOf,
  optionalText,
  Pages,
  PER_PAGE,
  pageOf,
  requiredText,
  textOf,
} from './parts.tsx';

const usersPage: AdminPage = {
  path: '/admin/users',
  tab: 'Users',
  query: {
    ...cursor,
    query: optionalText(),
    operators: Type.Optional(Type.Union([Type.Literal('yes'), Type.Literal('')])),
  },
  async load({ query }, { admin, csrf, userId }) {
    const rows = await admin.users.list({
      before: query.before as number | undefined,
      query: textOf(query, 'query'),
      operators: query.operators === 'yes',
      limit: PER_PAGE + 1,
    });
    const { shown, next } = pageOf(rows);
    return {
      view: (
        <Section id="users" title="Users">
          <FilterForm
            path="/admin/users"
            query={query}
            fields={[
              { name: 'query', label: 'Address' },
              { name: 'operators', label: 'Operators only', options: ['yes'] },
            ]}
          />
          {shown.length === 0 && <EmptyState title="Nobody is like that" />}
          {shown.length > 0 && (
            <Table
              caption="Users, newest first"
              rows={shown}
              columns={[
                { label: 'Address', role: 'main', cell: user => user.email },
                { label: 'Name', cell: user => user.name ?? '–' },
                { label: 'Since', cell: user => <Day at={user.createdAt} /> },
                {
                  label: 'Operator',
                  cell: user => (user.operator ? <Badge tone="good">operator</Badge> : 'no'),
                },
                {
                  label: 'Change',
                  cell: user =>
                    user.id === userId ? (
                      'you'
                    ) : (
                      <Action
                        action="/admin/users"
                        csrf={csrf}
                        tone="link"
                        label={user.operator ? 'Take it back' : 'Make an operator'}
                        values={{ email: user.email, operator: user.operator ? 'no' : 'yes' }}
                      />
                    ),
                },
              ]}
            />
          )}
          <Pages path="/admin/users" query={query} next={next} />
        </Section>
      ),
    };
  },
};

const plansPage: AdminPage = {
  path: '/admin/plans',
  tab: 'Plans',
  async load(_, { admin, csrf }) {
    const [plans, limits] = await Promise.all([admin.plans.list(), admin.limits.list()]);
    return {
      view: (
        <>
          <Section id="plans" title="Plans">
            <Table
              caption="Plans in the order of the ladder"
              rows={plans}
              columns={[
                { label: 'Plan', role: 'main', cell: plan => `${plan.name} (${plan.slug})` },
                { label: 'Limits', cell: plan => plan.policy },
                {
                  label: 'Price',
                  role: 'number',
                  cell: plan => `${formatMoney(plan.priceCents, plan.currency)} a ${plan.period}`,
                },
                {
                  label: 'Offered',
                  cell: plan =>
                    plan.public && plan.active ? 'to everybody' : plan.active ? 'by invitation' : 'no',
                },
              ]}
            />
          </Section>
          <Section id="change" title="Change or make a plan">
            <Action action="/admin/plans" csrf={csrf} label="Save" tone="primary">
              <div class="field-row">
                <TextField
                  id="slug"
                  name="slug"
                  label="Slug"
                  hint="A new one makes a new plan"
                  inputMode="text"
                  maxLength={50}
                  required
                />
                <TextField id="plan-name" name="name" label="Name" inputMode="text" maxLength={100} />
              </div>
              <div class="field-row">
                <SelectField
                  id="policy"
                  name="policy"
                  label="Limits"
                  options={['', ...limits.map(({ name }) => name)]}
                />
                <TextField
                  id="price"
                  name="price_cents"
                  label="Price in cents"
                  inputMode="numeric"
                  maxLength={10}
                />
                <SelectField
                  id="offered"
                  name="offered"
                  label="Offered"
                  options={['', 'everybody', 'invitation', 'nobody']}
                />
              </div>
              <p class="field-hint">What is left empty stays as it is.</p>
            </Action>
          </Section>
        </>
      ),
    };
  },
};

const OFFERED: Record<string, { public: boolean; active: boolean }> = {
  everybody: { public: true, active: true },
  invitation: { public: false, active: true },
  nobody: { public: false, active: false },
};

const amount = (value: number | null | undefined) =>
  value === null || value === undefined ? 'none' : formatNumber(value);

const limitsPage: AdminPage = {
  path: '/admin/limits',
  tab: 'Limits',
  async load(_, { admin, csrf }) {
    const rows = await admin.limits.list();
    return {
      view: (
        <>
          <Section id="limits" title="Limits">
            <Table
              caption="Limits as they apply now"
              rows={rows}
              columns={[
                { label: 'Name', role: 'main', cell: row => row.name },
                { label: 'Per second', role: 'number', cell: row => amount(row.burst?.perSecond) },
                { label: 'Burst', role: 'number', cell: row => amount(row.burst?.size) },
                { label: 'Hourly', role: 'number', cell: row => amount(row.hourly) },
                { label: 'Daily', role: 'number', cell: row => amount(row.daily) },
                { label: 'At once', role: 'number', cell: row => amount(row.concurrency) },
                { label: 'Class', role: 'number', cell: row => row.priority },
                { label: 'From', cell: row => row.source },
                {
                  label: 'Change',
                  cell: row =>
                    row.source === 'database' ? (
                      <Action
                        action="/admin/limits/reset"
                        csrf={csrf}
                        label="Reset"
                        tone="link"
                        values={{ name: row.name }}
                      />
                    ) : null,
                },
              ]}
            />
          </Section>
          <Section id="set" title="Change limits">
            <Action action="/admin/limits" csrf={csrf} label="Save" tone="primary">
              <SelectField id="limits-name" name="name" label="Of" options={rows.map(({ name }) => name)} />
              <div class="field-row">
                {(['hourly', 'daily', 'concurrency'] as const).map(name => (
                  <TextField
                    key={name}
                    id={`set-${name}`}
                    name={name}
                    label={name}
                    inputMode="numeric"
                    maxLength={20}
                  />
                ))}
              </div>
              <p class="field-hint">
                In cost units; “none” is no limit. What is left empty stays as it is. Whoever is further up
                must have more.
              </p>
            </Action>
          </Section>
        </>
      ),
    };
  },
};

const licencesPage: AdminPage = {
  path: '/admin/licences',
  tab: 'Licences',
  async load({ now }, { admin, csrf }) {
    const rows = await admin.licences.list({ limit: 200 });
    return {
      view: (
        <Section id="licences" title="Licences">
          {rows.length === 0 ? (
            <EmptyState title="Nothing was granted">
              <p>
                Everybody has the data under CC-BY-SA-4.0. The page of an account has a form for what was
                agreed with it.
              </p>
            </EmptyState>
          ) : (
            <Table
              caption="Licences that were granted, newest first"
              rows={rows}
              columns={[
                { label: 'Licence', role: 'main', cell: row => row.spdx },
                { label: 'Account', cell: row => <AccountLink id={row.accountId} /> },
                { label: 'For', cell: row => row.scope.join(' ') },
                { label: 'From', cell: row => <Day at={row.validFrom} /> },
                {
                  label: 'To',
                  cell: row => (row.validTo === null ? 'further notice' : <Day at={row.validTo} />),
                },
                {
                  label: 'Change',
                  cell: row =>
                    row.validTo === null || Date.parse(row.validTo) > now.getTime() ? (
                      <Action action={`/admin/licences/${row.id}/end`} csrf={csrf} label="End" tone="link" />
                    ) : null,
                },
              ]}
            />
          )}
        </Section>
      ),
    };
  },
};

export const offerPages: Page[] = [
  adminPage(usersPage),
  adminForm({
    page: usersPage,
    form: { email: requiredText(254), operator: Type.Union([Type.Literal('yes'), Type.Literal('no')]) },
    async submit({ form }, { admin, userId }) {
      const email = String(form.email);
      const [self] = (await admin.users.list({ query: email, limit: 500 })).filter(
        user => user.id === userId,
      );
      // Whoever locks themselves out could not come back.
      if (self?.email.toLowerCase() === email.toLowerCase() && form.operator === 'no')
        throw new InputError('email', 'another operator takes this from you, or the command line', 422);
      await admin.users.promote(email, form.operator === 'yes');
      return '/admin/users';
    },
  }),
  adminPage(plansPage),
  adminForm({
    page: plansPage,
    form: {
      slug: requiredText(50),
      name: optionalText(100),
      policy: optionalText(50),
      price_cents: optionalText(10),
      offered: optionalText(20),
    },
    async submit({ form }, { admin }) {
      const [name, policy, price] = [
        textOf(form, 'name'),
        textOf(form, 'policy'),
        countOf(form, 'price_cents'),
      ];
      await admin.plans.set(String(form.slug).trim(), {
        ...(name === undefined ? {} : { name }),
        ...(policy === undefined ? {} : { policy }),
        ...(price === undefined || price === null ? {} : { priceCents: price }),
        ...(OFFERED[textOf(form, 'offered') ?? ''] ?? {}),
      });
      return '/admin/plans';
    },
  }),
  adminPage(limitsPage),
  adminForm({
    page: limitsPage,
    form: {
      name: requiredText(50),
      hourly: optionalText(20),
      daily: optionalText(20),
      concurrency: optionalText(20),
    },
    async submit({ form }, { admin }) {
      const document: JsonObject = {};
      for (const name of ['hourly', 'daily', 'concurrency']) {
        const value = countOf(form, name);
        if (value !== undefined) document[name] = value;
      }
      if (Object.keys(document).length === 0) throw new InputError('hourly', 'say which limit is to change');
      await admin.limits.set(String(form.name), document);
      return '/admin/limits';
    },
  }),
  adminForm({
    page: limitsPage,
    path: '/admin/limits/reset',
    form: { name: requiredText(50) },
    async submit({ form }, { admin }) {
      await admin.limits.reset(String(form.name));
      return '/admin/limits';
    },
  }),
  adminPage(licencesPage),
  adminForm({
    page: licencesPage,
    path: '/admin/licences/{id}/end',
    async submit(context, { admin }) {
      await admin.licences.end(idOf(context));
      return '/admin/licences';
    },
  }),
];
