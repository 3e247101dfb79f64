/** The inbox of webhooks, jobs, tombstones and the audit log. */
import type { Command } from 'commander';
import type { AuditFilter, AuditRow, JobRow, TombstoneRow, WebhookRow } from '../../core/administration.ts';
import { detailWords } from '../../core/audit-words.ts';
import { CommandFailure } from '../app.ts';
import { count, fields, oneLine, snakeCase, table } from '../output.ts';
import { wholeNumber } from '../queries.ts';
import { type AdminAction, YES } from './frame.ts';

export function addWebhookCommands(parent: Command, action: AdminAction): void {
  const webhooks = parent.command('webhooks').description('what providers of billing told us');
  webhooks
    .command('list')
    .description('newest first')
    .option('--status <status>', 'pending, processed, failed or dead')
    .option('--before <id>', 'older than this one', wholeNumber)
    .option('--limit <n>', 'at most this many', wholeNumber, 100)
    .action(
      action<[{ status?: string; before?: number; limit: number }]>(async ({ admin, rows }, filter) =>
        rows(
          await admin.webhooks.list(filter),
          {
            ID: (row: WebhookRow) => row.id,
            PROVIDER: (row: WebhookRow) => row.provider,
            TYPE: (row: WebhookRow) => row.type,
            STATUS: (row: WebhookRow) => row.status,
            ATTEMPTS: (row: WebhookRow) => row.attempts,
            RECEIVED: (row: WebhookRow) => row.receivedAt,
            ERROR: (row: WebhookRow) => row.error,
          },
          'no webhooks: none has come from a provider of payments, or none is like that',
        ),
      ),
    );
  webhooks
    .command('show')
    .description('with its body')
    .argument('<id>', 'its number', wholeNumber)
    .action(
      action<[number]>(async ({ admin, out }, id) => {
        const found = await admin.webhooks.find(id);
        out.result(snakeCase(found), () => describe(found));
      }),
    );
  webhooks
    .command('replay')
    .description('process it once more; what it changed already stays as it is')
    .argument('<id>', 'its number', wholeNumber)
    .action(
      action<[number]>(async ({ admin, done }, id) => {
        await admin.webhooks.replay(id);
        done({ id, replayed: true }, `queued  ${id}`);
      }),
    );
}

function describe({ body, ...found }: WebhookRow & { body: string }): string {
  return [
    fields([
      ['webhook', found.id],
      ['provider', found.provider],
      ['event', `${found.type} (${found.eventId})`],
      ['status', found.status],
      ['attempts', found.attempts],
      ['received', found.receivedAt],
      ['processed', found.processedAt ?? 'not yet'],
      ...(found.error === null ? [] : [['error', found.error] as const]),
    ]),
    '',
    ...body.split('\n').map(oneLine),
  ].join('\n');
}

export function addJobCommands(parent: Command, action: AdminAction): void {
  const jobs = parent.command('jobs').description('the queue, and jobs that were given up');
  jobs
    .command('stats')
    .description('jobs by lane and state')
    .action(
      action<[]>(async ({ admin, out }) => {
        const stats = await admin.jobs.stats();
        const states = [...new Set(Object.values(stats.lanes).flatMap(Object.keys))];
        out.result(stats, () =>
          table([
            ['LANE', ...states.map(state => state.toUpperCase())],
            ...Object.entries(stats.lanes).map(([lane, counts]) => [
              lane,
              ...states.map(state => count(counts[state] ?? 0)),
            ]),
          ]),
        );
      }),
    );
  jobs
    .command('dead')
    .description('jobs that were given up, newest first')
    .option('--limit <n>', 'at most this many', wholeNumber, 100)
    .action(
      action<[{ limit: number }]>(async ({ admin, rows }, { limit }) =>
        rows(
          await admin.jobs.dead(limit),
          {
            ID: (row: JobRow) => row.id,
            KEY: (row: JobRow) => row.key,
            ATTEMPTS: (row: JobRow) => row.attempts,
            FAILED: (row: JobRow) => row.failedAt,
            ERROR: (row: JobRow) => row.error,
          },
          'no dead jobs: everything was done, or is still tried',
        ),
      ),
    );
  jobs
    .command('retry')
    .description('give dead jobs new attempts')
    .argument('[id...]', 'their numbers')
    .option('--all', 'all that are dead')
    .action(
      action<[string[], { all?: boolean }]>(async ({ admin, done }, given, { all }) => {
        if ((given.length === 0) === (all !== true)) throw new CommandFailure('give numbers, or --all', 2);
        const retried = await admin.jobs.retry(all ? null : given.map(wholeNumber));
        done({ retried }, `${count(retried)} queued again`);
      }),
    );
  jobs
    .command('drop')
    .description('remove dead jobs for good, whenever they failed')
    .argument('<id...>', 'their numbers')
    .option(...YES)
    .action(
      action<[string[]]>(async ({ admin, confirm, done }, given) => {
        const ids = given.map(wholeNumber);
        await confirm(`Remove ${count(ids.length)} dead jobs?`);
        const dropped = await admin.jobs.drop(ids);
        done({ dropped }, `${count(dropped)} removed`);
      }),
    );
  jobs
    .command('prune')
    .description('remove dead jobs that failed long ago')
    .option('--older-than-days <n>', 'that failed so long ago', wholeNumber, 30)
    .option(...YES)
    .action(
      action<[{ olderThanDays: number }]>(async ({ admin, confirm, done }, { olderThanDays }) => {
        await confirm(`Remove jobs that were given up more than ${olderThanDays} days ago?`);
        const pruned = await admin.jobs.prune(olderThanDays);
        done({ pruned }, `${count(pruned)} removed`);
      }),
    );
}

