/** The commands that run the program: serve, work, import, sync, db. */
import { Command } from 'commander';
import { addAdminCommands } from './admin/index.ts';
import { addAlgebraCommands } from './algebra.ts';
import { CommandFailure, type LocalProgram, type Program } from './app.ts';
import { addAttestCommand } from './attest.ts';
import { addFetchCommands } from './fetch.ts';
import { addKeysCommands } from './keys.ts';
import { createOutput } from './output.ts';
import { addQueryCommands, wholeNumber } from './queries.ts';
import { addReadingCommands } from './reading.ts';
import { addRegistriesCommand } from './registries.ts';
import { addResolveCommand } from './resolve.ts';
import { addSbomCommands } from './sbom.ts';
import { addScanCommand } from './scan.ts';
import { addSessionCommands } from './session.ts';

interface GlobalOptions {
  json?: boolean;
  server?: string;
  apiKey?: string;
  mailto?: string;
  verbose?: boolean;
}

/**
 * The whole command line. Exit codes: 0 done, 1 failed, 2 usage. Results go to stdout, progress to stderr and only to a
 * terminal.
 */
export function createCli(given: Program): Command {
  const cli = new Command('ecosystems')
    .description('an index of open source packages')
    .version(given.version)
    .option('--json', 'print JSON: one object, or one a line for lists')
    .option('--server <url>', 'ask a running server instead of this machine')
    .option(
      '--api-key <key>',
      'with --server: ask with this key (others on this machine may see it; ECOSYSTEMS_API_KEY and `login` keep it from them)',
    )
    .option('--mailto <address>', 'with --server: where you can be reached (or ECOSYSTEMS_MAILTO)')
    .option('--verbose', 'with --server: say on standard error what is asked')
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride();

  // Every command that asks a server asks in the same way.
  const program: Program = {
    ...given,
    openRemote(url, options) {
      const { apiKey, mailto, verbose } = cli.opts<GlobalOptions>();
      const note = (message: string) => void process.stderr.write(`${message}\n`);
      return given.openRemote(url, { apiKey, mailto, ...(verbose ? { verbose: note } : {}), ...options });
    },
  };

  const locally = async (run: (local: LocalProgram) => Promise<void>, from?: string) => {
    if (cli.opts<GlobalOptions>().server) {
      throw new CommandFailure('this command works on the local index; leave out --server', 2);
    }
    const local = await program.openLocal({ from });
    try {
      await run(local);
    } finally {
      await local.close();
    }
  };
  const output = () => createOutput(cli.opts<GlobalOptions>().json === true);

  cli.commandsGroup('Run it:');
  cli
    .command('serve')
    .description('serve pages and API')
    .option('--with-worker', 'also work on jobs, in this process')
    .option('--port <n>', 'port to listen on (default: PORT or 3000)', wholeNumber)
    .option('--host <address>', 'address to listen on (default: HOST or 127.0.0.1)')
    .action((options: { withWorker?: boolean; port?: number; host?: string }) =>
      program.serve({ ...options, withWorker: options.withWorker === true }),
    );

  cli
    .command('work')
    .description('work on jobs')
    .option('--concurrency <n>', 'jobs at the same time', wholeNumber)
    .action((options: { concurrency?: number }) => program.work(options));

  cli.commandsGroup('Fill the index:');
  addFetchCommands(cli, locally, output);

  cli
    .command('delete')
    .description('delete a package for good: a tombstone keeps every import and sync from bringing it back')
    .argument('<purl>')
    .requiredOption('--reason <text>', 'why, for those who come after')
    .action((purl: string, { reason }: { reason: string }) =>
      locally(async local => {
        const indexed = await local.delete(purl, reason);
        output().result({ purl, indexed }, () =>
          indexed ? `deleted  ${purl}` : `was not indexed, and will not be  ${purl}`,
        );
      }),
    );

  const db = cli.command('db').helpGroup('Run it:').description('the database behind the index');
  db.command('migrate')
    .description('bring the schema up to date')
    .action(async () => {
      const { applied } = await program.migrate();
      output().result({ applied }, () =>
        applied.length === 0 ? 'up to date' : `applied ${applied.join(', ')}`,
      );
    });
  db.command('path')
    .description('where the embedded database and the raw documents lie')
    .action(() => output().result({ path: program.home }, () => program.home));
  db.command('psql-url')
    .description(
      'connection URL; a running server answers to it, else this command starts one for as long as it runs',
    )
    .action(() =>
      locally(async local => output().result({ url: local.databaseUrl }, () => local.databaseUrl)),
    );

  addAdminCommands(cli, program);

  cli.commandsGroup('Who asks:');
  addSessionCommands(cli, program);
  addKeysCommands(cli, program);

  cli.commandsGroup('Ask the index:');
  addQueryCommands(cli, program);
  addRegistriesCommand(cli, program);
  addAttestCommand(cli, program);
  addResolveCommand(cli, program);
  cli.commandsGroup('Read what you have:');
  addScanCommand(cli, program);
  addReadingCommands(cli, program);
  addSbomCommands(cli, program);
  cli.commandsGroup('Compute:');
  addAlgebraCommands(cli);
  // A subcommand does not inherit how its parent ends.
  for (const command of below(cli)) command.exitOverride().showHelpAfterError(false);
  return cli;
}

/** Subcommands at every depth. */
function below(command: Command): Command[] {
  return command.commands.flatMap(each => [each, ...below(each)]);
}
