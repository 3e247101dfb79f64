/** The whole site over an index that has something of everything, long and hostile names too. */

import { advisory, affects, below } from '../../src/advisories/fixtures/records.ts';
import { createServer } from '../../src/api/server.ts';
import type { AdvisoryRecord } from '../../src/core/advisories.ts';
import { billingSettings } from '../../src/core/billing-settings.ts';
import { readPolicySettings } from '../../src/core/policy-settings.ts';
import type { PackageRecord } from '../../src/core/records.ts';
import { readPageFiles } from '../../src/main/page-files.ts';
import { services } from '../../src/main/services.ts';
import { createBilling } from '../../src/policy/billing/index.ts';
import { createGate } from '../../src/policy/index.ts';
import { createWorld, type World } from '../../src/services/packages/fixtures/world.ts';
import { writeAdvisories } from '../../src/store/advisories.ts';
import type { Database } from '../../src/store/database.ts';
import { updateRankings } from '../../src/store/rankings.ts';
import { setRegistryFact } from '../../src/store/registries.ts';
import { dependency, person, record, version } from '../records.ts';
import type { Outcome } from '../request-context.ts';
import { noAttester, noGraph, noTools, noUploads } from '../request-context.ts';

export interface Site {
  /** `http://127.0.0.1:<port>` */
  url: string;
  world: World;
  stop(): Promise<void>;
}

const DEPENDENTS = 60;
const VERSIONS = 130;

/** As long as npm allows, without a place to break. */
export const LONG_NAME = `@${'scope'.repeat(20)}/${'x'.repeat(112)}`;
export const HOSTILE = '<img src=x onerror=alert(1)>"\'&';

const monthOf = (index: number) =>
  `${2016 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-03T10:00:00.000Z`;

function npmRecords(): PackageRecord[] {
  const core = record('core-lib', {
    description: 'What many others stand on',
    repositoryUrl: 'https://github.com/example/core-lib',
    homepage: 'https://core-lib.example/',
    licenses: 'MIT',
    keywords: ['ui', 'core'],
    downloads: { count: 1_234_567, period: 'last-month' },
    fundingLinks: ['https://funding.example/core-lib'],
    versions: Array.from({ length: VERSIONS }, (_, index) =>
      version(`1.${index}.0`, {
        publishedAt: monthOf(index),
        integrity: `sha512-${Buffer.alloc(64, index).toString('base64')}`,
      }),
    ),
    maintainers: [person('alice', { name: 'Alice Example' })],
  });
  const dependents = Array.from({ length: DEPENDENTS }, (_, index) =>
    record(`user-${index}`, {
      description: `Dependent number ${index}`,
      versions: [
        version('1.0.0', {
          publishedAt: monthOf(index),
          dependencies: [
            dependency('core-lib', index % 3 === 0 ? 'peer' : index % 5 === 0 ? 'development' : 'runtime'),
            ...(index > 40 ? [dependency('user-0', 'runtime')] : []),
          ],
        }),
      ],
      maintainers: [person(`maker-${index % 7}`), person('alice', { name: 'Alice Example' })],
    }),
  );
  const long = record(LONG_NAME, {
    namespace: `@${'scope'.repeat(20)}`,
    description: 'wort'.repeat(120),
    homepage: `https://example.org/${'path/'.repeat(60)}`,
    repositoryUrl: `https://github.com/${'o'.repeat(39)}/${'r'.repeat(100)}`,
    licenses: `LicenseRef-${'L'.repeat(140)}`,
    keywords: Array.from({ length: 60 }, (_, index) => `keyword${'k'.repeat(index)}`),
    versions: [
      version(`1.0.0-${'a'.repeat(120)}`, {
        publishedAt: monthOf(5),
        metadata: { deprecated: 'nobreak'.repeat(60) },
        dependencies: Array.from({ length: 40 }, (_, index) =>
          dependency(`dep-${'d'.repeat(index * 4)}`, 'runtime', {
            requirement: `>=${'1.'.repeat(index * 2)}0`,
          }),
        ),
      }),
    ],
    maintainers: [person('m'.repeat(180), { role: 'r'.repeat(80) })],
  });
  const hostile = record('hostile', {
    description: HOSTILE,
    homepage: 'javascript:alert(1)',
    licenses: HOSTILE,
    keywords: [HOSTILE],
    status: 'deprecated',
    versions: [version('1.0.0', { licenses: HOSTILE, metadata: { deprecated: HOSTILE } })],
    maintainers: [person('mallory', { name: HOSTILE })],
  });
  const bare = record('bare', { licenses: null, versions: [], maintainers: null });
  return [core, ...dependents, long, hostile, bare];
}

function debianRecords(): PackageRecord[] {
  const team = { ...person('team'), uuid: 'team@example.org', login: null, name: 'Packaging Team' };
  return [
    record('libc6', {
      description: 'GNU C Library',
      versions: [version('2.36-9', { licenses: null })],
      maintainers: [team],
    }),
    record('curl', {
      description: 'command line tool for transferring data with URL syntax',
      versions: [
        version('7.88.1-10', {
          dependencies: [
            dependency('libc6', 'depends', { requirement: '>= 2.34' }),
            dependency('mailer', 'recommends', { requirement: null }),
            dependency('mail-transport-agent', 'recommends', { requirement: null, alternative: true }),
          ],
        }),
      ],
      maintainers: [team],
    }),
    // It repackages what advisories below are about.
    record('node-core-lib', { versions: [version('1.5.0+dfsg-1')], maintainers: [team] }),
  ];
}

