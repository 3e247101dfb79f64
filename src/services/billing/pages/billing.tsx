/** An account's plan, its payments, and its invoices. */

import type { LicenceGrant } from '../../../core/access.ts';
import type {
  Billing,
  BillingDetails,
  CreditNote,
  Invoice,
  Plan,
  SubscriptionView,
} from '../../../core/billing.ts';
import { formatMoney } from '../../../core/money.ts';
import { TextAreaField, TextField } from '../../../ui/components/form.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Badge, EmptyState, Notice } from '../../../ui/components/text.tsx';
import { Day } from '../../../ui/components/time.tsx';
import type { FormProblem } from '../../../ui/components/tool-home.tsx';
import { paths } from '../../../ui/paths.ts';
import { type Access, FormFields, Problem } from '../../accounts/public.ts';
import { priceWords, stateWords, toneOf } from '../words.ts';

export interface BillingProps {
  access: Access;
  provider: Billing['provider'];
  plans: readonly Plan[];
  subscriptions: readonly SubscriptionView[];
  invoices: readonly Invoice[];
  creditNotes: readonly CreditNote[];
  licences: readonly LicenceGrant[];
  details: BillingDetails | null;
  /** The plan that was chosen on the page of plans. */
  chosen: string | null;
  hasPortal: boolean;
  /** Back from the provider's own page. */
  isBack: boolean;
  problem: FormProblem | null;
  now: Date;
}

export function BillingView(props: BillingProps) {
  const { access, provider, plans, subscriptions, problem, isBack } = props;
  const nameOf = (slug: string) => plans.find(plan => plan.slug === slug)?.name ?? slug;
  const shown = subscriptions.filter(of => of.state !== 'none');
  const running = shown.find(of => of.provider === provider && of.state !== 'canceled') ?? null;
  return (
    <>
      <Problem problem={problem} />
      {isBack && running === null && (
        <Notice tone="good" title="Thank you">
          The payment provider tells us when it is done. Reload this page in a moment.
        </Notice>
      )}
      <Section id="plan" title="Plan" more={{ label: 'All limits', href: paths.plans }}>
        <p>
          This account has the limits of <strong>{nameOf(access.account.plan)}</strong>.
        </p>
        {shown.map(of => (
          <p key={of.id}>
            <Badge tone={toneOf(of.state)}>{of.state.replace('_', ' ')}</Badge> {stateWords(of, nameOf)}
          </p>
        ))}
        {provider === 'none' ? (
          <p>This server takes no payments: whoever runs it gives out plans.</p>
        ) : running === null ? (
          <Order {...props} />
        ) : (
          <Change {...props} running={running} />
        )}
        {props.hasPortal && (
          <form method="post" action="/account/billing/portal">
            <FormFields access={access} />
            <button class="secondary" type="submit">
              Means of payment and receipts
            </button>
          </form>
        )}
      </Section>
      {provider === 'manual-invoice' || props.invoices.length > 0 ? (
        <Invoices invoices={props.invoices} />
      ) : null}
      {props.creditNotes.length > 0 && <CreditNotes notes={props.creditNotes} />}
      <Licences licences={props.licences} now={props.now} />
    </>
  );
}

