/** Plans, limits, licences, and keys of any account. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { load } from 'js-yaml';
import type { KeyRow, LimitsRow, NewKeyFields } from '../../core/administration.ts';
import type { LicenceGrant, Plan } from '../../core/billing.ts';
import { messageOf } from '../../core/errors.ts';
import { formatMoney, parseMoney } from '../../core/money.ts';
import { CommandFailure } from '../app.ts';
import { wholeNumber } from '../queries.ts';
import { type AdminAction, dateOf, day, words, YES } from './frame.ts';
import { type LimitOptions, limitsOf, withLimitOptions } from './limit-options.ts';

export function addPlanCommands(parent: Command, action: AdminAction): void {
  const plans = parent.command('plans').description('what is offered');
  const columns = {
    SLUG: (plan: Plan) => plan.slug,
    NAME: (plan: Plan) => plan.name,
    LIMITS: (plan: Plan) => plan.policy,
    PRICE: (plan: Plan) => `${formatMoney(plan.priceCents, plan.currency)} a ${plan.period}`,
    OFFERED: (plan: Plan) => (!plan.active ? 'no' : plan.public ? 'to everybody' : 'by invitation'),
    STRIPE: (plan: Plan) => plan.stripePriceId,
    FEATURES: (plan: Plan) =>
      Object.entries(plan.features)
        .map(([name, value]) => `${name}: ${value}`)
        .join(', '),
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
    .option('--price <amount>', 'as in 200.00, in its currency')
    .option('--price-cents <n>', 'the same in the smallest unit of the currency', cents)
    .option('--currency <code>', 'ISO 4217')
    .option('--period <period>', 'month or year')
    .option('--tagline <text>')
    .option('--position <n>', 'its place on the ladder', cents)
    .option(
      '--feature <name=value>',
      'as in support=e-mail; without a value it goes; as often as wanted',
      feature,
    )
    .option('--stripe-price-id <id>', 'or none', id => (id === 'none' ? null : id))
    .option('--public', 'offered to everybody')
    .option('--no-public', 'by invitation')
    .option('--active', 'to be had')
    .option('--no-active', 'not to be had any more')
    .action(
      action<[string, PlanOptions]>(async ({ admin, done }, slug, { price, feature: features, ...given }) => {
        const change: Partial<Plan> = given;
        const before = (await admin.plans.list()).find(plan => plan.slug === slug);
        if (price !== undefined) change.priceCents = priceOf(price, given.currency ?? before?.currency);
        if (features) {
          const all = { ...before?.features, ...features };
          change.features = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
        }
        const plan = await admin.plans.set(slug, change);
        done(plan, `set  ${plan.slug}  ${columns.PRICE(plan)}`);
      }),
    );
}

type PlanOptions = Partial<Plan> & { price?: string; feature?: Record<string, string> };

/** One more of an option that may be given often. */
function feature(given: string, before: Record<string, string> = {}): Record<string, string> {
  const [, name = '', value = ''] = /^([a-z][a-z0-9 _-]{0,49})=(.*)$/is.exec(given) ?? [];
  if (name === '') throw new CommandFailure(`${given} is no feature such as support=e-mail`, 2);
  return { ...before, [name]: value.trim() };
}

function priceOf(given: string, currency = 'USD'): number {
  const minor = /^0+(\.0+)?$/.test(given) ? 0 : parseMoney(given, currency);
  if (minor === null) throw new CommandFailure(`${given} is no amount in ${currency} such as 200`, 2);
  return minor;
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
    ENDS: (row: KeyRow) => day(row.expiresAt),
    'LAST USED': (row: KeyRow) => row.lastUsedAt,
    REVOKED: (row: KeyRow) => row.revokedAt,
  };
  keys
    .command('list')
    .description('newest first, also those that have ended')
    .argument('<account>', 'number or name')
    .action(
      action<[string]>(async ({ admin, account, rows }, given) =>
        rows(
          await admin.keys.list((await account(given)).id),
          columns,
          'no keys: `ecosystems admin keys create <account> <name>` makes one',
        ),
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
    .command('rotate')
    .description('a new one in its place, printed once; the old one works on for a while')
    .argument('<id>', 'its number', wholeNumber)
    .option('--grace-hours <n>', 'how long the old one works on', graceHours, 24)
    .action(
      action<[number, { graceHours: number }]>(async ({ admin, done }, id, { graceHours: hours }) => {
        const made = await admin.keys.rotate(id, hours * 3_600);
        done(made, made.key);
      }),
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

function graceHours(given: string): number {
  if (!/^\d{1,4}$/.test(given)) throw new CommandFailure(`${given} is not a number of hours`, 2);
  return Number(given);
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
