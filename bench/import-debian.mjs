// Debian bookworm main from apt's lists to fully queryable, counters and rankings included. Needs apt with bookworm's lists.
//   node bench/import-debian.mjs

import { temporaryHome } from './program.mjs';
import { repeat } from './report.mjs';

await repeat('import of Debian bookworm main', Number(process.env.RUNS ?? 5), async () => {
  const { command, remove } = temporaryHome();
  try {
    await command('db', 'migrate');
    const started = performance.now();
    const { stdout } = await command('--json', 'import', 'debian-12', '--suites', 'bookworm');
    const whole = (performance.now() - started) / 1000;
    const { packages, seconds } = JSON.parse(stdout);
    return { packages, 'import, s': seconds, 'whole command with database start and stop, s': whole };
  } finally {
    remove();
  }
});
