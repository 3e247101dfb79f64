/** Settings of billing and invoices. */
import { BILLING_PROVIDERS, type BillingProviderId } from './billing.ts';
import { InputError } from './errors.ts';
import { type Environment, httpUrl, integer, list, text } from './settings-values.ts';

export interface BillingSettings {
  /** ECOSYSTEMS_BILLING: `none` (default), `manual-invoice` or `stripe`. */
  provider: BillingProviderId;
  /** Set where the provider is `stripe`. */
  stripe: StripeSettings | null;
  invoice: InvoiceSettings;
}

export interface StripeSettings {
  /** ECOSYSTEMS_STRIPE_SECRET_KEY. A secret. */
  secretKey: string;
  /** ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS: any of them may have signed, so that one can take another's place. Secrets. */
  webhookSecrets: string[];
  /** ECOSYSTEMS_STRIPE_API: address of Stripe's API. Default https://api.stripe.com. */
  apiUrl: string;
}

export interface InvoiceSettings {
  /** ECOSYSTEMS_INVOICE_SELLER: name and lines of the address, with `|` between them. */
  seller: string[];
  /** ECOSYSTEMS_INVOICE_COUNTRY of the seller, ISO 3166-1. Default DE. */
  country: string;
  /** ECOSYSTEMS_INVOICE_VAT_ID of the seller. */
  vatId: string | null;
  /** ECOSYSTEMS_INVOICE_VAT_RATE in percent, as in `19` or `5.5`; here in hundredths of a percent. Default 0. */
  vatRate: number;
  /** ECOSYSTEMS_INVOICE_PREFIX of the numbers, before the year. Default `INV-`. */
  prefix: string;
  /** ECOSYSTEMS_CREDIT_NOTE_PREFIX of the numbers of credit notes, before the year. Default `CN-`. */
  creditPrefix: string;
  /** ECOSYSTEMS_INVOICE_DAYS: payable within so many days. Default 30. */
  days: number;
  /** ECOSYSTEMS_INVOICE_ACTIVE: the plan holds from `issue` (default) of its invoice, or from its `payment`. */
  activeFrom: 'issue' | 'payment';
  /** ECOSYSTEMS_INVOICE_PAYMENT: how to pay, printed on invoices: bank and account number. */
  payment: string | null;
}

const STRIPE = 'https://api.stripe.com';

/** @throws InputError naming the variable that is missing or wrong; values of secrets are never repeated. */
export function billingSettings(env: Environment): BillingSettings {
  const provider = oneOf(env, 'ECOSYSTEMS_BILLING', BILLING_PROVIDERS, 'none');
  const invoice = invoiceSettings(env);
  if (provider === 'manual-invoice' && invoice.seller.length === 0)
    throw new InputError(
      'ECOSYSTEMS_INVOICE_SELLER',
      'ECOSYSTEMS_INVOICE_SELLER must say who invoices are from',
    );
  return { provider, stripe: provider === 'stripe' ? stripeSettings(env) : null, invoice };
}

function stripeSettings(env: Environment): StripeSettings {
  const secretKey = text(env, 'ECOSYSTEMS_STRIPE_SECRET_KEY');
  if (secretKey === null || !/^(sk|rk)_[A-Za-z0-9_]+$/.test(secretKey))
    throw new InputError(
      'ECOSYSTEMS_STRIPE_SECRET_KEY',
      'ECOSYSTEMS_STRIPE_SECRET_KEY must be a secret (sk_) or restricted (rk_) key of Stripe',
    );
  const webhookSecrets = list(env, 'ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS');
  if (webhookSecrets.length === 0 || !webhookSecrets.every(secret => /^whsec_\S{8,}$/.test(secret)))
    throw new InputError(
      'ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS',
      'ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS must hold one or more signing secrets (whsec_) with commas between them',
    );
  if (httpUrl(env, 'BASE_URL') === null)
    throw new InputError(
      'BASE_URL',
      'BASE_URL must be set with ECOSYSTEMS_BILLING=stripe: people come back to it',
    );
  return { secretKey, webhookSecrets, apiUrl: httpUrl(env, 'ECOSYSTEMS_STRIPE_API') ?? STRIPE };
}

function invoiceSettings(env: Environment): InvoiceSettings {
  const seller = (text(env, 'ECOSYSTEMS_INVOICE_SELLER') ?? '').split('|').map(line => line.trim());
  const country = (text(env, 'ECOSYSTEMS_INVOICE_COUNTRY') ?? 'DE').toUpperCase();
  if (!/^[A-Z]{2}$/.test(country))
    throw new InputError(
      'ECOSYSTEMS_INVOICE_COUNTRY',
      `ECOSYSTEMS_INVOICE_COUNTRY must be two letters (ISO 3166-1), not "${country}"`,
    );
  const prefix = prefixOf(env, 'ECOSYSTEMS_INVOICE_PREFIX', 'INV-');
  const creditPrefix = prefixOf(env, 'ECOSYSTEMS_CREDIT_NOTE_PREFIX', 'CN-');
  if (creditPrefix === prefix)
    throw new InputError(
      'ECOSYSTEMS_CREDIT_NOTE_PREFIX',
      'ECOSYSTEMS_CREDIT_NOTE_PREFIX must differ from that of invoices: credit notes are a series of their own',
    );
  return {
    seller: seller.filter(line => line !== ''),
    country,
    vatId: text(env, 'ECOSYSTEMS_INVOICE_VAT_ID'),
    vatRate: percent(env, 'ECOSYSTEMS_INVOICE_VAT_RATE'),
    prefix,
    creditPrefix,
    days: integer(env, 'ECOSYSTEMS_INVOICE_DAYS', 30, 0, 365),
    activeFrom: oneOf(env, 'ECOSYSTEMS_INVOICE_ACTIVE', ['issue', 'payment'] as const, 'issue'),
    payment: text(env, 'ECOSYSTEMS_INVOICE_PAYMENT'),
  };
}

function prefixOf(env: Environment, name: string, fallback: string): string {
  const prefix = text(env, name) ?? fallback;
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/.test(prefix)) return prefix;
  throw new InputError(name, `${name} must be at most 20 letters, digits, dots, dashes and underscores`);
}

function percent(env: Environment, name: string): number {
  const value = text(env, name) ?? '0';
  const [, whole = '', fraction = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(value) ?? [];
  const rate = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  if (whole === '' || rate > 10_000)
    throw new InputError(
      name,
      `${name} must be a percentage from 0 to 100 with at most two decimals, not "${value}"`,
    );
  return rate;
}

function oneOf<T extends string>(env: Environment, name: string, known: readonly T[], fallback: T): T {
  const value = text(env, name) ?? fallback;
  const found = known.find(one => one === value);
  if (found) return found;
  throw new InputError(name, `${name} must be one of ${known.join(', ')}, not "${value}"`);
}
