/** kill -9 in the middle of a whole-index import, and what the next run makes of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './databases.ts';
import { type DebianMirror, startDebianMirror } from './debian-mirror.ts';
import { buildProgram, launch, run } from './program.ts';

const PACKAGES = 12_000;

/** Every package depends on the first one, and on the one before it. */
const stanza = (n: number) =>
  [
    `Package: made-${n}`,
    'Version: 1.0-1',
    'Architecture: amd64',
    `Maintainer: Team <team-${n % 7}@example.org>`,
    'Section: libs',
    'Priority: optional',
    ...(n > 0 ? [`Depends: made-0, made-${n - 1} (>= 1.0)`] : []),
    `Description: made for this test, number ${n}`,
    `Filename: pool/main/m/made/made-${n}_1.0-1_amd64.deb`,
    'Size: 1000',
    `SHA256: ${n.toString(16).padStart(64, '0')}`,
  ].join('\n');

let database: TestDatabase;
let mirror: DebianMirror;
let home: string;
let env: Record<string, string>;

const one = async <R>(text: string) => (await database.db.query<R>({ text })).rows[0] as R;
const written = async () => (await one<{ count: number }>('select count(*) from packages')).count;

beforeAll(async () => {
  await buildProgram();
  const packages = Array.from({ length: PACKAGES }, (_, n) => stanza(n)).join('\n\n');
  [database, mirror] = await Promise.all([
    createTestDatabase(),
    startDebianMirror({
      suites: [
        {
          path: 'bookworm',
          codename: 'bookworm',
          indexes: { 'main/binary-amd64/Packages': `${packages}\n` },
        },
      ],
      extensions: ['.gz'],
    }),
  ]);
  home = mkdtempSync(join(tmpdir(), 'ecosystems-killed-'));
  env = {
    DATABASE_URL: database.url,
    ECOSYSTEMS_HOME: home,
    ECOSYSTEMS_DEBIAN_MIRROR: mirror.url,
    ECOSYSTEMS_DEBIAN_KEYRING: mirror.keyring,
  };
}, 120_000);

afterAll(async () => {
  await mirror?.close();
  await database?.drop();
  rmSync(home, { recursive: true, force: true });
});

it('leaves no half package behind, and the next run completes it without a doubled event', async () => {
  const first = launch(['import', 'debian-12', '--suites', 'bookworm'], env);
  let ended = false;
  void first.exited.then(() => {
    ended = true;
  });
  while (!ended && (await written()) === 0) await sleep(5);
  first.kill();
  expect(await first.exited).toBeNull();
  // The server may still be at work on the last statement of the dead client.
  await expect
    .poll(
      async () =>
        (
          await one<{
            count: number;
          }>(`select count(*) from pg_stat_activity where datname = current_database()
      and application_name = 'ecosystems-worker' and state <> 'idle' and pid <> pg_backend_pid()`)
        ).count,
      { timeout: 20_000 },
    )
    .toBe(0);
  const half = await written();
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(PACKAGES);
  expect(await inconsistencies()).toEqual({ versions: 0, sync: 0, events: 0, counters: 0, totals: 0 });

  const second = await run(['--json', 'import', 'debian-12', '--suites', 'bookworm'], env);
  expect([second.code, JSON.parse(second.stdout)]).toMatchObject([
    0,
    { outcome: 'imported', packages: PACKAGES, removed: 0 },
  ]);
  expect(await written()).toBe(PACKAGES);
  expect(await inconsistencies()).toEqual({ versions: 0, sync: 0, events: 0, counters: 0, totals: 0 });
  expect(
    await one(
      `select dependent_packages_count from package_usage u join packages p on p.id = u.package_id where p.name = 'made-0'`,
    ),
  ).toEqual({ dependent_packages_count: PACKAGES - 1 });
}, 120_000);

/** How often parts of a package are missing or counted twice. */
function inconsistencies() {
  return one(`select
    (select count(*) from packages p where versions_count <> (select count(*) from versions v where v.package_id = p.id)) as versions,
    (select count(*) from packages p where not exists (select 1 from package_sync s where s.package_id = p.id)) as sync,
    (select count(*) from (
      select subject from events where type = 'package.created' group by subject having count(*) <> 1
    ) doubled) + abs((select count(*) from packages) - (select count(*) from events where type = 'package.created')) as events,
    (select count(*) from package_usage u where dependent_packages_count
      <> (select count(*) from dependents d where d.dependency_id = u.package_id and d.current_kinds <> 0)) as counters,
    abs((select sum(packages_count) from registry_counts) - (select count(*) from packages))::bigint as totals`);
}
