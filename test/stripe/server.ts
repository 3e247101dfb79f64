/**
 * Stripe as far as billing speaks with it, over real HTTP: form-encoded requests, bearer keys, idempotency keys that are honoured, objects
 * in the shape of the API's version, and webhooks signed as https://docs.stripe.com/webhooks#verify-manually says. Money is moved by the
 * test: `pay`, `fail`, `renew`. Time is that of `clock`.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StripeEvent {
  id: string;
  object: 'event';
  type: string;
  created: number;
  api_version: string;
  livemode: false;
  data: { object: Record<string, unknown> };
}

interface Invoice {
  id: string;
  status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';
  created: number;
  finalizedAt: number | null;
  subscription: string;
}

interface Subscription {
  id: string;
  customer: string;
  status: string;
  price: string;
  start: number;
  end: number;
  cancelAtPeriodEnd: boolean;
  metadata: Record<string, string>;
  latestInvoice: string;
}

export interface RequestSeen {
  method: string;
  path: string;
  form: Record<string, string>;
  idempotencyKey: string | null;
  replayed: boolean;
}

const MONTH = 30 * 86_400;

export async function startStripe(options: { secretKey: string; now?: () => number }) {
  const now = () => Math.floor((options.now?.() ?? Date.now()) / 1000);
  const customers = new Map<string, Record<string, string>>();
  const subscriptions = new Map<string, Subscription>();
  const invoices = new Map<string, Invoice>();
  const sessions = new Map<string, Record<string, string>>();
  const answers = new Map<string, { fingerprint: string; status: number; body: string }>();
  const seen: RequestSeen[] = [];
  const events: StripeEvent[] = [];
  let count = 0;
  /** Answers of this status, in place of what was asked. */
  const faults: number[] = [];
  /** While it is not null, answers wait for it. */
  let held: Promise<void> | null = null;
  /** What cards do when they are charged on an update. */
  let declined = false;

  const id = (prefix: string) => `${prefix}_test${String(++count).padStart(6, '0')}`;

  const invoiceJson = (invoice: Invoice) => ({
    id: invoice.id,
    object: 'invoice',
    status: invoice.status,
    created: invoice.created,
    status_transitions: {
      finalized_at: invoice.finalizedAt,
      paid_at: null,
      voided_at: null,
      marked_uncollectible_at: null,
    },
    parent: { type: 'subscription_details', subscription_details: { subscription: invoice.subscription } },
  });
  const subscriptionJson = (of: Subscription, expand: boolean) => ({
    id: of.id,
    object: 'subscription',
    customer: of.customer,
    status: of.status,
    cancel_at_period_end: of.cancelAtPeriodEnd,
    cancel_at: of.cancelAtPeriodEnd ? of.end : null,
    metadata: of.metadata,
    latest_invoice: expand ? invoiceJson(invoices.get(of.latestInvoice) as Invoice) : of.latestInvoice,
    items: {
      object: 'list',
      data: [
        {
          id: `si_${of.id.slice(4)}`,
          object: 'subscription_item',
          price: { id: of.price, object: 'price' },
          current_period_start: of.start,
          current_period_end: of.end,
        },
      ],
    },
  });

  const happened = (type: string, object: Record<string, unknown>): StripeEvent => {
    const event: StripeEvent = {
      id: id('evt'),
      object: 'event',
      type,
      created: now(),
      api_version: '2026-10-28.endive',
      livemode: false,
      data: { object },
    };
    events.push(event);
    return event;
  };
  const changed = (of: Subscription, type = 'customer.subscription.updated') =>
    happened(type, subscriptionJson(of, false));

  const bill = (subscription: string, status: Invoice['status']): Invoice => {
    const invoice: Invoice = { id: id('in'), status, created: now(), finalizedAt: now(), subscription };
    invoices.set(invoice.id, invoice);
    return invoice;
  };
  const subscriptionOf = (ref: string) => {
    const found = subscriptions.get(ref);
    if (!found) throw new StripeFault(404, 'invalid_request_error', 'resource_missing');
    return found;
  };

  /** Where events go by themselves once somebody pays on a page of this server. */
  let webhook: { url: string; secret: string } | null = null;
  let sent = 0;
  const deliver = async () => {
    if (webhook === null) return;
    for (const event of events.slice(sent)) {
      const body = JSON.stringify(event);
      const headers = { 'content-type': 'application/json', 'stripe-signature': sign(body, webhook.secret) };
      const { status } = await fetch(webhook.url, { method: 'POST', headers, body });
      if (status !== 200) throw new Error(`the webhook was answered with ${status}`);
    }
    sent = events.length;
  };

  const answer = (method: string, path: string, form: Record<string, string>, query: URLSearchParams) => {
    if (method === 'POST' && path === '/v1/customers') {
      const made = { id: id('cus'), ...form };
      customers.set(made.id, made);
      return { id: made.id, object: 'customer', name: form.name };
    }
    if (method === 'POST' && path === '/v1/checkout/sessions') {
      if (!customers.has(form.customer ?? ''))
        throw new StripeFault(400, 'invalid_request_error', 'resource_missing');
      const session = { id: id('cs'), ...form };
      sessions.set(session.id, session);
      return { id: session.id, object: 'checkout.session', url: `${url}/pay/${session.id}`, mode: form.mode };
    }
    if (method === 'POST' && path === '/v1/billing_portal/sessions') {
      const portal = id('bps');
      return { id: portal, object: 'billing_portal.session', url: `${url}/portal/${portal}` };
    }
    const [, ref] = /^\/v1\/subscriptions\/(sub_\w+)$/.exec(path) ?? [];
    if (ref === undefined) throw new StripeFault(404, 'invalid_request_error', 'url_invalid');
    const subscription = subscriptionOf(ref);
    if (method === 'POST') {
      const price = form['items[0][price]'];
      if (price !== undefined && declined && form.payment_behavior === 'error_if_incomplete')
        throw new StripeFault(402, 'card_error', 'card_declined');
      if (form.cancel_at_period_end !== undefined)
        subscription.cancelAtPeriodEnd = form.cancel_at_period_end === 'true';
      if (price !== undefined) {
        subscription.price = price;
        if (form.proration_behavior === 'always_invoice')
          subscription.latestInvoice = bill(subscription.id, 'paid').id;
      }
      for (const [name, value] of Object.entries(form)) {
        const [, field] = /^metadata\[(\w+)\]$/.exec(name) ?? [];
        if (field !== undefined) subscription.metadata[field] = value;
      }
      changed(subscription);
    }
    return subscriptionJson(subscription, query.getAll('expand[0]').includes('latest_invoice'));
  };

  /** Somebody pays on the page of a checkout. @returns the subscription's id. */
  const pay = (sessionUrl: string): string => {
    const session = sessions.get(sessionUrl.split('/').at(-1) ?? '');
    if (!session) throw new Error('no such session');
    const subscription: Subscription = {
      id: id('sub'),
      customer: session.customer ?? '',
      status: 'incomplete',
      price: session['line_items[0][price]'] ?? '',
      start: now(),
      end: now() + MONTH,
      cancelAtPeriodEnd: false,
      metadata: Object.fromEntries(
        Object.entries(session).flatMap(([name, value]) => {
          const [, field] = /^subscription_data\[metadata\]\[(\w+)\]$/.exec(name) ?? [];
          return field === undefined ? [] : [[field, value]];
        }),
      ),
      latestInvoice: '',
    };
    const invoice = bill(subscription.id, 'open');
    subscription.latestInvoice = invoice.id;
    subscriptions.set(subscription.id, subscription);
    changed(subscription, 'customer.subscription.created');
    invoice.status = 'paid';
    subscription.status = 'active';
    happened('invoice.paid', invoiceJson(invoice));
    changed(subscription);
    happened('checkout.session.completed', {
      id: session.id,
      object: 'checkout.session',
      subscription: subscription.id,
    });
    return subscription.id;
  };

  const server = createServer((request, response) => {
    void (async () => {
      const target = new URL(request.url ?? '/', 'http://stripe');
      const text = await bodyOf(request);
      const form = Object.fromEntries(new URLSearchParams(text));
      const method = request.method ?? 'GET';
      const key = request.headers['idempotency-key'];
      const idempotencyKey = key === undefined ? null : String(key);
      if (target.pathname.startsWith('/pay/')) {
        if (method === 'GET') {
          response.writeHead(200, { 'content-type': 'text/html' });
          response.end(
            '<!doctype html><title>Pay</title><h1>Pay</h1><form method="post"><button>Pay</button></form>',
          );
          return;
        }
        pay(target.pathname);
        await deliver();
        response.writeHead(303, {
          location: sessions.get(target.pathname.split('/').at(-1) ?? '')?.success_url ?? '/',
        });
        response.end();
        return;
      }
      const reply = (status: number, body: string, replayed = false) => {
        seen.push({ method, path: target.pathname, form, idempotencyKey, replayed });
        response.writeHead(status, {
          'content-type': 'application/json',
          'request-id': `req_${randomUUID()}`,
          ...(replayed ? { 'idempotent-replayed': 'true' } : {}),
        });
        response.end(body);
      };
      if (held !== null) {
        seen.push({ method, path: target.pathname, form, idempotencyKey, replayed: false });
        await held;
      }
      const fault = faults.shift();
      if (fault !== undefined) return reply(fault, JSON.stringify({ error: { type: 'api_error' } }));
      if (request.headers.authorization !== `Bearer ${options.secretKey}`)
        return reply(
          401,
          JSON.stringify({ error: { type: 'invalid_request_error', message: 'Invalid API Key' } }),
        );
      if (
        method === 'POST' &&
        text !== '' &&
        !/^application\/x-www-form-urlencoded/.test(String(request.headers['content-type']))
      )
        return reply(400, JSON.stringify({ error: { type: 'invalid_request_error' } }));
      const fingerprint = `${method} ${target.pathname} ${text}`;
      const kept = idempotencyKey === null || method !== 'POST' ? undefined : answers.get(idempotencyKey);
      if (kept) {
        if (kept.fingerprint !== fingerprint)
          return reply(400, JSON.stringify({ error: { type: 'idempotency_error' } }));
        return reply(kept.status, kept.body, true);
      }
      let status = 200;
      let body: string;
      try {
        body = JSON.stringify(answer(method, target.pathname, form, target.searchParams));
      } catch (error) {
        if (!(error instanceof StripeFault)) throw error;
        status = error.status;
        body = JSON.stringify({ error: { type: error.type, code: error.code, message: error.code } });
      }
      if (idempotencyKey !== null && method === 'POST')
        answers.set(idempotencyKey, { fingerprint, status, body });
      reply(status, body);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    seen,
    events,
    faults,
    customers,
    sessions,
    /** Answers nothing until what it returns is called. */
    hold(): () => void {
      let release = () => {};
      held = new Promise<void>(resolve => {
        release = () => {
          held = null;
          resolve();
        };
      });
      return release;
    },
    /** Cards are refused when an update charges them. */
    decline(on: boolean) {
      declined = on;
    },
    /** Events are sent there when somebody pays on this server's page. */
    deliverTo(to: { url: string; secret: string }): void {
      webhook = to;
    },
    pay,
    /** The next period begins, and its payment goes through or not. */
    renew(ref: string, outcome: 'paid' | 'failed'): void {
      const subscription = subscriptionOf(ref);
      [subscription.start, subscription.end] = [subscription.end, subscription.end + MONTH];
      const invoice = bill(ref, outcome === 'paid' ? 'paid' : 'open');
      subscription.latestInvoice = invoice.id;
      subscription.status = outcome === 'paid' ? 'active' : 'past_due';
      happened(outcome === 'paid' ? 'invoice.paid' : 'invoice.payment_failed', invoiceJson(invoice));
      changed(subscription);
    },
    /** What was owed is paid after all. */
    settle(ref: string): void {
      const subscription = subscriptionOf(ref);
      const invoice = invoices.get(subscription.latestInvoice) as Invoice;
      invoice.status = 'paid';
      subscription.status = 'active';
      happened('invoice.paid', invoiceJson(invoice));
      changed(subscription);
    },
    /** Any state, as the dashboard or the end of all retries brings about. */
    become(ref: string, status: string): void {
      const subscription = subscriptionOf(ref);
      subscription.status = status;
      changed(subscription, status === 'canceled' ? 'customer.subscription.deleted' : undefined);
    },
    /** The subscription as it is here. */
    standing: (ref: string): Readonly<Subscription> => subscriptionOf(ref),
    /** On the pages of the portal. */
    cancelAtPeriodEnd(ref: string): void {
      const subscription = subscriptionOf(ref);
      subscription.cancelAtPeriodEnd = true;
      changed(subscription);
    },
    /** Whatever made it left no word of an account. */
    forgetMetadata(ref: string): void {
      subscriptionOf(ref).metadata = {};
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type StripeServer = Awaited<ReturnType<typeof startStripe>>;

class StripeFault extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly code: string,
  ) {
    super(code);
  }
}

/** `t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>">` */
export function sign(body: string, secret: string, at = Math.floor(Date.now() / 1000)): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
