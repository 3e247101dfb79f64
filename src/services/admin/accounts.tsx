import { InputError } from '../../core/errors.ts';
import { TextField } from '../../ui/components/form.tsx';
import { Section } from '../../ui/components/section.tsx';
import type { Page } from '../service.ts';
import { keyForms } from './account-keys.tsx';
import { AccountView, accountColumns } from './account-views.tsx';
import {
  cursor,
  dateOf,
  idOf,
  limitForm,
  limitsOf,
  optionalText,
  PER_PAGE,
  requiredText,
  textOf,
  wordsOf,
} from './fields.ts';
import { invoicePath } from './invoices.tsx';
import { type AdminPage, adminForm, adminPage } from './page.tsx';
import { Action, accountPath, List, pageOf } from './parts.tsx';

const STATUSES = ['active', 'suspended', 'deleted'] as const;
const PATH = '/admin/accounts';

const listPage: AdminPage = {
  path: PATH,
  tab: 'Accounts',
  query: { ...cursor, query: optionalText(), status: optionalText(20), plan: optionalText(50) },
  async load({ query }, { admin, csrf }) {
    const before = query.before as number | undefined;
    const filter = {
      query: textOf(query, 'query'),
      status: textOf(query, 'status'),
      plan: textOf(query, 'plan'),
    };
    const [rows, plans] = await Promise.all([
      admin.accounts.list({ ...filter, before, limit: PER_PAGE + 1 }),
      admin.plans.list(),
    ]);
    const { shown, next } = pageOf(rows);
    const filters = [
      { name: 'query', label: 'Name or address' },
      { name: 'status', label: 'Status', options: STATUSES },
      { name: 'plan', label: 'Plan', options: plans.map(({ slug }) => slug) },
    ];
    return {
      view: (
        <>
          <List
            id="accounts"
            title="All accounts"
            caption="Accounts, newest first"
            rows={shown}
            pages={{ path: PATH, query, next, filters }}
            empty={{
              title: 'No account is like that',
              text: 'People make their own when they sign in. Below you can make one for an organisation.',
            }}
            columns={accountColumns()}
          />
          <Section id="new" title="New account">
            <Action action={PATH} csrf={csrf} label="Make it" tone="primary">
              <TextField id="new-name" name="name" label="Name" inputMode="text" maxLength={100} required />
              <TextField
                id="new-email"
                name="email"
                label="E-mail address for invoices"
                type="email"
                inputMode="email"
                maxLength={254}
              />
            </Action>
          </Section>
        </>
      ),
    };
  },
};

const showPage: AdminPage = {
  path: `${PATH}/{id}`,
  tab: 'Accounts',
  async load(context, operator) {
    const [detail, plans] = await Promise.all([
      operator.admin.accounts.show(idOf(context)),
      operator.admin.plans.list(),
    ]);
    return {
      title: detail.account.name,
      view: <AccountView detail={detail} operator={operator} plans={plans} form={context.form} />,
    };
  },
};

const at = (name: string) => `${PATH}/{id}/${name}`;

export const accountPages: Page[] = [
  adminPage(listPage),
  adminForm({
    page: listPage,
    form: { name: requiredText(100), email: optionalText(254) },
    async submit({ form }, { admin }) {
      const made = await admin.accounts.create({ name: String(form.name), email: textOf(form, 'email') });
      return accountPath(made.id);
    },
  }),
  adminPage(showPage),
  adminForm({
    page: showPage,
    path: at('plan'),
    form: { plan: requiredText(50), until: optionalText(30) },
    async submit(context, { admin }) {
      await admin.accounts.setPlan(idOf(context), String(context.form.plan), dateOf(context.form, 'until'));
      return accountPath(idOf(context));
    },
  }),
  adminForm({
    page: showPage,
    path: at('limits'),
    form: limitForm,
    async submit(context, { admin }) {
      const limits = limitsOf(context.form);
      const id = idOf(context);
      await admin.accounts.setLimits(id, Object.keys(limits).length === 0 ? null : limits);
      return accountPath(id);
    },
  }),
  adminForm({
    page: showPage,
    path: at('suspend'),
    form: { reason: requiredText(500) },
    async submit(context, { admin }) {
      await admin.accounts.suspend(idOf(context), String(context.form.reason));
      return accountPath(idOf(context));
    },
  }),
  adminForm({
    page: showPage,
    path: at('resume'),
    async submit(context, { admin }) {
      await admin.accounts.resume(idOf(context));
      return accountPath(idOf(context));
    },
  }),
  adminForm({
    page: showPage,
    path: at('delete'),
    form: { confirm: requiredText(100) },
    async submit(context, { admin }) {
      const { account } = await admin.accounts.show(idOf(context));
      if (String(context.form.confirm).trim() !== account.name)
        throw new InputError('confirm', 'that is not the name of this account', 422);
      await admin.accounts.remove(account.id);
      return PATH;
    },
  }),
  ...keyForms(showPage),
  adminForm({
    page: showPage,
    path: at('licences'),
    form: {
      spdx: requiredText(120),
      scope: optionalText(2_000),
      valid_from: optionalText(30),
      valid_to: optionalText(30),
      agreement_url: optionalText(2_000),
    },
    async submit(context, { admin }) {
      const { form } = context;
      await admin.licences.grant({
        accountId: idOf(context),
        spdx: String(form.spdx).trim(),
        scope: wordsOf(form, 'scope'),
        validFrom: dateOf(form, 'valid_from') ?? undefined,
        validTo: dateOf(form, 'valid_to'),
        agreementUrl: textOf(form, 'agreement_url') ?? null,
      });
      return `${accountPath(idOf(context))}#licences`;
    },
  }),
  adminForm({
    page: showPage,
    path: at('invoices'),
    form: {
      plan: requiredText(50),
      name: requiredText(200),
      address: optionalText(1_500),
      country: requiredText(2),
      vat_id: optionalText(30),
      po_number: optionalText(200),
      email: optionalText(254),
    },
    async submit(context, { admin }) {
      const { form } = context;
      const made = await admin.invoices.issue(idOf(context), String(form.plan), {
        name: String(form.name),
        address: (textOf(form, 'address') ?? '').split('\n'),
        country: String(form.country),
        vatId: textOf(form, 'vat_id') ?? null,
        poNumber: textOf(form, 'po_number') ?? null,
        email: textOf(form, 'email') ?? null,
      });
      return invoicePath(made.number);
    },
  }),
];
