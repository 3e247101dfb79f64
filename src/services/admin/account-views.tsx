/** What stands on the pages of accounts. */
import type { LimitPolicy } from '../../core/access.ts';
import type { AccountDetail, AccountRow } from '../../core/administration.ts';
import type { Plan } from '../../core/billing.ts';
import { formatMoney } from '../../core/money.ts';
import { Facts } from '../../ui/components/facts.tsx';
import { SelectField, TextField } from '../../ui/components/form.tsx';
import { Section } from '../../ui/components/section.tsx';
import type { Column } from '../../ui/components/table.tsx';
import { Badge } from '../../ui/components/text.tsx';
import { Day } from '../../ui/components/time.tsx';
import { IssueInvoice, LicenceForm } from './account-forms.tsx';
import { Keys } from './account-keys.tsx';
import { noteColumns } from './credits.tsx';
import { limitForm, sentBy, type Values } from './fields.ts';
import { InvoiceStatusBadge, invoicePath } from './invoices.tsx';
import type { Operator } from './page.tsx';
import { Action, accountPath, LimitFields, List } from './parts.tsx';

export function accountColumns(): Column<AccountRow>[] {
  return [
    {
      label: 'Name',
      role: 'main',
      cell: row => (
        <a class="wrap" href={accountPath(row.id)}>
          {row.name}
        </a>
      ),
    },
    { label: 'Kind', cell: row => row.kind },
    { label: 'Status', cell: row => <Status row={row} /> },
    { label: 'Plan', cell: row => row.plan },
    { label: 'Members', role: 'number', cell: row => row.members },
    { label: 'Keys', role: 'number', cell: row => row.keys },
    { label: 'Since', cell: row => <Day at={row.createdAt} /> },
  ];
}

const Status = ({ row }: { row: AccountRow }) => (
  <Badge tone={row.status === 'active' ? 'good' : row.status === 'suspended' ? 'danger' : 'plain'}>
    {row.status}
  </Badge>
);

interface ViewProps {
  detail: AccountDetail;
  operator: Operator;
  plans: readonly Plan[];
  /** What was sent, where a form came back. */
  form: Values;
}

export function AccountView({ detail, operator, plans, form }: ViewProps) {
  const { account, members, licences } = detail;
  const { csrf } = operator;
  const path = accountPath(account.id);
  return (
    <>
      <Facts
        items={[
          { label: 'Number', value: account.id },
          { label: 'Kind', value: account.kind },
          { label: 'Status', value: <Status row={account} /> },
          { label: 'Suspended because', value: account.suspendReason ?? false },
          { label: 'Plan', value: account.plan },
          { label: 'Limits', value: account.limits === null ? 'those of the plan' : 'of its own' },
          { label: 'Privacy', value: account.privacy },
          { label: 'E-mail', value: account.email ?? 'none' },
          { label: 'Since', value: <Day at={account.createdAt} /> },
          { label: 'Changes', value: <a href={`/admin/audit?account=${account.id}`}>in the audit log</a> },
        ]}
      />
      {account.status !== 'deleted' && (
        <PlanAndLimits account={account} csrf={csrf} path={path} plans={plans} form={form} />
      )}
      <List
        id="members"
        title="Members"
        caption="Members"
        rows={members}
        empty={{ title: 'Nobody belongs to it' }}
        columns={[
          { label: 'Address', role: 'main', cell: member => <span class="wrap">{member.email}</span> },
          { label: 'Name', cell: member => <span class="wrap">{member.name ?? '–'}</span> },
          { label: 'Role', cell: member => member.role },
        ]}
      />
      <Keys detail={detail} csrf={csrf} form={form} />
      <List
        id="licences"
        title="Licences"
        caption="Licences that were granted"
        rows={licences}
        empty={{ title: 'CC-BY-SA-4.0, as for everybody' }}
        columns={[
          { label: 'Licence', role: 'main', cell: grant => <span class="wrap">{grant.spdx}</span> },
          { label: 'For', cell: grant => <span class="wrap">{grant.scope.join(' ')}</span> },
          { label: 'From', cell: grant => <Day at={grant.validFrom} /> },
          {
            label: 'To',
            cell: grant => (grant.validTo === null ? 'further notice' : <Day at={grant.validTo} />),
          },
        ]}
      >
        {account.status !== 'deleted' && <LicenceForm path={path} csrf={csrf} form={form} />}
      </List>
      <Invoices detail={detail} csrf={csrf} path={path} plans={plans} form={form} />
      {account.status !== 'deleted' && <SuspendOrDelete account={account} csrf={csrf} path={path} />}
    </>
  );
}

