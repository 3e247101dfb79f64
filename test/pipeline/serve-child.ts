/** `ecosystems serve`, or `work` with that argument, as a program of its own. */
import { readSettings } from '../../src/core/settings.ts';
import { serve } from '../../src/main/serve.ts';
import { work } from '../../src/main/work.ts';

const settings = readSettings(process.env);
try {
  if (process.argv[2] === 'work') await work(settings);
  else await serve(settings, { withWorker: process.argv[2] === 'with-worker' });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
