/** Plans, limits, licences, invoices, and keys of any account. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { load } from 'js-yaml';
import type { KeyRow, LimitsRow, NewKeyFields } from '../../core/administration.ts';
import type { Invoice, InvoiceStatus, LicenceGrant, Plan } from '../../core/billing.ts';
import { messageOf } from '../../core/errors.ts';
import { CommandFailure } from '../app.ts';
import { wholeNumber } from '../queries.ts';
import { type AdminAction, dateOf, YES } from './frame.ts';
import { type LimitOptions, limitsOf, withLimitOptions } from './limit-options.ts';

const words = (value: string) =>
  value
    .split(',')
    .map(word => word.trim())
    .filter(Boolean);

export function addPlanCommands(parent: Command, action: AdminAction): void {
  const plans = parent.command('plans').description('what is offered');
  const columns = {
    SLUG: (plan: Plan) => plan.slug,
    NAME: (plan: Plan) => plan.name,
    LIMITS: (plan: Plan) => plan.policy,
    PRICE: (plan: Plan) => `${(plan.priceCents / 100).toFixed(2)} ${plan.currency} a ${plan.period}`,
    OFFERED: (plan: Plan) => (plan.public && plan.active ? 'yes' : 'no'),
  };
  plans
    .command('list')
    .description('in the order of the ladder')
    .action(action<[]>(async ({ admin, rows }) => rows(await admin.plans.list(), columns, 'no plans')));
  plans
    .command('set')
    .description('change a plan, or make one: what is not given stays')
    .argument('<slug>')
    .option('--name <text>')
    .option('--policy <name>', 'its limits')
    .option('--price-cents <n>', 'in the smallest unit of the currency', cents)
    .option('--currency <code>', 'ISO 4217')
    .option('--period <period>', 'month or year')
    .option('--tagline <text>')
    .option('--position <n>', 'its place on the ladder', cents)
    .option('--stripe-price-id <id>')
    .option('--public', 'offered to everybody')
    .option('--no-public', 'by invitation')
    .option('--active', 'to be had')
    .option('--no-active', 'not to be had any more')
    .action(
      action<[string, Partial<Plan>]>(async ({ admin, done }, slug, change) => {
        const plan = await admin.plans.set(slug, change);
        done(plan, `set  ${plan.slug}`);
      }),
    );
}

function cents(given: string): number {
  if (!/^\d{1,10}$/.test(given)) throw new CommandFailure(`${given} is not a whole number`, 2);
  return Number(given);
}

export function addLimitCommands(parent: Command, action: AdminAction): void {
  const limits = parent.command('limits').description('who may ask for how much');
  const none = (value: unknown) => (value === null ? 'none' : value);
  const columns = {
    NAME: (row: LimitsRow) => row.name,
    'PER SECOND': (row: LimitsRow) => none(row.burst?.perSecond ?? null),
    BURST: (row: LimitsRow) => none(row.burst?.size ?? null),
    HOURLY: (row: LimitsRow) => none(row.hourly),
    DAILY: (row: LimitsRow) => none(row.daily),
    'AT ONCE': (row: LimitsRow) => none(row.concurrency),
    CLASS: (row: LimitsRow) => row.priority,
    FROM: (row: LimitsRow) => row.source,
  };
  limits
    .command('show')
    .description('as they apply now')
    .action(action<[]>(async ({ admin, rows }) => rows(await admin.limits.list(), columns, 'no limits')));
  withLimitOptions(
    limits
      .command('set')
      .description('change some; running servers follow within five seconds')
      .argument('<name>'),
  ).action(
    action<[string, LimitOptions]>(async ({ admin, rows }, name, given) =>
      rows([await admin.limits.set(name, limitsOf(given))], columns, ''),
    ),
  );
  limits
    .command('reset')
    .description('as the program or its file of limits has them')
    .argument('<name>')
    .action(
      action<[string]>(async ({ admin, done }, name) => {
        const changed = await admin.limits.reset(name);
        done({ name, changed }, changed ? `reset  ${name}` : `was as it comes  ${name}`);
      }),
    );
  limits
    .command('check')
    .description('read a file of limits (ECOSYSTEMS_LIMITS) and show what would apply')
    .argument('<file>')
    .action(
      action<[string]>(async ({ admin, rows }, path) =>
        rows(await admin.limits.check(await yamlOf(path)), columns, ''),
      ),
    );
}

async function yamlOf(path: string): Promise<unknown> {
  try {
    return load(await readFile(path, 'utf8'), { filename: path });
  } catch (error) {
    throw new CommandFailure(messageOf(error).split('\n', 1)[0] as string);
  }
}

export function addAnyKeyCommands(parent: Command, action: AdminAction): void {
  const keys = parent.command('keys').description('keys of any account');
  const columns = {
    ID: (row: KeyRow) => row.id,
    NAME: (row: KeyRow) => row.name,
    KEY: (row: KeyRow) => `eco_${row.environment}_${row.kind}_…${row.last4}`,
    SCOPES: (row: KeyRow) => row.scopes.join(' '),
    ENDS: (row: KeyRow) => row.expiresAt,
    'LAST USED': (row: KeyRow) => row.lastUsedAt,
    REVOKED: (row: KeyRow) => row.revokedAt,
  };
  keys
    .command('list')
    .description('newest first, also those that have ended')
    .argument('<account>', 'number or name')
    .action(
      action<[string]>(async ({ admin, account, rows }, given) =>
        rows(await admin.keys.list((await account(given)).id), columns, 'no keys'),
      ),
    );
  keys
    .command('create')
    .description('for an account; it is printed once')
    .argument('<account>', 'number or name')
    .argument('<name>', 'what it is for')
    .option('--kind <letter>', 'k, r or w', 'k')
    .option('--scopes <names>', 'separated by commas', words)
    .option('--expires-in-days <n>', 'default: never', wholeNumber)
    .option('--ip-cidrs <networks>', 'only from these networks', words)
    .option('--hourly-limit <n>', 'cost units an hour', wholeNumber)
    .action(
      action<[string, string, Omit<NewKeyFields, 'name'>]>(
        async ({ admin, account, done }, given, name, wanted) => {
          const made = await admin.keys.create((await account(given)).id, { ...wanted, name });
          done(made, made.key);
        },
      ),
    );
  keys
    .command('revoke')
    .description('at once')
    .argument('<id>', 'its number', wholeNumber)
    .option('--reason <text>', 'why', 'revoked by an operator')
    .option(...YES)
    .action(
      action<[number, { reason: string }]>(async ({ admin, confirm, done }, id, { reason }) => {
        await confirm(`Revoke key ${id}?`);
        done(await admin.keys.revoke(id, reason), `revoked  ${id}`);
      }),
    );
}

export function addLicenceCommands(parent: Command, action: AdminAction): void {
  const licences = parent.command('licences').description('what was agreed about the licence of the data');
  const columns = {
    ID: (row: LicenceGrant) => row.id,
    ACCOUNT: (row: LicenceGrant) => row.accountId,
    LICENCE: (row: LicenceGrant) => row.spdx,
    SCOPE: (row: LicenceGrant) => row.scope.join(' '),
    FROM: (row: LicenceGrant) => row.validFrom,
    TO: (row: LicenceGrant) => row.validTo,
  };
  licences
    .command('list')
    .description('newest first')
    .option('--account <id or name>')
    .action(
      action<[{ account?: string }]>(async ({ admin, account, rows }, { account: given }) => {
        const accountId = given === undefined ? undefined : (await account(given)).id;
        rows(await admin.licences.list({ accountId }), columns, 'no licences: everybody has CC-BY-SA-4.0');
      }),
    );
  licences
    .command('grant')
    .argument('<account>', 'number or name')
    .argument('<spdx>', 'identifier of the SPDX list, or LicenseRef-<name>')
    .description('from now on, or from a date')
    .option('--scope <globs>', 'datasets, separated by commas; default: all', words)
    .option('--from <date>', 'default: now', dateOf)
    .option('--to <date>', 'default: until further notice', dateOf)
    .option('--agreement-url <url>')
    .action(
      action<[string, string, { scope?: string[]; from?: Date; to?: Date; agreementUrl?: string }]>(
        async ({ admin, account, done }, given, spdx, { scope, from, to, agreementUrl }) => {
          const { id } = await account(given);
          const wanted = { accountId: id, spdx, scope, validFrom: from, validTo: to ?? null, agreementUrl };
          const grant = await admin.licences.grant(wanted);
          done(grant, `granted  ${grant.id}  ${grant.spdx}`);
        },
      ),
    );
  licences
    .command('end')
    .description('now')
    .argument('<id>', 'its number', wholeNumber)
    .option(...YES)
    .action(
      action<[number]>(async ({ admin, confirm, done }, id) => {
        await confirm(`End licence ${id} now?`);
        done(await admin.licences.end(id), `ended  ${id}`);
      }),
    );
}

export function addInvoiceCommands(parent: Command, action: AdminAction): void {
  const invoices = parent.command('invoices').description('invoices of manual billing');
  const columns = {
    NUMBER: (row: Invoice) => row.number,
    ACCOUNT: (row: Invoice) => row.accountId,
    STATUS: (row: Invoice) => row.status,
    PLAN: (row: Invoice) => row.plan,
    TOTAL: (row: Invoice) => `${row.totalMinor} ${row.currency}`,
    ISSUED: (row: Invoice) => row.issuedAt.slice(0, 10),
    DUE: (row: Invoice) => row.dueAt.slice(0, 10),
  };
  const one = (name: string, description: string) =>
    invoices.command(name).description(description).argument('<number>', 'of the invoice');
  invoices
    .command('list')
    .description('newest first; totals in the smallest unit of the currency')
    .option('--account <id or name>')
    .option('--status <status>', 'open, paid or void')
    .option('--limit <n>', 'at most this many', wholeNumber, 100)
    .action(
      action<[{ account?: string; status?: InvoiceStatus; limit: number }]>(
        async ({ admin, account, rows }, { account: given, status, limit }) => {
          const accountId = given === undefined ? undefined : (await account(given)).id;
          rows(await admin.invoices.list({ accountId, status, limit }), columns, 'no invoices');
        },
      ),
    );
  one('show', 'all of it').action(
    action<[string]>(async ({ admin, out }, number) => {
      const found = await admin.invoices.find(number);
      out.result(found, () => JSON.stringify(found, null, 2));
    }),
  );
  invoices
    .command('issue')
    .description('for a plan, to the billing details that the account has given')
    .argument('<account>', 'number or name')
    .argument('<plan>')
    .action(
      action<[string, string]>(async ({ admin, account, done }, given, plan) => {
        const made = await admin.invoices.issue((await account(given)).id, plan, null);
        done(made, `issued  ${made.number}`);
      }),
    );
  one('paid', 'note that it was paid')
    .option('--reference <text>', 'of the payment')
    .action(
      action<[string, { reference?: string }]>(async ({ admin, done }, number, { reference = null }) =>
        done(await admin.invoices.paid(number, reference), `paid  ${number}`),
      ),
    );
  one('void', 'cancel it; its number stays taken')
    .requiredOption('--reason <text>')
    .option(...YES)
    .action(
      action<[string, { reason: string }]>(async ({ admin, confirm, done }, number, { reason }) => {
        await confirm(`Void invoice ${number}?`);
        done(await admin.invoices.void(number, reason), `void  ${number}`);
      }),
    );
}
