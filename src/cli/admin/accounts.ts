import type { Command } from 'commander';
import type { AccountDetail, AccountRow, UserRow } from '../../core/administration.ts';
import { formatMoney } from '../../core/money.ts';
import { CommandFailure } from '../app.ts';
import { keysTable } from '../keys.ts';
import { fields, oneLine, snakeCase, table } from '../output.ts';
import { wholeNumber } from '../queries.ts';
import { type AdminAction, dateOf, day, YES } from './frame.ts';
import { type LimitOptions, limitsOf, limitWords, withLimitOptions } from './limit-options.ts';

const COLUMNS = {
  ID: (row: AccountRow) => row.id,
  NAME: (row: AccountRow) => row.name,
  KIND: (row: AccountRow) => row.kind,
  STATUS: (row: AccountRow) => row.status,
  PLAN: (row: AccountRow) => row.plan,
  MEMBERS: (row: AccountRow) => row.members,
  KEYS: (row: AccountRow) => row.keys,
  SINCE: (row: AccountRow) => row.createdAt.slice(0, 10),
};

interface ListOptions {
  query?: string;
  status?: string;
  plan?: string;
  before?: number;
  limit: number;
}

export function addAccountCommands(parent: Command, action: AdminAction): void {
  const accounts = parent.command('accounts').description('accounts, whoever belongs to them');
  const one = (name: string, description: string) =>
    accounts.command(name).description(description).argument('<account>', 'number or name');

  accounts
    .command('list')
    .description('newest first')
    .option('--query <text>', 'part of the name or of the address')
    .option('--status <status>', 'active, suspended or deleted')
    .option('--plan <slug>')
    .option('--before <id>', 'older than this one', wholeNumber)
    .option('--limit <n>', 'at most this many', wholeNumber, 100)
    .action(
      action<[ListOptions]>(async ({ admin, rows }, filter) =>
        rows(
          await admin.accounts.list(filter),
          COLUMNS,
          'no accounts: `ecosystems admin accounts create <name>` makes one',
        ),
      ),
    );
  one('show', 'with its members, keys, licences and invoices').action(
    action<[string]>(async ({ admin, account, out }, given) => {
      const found = await admin.accounts.show((await account(given)).id);
      out.result(snakeCase(found), () => describe(found));
    }),
  );
  accounts
    .command('create')
    .argument('<name>')
    .description('an account without members; people are invited, or sign up by themselves')
    .option('--kind <kind>', 'organisation or person', 'organisation')
    .option('--email <address>', 'where invoices and warnings go')
    .action(
      action<[string, { kind: string; email?: string }]>(async ({ admin, done }, name, { kind, email }) => {
        if (kind !== 'organisation' && kind !== 'person')
          throw new CommandFailure('--kind is organisation or person', 2);
        const made = await admin.accounts.create({ name, kind, email });
        done(made, `created  ${made.id}  ${made.name}`);
      }),
    );
  one('suspend', 'its keys stop working within five seconds')
    .requiredOption('--reason <text>', 'why; its members see it')
    .option(...YES)
    .action(
      action<[string, { reason: string }]>(async ({ admin, account, confirm, done }, given, { reason }) => {
        const { id, name, keys } = await account(given);
        await confirm(`Suspend ${oneLine(name)} (${id}) with ${keys} keys?`);
        done(await admin.accounts.suspend(id, reason), `suspended  ${id}  ${name}`);
      }),
    );
  one('resume', 'end a suspension').action(
    action<[string]>(async ({ admin, account, done }, given) => {
      const { id, name } = await account(given);
      done(await admin.accounts.resume(id), `active  ${id}  ${name}`);
    }),
  );
  one('delete', 'for good: its keys are revoked, its members leave, a person is forgotten')
    .option(...YES)
    .action(
      action<[string]>(async ({ admin, account, confirm, done }, given) => {
        const { id, name } = await account(given);
        await confirm(`Delete ${oneLine(name)} (${id}) for good?`);
        await admin.accounts.remove(id);
        done({ id, deleted: true }, `deleted  ${id}  ${name}`);
      }),
    );
  one('set-plan', 'give a plan, whatever is paid; `free` takes back what was given')
    .argument('<plan>', 'its slug')
    .option('--until <date>', 'default: for good', dateOf)
    .action(
      action<[string, string, { until?: Date }]>(
        async ({ admin, account, done }, given, plan, { until = null }) => {
          const row = await admin.accounts.setPlan((await account(given)).id, plan, until);
          done(row, `${row.plan}  ${row.id}  ${row.name}`);
        },
      ),
    );
  withLimitOptions(one('set-limits', 'a contract’s own limits, over those of the plan'))
    .option('--reset', 'those of the plan again')
    .action(
      action<[string, LimitOptions & { reset?: boolean }]>(
        async ({ admin, account, done }, given, { reset, ...limits }) => {
          const wanted = reset ? null : limitsOf(limits);
          const row = await admin.accounts.setLimits((await account(given)).id, wanted);
          done(row, `${row.id}  ${row.name}  ${limitWords(row.limits)}`);
        },
      ),
    );
}