export function addTombstoneCommands(parent: Command, action: AdminAction): void {
  const tombstones = parent.command('tombstones').description('what was deleted for good');
  tombstones
    .command('list')
    .description('by registry and name')
    .option('--registry <name>')
    .option('--limit <n>', 'at most this many', wholeNumber, 1_000)
    .action(
      action<[{ registry?: string; limit: number }]>(async ({ admin, rows }, filter) =>
        rows(
          await admin.tombstones.list(filter),
          {
            REGISTRY: (row: TombstoneRow) => row.registry,
            KIND: (row: TombstoneRow) => row.kind,
            NAME: (row: TombstoneRow) => row.key,
            SINCE: (row: TombstoneRow) => row.createdAt,
            REASON: (row: TombstoneRow) => row.reason,
          },
          'no tombstones: `ecosystems delete` leaves one',
        ),
      ),
    );
  tombstones
    .command('lift')
    .description('let imports and syncs bring it back')
    .argument('<registry>')
    .argument('<name>', 'of the package, or the key of the maintainer')
    .option('--kind <kind>', 'package or maintainer', 'package')
    .option(...YES)
    .action(
      action<[string, string, { kind: string }]>(
        async ({ admin, confirm, done }, registry, key, { kind }) => {
          if (kind !== 'package' && kind !== 'maintainer')
            throw new CommandFailure('--kind is package or maintainer', 2);
          await confirm(`Let ${kind} ${key} come back to ${registry}?`);
          await admin.tombstones.lift({ registry, kind, key });
          done({ registry, kind, key, lifted: true }, `lifted  ${registry}  ${key}`);
        },
      ),
    );
}

export function addAuditCommands(parent: Command, action: AdminAction): void {
  parent
    .command('audit')
    .description('who changed what, newest first')
    .option('--account <id or name>')
    .option('--action <name>', 'as in key.revoke')
    .option('--actor <name>', 'as in user:7 or cli:<login name>')
    .option('--target <name>', 'as in key:12')
    .option('--before <id>', 'older than this entry', wholeNumber)
    .option('--limit <n>', 'at most this many', wholeNumber, 100)
    .action(
      action<[Omit<AuditFilter, 'accountId'> & { account?: string }]>(
        async ({ admin, account, rows }, { account: given, ...filter }) => {
          const accountId = given === undefined ? undefined : (await account(given)).id;
          rows(
            await admin.audit.list({ ...filter, accountId }),
            {
              ID: (row: AuditRow) => row.id,
              AT: (row: AuditRow) => row.at,
              ACTOR: (row: AuditRow) => row.actor,
              ACTION: (row: AuditRow) => row.action,
              TARGET: (row: AuditRow) => row.target,
              DETAIL: (row: AuditRow) => detailWords(row.detail),
            },
            'nothing was changed',
          );
        },
      ),
    );
}
