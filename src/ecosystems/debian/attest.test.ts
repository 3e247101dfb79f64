import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as openpgp from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UpstreamError } from '../../core/errors.ts';
import { type Attestation, type AttestReader, verdictOf } from '../attest.ts';
import { type Answer, attestContext, attestRelease, outcomes } from '../families/attest/fixtures/context.ts';
import { bookworm } from './fixtures/index-files.ts';
import debian from './index.ts';

const MIRROR = 'https://mirror.example/debian';
const NOW = new Date('2026-06-01T00:00:00.000Z');
const PATH = 'main/binary-amd64/Packages';
const POOL = 'pool/main/t/thing/thing_1.2~rc1+b1_amd64.deb';
const deb = Buffer.from('the bytes of a package, which nobody unpacks');
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

function stanza(over: Record<string, string> = {}): string {
  const fields = {
    Package: 'thing',
    Architecture: 'amd64',
    Version: '1.2~rc1+b1',
    Filename: POOL,
    Size: String(deb.length),
    SHA256: sha256(deb),
    ...over,
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}
const other = stanza({ Package: 'thing-doc', Version: '1.2~rc1+b1', SHA256: 'ab'.repeat(32) });
const packages = `${other}\n${stanza({ Version: '1.1', SHA256: 'cd'.repeat(32) })}\n${stanza()}\n`;

const folder = mkdtempSync(join(tmpdir(), 'attest-debian-'));
const keyring = join(folder, 'keyring.gpg');
let reader: AttestReader;
let key: openpgp.PrivateKey;
let stranger: openpgp.PrivateKey;
let expired: openpgp.PrivateKey;

beforeAll(async () => {
  const newKey = async (options: object = {}) =>
    (
      await openpgp.generateKey({
        userIDs: [{ name: 'Archive key of a test', email: 'archive@example.org' }],
        date: new Date('2025-01-01T00:00:00Z'),
        format: 'object',
        ...options,
      })
    ).privateKey;
  [key, stranger, expired] = await Promise.all([newKey(), newKey(), newKey({ keyExpirationTime: 86_400 })]);
  const rings = [key, expired].map(one => one.toPublic().write());
  writeFileSync(keyring, Buffer.concat(rings));
  reader = (await debian.attest?.load()) as AttestReader;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Suite {
  by?: openpgp.PrivateKey;
  fields?: Record<string, string>;
  /** What InRelease says of the index, and what is served. */
  stated?: string;
  served?: Buffer;
  change?(document: string): string;
}

async function inRelease({
  by = key,
  fields = {},
  stated = packages,
  change = text => text,
}: Suite): Promise<string> {
  const zipped = gzipSync(stated);
  const head = {
    Origin: 'Debian',
    Label: 'Debian',
    Suite: 'stable',
    Codename: 'bookworm',
    Date: 'Sat, 30 May 2026 10:00:00 UTC',
    'Valid-Until': 'Sat, 06 Jun 2026 10:00:00 UTC',
    Architectures: 'amd64',
    Components: 'main',
    ...fields,
  };
  const text = [
    ...Object.entries(head).map(([name, value]) => `${name}: ${value}`),
    'SHA256:',
    ` ${sha256(stated)} ${stated.length} ${PATH}`,
    ` ${sha256(zipped)} ${zipped.length} ${PATH}.gz`,
    '',
  ].join('\n');
  const message = await openpgp.createCleartextMessage({ text });
  const signed = await openpgp
    .sign({ message, signingKeys: by, date: new Date('2026-05-30T10:00:01Z') })
    .catch(() => openpgp.sign({ message, signingKeys: by, date: new Date('2025-01-01T12:00:00Z') }));
  return change(signed);
}

const thing = attestRelease({
  name: 'thing',
  version: '1.2~rc1+b1',
  metadata: { architecture: 'amd64' },
  integrity: `sha256-${sha256(deb)}`,
});
const DEB = `${MIRROR}/pool/main/t/thing/thing_1.2~rc1%2Bb1_amd64.deb`;

async function atMirror(
  suite: Suite = {},
  answers: Record<string, Answer> = {},
  now = NOW,
): Promise<Attestation> {
  const context = attestContext({
    answers: {
      [`${MIRROR}/dists/bookworm/InRelease`]: await inRelease(suite),
      [`${MIRROR}/dists/bookworm/${PATH}.gz`]: suite.served ?? gzipSync(suite.stated ?? packages),
      [DEB]: deb,
      ...answers,
    },
    settings: { debian_mirror: MIRROR, debian_keyring: keyring },
    registry: bookworm,
    now,
  });
  return reader.attest(context, thing);
}

const outcomeOf = ({ checks }: Attestation, id: string) => checks.find(check => check.id === id)?.outcome;

describe('at a mirror', () => {
  it('follows the chain from the keyring to the package', async () => {
    const { artifacts, checks } = await atMirror();
    expect(outcomes(checks)).toEqual([
      'release-signature=verified',
      'release-fresh=verified',
      'index-digest=verified',
      'file-digest=verified',
      'recorded-digest=verified',
    ]);
    expect(artifacts).toEqual([
      { name: 'thing_1.2~rc1+b1_amd64.deb', url: DEB, size: deb.length, digests: { sha256: sha256(deb) } },
    ]);
    expect(checks[0]?.evidence).toMatchObject({ key: key.getKeyID().toHex(), keyring, suite: 'bookworm' });
    expect(checks[1]?.evidence).toMatchObject({
      date: '2026-05-30T10:00:00.000Z',
      validUntil: '2026-06-06T10:00:00.000Z',
    });
    expect(verdictOf(checks)).toMatchObject({ intact: { answer: 'yes' }, authentic: { answer: 'yes' } });
  });

  const turned = (bytes: Buffer, at = Math.floor(bytes.length / 2)) => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] as number) ^ 1;
    return copy;
  };

  it('notices every single byte of the package', async () => {
    for (let at = 0; at < deb.length; at += 5) {
      const found = await atMirror({}, { [DEB]: turned(deb, at) });
      expect(outcomeOf(found, 'file-digest')).toBe('failed');
      expect(verdictOf(found.checks)).toMatchObject({
        intact: { answer: 'no' },
        authentic: { answer: 'no' },
      });
    }
  });

  it.each([
    ['cut short', deb.subarray(0, -1)],
    ['longer', Buffer.concat([deb, Buffer.from([0])])],
    ['empty', Buffer.alloc(0)],
  ])('notices a package that is %s', async (_, bytes) => {
    expect(outcomeOf(await atMirror({}, { [DEB]: bytes }), 'file-digest')).toBe('failed');
  });

  it('says so where the package cannot be had', async () => {
    const found = await atMirror({}, { [DEB]: new UpstreamError('unreachable', 'no connection') });
    expect(outcomeOf(found, 'file-digest')).toBe('unknown');
    expect(verdictOf(found.checks).authentic.answer).not.toBe('no');
    const gone = await atMirror({}, { [DEB]: { status: 404 } });
    expect(outcomeOf(gone, 'file-digest')).toBe('unknown');
  });

  it('notices an index that was changed: a byte, its end, another one of the archive', async () => {
    const zipped = gzipSync(packages);
    const evil = gzipSync(packages.replaceAll(sha256(deb), sha256('evil')));
    const cases = [
      turned(zipped),
      turned(zipped, 20),
      zipped.subarray(0, -9),
      Buffer.concat([zipped, zipped]),
      evil,
    ];
    for (const served of cases) {
      const found = await atMirror({ served }, { [DEB]: Buffer.from('evil') });
      expect(outcomeOf(found, 'index-digest')).toBe('failed');
      expect(verdictOf(found.checks).intact.answer).toBe('no');
    }
  });

  it.each([
    ['a changed field', (text: string) => text.replace('Suite: stable', 'Suite: stabel')],
    ['a changed digest', (text: string) => text.replace(sha256(packages), sha256('evil'))],
    ['a later end', (text: string) => text.replace('06 Jun', '07 Jun')],
    [
      'a changed signature',
      (text: string) => text.replace(/^(wr?[A-Za-z0-9+/]{10})(.)/m, (_, a, b) => a + (b === 'A' ? 'B' : 'A')),
    ],
    [
      'no signature',
      (text: string) => text.slice(text.indexOf('Origin'), text.indexOf('-----BEGIN PGP SIGNATURE')),
    ],
    ['half of it', (text: string) => text.slice(0, text.length / 2)],
    ['nothing', () => ''],
  ])('notices an InRelease file with %s', async (_, change) => {
    const found = await atMirror({ change });
    expect(outcomeOf(found, 'release-signature')).toBe('failed');
    expect(found.artifacts).toEqual([]);
    expect(verdictOf(found.checks).authentic.answer).toBe('no');
  });

  it('notices a signature swapped with that of another InRelease file', async () => {
    const theirs = await inRelease({ fields: { Date: 'Sun, 31 May 2026 10:00:00 UTC' } });
    const signature = theirs.slice(theirs.indexOf('-----BEGIN PGP SIGNATURE'));
    const change = (text: string) => text.slice(0, text.indexOf('-----BEGIN PGP SIGNATURE')) + signature;
    expect(outcomeOf(await atMirror({ change }), 'release-signature')).toBe('failed');
  });

  it('notices the key of a stranger', async () => {
    expect(outcomeOf(await atMirror({ by: stranger }), 'release-signature')).toBe('failed');
  });

  it('judges by the time: out of date, from the future', async () => {
    const late = await atMirror({}, {}, new Date('2026-06-06T10:00:01.000Z'));
    expect(outcomeOf(late, 'release-fresh')).toBe('failed');
    expect(verdictOf(late.checks).authentic.answer).toBe('no');
    expect(outcomeOf(await atMirror({}, {}, new Date('2026-06-06T09:59:59.000Z')), 'release-fresh')).toBe(
      'verified',
    );
    const early = await atMirror({ fields: { Date: 'Mon, 01 Jun 2026 01:00:00 UTC' } });
    expect(outcomeOf(early, 'release-fresh')).toBe('failed');
  });

  it('notices a signed InRelease file of another suite', async () => {
    const found = await atMirror({ fields: { Suite: 'oldstable', Codename: 'bullseye' } });
    expect(outcomeOf(found, 'release-fresh')).toBe('failed');
  });

  it('says that a version is no longer in the index', async () => {
    const found = await atMirror({ stated: other });
    expect(outcomes(found.checks)).toEqual(['index-entry=absent']);
    expect(verdictOf(found.checks)).toMatchObject({
      intact: { answer: 'unknown' },
      authentic: { answer: 'unknown' },
    });
  });

  it.each([
    ['leaves the mirror', { Filename: '../../etc/passwd' }],
    ['has no digest', { SHA256: '' }],
  ])('does not fetch a file whose entry %s', async (_, over) => {
    const found = await atMirror({ stated: stanza(over) });
    expect(outcomeOf(found, 'index-entry')).toBe('failed');
    expect(found.artifacts).toEqual([]);
  });

  it('says that a mirror is away', async () => {
    const away = new UpstreamError('timeout', 'too late');
    const found = await atMirror({}, { [`${MIRROR}/dists/bookworm/InRelease`]: away });
    expect(outcomes(found.checks)).toEqual(['release-signature=unknown', 'index-entry=absent']);
  });

  it('checks every file of a source package', async () => {
    const files = { 'thing_1.2.dsc': 'control', 'thing_1.2.tar.xz': 'archive' };
    const lines = Object.entries(files).map(([name, text]) => ` ${sha256(text)} ${text.length} ${name}`);
    const sources = `Package: thing\nVersion: 1.2\nDirectory: pool/main/t/thing\nChecksums-Sha256:\n${lines.join('\n')}\n`;
    const document = (await inRelease({ stated: sources, change: text => text })).toString();
    const text = document.replaceAll('main/binary-amd64/Packages', 'main/source/Sources');
    const body = text.slice(text.indexOf('\n\n') + 2, text.indexOf('-----BEGIN PGP SIGNATURE'));
    const message = await openpgp.createCleartextMessage({ text: body });
    const signed = await openpgp.sign({ message, signingKeys: key, date: new Date('2026-05-30T10:00:01Z') });
    const context = attestContext({
      answers: {
        [`${MIRROR}/dists/bookworm/InRelease`]: signed,
        [`${MIRROR}/dists/bookworm/main/source/Sources.gz`]: gzipSync(sources),
        [`${MIRROR}/pool/main/t/thing/thing_1.2.dsc`]: 'control',
        [`${MIRROR}/pool/main/t/thing/thing_1.2.tar.xz`]: 'archiv?',
      },
      settings: { debian_mirror: MIRROR, debian_keyring: keyring },
      registry: bookworm,
      now: NOW,
    });
    const found = await reader.attest(context, attestRelease({ name: 'src:thing', version: '1.2' }));
    const files2 = found.checks.filter(({ id }) => id === 'file-digest');
    expect(files2.map(({ artifact, outcome }) => [artifact, outcome])).toEqual([
      ['thing_1.2.dsc', 'verified'],
      ['thing_1.2.tar.xz', 'failed'],
    ]);
  });
});

