/** `ecosystems resolve`: what would be installed of packages, or of a project's own files. */
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { NotFoundError } from '../core/errors.ts';
import { type Answer, type ApiClient, CommandFailure, type OpenedTarget, type Program } from './app.ts';
import { oneLine, writeOut } from './output.ts';
import { countBar } from './progress.ts';
import { answered } from './queries.ts';
import { describeResolution, describeTree, type Resolved } from './resolve-texts.ts';
import { type ReadingContext, reading } from './targets.ts';

interface Options {
  before?: string;
  against?: string;
  env?: string[];
  option?: string[];
  kinds?: string;
  override?: string[];
  prereleases?: boolean;
  dev?: boolean;
  fetch?: boolean;
  registry?: string;
  ecosystem?: string;
  tree?: boolean;
  explain?: boolean;
  format?: string;
  server?: string;
}

const ABOUT = `
Versions are chosen from the index of this machine, or of --server, by the rules of each ecosystem's package manager; nothing is
installed. Packages that are not indexed are read from their registry as far as half a minute allows; what is not there by then is
named, and asking again goes on from there. Files are manifests, lockfiles (whose versions count where they satisfy) and SBOMs.
  ecosystems resolve pkg:npm/express@4 --tree
  ecosystems resolve package.json package-lock.json --before 2024-01-31
  ecosystems resolve pkg:deb/debian/curl --option recommends=true
Exit code: 1 when it does not work out, 2 for wrong usage.`;

/** Of one file, in bytes. */
const MAX_FILE = 4_000_000;
const MAX_FILES = 20;
const WAIT = { prefer: 'wait=30' };
const POLL_MS = 1_000;
const JOB_MS = 6 * 60_000;

const several = (value: string, before: string[] = []) => [...before, value];

export function addResolveCommand(cli: Command, program: Program): void {
  cli
    .command('resolve')
    .description('what would be installed of packages, a manifest, a lockfile or an SBOM')
    .argument('<target...>', 'package URLs, or files')
    .option('--before <date>', 'only versions published until then: 2024-01-31')
    .option('--against <date>', 'resolve for then, too, and say what is different')
    .option('--env <name=value>', 'for whom: os=linux (repeatable)', several)
    .option('--option <name=value>', "a switch of the ecosystem's resolver (repeatable)", several)
    .option('--kinds <kinds>', 'kinds of dependencies to follow: runtime,peer')
    .option('--override <name=requirement>', 'in place of what packages say (repeatable)', several)
    .option('--prereleases', 'take pre-releases as if they were releases')
    .option('--no-dev', "without a manifest's dependencies for development")
    .option('--no-fetch', 'read nothing from registries')
    .option('--registry <name>', 'where there are several')
    .option('--ecosystem <id>', 'of a file that names packages of several')
    .option('--tree', 'print who requires what')
    .option('--explain', 'say of every package why it is there, and of every conflict how it comes about')
    .option('--format <format>', 'print another form: flat, tree, cyclonedx or spdx')
    .addHelpText('after', ABOUT)
    .action(
      reading<[string[], Options]>(program, async (context, targets, options) => {
        const body = { ...settingsOf(options), ...(await targetsOf(context, targets, options)) };
        const server = cli.opts<Options>().server;
        const client = await context.client();
        const bar = countBar('resolving', targets.length);
        const found = await resolved(client, body, server !== undefined).finally(bar.stop);
        if (options.format !== undefined) return writeOut([textOf(found), '\n']);
        const resolution = found as Resolved;
        context.out.result(resolution, () =>
          options.tree === true
            ? describeTree(resolution)
            : describeResolution(resolution, { explain: options.explain === true }),
        );
        if (resolution.problems.some(({ severity }) => severity === 'error')) process.exitCode = 1;
      }),
    );
}

function textOf(found: unknown): string {
  return typeof found === 'string' ? found : JSON.stringify(found, null, 2);
}

function settingsOf(options: Options): object {
  const { before, against, kinds, prereleases, fetch, registry, ecosystem, format } = options;
  return {
    ...(before === undefined ? {} : { before }),
    ...(against === undefined ? {} : { against: { before: against } }),
    ...(kinds === undefined ? {} : { kinds: kinds.split(',').map(kind => kind.trim()) }),
    ...(options.env === undefined ? {} : { environment: pairs('--env', options.env) }),
    ...(options.option === undefined ? {} : { options: pairs('--option', options.option) }),
    ...(options.override === undefined
      ? {}
      : {
          overrides: Object.entries(pairs('--override', options.override, 'name=requirement')).map(
            ([name, requirement]) => ({ name, requirement }),
          ),
        }),
    ...(prereleases === true ? { prereleases } : {}),
    ...(fetch === false ? { sync: false } : {}),
    ...(registry === undefined ? {} : { registry }),
    ...(ecosystem === undefined ? {} : { ecosystem }),
    ...(format === undefined ? {} : { format }),
  };
}

function pairs(option: string, given: readonly string[], form = 'name=value'): Record<string, string> {
  return Object.fromEntries(
    given.map(pair => {
      const at = pair.indexOf('=', 1);
      if (at < 0) throw new CommandFailure(`${option} ${pair}: it is ${form}`, 2);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

async function targetsOf(
  { open }: ReadingContext,
  targets: readonly string[],
  { dev }: Options,
): Promise<object> {
  const purls = targets.filter(target => target.startsWith('pkg:'));
  if (purls.length === targets.length) {
    if (dev === false) throw new CommandFailure('--no-dev: it is of files', 2);
    return { purls };
  }
  if (purls.length > 0) throw new CommandFailure('package URLs or files, not both', 2);
  if (targets.length > MAX_FILES) throw new CommandFailure(`at most ${MAX_FILES} files`, 2);
  const files: { name: string; text: string }[] = [];
  for (const target of targets) files.push(await fileOf(await openedTarget(open, target)));
  return { files, ...(dev === false ? { development: false } : {}) };
}

async function openedTarget(open: ReadingContext['open'], target: string): Promise<OpenedTarget> {
  try {
    return await open(target);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new CommandFailure(`${error.message}; a package is named by its URL: pkg:npm/express`);
  }
}

async function fileOf(opened: OpenedTarget): Promise<{ name: string; text: string }> {
  if (opened.kind !== 'file')
    throw new CommandFailure(`${opened.name} is a folder: name its manifest and lockfile`, 2);
  if (opened.size > MAX_FILE)
    throw new CommandFailure(
      `${opened.name} is larger than ${MAX_FILE} bytes: send it to a server's /api/v1/resolve/file`,
    );
  return { name: basename(opened.name), text: (await opened.read(MAX_FILE)).toString('utf8') };
}

/** Waits for the job that goes on where it takes longer. */
async function resolved(client: ApiClient, body: object, isRemote: boolean): Promise<unknown> {
  let answer: Answer = await client.post('/api/v1/resolve', body, WAIT);
  const begun = Date.now();
  while (answer.status === 202) {
    // On this machine nobody works on jobs unless a worker runs.
    const { url, id, explanation = [] } = answer.body as { url?: string; id: string; explanation?: string[] };
    if (!isRemote || Date.now() - begun > JOB_MS) {
      const reached = explanation.map(line => `\n  ${oneLine(line)}`).join('');
      throw new CommandFailure(`it takes longer than that: ask a running server with --server${reached}`);
    }
    await sleep(POLL_MS);
    const path =
      url === undefined ? `/api/v1/resolve/jobs/${id}` : new URL(url).pathname + new URL(url).search;
    answer = await client.get(path);
  }
  return answered(answer).body;
}