/** Of advisories with a page worth a look. */
export const ADVISORIES = ['GHSA-2222-3333-4444', 'GHSA-5555-6666-7777'];

/** One that has everything, one that is hostile and withdrawn, and enough for a second page. */
function advisoryRecords(): AdvisoryRecord[] {
  const [full, hostile] = ADVISORIES as [string, string];
  const long = 'nobreak'.repeat(40);
  const core = affects('npm', 'core-lib', below('1.60.0'));
  return [
    advisory('ghsa', full, {
      aliases: ['CVE-2025-0001'],
      related: [`${long}-1`],
      title: 'Core is open to all',
      details: `# Impact\n\n${long}\n\n| a | b |\n|---|---|\n| ${long} | 2 |\n\n    ${long}\n`,
      cwes: ['CWE-79'],
      publishedAt: '2025-05-01T00:00:00.000Z',
      severities: [{ type: 'CVSS_V3', value: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
      references: Array.from({ length: 120 }, (_, index) => ({
        type: 'WEB',
        url: `https://example.org/${index}/${'path/'.repeat(30)}`,
      })),
      affected: [core, affects('npm', LONG_NAME, below('2.0.0')), affects(null, 'elsewhere')],
    }),
    advisory('osv', 'OSV-2025-1', { aliases: ['CVE-2025-0001'], affected: [core], warnings: [HOSTILE] }),
    advisory('ghsa', hostile, {
      title: HOSTILE,
      details: `${HOSTILE}<script>alert(1)</script>`,
      publishedAt: '2025-04-01T00:00:00.000Z',
      withdrawnAt: '2025-04-02T00:00:00.000Z',
      severities: [{ type: 'word', value: HOSTILE }],
      references: [{ type: HOSTILE, url: 'javascript:alert(1)' }],
      affected: [affects('npm', 'hostile', below(HOSTILE)), affects(null, HOSTILE.repeat(20))],
    }),
    ...Array.from({ length: 60 }, (_, index) =>
      advisory('pypa', `PYSEC-2020-${index + 1}`, { affected: [affects('npm', 'core-lib', below('1.9.0'))] }),
    ),
  ];
}

/** Unknown npm packages that the registry of these tests has. */
export const FETCHABLE = 'fetched-live';
export const SLOW = 'takes-its-time';

/** Plans are sold for invoices. */
function billingOf(db: Database) {
  return createBilling({
    db,
    settings: billingSettings({
      ECOSYSTEMS_BILLING: 'manual-invoice',
      ECOSYSTEMS_INVOICE_SELLER: 'Example Index|1 Example Street',
    }),
    baseUrl: 'http://localhost',
    fetch: () => Promise.reject(new Error('nobody is asked here')),
    enqueue: async () => 0,
    contact: 'index@example.org',
  });
}

/** @param filled false: registries and no packages */
export async function startSite(filled = true): Promise<Site> {
  const world = await createWorld();
  if (filled) await fill(world);
  world.sync.answer = async (registry, name): Promise<Outcome> => {
    if (name === SLOW) return 'pending';
    if (name !== FETCHABLE) return 'missing';
    await world.write(registry.name, [record(name, { versions: [version('1.2.3')] })]);
    return 'indexed';
  };
  const problems: string[] = [];
  const gate = await createGate({
    settings: readPolicySettings({ ECOSYSTEMS_LIMITS_STORE: 'memory' }),
    db: world.db,
    fetchJson: () => Promise.reject(new Error('nobody is asked here')),
    limitsFile: null,
    baseUrl: null,
    log: { info() {}, warn: message => problems.push(message) },
  });
  const server = await createServer({
    tools: noTools,
    attester: noAttester,
    graph: noGraph,
    billing: billingOf(world.db),
    gate,
    keepUpload: noUploads,
    services,
    db: world.db,
    directory: world.directory,
    sync: world.sync,
    pageFiles: await readPageFiles(),
    settings: { baseUrl: null, domain: null, cacheBytes: 16 * 1024 * 1024 },
    log: { info() {}, warn() {}, error: (_fields, message) => problems.push(message) },
  });
  const url = await server.listen('127.0.0.1', 0);
  return {
    url,
    world,
    async stop() {
      await server.close();
      await gate?.close();
      await world.end();
      if (problems.length > 0) throw new Error(`the server had problems: ${problems.join('; ')}`);
    },
  };
}

async function fill(world: World): Promise<void> {
  await world.write('npmjs.org', npmRecords());
  await world.write('debian-12', debianRecords());
  const writes = advisoryRecords().map(record => ({ record, path: `${record.source}/${record.id}.json` }));
  await writeAdvisories(world.db, 'test', { writes }, { normalise: (_, name) => name });
  for (const { id } of world.directory.all()) await updateRankings(world.db, id);
  // Registries of this size have no critical packages by the rule, so some are marked by hand.
  await world.db.query({
    text: `update package_usage u set critical = true from packages p
      where p.registry_id = u.registry_id and p.id = u.package_id and (p.name = any($1) or p.name like 'user-4%')`,
    values: [['core-lib', 'libc6', 'user-0']],
  });
  await setRegistryFact(world.db, world.registry('npmjs.org').id, 'feed', {
    asOf: new Date('2026-01-02T03:04:05Z'),
    head: '123456',
    position: '123450',
  });
  await setRegistryFact(world.db, world.registry('debian-12').id, 'index', {
    asOf: new Date('2026-01-02T03:04:05Z'),
    head: `sha256-${'ab'.repeat(32)}`,
    position: `sha256-${'ab'.repeat(32)}`,
  });
}
