/** Commands that ask the API, of this machine's index or, with --server, of a running one. */
import type { Command } from 'commander';
import { type Answer, type ApiClient, CommandFailure, type Program } from './app.ts';
import { count, createOutput, fields, type Output, oneLine, table } from './output.ts';
import { lines } from './stdin.ts';

interface Options {
  json?: boolean;
  server?: string;
}

type Row = Record<string, unknown>;
const text = (value: unknown): string => (value === null || value === undefined ? '-' : String(value));

/** Purls of one API call. */
const LOOKUP_BATCH = 1_000;

export function addQueryCommands(cli: Command, program: Program): void {
  const asking =
    <A extends unknown[]>(run: (client: ApiClient, out: Output, ...args: A) => Promise<void>) =>
    async (...given: unknown[]) => {
      const command = given.pop() as Command;
      const options = command.optsWithGlobals<Options>();
      const client = await (options.server ? program.openRemote(options.server) : program.openLocal());
      try {
        await run(client, createOutput(options.json === true), ...(given as A));
      } finally {
        await client.close();
      }
    };

  cli
    .command('package')
    .description('facts of one package')
    .argument('<purl>', 'package URL, e.g. pkg:npm/react')
    .action(
      asking<[string]>(async (client, out, purl) => {
        const found = await packageOf(client, purl);
        out.result(found, () => describePackage(found));
      }),
    );

  cli
    .command('versions')
    .description('versions of a package, newest first')
    .argument('<purl>')
    .action(
      asking<[string]>(async (client, out, purl) => {
        const found = await packageOf(client, purl);
        for await (const rows of pages(client, String(found.versions_url))) {
          emit(out, rows, v => [
            text(v.number),
            text(v.published_at).slice(0, 10),
            text(v.licenses),
            text(v.status ?? 'active'),
          ]);
        }
      }),
    );

  cli
    .command('dependents')
    .description('packages whose latest version depends on a package')
    .argument('<purl>')
    .option('--kind <kind>', 'only dependents of this kind, e.g. runtime')
    .option('--limit <n>', 'at most this many', wholeNumber, 100)
    .action(
      asking<[string, { kind?: string; limit: number }]>(async (client, out, purl, { kind, limit }) => {
        const found = await packageOf(client, purl);
        const url = new URL(String(found.dependent_packages_url));
        url.searchParams.set('sort', 'dependent_packages_count');
        url.searchParams.set('order', 'desc');
        if (kind) url.searchParams.set('kind', kind);
        let left = limit;
        for await (const rows of pages(client, url.href, Math.min(limit, 1_000))) {
          emit(out, rows.slice(0, left), p => [
            text(p.name),
            count(Number(p.dependent_packages_count)),
            text(p.purl),
          ]);
          left -= rows.length;
          if (left <= 0) break;
        }
        out.note(`${count(Number(found.dependent_packages_count))} dependents in all`);
      }),
    );

  cli
    .command('search')
    .description('packages by name and description')
    .argument('<words...>')
    .action(
      asking<[string[]]>(async (client, out, words) => {
        const answer = answered(await client.get(`/api/v1/search?q=${encodeURIComponent(words.join(' '))}`));
        const { results } = answer.body as { results: Row[] };
        if (results.length === 0)
          out.note('nothing found; `ecosystems sync <purl>` brings a package into the index');
        emit(out, results, p => [text(p.purl), text(p.latest_version), text(p.description).slice(0, 80)]);
      }),
    );

  cli
    .command('lookup')
    .description('what the index knows of many packages; `-` reads one purl a line from standard input')
    .argument('<purl...>')
    .action(
      asking<[string[]]>(async (client, out, given) => {
        let unmatched = 0;
        for await (const purls of batches(given)) {
          const answer = answered(
            await client.post('/api/v1/purls/lookup', { purls }, {}, { idempotent: true }),
          );
          const rows = (answer.body as { results: Row[] }).results;
          unmatched += rows.filter(r => r.status !== 'matched').length;
          emit(out, rows, r => [
            text(r.status),
            text(r.purl),
            text((r.package as Row | undefined)?.latest_version),
          ]);
        }
        if (unmatched > 0) throw new CommandFailure(`${count(unmatched)} not matched`);
      }),
    );

  cli
    .command('status')
    .description('how fresh the index is, registry by registry, and what the queue holds')
    .action(
      asking(async (client, out) => {
        const { body } = answered(await client.get('/api/v1/status'));
        out.result(body, () => JSON.stringify(body, null, 2));
      }),
    );
}

