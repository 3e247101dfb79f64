/** `bin/ecosystems`: the command line over the composed program, of which a command loads what it needs. */
import { CommanderError } from 'commander';
import { CommandFailure } from '../cli/app.ts';
import { createCli } from '../cli/commands.ts';
import { readClientSettings } from '../core/client-settings.ts';
import { InputError, messageOf } from '../core/errors.ts';
import { readSettings } from '../core/settings.ts';
import { usableMemory } from '../store/embedded/tuning.ts';
import { credentialsOf, openRemote } from './remote.ts';
import { programVersion } from './version.ts';

const FAILED = 1;
const USAGE = 2;

/** 0 done, 1 failed, 2 usage. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  if (error instanceof CommandFailure) return error.exitCode;
  return error instanceof InputError ? USAGE : FAILED;
}

async function main(): Promise<void> {
  const settings = readSettings(process.env, usableMemory());
  const version = programVersion();
  const client = readClientSettings(process.env);
  const cli = createCli({
    version,
    home: settings.home,
    serve: async options => (await import('./serve.ts')).serve(settings, options),
    work: async options => (await import('./work.ts')).work(settings, options),
    openLocal: async options => (await import('./local.ts')).openLocal(settings, options),
    openAdministration: async () => (await import('./admin/open.ts')).openAdministration(settings),
    openRemote: (url, options) => openRemote({ settings: client, version }, url, options),
    credentials: () => credentialsOf(client),
    reading: async () => (await import('./reading-doors.ts')).createReadingDoors(settings, version),
    async migrate() {
      const { openProgramDatabase } = await import('./compose.ts');
      const { createLog } = await import('./log.ts');
      const database = await openProgramDatabase(settings, { log: createLog(settings.logLevel) });
      await database.close();
      return { url: database.url, applied: database.applied };
    },
  });
  await cli.parseAsync(process.argv);
}

// A reader that goes away (`ecosystems ... | head`) is no failure.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await main();
} catch (error) {
  process.exitCode = exitCodeOf(error);
  // commander has said what is wrong already.
  if (!(error instanceof CommanderError)) process.stderr.write(`ecosystems: ${messageOf(error)}\n`);
}
