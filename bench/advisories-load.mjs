// Loads every archive of advisories there is into an empty index through the command line, and again without a change; counts what is
// stored against the files in the archives. Another folder of archives: ADVISORIES=/path.
//   node bench/advisories-load.mjs
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryHome } from './program.mjs';
import { repeat } from './report.mjs';

const folder =
  process.env.ADVISORIES ?? new URL('../../shared/fixtures/advisories', import.meta.url).pathname;
/** The files of each archive that are advisories, told by their names alone. */
const SOURCES = {
  'go-vulndb': { source: 'go', isAdvisory: /\/data\/osv\/GO-[^/]+\.json$/ },
  pypa: { source: 'pypa', isAdvisory: /\/vulns\/[^/]+\/PYSEC-[^/]+\.yaml$/ },
  rustsec: { source: 'rustsec', isAdvisory: /\/crates\/[^/]+\/RUSTSEC-[^/]+\.md$/ },
  rubysec: { source: 'rubysec', isAdvisory: /\/(gems|rubies)\/[^/]+\/[^/]+\.yml$/ },
  friendsofphp: { source: 'friendsofphp', isAdvisory: /\/[^/]+\/[^/]+\/[^/]+\.yaml$/ },
};
const archives = Object.entries(SOURCES)
  .map(([name, of]) => ({ ...of, path: join(folder, `${name}.tar.gz`) }))
  .filter(({ path }) => existsSync(path));
if (archives.length === 0) throw new Error(`there are no archives in ${folder}`);

function countFiles({ path, isAdvisory }) {
  const list = execFileSync('tar', ['-tzf', path], { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
  return list.split('\n').filter(name => isAdvisory.test(name)).length;
}

await repeat(
  'Advisories: the first load, and again when nothing changed',
  Number(process.env.RUNS ?? 3),
  async () => {
    const { command, remove } = temporaryHome();
    const load = async () => {
      let seconds = 0;
      let records = 0;
      for (const archive of archives) {
        const { stdout } = await command(
          '--json',
          'import',
          'advisories',
          '--source',
          archive.source,
          '--from',
          archive.path,
        );
        const done = JSON.parse(stdout);
        seconds += done.seconds;
        records += done.records.created;
        const files = countFiles(archive);
        if (done.documents !== files || (done.outcome === 'imported' && done.records.created !== files))
          console.log(
            `${archive.source}: ${files} files, ${done.documents} documents, ${done.records.created} records, ${done.problems} problems`,
          );
      }
      return { seconds, records };
    };
    try {
      await command('db', 'migrate');
      const first = await load();
      const again = await load();
      return { records: first.records, 'first load, s': first.seconds, 'again, s': again.seconds };
    } finally {
      remove();
    }
  },
);