describe("by apt's lists", () => {
  const LIST = '/var/lib/apt/lists/mirror.example_debian_dists_bookworm_main_binary-amd64_Packages.lz4';
  const RELEASE = '/var/lib/apt/lists/mirror.example_debian_dists_bookworm_InRelease';
  const target = [
    'Packages',
    LIST,
    PATH,
    'Debian',
    'Debian',
    'bookworm',
    'stable',
    'bookworm',
    'main',
    'amd64',
  ];

  async function byApt(
    given: { release?: string; list?: string; uri?: string; answers?: Record<string, Answer> } = {},
  ) {
    const { list = packages, uri = `${MIRROR}/` } = given;
    const context = attestContext({
      answers: { [DEB]: deb, ...given.answers },
      files: { '/usr/lib/apt/apt-helper': '', [RELEASE]: given.release ?? (await inRelease({})) },
      settings: { debian_keyring: keyring },
      registry: bookworm,
      now: NOW,
      processes: {
        text: async () => `${[...target, uri].join('\t')}\n`,
        stream: async function* () {
          yield Buffer.from(list);
        },
      },
    });
    return { ...(await reader.attest(context, thing)), allowed: context.allowed };
  }

  it('follows the same chain, and fetches from the mirror of the sources', async () => {
    const { checks, allowed } = await byApt();
    expect(outcomes(checks)).toEqual([
      'release-signature=verified',
      'release-fresh=verified',
      'index-digest=verified',
      'file-digest=verified',
      'recorded-digest=verified',
    ]);
    expect(allowed).toEqual(['mirror.example']);
  });

  it('notices a list, an InRelease file or a package that was changed', async () => {
    expect(outcomeOf(await byApt({ list: packages.replace('1.1', '1.0') }), 'index-digest')).toBe('failed');
    expect(outcomeOf(await byApt({ list: packages.slice(0, -1) }), 'index-digest')).toBe('failed');
    const release = (await inRelease({})).replace('stable', 'stabel');
    expect(outcomeOf(await byApt({ release }), 'release-signature')).toBe('failed');
    expect(outcomeOf(await byApt({ answers: { [DEB]: 'evil' } }), 'file-digest')).toBe('failed');
  });

  it('says so where sources are not fetched over HTTP, or apt is not there', async () => {
    expect(outcomes((await byApt({ uri: 'file:/srv/mirror/' })).checks)).toEqual([
      'release-signature=unknown',
    ]);
    const without = attestContext({ answers: {}, registry: bookworm });
    expect(outcomes((await reader.attest(without, thing)).checks)).toEqual(['release-signature=unknown']);
  });
});
