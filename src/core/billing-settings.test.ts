import { expect, test } from 'vitest';
import { billingSettings } from './billing-settings.ts';
import { InputError } from './errors.ts';
import type { Environment } from './settings-values.ts';

const STRIPE = {
  ECOSYSTEMS_BILLING: 'stripe',
  ECOSYSTEMS_STRIPE_SECRET_KEY: 'rk_live_abc',
  ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS: 'whsec_abcdefgh, whsec_ijklmnop',
  BASE_URL: 'https://index.example.org',
};

test('nothing is sold by default', () => {
  expect(billingSettings({})).toMatchObject({ provider: 'none', stripe: null });
});

test('Stripe takes several secrets, and its own address unless another is given', () => {
  expect(billingSettings(STRIPE).stripe).toEqual({
    secretKey: 'rk_live_abc',
    webhookSecrets: ['whsec_abcdefgh', 'whsec_ijklmnop'],
    apiUrl: 'https://api.stripe.com',
  });
});

test.each([
  ['19', 1900],
  ['5.5', 550],
  ['8.25', 825],
  ['0', 0],
  ['100', 10_000],
])('a rate of %s %% is %d hundredths', (text, rate) => {
  expect(billingSettings({ ECOSYSTEMS_INVOICE_VAT_RATE: text }).invoice.vatRate).toBe(rate);
});

test.each<[string, Environment]>([
  ['ECOSYSTEMS_BILLING', { ECOSYSTEMS_BILLING: 'paypal' }],
  ['ECOSYSTEMS_INVOICE_SELLER', { ECOSYSTEMS_BILLING: 'manual-invoice' }],
  ['ECOSYSTEMS_STRIPE_SECRET_KEY', { ...STRIPE, ECOSYSTEMS_STRIPE_SECRET_KEY: 'pk_live_secretive' }],
  ['ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS', { ...STRIPE, ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS: '' }],
  ['ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS', { ...STRIPE, ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS: 'secretive' }],
  ['BASE_URL', { ...STRIPE, BASE_URL: undefined }],
  ['ECOSYSTEMS_INVOICE_VAT_RATE', { ECOSYSTEMS_INVOICE_VAT_RATE: '100.01' }],
  ['ECOSYSTEMS_INVOICE_VAT_RATE', { ECOSYSTEMS_INVOICE_VAT_RATE: '5.125' }],
  ['ECOSYSTEMS_INVOICE_COUNTRY', { ECOSYSTEMS_INVOICE_COUNTRY: 'Germany' }],
  ['ECOSYSTEMS_INVOICE_PREFIX', { ECOSYSTEMS_INVOICE_PREFIX: 'a/b' }],
  ['ECOSYSTEMS_CREDIT_NOTE_PREFIX', { ECOSYSTEMS_CREDIT_NOTE_PREFIX: ' /' }],
  ['ECOSYSTEMS_CREDIT_NOTE_PREFIX', { ECOSYSTEMS_CREDIT_NOTE_PREFIX: 'INV-' }],
  ['ECOSYSTEMS_INVOICE_DAYS', { ECOSYSTEMS_INVOICE_DAYS: '-1' }],
  ['ECOSYSTEMS_INVOICE_ACTIVE', { ECOSYSTEMS_INVOICE_ACTIVE: 'now' }],
])('a wrong %s is refused by name, and no secret is repeated', (field, env) => {
  const error = (() => {
    try {
      billingSettings(env);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(InputError);
  expect(error).toMatchObject({ field });
  expect((error as Error).message).not.toContain('secretive');
});