function PlanChoice({
  plans,
  value,
  label,
}: {
  plans: readonly Plan[];
  value: string | null;
  label: string;
}) {
  return (
    <div class="field">
      <label for="plan-choice">{label}</label>
      <select id="plan-choice" name="plan">
        {plans.map(plan => (
          <option key={plan.slug} value={plan.slug} selected={plan.slug === value}>
            {plan.name}, {priceWords(plan)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Order({ access, provider, plans, details, chosen, problem }: BillingProps) {
  const paid = plans.filter(plan => plan.priceCents > 0);
  const wrong = (field: string) => problem?.field === field;
  if (paid.length === 0) return null;
  return (
    <form class="form" method="post" action="/account/billing/checkout">
      <FormFields access={access} />
      <PlanChoice plans={paid} value={chosen} label="Get another plan" />
      {provider === 'manual-invoice' && (
        <>
          <TextField
            id="bill-name"
            name="name"
            label="Invoice to"
            inputMode="text"
            value={details?.name ?? access.account.name}
            maxLength={200}
            required
            invalid={wrong('name')}
          />
          <TextAreaField
            id="bill-address"
            name="address"
            label="Address"
            hint="Street, place: up to six lines, without the country."
            value={details?.address.join('\n') ?? ''}
            maxLength={1200}
            invalid={wrong('address')}
          />
          <TextField
            id="bill-country"
            name="country"
            label="Country"
            hint="Two letters, as in DE"
            inputMode="text"
            value={details?.country ?? ''}
            maxLength={2}
            required
            invalid={wrong('country')}
          />
          <TextField
            id="bill-vat"
            name="vat_id"
            label="VAT number"
            hint="Companies in other countries of the EU are not charged VAT with it."
            inputMode="text"
            value={details?.vatId ?? ''}
            maxLength={30}
            invalid={wrong('vat_id')}
          />
          <TextField
            id="bill-po"
            name="po_number"
            label="Your order number"
            hint="Printed on invoices"
            inputMode="text"
            value={details?.poNumber ?? ''}
            maxLength={100}
            invalid={wrong('po_number')}
          />
          <TextField
            id="bill-email"
            name="email"
            label="Address for invoices"
            type="email"
            inputMode="email"
            value={details?.email ?? access.account.email ?? ''}
            maxLength={200}
            invalid={wrong('email')}
          />
        </>
      )}
      <button class="primary" type="submit">
        {provider === 'manual-invoice' ? 'Order, and get an invoice' : 'Go to the payment'}
      </button>
    </form>
  );
}

function Change({ access, plans, chosen, running }: BillingProps & { running: SubscriptionView }) {
  const others = plans.filter(
    plan => plan.priceCents > 0 && (plan.slug !== running.plan || running.cancelAtPeriodEnd),
  );
  return (
    <div class="actions">
      {others.length > 0 && (
        <form class="form" method="post" action="/account/billing/plan">
          <FormFields access={access} />
          <PlanChoice
            plans={others}
            value={chosen ?? running.plan}
            label={running.cancelAtPeriodEnd ? 'Go on with' : 'Change to'}
          />
          <button class="primary" type="submit">
            {running.cancelAtPeriodEnd ? 'Go on' : 'Change the plan'}
          </button>
        </form>
      )}
      {!running.cancelAtPeriodEnd && (
        <form method="post" action="/account/billing/cancel">
          <FormFields access={access} />
          <button class="danger" type="submit">
            Cancel at the end of what is paid
          </button>
        </form>
      )}
    </div>
  );
}

const INVOICE_TONES = { open: 'warn', paid: 'good', void: 'plain' } as const;

function Invoices({ invoices }: { invoices: readonly Invoice[] }) {
  return (
    <Section id="invoices" title="Invoices">
      {invoices.length === 0 ? (
        <EmptyState title="No invoices">
          <p>An order makes the first one.</p>
        </EmptyState>
      ) : (
        <Table
          caption="Invoices, newest first"
          rows={invoices}
          columns={[
            {
              label: 'Number',
              role: 'main',
              cell: ({ number }) => <a href={paths.invoice(number)}>{number}</a>,
            },
            { label: 'Date', cell: ({ issuedAt }) => <Day at={issuedAt} /> },
            { label: 'Due', cell: ({ dueAt }) => <Day at={dueAt} /> },
            {
              label: 'Total',
              role: 'number',
              cell: ({ totalMinor, currency }) => formatMoney(totalMinor, currency),
            },
            { label: 'State', cell: ({ status }) => <Badge tone={INVOICE_TONES[status]}>{status}</Badge> },
            { label: 'File', cell: ({ number }) => <a href={`${paths.invoice(number)}.pdf`}>PDF</a> },
          ]}
        />
      )}
    </Section>
  );
}

function CreditNotes({ notes }: { notes: readonly CreditNote[] }) {
  return (
    <Section id="credit-notes" title="Credit notes">
      <Table
        caption="Credit notes, newest first"
        rows={notes}
        columns={[
          {
            label: 'Number',
            role: 'main',
            cell: ({ number }) => <a href={paths.creditNote(number)}>{number}</a>,
          },
          { label: 'Date', cell: ({ issuedAt }) => <Day at={issuedAt} /> },
          {
            label: 'To invoice',
            cell: ({ invoiceNumber: of }) => <a href={paths.invoice(of)}>{of}</a>,
          },
          {
            label: 'Total',
            role: 'number',
            cell: ({ totalMinor, currency }) => formatMoney(totalMinor, currency),
          },
          { label: 'File', cell: ({ number }) => <a href={`${paths.creditNote(number)}.pdf`}>PDF</a> },
        ]}
      />
    </Section>
  );
}

function Licences({ licences, now }: { licences: readonly LicenceGrant[]; now: Date }) {
  const holding = licences.filter(of => of.validTo === null || Date.parse(of.validTo) > now.getTime());
  return (
    <Section
      id="licence"
      title="Licence of the data"
      more={{ label: 'About licences', href: paths.licences }}
    >
      {holding.length === 0 ? (
        <p>
          Answers to this account are under <a href={paths.licence('CC-BY-SA-4.0')}>CC-BY-SA-4.0</a>, as
          everybody’s.
        </p>
      ) : (
        <Table
          caption="What was agreed"
          rows={holding}
          columns={[
            { label: 'Licence', role: 'main', cell: ({ spdx }) => <a href={paths.licence(spdx)}>{spdx}</a> },
            { label: 'For', cell: ({ scope }) => (scope.includes('*') ? 'everything' : scope.join(', ')) },
            { label: 'From', cell: ({ validFrom }) => <Day at={validFrom} /> },
            {
              label: 'Until',
              cell: ({ validTo }) => (validTo === null ? 'further notice' : <Day at={validTo} />),
            },
          ]}
        />
      )}
    </Section>
  );
}
