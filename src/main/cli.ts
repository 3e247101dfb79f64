/** `bin/ecosystems`: the command line over the composed program. */
import { CommanderError } from 'commander';
import { CommandFailure } from '../cli/app.ts';
import { createCli } from '../cli/commands.ts';
import { InputError, messageOf } from '../core/errors.ts';
import { readSettings } from '../core/settings.ts';
import { usableMemory } from '../store/embedded/tuning.ts';
import { openProgramDatabase, programVersion } from './compose.ts';
import { openLocal } from './local.ts';
import { createLog } from './log.ts';
import { createReadingDoors } from './reading-doors.ts';
import { openRemote } from './remote.ts';
import { serve } from './serve.ts';
import { work } from './work.ts';

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
  const cli = createCli({
    version: programVersion(),
    home: settings.home,
    serve: options => serve(settings, options),
    work: options => work(settings, options),
    openLocal: options => openLocal(settings, options),
    openRemote,
    reading: () => createReadingDoors(settings, programVersion()),
    async migrate() {
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