async function* batches(given: string[]): AsyncIterable<string[]> {
  if (given.length !== 1 || given[0] !== '-') {
    for (let at = 0; at < given.length; at += LOOKUP_BATCH) yield given.slice(at, at + LOOKUP_BATCH);
    return;
  }
  let batch: string[] = [];
  for await (const line of lines(process.stdin)) {
    batch.push(line);
    if (batch.length < LOOKUP_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function emit(out: Output, rows: Row[], columns: (row: Row) => string[]): void {
  if (out.json) for (const row of rows) out.result(row, () => '');
  else if (rows.length > 0) out.result(rows, () => table(rows.map(columns)));
}

/** Every page of a list, following `page` until one is short. */
async function* pages(client: ApiClient, url: string, perPage = 1_000): AsyncIterable<Row[]> {
  const target = new URL(url);
  for (let page = 1; ; page++) {
    target.searchParams.set('page', String(page));
    target.searchParams.set('per_page', String(perPage));
    const rows = answered(await client.get(target.pathname + target.search)).body as Row[];
    if (rows.length > 0) yield rows;
    if (rows.length < perPage) return;
  }
}

async function packageOf(client: ApiClient, purl: string): Promise<Row> {
  const answer = await client.get(`/packages/api/v1/packages/lookup?purl=${encodeURIComponent(purl)}`);
  if (answer.status === 202) throw new CommandFailure(`${purl} is being fetched; ask again in a minute`);
  const rows = answered(answer).body as Row[];
  const found = rows[0];
  if (!found) throw new CommandFailure(`${purl} is not known`);
  return found;
}

/** @throws CommandFailure with the message of an answer that is none. */
export function answered(answer: Answer): Answer {
  if (answer.status < 400) return answer;
  const said = (answer.body ?? {}) as Partial<Record<'error' | 'hint' | 'upgrade', unknown>>;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? oneLine(value) : null);
  const message = text(said.error) ?? `the server answered ${answer.status}`;
  const again =
    answer.retryAfterSeconds === undefined || /\bagain in \d/.test(message)
      ? ''
      : `; again in ${answer.retryAfterSeconds} s`;
  const lines = [`${message}${again}${remedyOf(answer.status, message)}`];
  if (text(said.hint) !== null) lines.push(`  ${text(said.hint)}`);
  if (text(said.upgrade) !== null) lines.push(`  higher limits: ${text(said.upgrade)}`);
  throw new CommandFailure(lines.join('\n'), answer.status === 400 || answer.status === 422 ? 2 : 1);
}

/** The command that gets what is missing. */
function remedyOf(status: number, message: string): string {
  if (status === 401) return ' (`ecosystems login` gets a key)';
  const scope = status === 403 ? /\bthe scope ([a-z]+(?::[a-z]+)?)/.exec(message)?.[1] : undefined;
  return scope === undefined ? '' : ` (\`ecosystems login --scopes read:public,${scope}\` gets one)`;
}

function describePackage(p: Row): string {
  const rankings = p.rankings as { average?: number | null } | undefined;
  const list = (value: unknown) => (Array.isArray(value) && value.length > 0 ? value.join(', ') : null);
  const maintainers = (p.maintainers as Row[]).map(m => m.login ?? m.name ?? m.uuid);
  return fields([
    ['package', text(p.purl)],
    ['description', p.description as string | null],
    ['status', (p.status as string | null) ?? 'active'],
    ['latest version', p.latest_release_number as string | null],
    ['released', p.latest_release_published_at as string | null],
    ['versions', count(Number(p.versions_count))],
    ['licences', (p.licenses as string | null) ?? list(p.normalized_licenses)],
    ['repository', p.repository_url as string | null],
    ['homepage', p.homepage as string | null],
    ['dependents', count(Number(p.dependent_packages_count))],
    [
      'rank',
      rankings?.average === null || rankings?.average === undefined
        ? null
        : `top ${rankings.average.toFixed(2)} %`,
    ],
    ['critical', p.critical ? 'yes' : 'no'],
    ['maintainers', list(maintainers)],
    ['install', p.install_command as string | null],
    ['synced', p.last_synced_at as string | null],
  ]);
}

export function wholeNumber(given: string): number {
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new CommandFailure(`${given} is not a whole number above 0`, 2);
  return value;
}
