/** The connector from end to end, over a real mirror and, where apt is installed, over lists that apt itself fetched. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DebianMirror, type MirrorFault, startDebianMirror } from '../../../test/debian-mirror.ts';
import { messageOf } from '../../core/errors.ts';
import type { PackageRecord } from '../../core/records.ts';
import { decompress } from '../../io/decompress.ts';
import { files } from '../../io/files.ts';
import { createHttp } from '../../io/http.ts';
import { verifySigned } from '../../io/openpgp.ts';
import { processes } from '../../io/processes.ts';
import type { Io } from '../../io/types.ts';
import type { BatchConnector, ConnectorContext, RegistryRef } from '../ecosystem.ts';
import { bookworm, fixture } from './fixtures/index-files.ts';
import debian from './index.ts';

const connector = (await debian.connector.load()) as BatchConnector;

const PACKAGES = fixture('Packages.bookworm').toString();
const SECURITY = fixture('Packages.bookworm-security').toString();
const SOURCES = fixture('Sources.bookworm').toString();
const FIRMWARE =
  'Package: firmware-example\nVersion: 1.0-1\nArchitecture: all\nSection: non-free-firmware/kernel\n';

const bookwormSuite = {
  path: 'bookworm',
  codename: 'bookworm',
  indexes: {
    'main/binary-amd64/Packages': PACKAGES,
    'main/source/Sources': SOURCES,
    'non-free-firmware/binary-amd64/Packages': FIRMWARE,
    'unknown-component/binary-amd64/Packages': 'Package: never-read\nVersion: 1\n',
  },
};
const securitySuite = {
  path: 'bookworm-security',
  codename: 'bookworm-security',
  label: 'Debian-Security',
  validUntil: new Date(Date.now() + 86_400_000),
  indexes: { 'main/binary-amd64/Packages': SECURITY },
};

const mirrors: DebianMirror[] = [];
let mirror: DebianMirror;
let http: ReturnType<typeof createHttp>;

beforeAll(async () => {
  mirror = await start({ suites: [bookwormSuite, securitySuite] });
});

afterEach(async () => {
  await mirror.setFault(null);
});

afterAll(async () => {
  await http?.close();
  await Promise.all(mirrors.map(each => each.close()));
});

async function start(options: Parameters<typeof startDebianMirror>[0]): Promise<DebianMirror> {
  const started = await startDebianMirror(options);
  mirrors.push(started);
  return started;
}

function contextOf(
  from: DebianMirror | null,
  settings: Record<string, string> = {},
  registry: RegistryRef = bookworm,
): ConnectorContext {
  http ??= createHttp({ userAgent: 'test', allowPrivateHosts: ['127.0.0.1'] });
  const io: Io = {
    http,
    processes,
    files,
    decompress,
    verifySigned,
    npm: { endpointFor: () => Promise.reject(new Error('not of Debian')) },
  };
  const mirrorSettings = from && { debian_mirror: from.url, debian_keyring: from.keyring };
  return { io, registry, settings: { ...mirrorSettings, ...settings } };
}

async function readAll(
  context: ConnectorContext,
  suites: string[] | null = null,
): Promise<Map<string, PackageRecord>> {
  const parts = await connector.parts(context, { suites });
  const found = new Map<string, PackageRecord>();
  for await (const batch of connector.read(context, parts)) {
    for (const record of batch) found.set(record.name, record);
  }
  return found;
}

const ALL_NAMES = [
  'curl',
  'firmware-example',
  'libcurl4',
  'linux-doc',
  'python3-example',
  'src:curl',
  'src:example',
];

describe('over HTTP', () => {
  test('lists the parts of the release', async () => {
    const parts = await connector.parts(contextOf(mirror), { suites: null });
    expect(parts.map(({ id }) => id)).toEqual([
      'bookworm/main/binary-amd64',
      'bookworm/main/source',
      'bookworm/non-free-firmware/binary-amd64',
    ]);
    expect(parts[0]?.source).toMatch(
      new RegExp(`^${mirror.url}/dists/bookworm/main/binary-amd64/Packages\\.(xz|gz)$`),
    );
    expect(parts[0]?.digest).toMatch(/^sha256-[0-9a-f]{64}$/);
  });

  test('reads, by hash, what the Release file names', async () => {
    mirror.requests.length = 0;
    const records = await readAll(contextOf(mirror));
    expect([...records.keys()].sort()).toEqual(ALL_NAMES);
    expect(records.get('firmware-example')).toMatchObject({
      namespace: 'non-free-firmware',
      keywords: ['kernel'],
      versionsComplete: true,
    });
    expect(mirror.requests.filter(path => path.includes('/by-hash/SHA256/')).length).toBe(3);
    // Once, by parts; read is handed the same objects.
    expect(mirror.requests.filter(path => path === '/debian/dists/bookworm/InRelease').length).toBe(1);
    expect(mirror.requests.join()).not.toContain('unknown-component');
  });

  test('reads security fixes where their mirror is set', async () => {
    const records = await readAll(contextOf(mirror, { debian_security_mirror: `${mirror.url}/` }));
    expect(records.get('curl')?.latestVersion).toBe('7.88.1-10+deb12u14');
    expect(records.get('curl')?.versions.length).toBe(2);
  });

  test('reads single suites, and then says that versions may be missing', async () => {
    const context = contextOf(mirror, { debian_security_mirror: mirror.url });
    const records = await readAll(context, ['bookworm-security']);
    expect([...records.keys()]).toEqual(['curl', 'libcurl4']);
    expect(records.get('curl')?.versionsComplete).toBe(false);
  });

  test('refuses a suite that there is not', async () => {
    const suites = (name: string) => connector.parts(contextOf(mirror), { suites: [name] });
    await expect(suites('trixie')).rejects.toMatchObject({ code: 'input', field: 'suites' });
    await expect(suites('bookworm-updates')).rejects.toThrow(
      'is not offered by the source of the index; there are: bookworm',
    );
  });

  test('reads parts that were stored in between, and reports progress', async () => {
    const context = contextOf(mirror);
    const parts = await connector.parts(context, { suites: null });
    const progress: number[] = [];
    const batches: PackageRecord[][] = [];
    const copies = structuredClone(parts);
    for await (const batch of connector.read(context, copies, bytes => progress.push(bytes)))
      batches.push(batch);
    expect(batches.flat().length).toBe(ALL_NAMES.length);
    expect(progress.at(-1)).toBe(parts.reduce((sum, { size }) => sum + (size as number), 0));
    const gone = connector.read(context, [
      { ...(parts[0] as (typeof parts)[0]), id: 'bookworm/main/binary-none' },
    ]);
    await expect(async () => {
      for await (const _ of gone);
    }).rejects.toMatchObject({ code: 'unreachable' });
  });

  test('takes only the components and architectures that the operator wants', async () => {
    const context = contextOf(mirror, {
      debian_components: 'non-free-firmware',
      debian_architectures: 'amd64, arm64',
    });
    expect([...(await readAll(context)).keys()]).toEqual(['firmware-example']);
    expect(
      (await readAll(contextOf(mirror, { debian_architectures: 'arm64', debian_components: 'contrib' })))
        .size,
    ).toBe(0);
  });

  test.each([['.gz'], ['']] as const)(
    'reads an archive with files %j alone and no names by hash',
    async extension => {
      const plain = await start({
        suites: [bookwormSuite],
        extensions: [extension],
        byHash: false,
      });
      expect([...(await readAll(contextOf(plain))).keys()].sort()).toEqual(ALL_NAMES);
      expect(plain.requests).toContain(`/debian/dists/bookworm/main/binary-amd64/Packages${extension}`);
    },
  );

  test('reads the index of all architectures where the others do not repeat it', async () => {
    const suite = {
      ...bookwormSuite,
      release: ['No-Support-for-Architecture-all: Contents'],
      indexes: { 'main/binary-amd64/Packages': PACKAGES, 'main/binary-all/Packages': FIRMWARE },
    };
    const apart = await start({ suites: [suite] });
    expect((await readAll(contextOf(apart))).has('firmware-example')).toBe(true);
    const repeated = await start({
      suites: [{ ...suite, release: ['No-Support-for-Architecture-all: Packages'] }],
    });
    expect((await readAll(contextOf(repeated))).has('firmware-example')).toBe(false);
  });

  test('never shows a password of the mirror', async () => {
    const context = contextOf(mirror, {
      debian_mirror: mirror.url.replace('http://', 'http://user:secret@'),
    });
    const parts = await connector.parts(context, { suites: null });
    expect(JSON.stringify(parts)).not.toContain('secret');
    await mirror.setFault('wrong-checksum');
    await expect(readAll(context)).rejects.toSatisfy(error => !messageOf(error).includes('secret'));
  });
});

describe('a fault of the mirror is a typed error before any record is given', () => {
  test.each<[MirrorFault, string, RegExp]>([
    ['bad-signature', 'verification-failed', /./],
    ['unknown-key', 'verification-failed', /./],
    ['unsigned', 'malformed', /./],
    ['expired', 'verification-failed', /expired on \d{4}-/],
    ['other-suite', 'verification-failed', /is of bookworm-other, not of bookworm/],
    ['wrong-checksum', 'verification-failed', /another SHA-256/],
    ['truncated-transfer', 'verification-failed', /has \d+ bytes, not \d+/],
    ['wrong-plain-size', 'verification-failed', /holds \d+ bytes, not \d+/],
    ['truncated-archive', 'malformed', /truncated/],
    ['missing-index', 'unexpected-status', /./],
    ['server-error', 'server-error', /./],
  ])('%s', async (fault, code, message) => {
    await mirror.setFault(fault);
    const context = contextOf(mirror);
    let given = 0;
    const run = async () => {
      const parts = await connector.parts(context, { suites: null });
      for await (const batch of connector.read(context, parts)) given += batch.length;
    };
    await expect(run()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(given).toBe(0);
  });

  test('an archived release is read although its Release file has expired', async () => {
    const buster: RegistryRef = {
      ...bookworm,
      name: 'debian-10',
      version: '10',
      metadata: { codename: 'buster', archived: 'true' },
    };
    const old = await start({
      suites: [
        {
          path: 'buster',
          codename: 'buster',
          validUntil: new Date(0),
          indexes: { 'main/binary-amd64/Packages': PACKAGES },
        },
        {
          path: 'buster/updates',
          codename: 'buster',
          label: 'Debian-Security',
          validUntil: new Date(0),
          indexes: { 'main/binary-amd64/Packages': SECURITY },
        },
      ],
    });
    const settings = {
      debian_archive_mirror: old.url,
      debian_security_mirror: old.url,
      debian_keyring: old.keyring,
      debian_mirror: mirror.url,
    };
    const records = await readAll(contextOf(null, settings, buster));
    expect(records.get('curl')?.versions.map(({ metadata }) => metadata.suites)).toEqual([
      ['buster-security'],
      ['buster'],
    ]);
    const current = { ...buster, metadata: { codename: 'buster', mirror: old.url } };
    await expect(readAll(contextOf(null, settings, current))).rejects.toMatchObject({
      code: 'verification-failed',
    });
  });

  test('a security mirror that is none is not passed over', async () => {
    const context = contextOf(mirror, { debian_security_mirror: `${mirror.url}-security` });
    await expect(readAll(context)).rejects.toMatchObject({
      code: 'not-found',
      message: `${mirror.url}-security/dists/bookworm-security has no InRelease file`,
    });
  });

  test('a mirror without the release says so', async () => {
    const trixie = { ...bookworm, name: 'debian-13', version: '13', metadata: { codename: 'trixie' } };
    await expect(readAll(contextOf(mirror, {}, trixie))).rejects.toMatchObject({
      code: 'not-found',
      message: `${mirror.url}/dists/trixie has no InRelease file`,
    });
  });
});

describe('over the lists of apt', () => {
  const hasApt = existsSync('/usr/lib/apt/apt-helper');
  let root: string;
  let aptMirror: DebianMirror;
  const before = process.env.APT_CONFIG;

  beforeAll(async () => {
    if (!hasApt) return;
    root = await mkdtemp(join(tmpdir(), 'apt-root-'));
    const folders = ['state/lists/partial', 'cache/archives/partial', 'etc', 'etc/parts'];
    for (const folder of folders) await mkdir(join(root, folder), { recursive: true });
    aptMirror = await start({
      suites: [
        bookwormSuite,
        securitySuite,
        {
          ...bookwormSuite,
          path: 'bookworm-backports',
          codename: 'bookworm-backports',
          label: 'Debian Backports',
        },
      ],
    });
    const line = (type: string, suite: string, components: string) =>
      `${type} [arch=amd64 signed-by=${aptMirror.keyring}] ${aptMirror.url} ${suite} ${components}\n`;
    await writeFile(
      join(root, 'etc/sources.list'),
      line('deb', 'bookworm', 'main non-free-firmware') +
        line('deb-src', 'bookworm', 'main') +
        line('deb', 'bookworm-security', 'main') +
        line('deb', 'bookworm-backports', 'main'),
    );
    await writeFile(
      join(root, 'apt.conf'),
      `Dir::State "${root}/state"; Dir::State::status "/dev/null"; Dir::Cache "${root}/cache"; Dir::Etc "${root}/etc";
Dir::Etc::sourcelist "${root}/etc/sources.list"; Dir::Etc::sourceparts "${root}/etc/parts"; Dir::Etc::parts "${root}/etc/parts";
Dir::Etc::main "${root}/etc/none"; APT::Sandbox::User "root"; APT::Architecture "amd64"; APT::Architectures { "amd64"; };
Acquire::http::Proxy "DIRECT"; Acquire::Languages "none"; Acquire::GzipIndexes "true"; APT::Update::Post-Invoke-Success "";\n`,
    );
    process.env.APT_CONFIG = join(root, 'apt.conf');
  });

  afterAll(async () => {
    if (before === undefined) delete process.env.APT_CONFIG;
    else process.env.APT_CONFIG = before;
    if (root) await rm(root, { recursive: true, force: true });
  });

  test.skipIf(!hasApt)('says what to do when there are no lists', async () => {
    await expect(connector.parts(contextOf(null), { suites: null })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('run apt-get update'),
    });
  });

  test.skipIf(!hasApt)('reads binary and source packages of the suites of the release', async () => {
    // apt accepts the signature, the checksums and the layout: the mirror is as a mirror should be.
    await promisify(execFile)('apt-get', ['update', '-qq'], { timeout: 20_000 });
    const context = contextOf(null);
    const parts = await connector.parts(context, { suites: null });
    expect(parts.map(({ id }) => id)).toEqual([
      'bookworm/main/binary-amd64',
      'bookworm/main/source',
      'bookworm/non-free-firmware/binary-amd64',
      'bookworm-security/main/binary-amd64',
    ]);
    expect(parts[0]?.size).toBe(PACKAGES.length);
    expect(parts.every(({ digest }) => /^sha256-[0-9a-f]{64}$/.test(digest ?? ''))).toBe(true);

    const fromApt = await readAll(context);
    const fromMirror = await readAll(contextOf(aptMirror, { debian_security_mirror: aptMirror.url }));
    expect(fromApt.size).toBe(ALL_NAMES.length);
    expect(Object.fromEntries(fromApt)).toEqual(Object.fromEntries(fromMirror));

    expect((await connector.parts(context, { suites: ['bookworm-security'] })).length).toBe(1);
  });

  test('says what to do where apt is not installed', async () => {
    const context = contextOf(null);
    const noApt = { ...context, io: { ...context.io, files: { ...files, exists: async () => false } } };
    await expect(connector.parts(noApt, { suites: null })).rejects.toMatchObject({
      code: 'not-found',
      message: 'apt is not installed here: set ECOSYSTEMS_DEBIAN_MIRROR to a mirror',
    });
  });
});
