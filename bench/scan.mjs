// A lockfile of 1,000 packages scanned through a running server whose index holds them all: the whole command, and the lookup alone.
// Nothing is fetched: the packages are written into the index first.
//   node bench/scan.mjs [packages=1000]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../dist/store/database.js';
import { loadRegistries } from '../dist/store/registries.js';
import { writePackages } from '../dist/store/write-packages.js';
import { startServer, temporaryHome } from './program.mjs';
import { repeat } from './report.mjs';

const packages = Number(process.argv[2] ?? 1_000);
const names = Array.from({ length: packages }, (_, i) => `bench-package-${i}`);
const versions = ['1.0.0', '1.0.1', '1.1.0', '2.0.0'];

/** Every package requires the next ten; the project requires the first fifty. */
function lockfile() {
  const entries = names.map((name, i) => [
    `node_modules/${name}`,
    {
      version: versions[i % versions.length],
      resolved: `https://registry.example/${name}/-/${name}.tgz`,
      integrity: `sha512-${Buffer.alloc(64, i % 256).toString('base64')}`,
      license: 'MIT',
      dependencies: Object.fromEntries(names.slice(i + 1, i + 11).map(to => [to, '^1.0.0'])),
    },
  ]);
  const root = {
    name: 'bench',
    license: 'MIT',
    dependencies: Object.fromEntries(names.slice(0, 50).map(to => [to, '*'])),
  };
  return JSON.stringify(
    { name: 'bench', lockfileVersion: 3, packages: { '': root, ...Object.fromEntries(entries) } },
    null,
    2,
  );
}

const recordOf = name => ({
  name,
  namespace: null,
  description: 'written by a benchmark',
  homepage: null,
  repositoryUrl: null,
  repositoryCandidates: [],
  licenses: 'MIT',
  keywords: [],
  status: null,
  downloads: null,
  fundingLinks: [],
  metadata: {},
  latestVersion: versions.at(-1),
  versions: versions.map(number => ({
    number,
    publishedAt: '2024-01-02T03:04:05.000Z',
    licenses: 'MIT',
    integrity: null,
    status: null,
    metadata: {},
    dependencies: [],
  })),
  versionsComplete: true,
  maintainers: [],
});

const bench = temporaryHome();
const server = await startServer(bench.env, [], 3917);
try {
  const { url } = JSON.parse((await bench.command('--json', 'db', 'psql-url')).stdout);
  const db = openDatabase({ url, role: 'worker' });
  const registry = (await loadRegistries(db)).find(({ name }) => name === 'npmjs.org');
  const purlOf = name => version => `pkg:npm/${name}${version === undefined ? '' : `@${version}`}`;
  await writePackages(
    db,
    registry,
    names.map(name => ({ record: recordOf(name), purlOf: purlOf(name) })),
  );
  await db.query('analyze');
  await db.end();

  const file = join(bench.home, 'package-lock.json');
  writeFileSync(file, lockfile());
  const origin = `http://127.0.0.1:${server.port}`;
  const purls = names.map((name, i) => purlOf(name)(versions[i % versions.length]));
  const scan = async () => {
    const started = performance.now();
    const { stdout } = await bench.command('--json', '--server', origin, 'scan', file);
    const seconds = (performance.now() - started) / 1000;
    const { known, findings } = JSON.parse(stdout).summary;
    if (known !== packages) throw new Error(`${known} of ${packages} were known`);
    return { seconds, outdated: findings.outdated };
  };
  const lookUp = async () => {
    const started = performance.now();
    for (let at = 0; at < purls.length; at += 1_000) {
      const reply = await fetch(`${origin}/api/v1/purls/lookup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ purls: purls.slice(at, at + 1_000), sync: false }),
      });
      await reply.json();
    }
    return (performance.now() - started) / 1000;
  };
  await scan();
  await repeat(`a lockfile of ${packages} packages, scanned through a running server`, 5, async () => {
    const { seconds, outdated } = await scan();
    return { 'whole command, s': seconds, 'lookup alone, s': await lookUp(), outdated };
  });
} finally {
  await server.stop();
  bench.remove();
}
