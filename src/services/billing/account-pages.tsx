/** Pages of an account about what it pays for. Each form acts on the account that it was made for, if whoever sends it may. */
import { Type } from 'typebox';
import type { BillingDetails, BillingStep } from '../../core/billing.ts';
import { InputError, NotFoundError, UpstreamError } from '../../core/errors.ts';
import { licencesOf } from '../../store/licences.ts';
import { type AccountPage, type AccountPageResult, accountForm, accountPage } from '../accounts/public.ts';
import type { Page, RequestContext } from '../service.ts';
import { BillingView } from './pages/billing.tsx';
import { CreditNoteView, InvoiceView } from './pages/invoice.tsx';
import { documentOf, pdfFile } from './public.ts';

const PERMISSION = 'billing';
const slug = Type.String({ maxLength: 50 });
const words = Type.Optional(Type.String({ maxLength: 1_500 }));

const billingPage: AccountPage = {
  path: '/account/billing',
  permission: PERMISSION,
  tab: 'Billing',
  query: { plan: Type.Optional(slug), done: Type.Optional(Type.Literal('checkout')) },
  async load({ billing, db, query, now }, access, problem) {
    const { id } = access.account;
    const [plans, subscriptions, invoices, creditNotes, details, licences] = await Promise.all([
      billing.offers(),
      billing.subscriptions(id, now),
      billing.invoices(id),
      billing.creditNotes(id),
      billing.details(id),
      licencesOf(db, [id]),
    ]);
    const { provider } = billing;
    const chosen = query.plan === undefined ? null : String(query.plan);
    const hasPortal = provider === 'stripe' && subscriptions.some(of => of.provider === 'stripe');
    const isBack = query.done !== undefined;
    const props = {
      access,
      provider,
      plans,
      subscriptions,
      invoices,
      creditNotes,
      details,
      licences,
      chosen,
      hasPortal,
      isBack,
    };
    return { view: <BillingView {...props} problem={problem} now={now} /> };
  },
};

const invoicePage: AccountPage = {
  path: '/account/invoices/{number}',
  permission: PERMISSION,
  tab: 'Billing',
  async load({ billing, params, now }, access) {
    const { number, isPdf } = documentOf(params.number);
    // Of another account is as good as none.
    const invoice = await billing.invoice(access.account.id, number);
    if (invoice === null) throw new NotFoundError('no such invoice');
    if (!isPdf) return { title: `Invoice ${number}`, view: <InvoiceView invoice={invoice} now={now} /> };
    return { download: pdfFile(`invoice-${number}`, await billing.invoicePdf(invoice)) };
  },
};

const creditNotePage: AccountPage = {
  path: '/account/credit-notes/{number}',
  permission: PERMISSION,
  tab: 'Billing',
  async load({ billing, params }, access) {
    const { number, isPdf } = documentOf(params.number);
    const note = await billing.creditNote(access.account.id, number);
    if (note === null) throw new NotFoundError('no such credit note');
    if (!isPdf) return { title: `Credit note ${number}`, view: <CreditNoteView note={note} /> };
    return { download: pdfFile(`credit-note-${number}`, await billing.creditNotePdf(note)) };
  },
};

/** A form of the page of billing that leads on somewhere. */
function step(
  path: string,
  form: NonNullable<Parameters<typeof accountForm>[0]['form']>,
  work: (context: RequestContext, accountId: number, actor: string) => Promise<BillingStep>,
): Page {
  return accountForm({
    path,
    form,
    permission: PERMISSION,
    page: billingPage,
    async submit(context, access) {
      try {
        return onward(await work(context, access.account.id, access.actor));
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        const problem = { message: 'the payment provider does not answer: try again soon', field: null };
        return { ...(await billingPage.load({ ...context, query: {} }, access, problem)), status: 502 };
      }
    },
  });
}

export const accountPages: Page[] = [
  accountPage(billingPage),
  accountPage(invoicePage),
  accountPage(creditNotePage),
  step(
    '/account/billing/checkout',
    {
      plan: slug,
      name: words,
      address: words,
      country: words,
      vat_id: words,
      po_number: words,
      email: words,
    },
    ({ billing, form }, accountId, actor) =>
      billing.checkout(
        accountId,
        String(form.plan),
        actor,
        billing.provider === 'manual-invoice' ? detailsOf(form) : null,
      ),
  ),
  step('/account/billing/plan', { plan: slug }, ({ billing, form }, accountId, actor) =>
    billing.changePlan(accountId, String(form.plan), actor),
  ),
  step('/account/billing/cancel', {}, ({ billing }, accountId, actor) => billing.cancel(accountId, actor)),
  step('/account/billing/portal', {}, async ({ billing }, accountId) => {
    const to = await billing.portal(accountId);
    if (to === null) throw new InputError('provider', 'there are no other pages of payments', 422);
    return to;
  }),
];

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Regions with a code that are no country: of the EU as a whole, of nobody, for tests. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

/** A code of ISO 3166-1, so that invoices do not go to where nobody lives. @throws InputError naming `country`. */
function countryOf(given: string): string {
  const code = given.trim().toUpperCase();
  const isCode = /^[A-Z]{2}$/.test(code) && new Intl.Locale(`und-${code}`).region === code;
  if (!isCode || NO_COUNTRY.has(code) || REGIONS.of(code) === undefined)
    throw new InputError(
      'country',
      given.trim() === ''
        ? 'country is needed: two letters, as in DE'
        : `country: ${JSON.stringify(given.slice(0, 20))} is no code of a country (ISO 3166-1), as in DE`,
    );
  return code;
}

function detailsOf(form: RequestContext['form']): BillingDetails {
  const text = (name: string) => (typeof form[name] === 'string' ? (form[name] as string) : '');
  return {
    name: text('name'),
    address: text('address').split('\n'),
    country: countryOf(text('country')),
    vatId: text('vat_id') || null,
    email: text('email') || null,
    poNumber: text('po_number') || null,
  };
}

/**
 * Browsers let a form lead to this site alone (`form-action 'self'`). To the provider's pages leads a page: by itself, or by its
 * link.
 */
function onward({ redirect }: BillingStep): AccountPageResult | string {
  if (redirect.startsWith('/')) return redirect;
  return {
    title: 'On to the payment',
    headers: { refresh: `0; url=${redirect}` },
    view: (
      <p>
        <a class="primary" href={redirect} rel="noopener">
          Go on to {new URL(redirect).host}
        </a>
      </p>
    ),
  };
}
