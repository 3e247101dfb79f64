/** Who one is to a server: login, logout, whoami, quota. */
import { hostname, userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { readKey } from '../core/api-key.ts';
import { type Answer, type ApiClient, CommandFailure, type Program } from './app.ts';
import { count, createOutput, fields, oneLine, table } from './output.ts';
import { answered } from './queries.ts';
import { lines } from './stdin.ts';

interface Options {
  json?: boolean;
  server?: string;
}

/** As `GET /api/v1/account` gives it. */
interface AccountAnswer {
  account: { id: number; name: string; kind: string; status: string; plan: string };
  key: { name: string; last4: string; scopes: string[]; expires_at: string | null } | null;
  tier: string;
  licence: { spdx: string } | string | null;
}

/** As `GET /api/v1/rate_limit` gives it. */
interface QuotaAnswer {
  subject: string;
  tier: string;
  priority: number;
  policies: { name: string; limit: number | null; remaining: number | null; reset: number | string | null }[];
  concurrency: { limit: number | null; in_use: number };
  hints: (string | { message?: string; title?: string })[];
}

/** As `POST /api/v1/device` gives it (RFC 8628, section 3.2). */
interface DeviceAnswer {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete?: string;
  expires_in: number;
  interval?: number;
}

const DEFAULT_INTERVAL_S = 5;
/** RFC 8628, section 3.5. */
const SLOWER_S = 5;

export function addSessionCommands(cli: Command, program: Program): void {
  const output = () => createOutput(cli.opts<Options>().json === true);
  const server = () => {
    const { server: given } = cli.opts<Options>();
    if (given === undefined) throw new CommandFailure('say which server: --server <url>', 2);
    return given;
  };

  cli
    .command('login')
    .description('get an API key for a server and keep it: confirm a code in a browser, or give a key')
    .option('--with-key', 'read a key from standard input instead')
    .option('--name <text>', 'what the new key is called', `ecosystems-cli on ${hostname()}`)
    .option('--scopes <names>', 'what it may be used for, separated by commas', 'read:public')
    .action(async (options: { withKey?: boolean; name: string; scopes: string }) => {
      const anonymous = await program.openRemote(server(), { anonymous: true });
      const base = anonymous.server as string;
      warnOfPlainHttp(base);
      const key = options.withKey ? await keyOfStdin() : await keyByDevice(anonymous, options);
      const client = await program.openRemote(base, { apiKey: key });
      const { account } = answered(await client.get('/api/v1/account')).body as AccountAnswer;
      const store = program.credentials();
      await store.save(base, key);
      output().result({ server: base, account, stored: store.path }, () =>
        oneLine(`logged in to ${base} as ${account.name}; the key is kept in ${store.path}`),
      );
    });

  cli
    .command('logout')
    .description('forget the key of a server; it stays valid unless --revoke is given')
    .option('--revoke', 'also end the key at the server')
    .action(async ({ revoke }: { revoke?: boolean }) => {
      const client = await program.openRemote(server(), { anonymous: true });
      const base = client.server as string;
      const store = program.credentials();
      const key = await store.find(base);
      // Whoever has a key may end it: the server asks for no other proof.
      if (revoke && key !== null)
        answered(await client.post('/api/v1/keys/report', { key }, {}, { idempotent: true }));
      const removed = await store.remove(base);
      if (process.env.ECOSYSTEMS_API_KEY)
        output().note('ECOSYSTEMS_API_KEY is set: its key goes on being used');
      output().result({ server: base, removed, revoked: revoke === true && key !== null }, () =>
        removed
          ? `logged out of ${base}${revoke ? '; the key is revoked' : ''}`
          : `there is no key for ${base} in ${store.path}`,
      );
    });

  cli
    .command('whoami')
    .description('the account behind the key that is used')
    .action(async () => {
      const { server: given } = cli.opts<Options>();
      if (given === undefined) {
        const user = userInfo().username;
        return output().result(
          { server: null, user },
          () => `${user} on this machine, whose own index asks for no key`,
        );
      }
      const client = await program.openRemote(given);
      if (!client.hasKey)
        throw new CommandFailure(
          `no key for ${client.server}: \`ecosystems login --server ${client.server}\``,
        );
      const found = answered(await client.get('/api/v1/account')).body as AccountAnswer;
      output().result({ server: client.server, ...found }, () => describeAccount(client, found));
    });

  cli
    .command('quota')
    .description('how much may be asked, how much is left, and when it is full again; asking costs nothing')
    .action(async () => {
      const { server: given } = cli.opts<Options>();
      const client = await (given ? program.openRemote(given) : program.openLocal());
      try {
        const found = answered(await client.get('/api/v1/rate_limit')).body as QuotaAnswer;
        output().result(found, () => describeQuota(found));
      } finally {
        await client.close();
      }
    });
}

/** A key on its way over a network that anybody may listen to. */
function warnOfPlainHttp(base: string): void {
  const { protocol, hostname: host } = new URL(base);
  const own = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
  if (protocol === 'http:' && !own)
    process.stderr.write(`${base} has no TLS: the key can be read on its way\n`);
}

async function keyOfStdin(): Promise<string> {
  for await (const line of lines(process.stdin)) {
    if (readKey(line) === null) throw new CommandFailure('what was given is no key, or is not complete', 2);
    return line;
  }
  throw new CommandFailure('give the key on standard input', 2);
}

/** Device authorization grant (https://www.rfc-editor.org/rfc/rfc8628). */
async function keyByDevice(
  client: ApiClient,
  { name, scopes }: { name: string; scopes: string },
): Promise<string> {
  const asked = await client.post('/api/v1/device', {
    client_id: 'ecosystems-cli',
    name,
    scope: scopes
      .split(',')
      .map(scope => scope.trim())
      .filter(Boolean)
      .join(' '),
  });
  if (asked.status === 404) throw new CommandFailure(`${client.server} has no accounts to log in to`);
  const device = answered(asked).body as DeviceAnswer;
  // On stderr: standard output is for the result.
  process.stderr.write(
    `${oneLine(
      `Open ${device.verification_uri_complete ?? device.verification_uri} and confirm the code ${device.user_code}`,
    )}\n`,
  );
  const end = performance.now() + device.expires_in * 1000;
  let interval = device.interval ?? DEFAULT_INTERVAL_S;
  while (performance.now() < end) {
    await sleep(interval * 1000);
    const answer = await client.post('/api/v1/device/token', {
      client_id: 'ecosystems-cli',
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: device.device_code,
    });
    const { access_token: key, error } = (answer.body ?? {}) as { access_token?: string; error?: string };
    if (answer.status === 200 && key !== undefined) return key;
    if (error === 'access_denied') throw new CommandFailure('it was denied');
    if (error === 'expired_token') break;
    if (error === 'slow_down') interval += SLOWER_S;
    else if (error !== 'authorization_pending') throw refusal(answer);
  }
  throw new CommandFailure('the code has expired: log in again');
}

function refusal(answer: Answer): Error {
  try {
    answered(answer);
  } catch (error) {
    return error as Error;
  }
  return new CommandFailure(`the server answered ${answer.status} without a key`);
}

function describeAccount({ server }: ApiClient, { account, key, tier, licence }: AccountAnswer): string {
  return fields([
    ['server', server],
    ['account', `${account.name} (${account.id}, ${account.kind}, ${account.status})`],
    ['plan', account.plan],
    ['limits', tier],
    ['key', key === null ? 'none' : `${key.name} (…${key.last4}), ${key.scopes.join(' ')}`],
    ['key ends', key === null ? '-' : (key.expires_at ?? 'never')],
    ['licence', typeof licence === 'string' ? licence : licence?.spdx],
  ]);
}

const orNone = (value: number | null) => (value === null ? 'no limit' : count(value));

function describeQuota({ subject, tier, priority, policies, concurrency, hints }: QuotaAnswer): string {
  const rows = policies.map(({ name, limit, remaining, reset }) => [
    name,
    orNone(limit),
    remaining === null ? '-' : count(remaining),
    limit === null || reset === null ? '-' : typeof reset === 'number' ? `${count(reset)} s` : reset,
  ]);
  return [
    fields([
      ['subject', subject],
      ['limits', `${tier}, priority ${priority}`],
      ['at the same time', `${count(concurrency.in_use)} of ${orNone(concurrency.limit)}`],
    ]),
    ...(rows.length > 0 ? [table([['LIMIT', 'UNITS', 'LEFT', 'FULL AGAIN IN'], ...rows])] : []),
    ...hints.map(hint => oneLine(typeof hint === 'string' ? hint : (hint.message ?? hint.title ?? ''))),
  ].join('\n');
}
