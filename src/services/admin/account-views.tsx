/** What stands on the pages of accounts. */
import type { AccountDetail, AccountRow } from '../../core/administration.ts';
import { formatMoney } from '../../core/money.ts';
import type { JsonObject } from '../../core/records.ts';
import { Facts } from '../../ui/components/facts.tsx';
import { SelectField, TextField } from '../../ui/components/form.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Table } from '../../ui/components/table.tsx';
import { Badge, EmptyState } from '../../ui/components/text.tsx';
import { Day, TimeAgo } from '../../ui/components/time.tsx';
import type { Operator } from './page.tsx';
import { Action, accountPath } from './parts.tsx';

export function AccountsTable({ rows }: { rows: readonly AccountRow[] }) {
  return (
    <Table
      caption="Accounts, newest first"
      rows={rows}
      columns={[
        { label: 'Name', role: 'main', cell: row => <a href={accountPath(row.id)}>{row.name}</a> },
        { label: 'Kind', cell: row => row.kind },
        { label: 'Status', cell: row => <Status row={row} /> },
        { label: 'Plan', cell: row => row.plan },
        { label: 'Members', role: 'number', cell: row => row.members },
        { label: 'Keys', role: 'number', cell: row => row.keys },
        { label: 'Since', cell: row => <Day at={row.createdAt} /> },
      ]}
    />
  );
}

const Status = ({ row }: { row: AccountRow }) => (
  <Badge tone={row.status === 'active' ? 'good' : row.status === 'suspended' ? 'danger' : 'plain'}>
    {row.status}
  </Badge>
);

export function AccountView({
  detail,
  operator,
  plans,
}: {
  detail: AccountDetail;
  operator: Operator;
  plans: string[];
}) {
  const { account, members, keys, licences, invoices } = detail;
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
          {
            label: 'Limits',
            value: account.limits === null ? 'those of the plan' : JSON.stringify(account.limits),
          },
          { label: 'Privacy', value: account.privacy },
          { label: 'E-mail', value: account.email ?? 'none' },
          { label: 'Since', value: <Day at={account.createdAt} /> },
          { label: 'Changes', value: <a href={`/admin/audit?account=${account.id}`}>in the audit log</a> },
        ]}
      />
      {account.status !== 'deleted' && <Changes account={account} csrf={csrf} path={path} plans={plans} />}
      <Section id="members" title="Members">
        {members.length === 0 ? (
          <EmptyState title="Nobody belongs to it" />
        ) : (
          <Table
            caption="Members"
            rows={members}
            columns={[
              { label: 'Address', role: 'main', cell: member => member.email },
              { label: 'Name', cell: member => member.name ?? '–' },
              { label: 'Role', cell: member => member.role },
            ]}
          />
        )}
      </Section>
      <Section id="keys" title="Keys">
        {keys.length === 0 ? (
          <EmptyState title="No keys yet" />
        ) : (
          <Table
            caption="Keys, newest first"
            rows={keys}
            columns={[
              { label: 'Name', role: 'main', cell: key => key.name },
              { label: 'Key', cell: key => `eco_${key.environment}_${key.kind}_…${key.last4}` },
              { label: 'Scopes', cell: key => key.scopes.join(' ') },
              {
                label: 'Last used',
                cell: key => (key.lastUsedAt === null ? 'never' : <TimeAgo at={key.lastUsedAt} />),
              },
              { label: 'Ends', cell: key => (key.expiresAt === null ? 'never' : <Day at={key.expiresAt} />) },
              {
                label: 'Change',
                cell: key =>
                  key.revokedAt === null ? (
                    <Action action={`${path}/keys/${key.id}/revoke`} csrf={csrf} label="Revoke" tone="link" />
                  ) : (
                    `revoked: ${key.revokeReason ?? ''}`
                  ),
              },
            ]}
          />
        )}
        {account.status === 'active' && (
          <Action action={`${path}/keys`} csrf={csrf} label="Make a key">
            <TextField
              id="key-name"
              name="name"
              label="Name of a new key"
              inputMode="text"
              maxLength={100}
              required
            />
          </Action>
        )}
      </Section>
      <Section id="licences" title="Licences">
        {licences.length === 0 ? (
          <EmptyState title="CC-BY-SA-4.0, as for everybody" />
        ) : (
          <Table
            caption="Licences that were granted"
            rows={licences}
            columns={[
              { label: 'Licence', role: 'main', cell: grant => grant.spdx },
              { label: 'For', cell: grant => grant.scope.join(' ') },
              { label: 'From', cell: grant => <Day at={grant.validFrom} /> },
              {
                label: 'To',
                cell: grant => (grant.validTo === null ? 'further notice' : <Day at={grant.validTo} />),
              },
            ]}
          />
        )}
        {account.status !== 'deleted' && (
          <Action action={`${path}/licences`} csrf={csrf} label="Grant">
            <div class="field-row">
              <TextField
                id="spdx"
                name="spdx"
                label="Licence (SPDX)"
                inputMode="text"
                placeholder="CC0-1.0"
                maxLength={120}
                required
              />
              <TextField
                id="licence-to"
                name="valid_to"
                label="Until"
                inputMode="text"
                placeholder="2027-12-31"
                maxLength={30}
              />
            </div>
            <TextField
              id="agreement"
              name="agreement_url"
              label="Agreement"
              placeholder="https://…"
              maxLength={2_000}
            />
          </Action>
        )}
      </Section>
      <Section id="invoices" title="Invoices">
        {invoices.length === 0 ? (
          <EmptyState title="No invoices" />
        ) : (
          <Table
            caption="Invoices, newest first"
            rows={invoices}
            columns={[
              {
                label: 'Number',
                role: 'main',
                cell: of => <a href={`/admin/invoices/${of.number}`}>{of.number}</a>,
              },
              { label: 'Status', cell: of => of.status },
              { label: 'Total', role: 'number', cell: of => formatMoney(of.totalMinor, of.currency) },
              { label: 'Due', cell: of => <Day at={of.dueAt} /> },
            ]}
          />
        )}
      </Section>
    </>
  );
}

function Changes({
  account,
  csrf,
  path,
  plans,
}: {
  account: AccountRow;
  csrf: string;
  path: string;
  plans: string[];
}) {
  return (
    <>
      <Section id="plan" title="Plan and limits">
        <Action action={`${path}/plan`} csrf={csrf} label="Give this plan">
          <div class="field-row">
            <SelectField id="plan-slug" name="plan" label="Plan" value={account.plan} options={plans} />
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
        <Action action={`${path}/limits`} csrf={csrf} label="Set these limits">
          <div class="field-row">
            {(['hourly', 'daily', 'concurrency'] as const).map(name => (
              <TextField
                key={name}
                id={`limit-${name}`}
                name={name}
                label={name}
                inputMode="numeric"
                maxLength={20}
                value={limitText(account.limits, name)}
              />
            ))}
          </div>
          <p class="field-hint">Over those of the plan. “none”: no limit. All empty: those of the plan.</p>
        </Action>
      </Section>
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
    </>
  );
}

function limitText(limits: AccountRow['limits'], name: string): string {
  const value = (limits as JsonObject | null)?.[name];
  return value === null ? 'none' : value === undefined ? '' : String(value);
}