interface PartProps {
  csrf: string;
  path: string;
}

function Invoices({ detail, csrf, path, plans, form }: PartProps & Omit<ViewProps, 'operator'>) {
  const { account, invoices, creditNotes } = detail;
  return (
    <>
      <List
        id="invoices"
        title="Invoices"
        caption="Invoices, newest first"
        rows={invoices}
        empty={{ title: 'No invoices' }}
        columns={[
          { label: 'Number', role: 'main', cell: of => <a href={invoicePath(of.number)}>{of.number}</a> },
          { label: 'Status', cell: of => <InvoiceStatusBadge invoice={of} /> },
          { label: 'Total', role: 'number', cell: of => formatMoney(of.totalMinor, of.currency) },
          { label: 'Due', cell: of => <Day at={of.dueAt} /> },
        ]}
      >
        {account.status === 'active' && (
          <IssueInvoice detail={detail} plans={plans} path={path} csrf={csrf} form={form} />
        )}
      </List>
      {creditNotes.length > 0 && (
        <List
          id="credit-notes"
          title="Credit notes"
          caption="Credit notes, newest first"
          rows={creditNotes}
          empty={{ title: 'No credit notes' }}
          columns={noteColumns()}
        />
      )}
    </>
  );
}

function PlanAndLimits({
  account,
  csrf,
  path,
  plans,
  form,
}: PartProps & Pick<ViewProps, 'plans' | 'form'> & { account: AccountRow }) {
  return (
    <>
      <Section id="plan" title="Plan">
        <Action action={`${path}/plan`} csrf={csrf} label="Give this plan">
          <div class="field-row">
            <SelectField
              id="plan-slug"
              name="plan"
              label="Plan"
              value={account.plan}
              options={plans.map(({ slug }) => slug)}
            />
            <TextField
              id="plan-until"
              name="until"
              label="Until"
              hint="Empty: for good"
              inputMode="text"
              placeholder="2027-12-31"
              maxLength={30}
            />
          </div>
        </Action>
      </Section>
      <Section id="limits" title="Limits of its own">
        <Action action={`${path}/limits`} csrf={csrf} label="Set these limits">
          <LimitFields
            limits={account.limits as Partial<LimitPolicy> | null}
            form={sentBy(form, ...Object.keys(limitForm))}
            hint="Over those of the plan. “none”: no limit. All empty: those of the plan."
          />
        </Action>
      </Section>
    </>
  );
}

function SuspendOrDelete({ account, csrf, path }: PartProps & { account: AccountRow }) {
  return (
    <Section id="status" title="Suspend or delete">
      {account.status === 'suspended' ? (
        <Action action={`${path}/resume`} csrf={csrf} label="Resume" tone="primary" />
      ) : (
        <Action action={`${path}/suspend`} csrf={csrf} label="Suspend" tone="danger">
          <TextField
            id="reason"
            name="reason"
            label="Why: its members see it"
            inputMode="text"
            maxLength={500}
            required
          />
        </Action>
      )}
      <Action action={`${path}/delete`} csrf={csrf} label="Delete for good" tone="danger">
        <TextField
          id="confirm"
          name="confirm"
          label="Name of the account, to be sure"
          hint="Its keys are revoked and its members leave; a person is forgotten."
          inputMode="text"
          maxLength={100}
          required
        />
      </Action>
    </Section>
  );
}
