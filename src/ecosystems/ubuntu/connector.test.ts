import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { fixture, noble, oracular } from './fixtures/index-files.ts';
import ubuntu from './index.ts';

const ARCHIVE = 'http://archive.ubuntu.com/ubuntu/dists';
const PACKAGES = fixture('Packages.noble');

/** An InRelease file as `verifySigned` gives it, and the index that it names, by URL. */
function suiteOf(base: string, suite: string, codename: string, index: Buffer): Recordings['answers'] {
  const packed = gzipSync(index);
  const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const release = [
    ...[
      'Origin: Ubuntu',
      'Label: Ubuntu',
      `Suite: ${suite}`,
      `Codename: ${codename}`,
      'Architectures: amd64',
    ],
    ...['Components: main', 'SHA256:'],
    ` ${sum(index)} ${index.length} main/binary-amd64/Packages`,
    ` ${sum(packed)} ${packed.length} main/binary-amd64/Packages.gz`,
  ];
  return {
    [`${base}/${suite}/InRelease`]: { body: `${release.join('\n')}\n` },
    [`${base}/${suite}/main/binary-amd64/Packages.gz`]: { body: packed },
  };
}

const missing = (url: string): Recordings['answers'] => ({ [url]: { body: '', status: 404 } });

function contextOf(
  answers: Recordings['answers'],
  registry = noble,
): ConnectorContext & { keyrings: string[] } {
  const { io } = recordedIo(answers);
  const keyrings: string[] = [];
  const verifySigned = async (document: Buffer, keyring: string) => {
    keyrings.push(keyring);
    return document.toString();
  };
  return { io: { ...io, verifySigned }, registry, settings: {}, keyrings };
}

async function namesOf(context: ConnectorContext) {
  if (ubuntu.connector.mode !== 'batch') throw new Error('not a batch connector');
  const batch = await ubuntu.connector.load();
  const parts = await batch.parts(context, { suites: null });
  const found: [string, string | null][] = [];
  for await (const records of batch.read(context, parts)) {
    found.push(...records.map(({ name, latestVersion }): [string, string | null] => [name, latestVersion]));
  }
  return found.sort();
}

const UPDATED = Buffer.from(
  PACKAGES.toString().replace('Version: 1.4p5-51.1\n', 'Version: 1.4p5-51.1ubuntu0.1\n'),
);

test('a release, its updates and its security fixes come from the archive, verified by its keys', async () => {
  const context = contextOf({
    ...suiteOf(ARCHIVE, 'noble', 'noble', PACKAGES),
    ...suiteOf(ARCHIVE, 'noble-updates', 'noble', UPDATED),
    ...missing(`${ARCHIVE}/noble-security/InRelease`),
  });
  expect(await namesOf(context)).toEqual([
    ['libaa1', '1.4p5-51.1ubuntu0.1'],
    ['libreoffice', '4:24.2.2-0ubuntu1'],
  ]);
  expect(context.keyrings).toEqual(Array(2).fill('/usr/share/keyrings/ubuntu-archive-keyring.gpg'));
});

test('an old release comes from the mirror of old releases', async () => {
  const OLD = 'http://old-releases.ubuntu.com/ubuntu/dists';
  const context = contextOf(
    {
      ...suiteOf(OLD, 'oracular', 'oracular', PACKAGES),
      ...missing(`${OLD}/oracular-updates/InRelease`),
      ...missing(`${OLD}/oracular-security/InRelease`),
    },
    oracular,
  );
  expect(await namesOf(context)).toHaveLength(2);
});

test('the operator may name another mirror', async () => {
  const MIRROR = 'https://mirror.example/ubuntu';
  const context = contextOf({
    ...suiteOf(`${MIRROR}/dists`, 'noble', 'noble', PACKAGES),
    ...missing(`${MIRROR}/dists/noble-updates/InRelease`),
    ...missing(`${MIRROR}/dists/noble-security/InRelease`),
  });
  expect(await namesOf({ ...context, settings: { ubuntu_mirror: MIRROR } })).toHaveLength(2);
});

test('the signed file of another suite of the same release is refused', async () => {
  const updates = suiteOf(ARCHIVE, 'noble-updates', 'noble', UPDATED);
  const replayed = updates[`${ARCHIVE}/noble-updates/InRelease`];
  if (replayed === undefined) throw new Error('no InRelease');
  const context = contextOf({ ...updates, [`${ARCHIVE}/noble/InRelease`]: replayed });
  await expect(namesOf(context)).rejects.toMatchObject({
    code: 'verification-failed',
    message: expect.stringContaining('is of noble-updates, not of noble'),
  });
});
