/** The commands that bring packages into the index of this machine: import and sync. */
import type { Command } from 'commander';
import { CommandFailure, type ImportResult, type LocalProgram, type QueueResult } from './app.ts';
import { count, type Output } from './output.ts';
import { importBar } from './progress.ts';
import { wholeNumber } from './queries.ts';

/** Opens this machine's index for as long as `run` takes; `from` answers in place of the network. */
type Locally = (run: (local: LocalProgram) => Promise<void>, from?: string) => Promise<void>;

interface ImportFlags {
  suites?: string[];
  force?: boolean;
  limit?: number;
  from?: string;
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
    .option(...FROM)
    .action((registry: string, flags: ImportFlags) =>
      locally(async local => {
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
      }, flags.from),
    );

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
