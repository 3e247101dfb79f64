import { createHash } from 'node:crypto';
import * as openpgp from 'openpgp';
import { beforeAll, expect, it } from 'vitest';
import { verdictOf } from '../attest.ts';
import { type Answer, attestContext, attestRelease, outcomes } from '../families/attest/fixtures/context.ts';
import { mavenAttest } from '../families/maven-repository/attest.ts';

const JAR = 'https://repo.example/org/example/thing/1.2.3/thing-1.2.3.jar';
const jar = Buffer.from('bytes of a jar');
const sum = (algorithm: string) => createHash(algorithm).update(jar).digest('hex');
const MADE = new Date('2026-05-01T00:00:00Z');

const newKey = async (options: object = {}) =>
  (
    await openpgp.generateKey({
      userIDs: [{ name: 'Publisher of a test', email: 'publisher@example.org' }],
      date: new Date('2026-01-01T00:00:00Z'),
      format: 'object',
      ...options,
    })
  ).privateKey;
async function signed(by: openpgp.PrivateKey, bytes = jar, date = MADE): Promise<string> {
  const message = await openpgp.createMessage({ binary: bytes });
  return String(await openpgp.sign({ message, signingKeys: by, detached: true, date }));
}

let key: openpgp.PrivateKey;
let stranger: openpgp.PrivateKey;
let asc: string;
beforeAll(async () => {
  [key, stranger] = await Promise.all([newKey(), newKey()]);
  asc = await signed(key);
});

async function attest(
  answers: Record<string, Answer> = {},
  keyring: Uint8Array | string | null = key.toPublic().write(),
) {
  const context = attestContext({
    answers: {
      [JAR]: jar,
      [`${JAR}.sha1`]: `${sum('sha1')}  thing-1.2.3.jar\n`,
      [`${JAR}.md5`]: sum('md5'),
      [`${JAR}.asc`]: asc,
      ...answers,
    },
    ...(keyring === null ? {} : { files: { '/keys': keyring }, settings: { maven_keyring: '/keys' } }),
  });
  return (await mavenAttest().attest(context, attestRelease({ downloadUrl: JAR }))).checks;
}
const signature = async (...given: Parameters<typeof attest>) =>
  (await attest(...given)).find(({ id }) => id === 'pgp-signature')?.outcome;

it('is verified by its digests and by a key of the operator', async () => {
  const checks = await attest();
  expect(outcomes(checks)).toEqual([
    'sha512=absent',
    'sha256=absent',
    'sha1=verified',
    'md5=verified',
    'pgp-signature=verified',
  ]);
  expect(verdictOf(checks)).toMatchObject({ intact: { answer: 'yes' }, authentic: { answer: 'yes' } });
  expect(await signature({}, key.toPublic().armor())).toBe('verified');
});

it('fails with another jar, digest or signature', async () => {
  const evil = outcomes(await attest({ [JAR]: 'evil' }));
  expect(evil.slice(2)).toEqual(['sha1=failed', 'md5=failed', 'pgp-signature=failed']);
  expect(outcomes(await attest({ [`${JAR}.sha1`]: '0'.repeat(40) }))[2]).toBe('sha1=failed');
  expect(outcomes(await attest({ [`${JAR}.sha1`]: '<html>' }))[2]).toBe('sha1=failed');
  expect(await signature({ [`${JAR}.asc`]: await signed(key, Buffer.from('another version')) })).toBe(
    'failed',
  );
  expect(await signature({ [`${JAR}.asc`]: 'no signature' })).toBe('failed');
  expect(await signature({ [`${JAR}.asc`]: asc.slice(0, asc.length / 2) })).toBe('failed');
});

it('fails with a key that had expired when it signed', async () => {
  const { privateKey: brief } = await openpgp.reformatKey({
    privateKey: key,
    userIDs: [{ name: 'Publisher of a test', email: 'publisher@example.org' }],
    date: new Date('2026-01-01T00:00:00Z'),
    keyExpirationTime: 86_400,
    format: 'object',
  });
  const keyring = brief.toPublic().write();
  expect(await signature({}, keyring)).toBe('failed');
  const inTime = await signed(brief, jar, new Date('2026-01-01T12:00:00Z'));
  expect(await signature({ [`${JAR}.asc`]: inTime }, keyring)).toBe('verified');
});

it('knows nothing of a stranger, and without keys', async () => {
  expect(await signature({ [`${JAR}.asc`]: await signed(stranger) })).toBe('unknown');
  expect(await signature({}, null)).toBe('unknown');
  expect(await signature({ [`${JAR}.asc`]: { status: 404 } })).toBe('absent');
});
