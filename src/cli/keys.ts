/** `ecosystems keys`: API keys, of the account behind --server, or of an account in this machine's database. */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { Administration, NewKeyFields } from '../core/administration.ts';
import { type ApiClient, CommandFailure, type Program } from './app.ts';
import { createOutput, type Output, oneLine, snakeCase, table } from './output.ts';
import { answered, wholeNumber } from './queries.ts';

type Row = Record<string, unknown>;

/** Keys of one account; rows as the API writes them. */
interface KeysDoor {
  create(fields: NewKeyFields, account: string | undefined): Promise<Row>;
  list(account: string | undefined): Promise<Row[]>;
  rotate(id: number, graceSeconds: number): Promise<Row>;
  revoke(id: number, reason: string): Promise<Row>;
}

interface Options {
  json?: boolean;
  server?: string;
}

const ACCOUNT = [
  '--account <id or name>',
  'in this machine’s database: whose; default: the only account there is, made where there is none',
] as const;
const words = (value: string) =>
  value
    .split(',')
    .map(word => word.trim())
    .filter(Boolean);

export function addKeysCommands(cli: Command, program: Program): void {
  const keys = cli.command('keys').helpGroup('Who asks:').description('API keys');
  const asking = async (run: (door: KeysDoor, out: Output) => Promise<void>) => {
    const { json, server } = cli.opts<Options>();
    const out = createOutput(json === true);
    if (server !== undefined) return run(remoteKeys(await program.openRemote(server)), out);
    const local = await program.openAdministration();
    try {
      await run(localKeys(local.admin), out);
    } finally {
      await local.close();
    }
  };

  keys
    .command('create')
    .description('make a key; it is printed once and can never be shown again')
    .argument('<name>', 'what it is for')
    .option(...ACCOUNT)
    .option(
      '--kind <letter>',
      'k for servers, r for reading in public (a web page), w for webhooks and ingest',
      'k',
    )
    .option('--scopes <names>', 'read:public, read:private, write:analysis, read:events, admin', words)
    .option('--expires-in-days <n>', 'days until it ends; default: never', wholeNumber)
    .option('--ip-cidrs <networks>', 'only from these networks', words)
    .option('--hourly-limit <n>', 'cost units an hour, of those of the account', wholeNumber)
    .option('--privacy <mode>', 'normal, or strict: of its requests nothing is kept but counters')
    .action((name: string, { account, ...given }: Omit<NewKeyFields, 'name'> & { account?: string }) =>
      asking(async (door, out) => {
        const made = await door.create({ name, ...given }, account);
        out.result(made, () => String(made.key));
        out.note('it is shown only now: keep it where programs find it (ECOSYSTEMS_API_KEY)');
      }),
    );

  keys
    .command('list')
    .description('keys, newest first, also those that have ended')
    .option(...ACCOUNT)
    .action(({ account }: { account?: string }) =>
      asking(async (door, out) => {
        const rows = await door.list(account);
        if (out.json) for (const row of rows) out.result(row, () => '');
        else out.result(rows, () => keysTable(rows));
      }),
    );

  keys
    .command('rotate')
    .description('make a key that takes another one’s place; the old one works on for a while')
    .argument('<id>', 'number of the old one', wholeNumber)
    .option('--grace-seconds <n>', 'how long the old one works on; default: a day', seconds, 86_400)
    .action((id: number, { graceSeconds }: { graceSeconds: number }) =>
      asking(async (door, out) => {
        const made = await door.rotate(id, graceSeconds);
        out.result(made, () => String(made.key));
      }),
    );

  keys
    .command('revoke')
    .description('end a key at once')
    .argument('<id>', 'its number', wholeNumber)
    .option('--reason <text>', 'why', 'revoked on the command line')
    .action((id: number, { reason }: { reason: string }) =>
      asking(async (door, out) => {
        const row = await door.revoke(id, reason);
        out.result(row, () => `revoked  ${id}`);
      }),
    );
}

export function keysTable(rows: readonly Row[]): string {
  if (rows.length === 0) return 'no keys: `ecosystems keys create <name>` makes one';
  const day = (value: unknown) => (typeof value === 'string' ? value.slice(0, 10) : '-');
  const state = (row: Row) =>
    row.revoked_at
      ? `revoked ${day(row.revoked_at)}`
      : typeof row.expires_at === 'string' && Date.parse(row.expires_at) <= Date.now()
        ? `ended ${day(row.expires_at)}`
        : 'valid';
  return table([
    ['ID', 'NAME', 'KEY', 'SCOPES', 'STATE', 'ENDS', 'LAST USED'],
    ...rows.map(row => [
      String(row.id),
      oneLine(String(row.name)),
      `…${row.last4}`,
      (row.scopes as string[]).join(' '),
      state(row),
      row.expires_at ? day(row.expires_at) : 'never',
      day(row.last_used_at),
    ]),
  ]);
}

/** What the account of somebody is called who has this machine's index for themselves. */
const OWN_ACCOUNT = 'self-hosted';

function localKeys(admin: Administration): KeysDoor {
  const accountOf = async (given: string | undefined): Promise<number> => {
    if (given !== undefined) return (await admin.accounts.find(given)).id;
    const accounts = await admin.accounts.list({ status: 'active', limit: 2 });
    if (accounts.length > 1)
      throw new CommandFailure('there are several accounts: say --account <id or name>', 2);
    return (accounts[0] ?? (await admin.accounts.create({ name: OWN_ACCOUNT }))).id;
  };
  return {
    create: async (fields, account) =>
      snakeCase(await admin.keys.create(await accountOf(account), fields)) as Row,
    list: async account => snakeCase(await admin.keys.list(await accountOf(account))) as Row[],
    rotate: async (id, graceSeconds) => snakeCase(await admin.keys.rotate(id, graceSeconds)) as Row,
    revoke: async (id, reason) => snakeCase(await admin.keys.revoke(id, reason)) as Row,
  };
}

function remoteKeys(client: ApiClient): KeysDoor {
  const own = (account: string | undefined) => {
    if (account !== undefined)
      throw new CommandFailure('--account is for this machine’s database: a key has its account', 2);
  };
  // Each run asks for a key of its own, however often it has to ask.
  const once = () => ({ idempotencyKey: randomUUID() });
  return {
    async create({ expiresInDays, ipCidrs, hourlyLimit, ...rest }, account) {
      own(account);
      const body = { ...rest, expires_in_days: expiresInDays, ip_cidrs: ipCidrs, hourly_limit: hourlyLimit };
      return answered(await client.post('/api/v1/keys', body, {}, once())).body as Row;
    },
    async list(account) {
      own(account);
      const { body } = answered(await client.get('/api/v1/keys'));
      return Array.isArray(body) ? body : (body as { keys: Row[] }).keys;
    },
    rotate: async (id, graceSeconds) =>
      answered(await client.post(`/api/v1/keys/${id}/rotate`, { grace_seconds: graceSeconds }, {}, once()))
        .body as Row,
    revoke: async (id, reason) =>
      answered(await client.post(`/api/v1/keys/${id}/revoke`, { reason }, {}, { idempotent: true }))
        .body as Row,
  };
}

function seconds(given: string): number {
  return given === '0' ? 0 : wholeNumber(given);
}
