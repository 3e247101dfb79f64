/** The commands that bring packages into the index of this machine: import and sync. */
import type { Command } from 'commander';
import {
  type AdvisoriesResult,
  CommandFailure,
  type ImportResult,
  type LocalProgram,
  type QueueResult,
} from './app.ts';
import { count, type Output } from './output.ts';
import { advisoriesCounter, importBar } from './progress.ts';
import { wholeNumber } from './queries.ts';

/** Opens this machine's index for as long as `run` takes; `from` answers in place of the network. */
type Locally = (run: (local: LocalProgram) => Promise<void>, from?: string) => Promise<void>;

interface ImportFlags {
  suites?: string[];
  force?: boolean;
  limit?: number;
  from?: string;
  source?: string;
}

const FROM = [
  '--from <path>',
  'a recording (folder or file) that answers in place of the network, as `wget --force-directories` makes one',
] as const;

export function addFetchCommands(cli: Command, locally: Locally, output: () => Output): void {
  cli
    .command('import')
    .description(
      'load a registry: an index that is read as a whole at once (`import debian`, or one registry such as debian-12); ' +
        'of one that is asked package by package, all names that are not indexed yet are queued',
    )
    .argument('<registry>')
    .option('--suites <names>', 'only these suites of an index, separated by commas', value =>
      value.split(',').filter(Boolean),
    )
    .option('--force', 'an index also when nothing changed since the last import')
    .option('--limit <n>', 'queue at most this many names', wholeNumber)
    .option(
      '--source <id>',
      'with `advisories` for a registry: a source of security advisories, from where upstream keeps it or out of the folder, file ' +
        'or archive of --from',
    )
    .option(...FROM)
    .action((registry: string, flags: ImportFlags) => {
      if (registry === 'advisories') return importAdvisories(locally, output, flags);
      if (flags.source !== undefined) throw new CommandFailure('--source is for `import advisories`', 2);
      return locally(async local => {
        const bar = importBar(registry);
        try {
          const done = await local.import(registry, {
            suites: flags.suites ?? null,
            force: flags.force === true,
            limit: flags.limit ?? null,
            onProgress: bar.update,
          });
          bar.stop();
          output().result(done, () => sentence(done));
        } finally {
          bar.stop();
        }
      }, flags.from);
    });

  cli
    .command('sync')
    .description('fetch packages from their registries now')
    .argument('<purl...>')
    .option('--force', 'also when they were fetched a moment ago')
    .option(...FROM)
    .action((purls: string[], flags: { force?: boolean; from?: string }) =>
      locally(async local => {
        let failed = 0;
        for (const [index, purl] of purls.entries()) {
          const result = await local.sync(purl, { force: flags.force === true });
          if (result.message !== undefined) failed++;
          output().result(
            result,
            () => `${result.outcome}  ${purl}${result.message ? `  (${result.message})` : ''}`,
          );
          output().note(`${index + 1} of ${purls.length}`);
        }
        if (failed > 0) throw new CommandFailure(`${failed} of ${purls.length} failed`);
      }, flags.from),
    );
}

function importAdvisories(locally: Locally, output: () => Output, flags: ImportFlags): Promise<void> {
  const { source, from = null, force = false } = flags;
  if (source === undefined) throw new CommandFailure('say which advisories: --source <id>', 2);
  if (flags.suites !== undefined || flags.limit !== undefined)
    throw new CommandFailure('advisories have no --suites and no --limit', 2);
  return locally(async local => {
    const counter = advisoriesCounter(source);
    try {
      const done = await local.importAdvisories(source, { from, force, onProgress: counter.update });
      counter.stop();
      output().result(done, () => advisoriesSentence(done));
    } finally {
      counter.stop();
    }
  });
}

function advisoriesSentence(done: AdvisoriesResult): string {
  const seconds = `${done.seconds.toFixed(1)} s`;
  if (done.outcome === 'unchanged')
    return `${done.source}: nothing changed since the last import (${seconds})`;
  const { created, updated, unchanged, removed } = done.records;
  const records = `${count(created)} new, ${count(updated)} changed, ${count(unchanged)} as they were, ${count(removed)} gone`;
  const exploits = done.exploits > 0 ? `; ${count(done.exploits)} exploit facts` : '';
  const problems = done.problems > 0 ? `; ${count(done.problems)} problems` : '';
  return `${done.source}: ${count(done.documents)} documents in ${seconds}: records ${records}${exploits}${problems}`;
}

function sentence(done: ImportResult | QueueResult): string {
  if (done.outcome === 'unchanged')
    return `${done.registry}: nothing changed since the last import (--force imports all the same)`;
  const seconds = `${done.seconds.toFixed(1)} s`;
  if (done.outcome === 'queued') {
    const read = `${done.registry}: ${count(done.names)} names read in ${seconds}, ${count(done.queued)} queued`;
    return done.queued === 0 ? read : `${read}; a worker fetches them (\`ecosystems work\`)`;
  }
  const removed = done.removed > 0 ? `, ${count(done.removed)} no longer in the index` : '';
  return `${done.registry}: ${count(done.packages)} packages in ${seconds}${removed}`;
}
