/** The longer forms on the page of an account. */
import type { AccountDetail } from '../../core/administration.ts';
import type { Plan } from '../../core/billing.ts';
import { formatMoney } from '../../core/money.ts';
import { SelectField, TextAreaField, TextField } from '../../ui/components/form.tsx';
import { sentBy, shownOf, type Values } from './fields.ts';
import { Action } from './parts.tsx';

interface FormProps {
  path: string;
  csrf: string;
  form: Values;
}

export function LicenceForm({ path, csrf, form: sent }: FormProps) {
  const form = sentBy(sent, 'spdx');
  const text = (
    name: string,
    label: string,
    more: { placeholder?: string; hint?: string; required?: boolean },
  ) => (
    <TextField
      id={`licence-${name}`}
      name={name}
      label={label}
      inputMode="text"
      maxLength={2_000}
      value={shownOf(form, name, '')}
      {...more}
    />
  );
  return (
    <Action action={`${path}/licences`} csrf={csrf} label="Grant">
      <div class="field-row">
        {text('spdx', 'Licence (SPDX)', { placeholder: 'CC0-1.0', required: true })}
        {text('valid_from', 'From', { placeholder: '2027-01-01', hint: 'Empty: from now on' })}
        {text('valid_to', 'Until', { placeholder: '2027-12-31', hint: 'Empty: further notice' })}
      </div>
      {text('scope', 'For', {
        placeholder: 'packages/npm* advisories',
        hint: 'Datasets, with * for anything; empty: everything',
      })}
      {text('agreement_url', 'Agreement', { placeholder: 'https://…' })}
    </Action>
  );
}

export function IssueInvoice({
  detail: { account, details },
  plans,
  path,
  csrf,
  form: sent,
}: FormProps & { detail: AccountDetail; plans: readonly Plan[] }) {
  const form = sentBy(sent, 'country');
  const paid = plans.filter(plan => plan.active && plan.priceCents > 0);
  if (paid.length === 0) return null;
  const text = (name: string, label: string, now: string | null | undefined, required = false) => (
    <TextField
      id={`bill-${name}`}
      name={name}
      label={label}
      inputMode="text"
      maxLength={name === 'country' ? 2 : 200}
      value={shownOf(form, name, now ?? '')}
      required={required}
    />
  );
  return (
    <Action action={`${path}/invoices`} csrf={csrf} label="Issue an invoice">
      <div class="field-row">
        <SelectField
          id="bill-plan"
          name="plan"
          label="For the plan"
          value={shownOf(form, 'plan', account.plan)}
          options={paid.map(plan => ({
            value: plan.slug,
            label: `${plan.name}, ${formatMoney(plan.priceCents, plan.currency)} a ${plan.period}`,
          }))}
        />
        {text('name', 'Invoice to', details?.name ?? account.name, true)}
        {text('country', 'Country (two letters)', details?.country, true)}
      </div>
      <TextAreaField
        id="bill-address"
        name="address"
        label="Address"
        hint="Street, place: up to six lines, without the country."
        value={shownOf(form, 'address', details?.address.join('\n') ?? '')}
        maxLength={1_200}
      />
      <div class="field-row">
        {text('vat_id', 'VAT number', details?.vatId)}
        {text('po_number', 'Their order number', details?.poNumber)}
        {text('email', 'E-mail', details?.email ?? account.email)}
      </div>
    </Action>
  );
}
