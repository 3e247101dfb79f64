// How fast advisories become records: the recorded databases, read from their archives and mapped, with no database behind. Once as
// new, and once with every document known, where it is hashed and not parsed. Processor time counts all threads of the process.
// Usage: node bench/advisories-read.mjs [runs]
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { repeat } from './report.mjs';

const folder = fileURLToPath(new URL('../../shared/fixtures/advisories/', import.meta.url));
const ARCHIVES = [
  ['friendsofphp', 'friendsofphp'],
  ['go', 'go-vulndb'],
  ['pypa', 'pypa'],
  ['rubysec', 'rubysec'],
  ['rustsec', 'rustsec'],
];
if (!existsSync(folder)) {
  console.log(`nothing to read: ${folder} is not there`);
  process.exit(0);
}
const { findSource, readSource } = await import('../dist/sources/index.js');
const { openArchive } = await import('../dist/io/archives/index.js');

/** Documents by path and hash, and the records that were made. */
async function read(known) {
  const hashes = new Map();
  let records = 0;
  for (const [id, archive] of ARCHIVES) {
    const tree = openArchive(`${folder}${archive}.tar.gz`);
    for await (const { documents } of readSource(findSource(id), tree, { known })) {
      for (const document of documents) {
        hashes.set(document.path, document.sha256);
        records += document.records.length;
      }
    }
  }
  return { hashes, records };
}

/** Seconds of the wall and of the processor. */
async function timed(once) {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const result = await once();
  const { user, system } = process.cpuUsage(cpu);
  return { result, wall: (performance.now() - start) / 1_000, processor: (user + system) / 1e6 };
}

await repeat('advisories of five databases to records', Number(process.argv[2] ?? 5), async () => {
  const first = await timed(() => read(undefined));
  const again = await timed(() => read(first.result.hashes));
  return {
    records: first.result.records,
    'seconds as new': first.wall,
    'processor seconds as new': first.processor,
    'records when all is known': again.result.records,
    'seconds when all is known': again.wall,
    'processor seconds when all is known': again.processor,
  };
});