function describe({ account, members, keys, licences, invoices, creditNotes }: AccountDetail): string {
  const part = (title: string, heads: string[], rows: string[][]) =>
    rows.length === 0 ? [] : [`\n${title}`, table([heads, ...rows])];
  return [
    fields([
      ['account', `${account.name} (${account.id}, ${account.kind})`],
      [
        'status',
        account.suspendReason === null ? account.status : `${account.status}: ${account.suspendReason}`,
      ],
      ['plan', account.plan],
      ['limits', limitWords(account.limits)],
      ['privacy', account.privacy],
      ['e-mail', account.email ?? 'none'],
      ['since', day(account.createdAt)],
    ]),
    ...part(
      'Members',
      ['ID', 'ROLE', 'EMAIL', 'NAME'],
      members.map(({ userId, role, email, name }) => [String(userId), role, email, name ?? '-']),
    ),
    ...(keys.length === 0 ? [] : ['\nKeys', keysTable(snakeCase(keys) as Record<string, unknown>[])]),
    ...part(
      'Licences',
      ['ID', 'LICENCE', 'SCOPE', 'FROM', 'TO'],
      licences.map(({ id, spdx, scope, validFrom, validTo }) => [
        String(id),
        spdx,
        scope.join(' '),
        day(validFrom),
        validTo === null ? 'further notice' : day(validTo),
      ]),
    ),
    ...part(
      'Invoices',
      ['NUMBER', 'STATUS', 'TOTAL', 'DUE'],
      invoices.map(({ number, status, totalMinor, currency, dueAt }) => [
        number,
        status,
        formatMoney(totalMinor, currency),
        day(dueAt),
      ]),
    ),
    ...part(
      'Credit notes',
      ['NUMBER', 'INVOICE', 'TOTAL', 'ISSUED'],
      creditNotes.map(({ number, invoiceNumber, totalMinor, currency, issuedAt }) => [
        number,
        invoiceNumber,
        formatMoney(totalMinor, currency),
        day(issuedAt),
      ]),
    ),
  ].join('\n');
}

export function addUserCommands(parent: Command, action: AdminAction): void {
  const users = parent.command('users').description('people, and which of them are operators');
  users
    .command('list')
    .description('newest first')
    .option('--operators', 'only operators')
    .option('--query <text>', 'part of the address')
    .option('--before <id>', 'older than this one', wholeNumber)
    .option('--limit <n>', 'at most this many', wholeNumber, 100)
    .action(
      action<[{ operators?: boolean; query?: string; before?: number; limit: number }]>(
        async ({ admin, rows }, filter) =>
          rows(
            await admin.users.list(filter),
            {
              ID: (row: UserRow) => row.id,
              EMAIL: (row: UserRow) => row.email,
              NAME: (row: UserRow) => row.name,
              OPERATOR: (row: UserRow) => (row.operator ? 'yes' : 'no'),
              SINCE: (row: UserRow) => row.createdAt.slice(0, 10),
            },
            'nobody is like that: `ecosystems admin users promote <email>` makes an operator',
          ),
      ),
    );
  users
    .command('promote')
    .description('make somebody an operator: the pages under /admin open for them when they sign in')
    .argument('<email>')
    .action(
      action<[string]>(async ({ admin, done }, email) => {
        const user = await admin.users.promote(email, true);
        done(user, `operator  ${user.id}  ${user.email}`);
      }),
    );
  users
    .command('demote')
    .description('take that back')
    .argument('<email>')
    .action(
      action<[string]>(async ({ admin, done }, email) => {
        const user = await admin.users.promote(email, false);
        done(user, `no operator  ${user.id}  ${user.email}`);
      }),
    );
}
