import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as openpgp from 'openpgp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NotFoundError, UpstreamError } from '../core/errors.ts';
import { verifySigned } from './openpgp.ts';

const folder = mkdtempSync(join(tmpdir(), 'openpgp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = 'Origin: Example\nSuite: stable\n- dashed: yes\nDate: Tue, 01 Jul 2025 10:00:00 UTC\n';
const DAY = 86_400_000;

/** A key of 2025, valid for so many seconds. */
async function keyOf(name: string, seconds = 0, date = new Date('2025-01-01T00:00:00Z')) {
  const userIDs = [{ name, email: 'maintainer@example.org' }];
  const keys = await openpgp.generateKey({ userIDs, date, keyExpirationTime: seconds, format: 'object' });
  const write = (file: string, data: string | Uint8Array) => {
    writeFileSync(join(folder, file), data);
    return join(folder, file);
  };
  return {
    ...keys,
    binary: write(`${name}.gpg`, keys.publicKey.write()),
    armoured: write(`${name}.asc`, keys.publicKey.armor()),
  };
}

async function sign(
  text: string,
  keys: openpgp.PrivateKey[],
  date = new Date('2025-07-01T10:00:00Z'),
): Promise<Buffer> {
  const message = await openpgp.createCleartextMessage({ text });
  return Buffer.from(await openpgp.sign({ message, signingKeys: keys, date }));
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'verified',
    error => (error instanceof UpstreamError ? error.code : error),
  );
}

let main: Awaited<ReturnType<typeof keyOf>>;
let other: Awaited<ReturnType<typeof keyOf>>;
beforeAll(async () => {
  main = await keyOf('main');
  other = await keyOf('other');
});

describe('a document', () => {
  test('signed by a key of the keyring gives its text', async () => {
    const signed = await sign(TEXT, [main.privateKey]);
    expect(await verifySigned(signed, main.binary)).toBe(TEXT);
    expect(await verifySigned(signed, main.armoured)).toBe(TEXT);
  });

  test('text around the signed part is not given', async () => {
    const signed = await sign(TEXT, [main.privateKey]);
    const after = Buffer.concat([signed, Buffer.from('\nSuite: evil\n')]);
    expect(await verifySigned(after, main.binary)).toBe(TEXT);
    const before = Buffer.concat([Buffer.from('Suite: evil\n\n'), signed]);
    expect(await verifySigned(before, main.binary)).toBe(TEXT);
  });

  test('with several signatures needs one that is known', async () => {
    const signed = await sign(TEXT, [other.privateKey, main.privateKey]);
    expect(await verifySigned(signed, main.binary)).toBe(TEXT);
    expect(await verifySigned(signed, other.binary)).toBe(TEXT);
    const stranger = await keyOf('stranger');
    expect(await codeOf(verifySigned(signed, stranger.binary))).toBe('verification-failed');
  });

  test('a keyring of several keys, binary or armoured, serves all of them', async () => {
    const binary = join(folder, 'both.gpg');
    writeFileSync(binary, Buffer.concat([other.publicKey.write(), main.publicKey.write()]));
    const armoured = join(folder, 'both.asc');
    writeFileSync(armoured, `${other.publicKey.armor()}\n${main.publicKey.armor()}`);
    const signed = await sign(TEXT, [main.privateKey]);
    expect(await verifySigned(signed, binary)).toBe(TEXT);
    expect(await verifySigned(signed, armoured)).toBe(TEXT);
  });

  test('that was changed fails', async () => {
    const signed = (await sign(TEXT, [main.privateKey])).toString();
    for (const [from, to] of [
      ['Suite: stable', 'Suite: stabler'],
      ['Origin', 'origin'],
    ] as const) {
      expect(await codeOf(verifySigned(Buffer.from(signed.replace(from, to)), main.binary))).toBe(
        'verification-failed',
      );
    }
  });

  test('whose lines end otherwise is the same document', async () => {
    const signed = (await sign(TEXT, [main.privateKey]))
      .toString()
      .replaceAll('\r\n', '\n')
      .replaceAll('\n', '\r\n');
    expect(await verifySigned(Buffer.from(signed), main.binary)).toBe(TEXT);
  });
});

describe('dates', () => {
  test('a key that has expired since it signed still counts, one that had expired before does not', async () => {
    const expired = await keyOf('expired', (200 * DAY) / 1000);
    const inTime = await sign(TEXT, [expired.privateKey], new Date('2025-07-01T00:00:00Z'));
    const now = new Date('2026-06-01T00:00:00Z');
    expect(await verifySigned(inTime, expired.binary, { now })).toBe(TEXT);

    // The same key without its expiry, as its holder could have it, signs later; the keyring knows the expiry.
    const { privateKey } = await openpgp.reformatKey({
      privateKey: expired.privateKey,
      userIDs: [{ name: 'expired', email: 'maintainer@example.org' }],
      date: new Date('2025-01-01T00:00:00Z'),
      format: 'object',
    });
    const late = await sign(TEXT, [privateKey], new Date('2026-01-01T00:00:00Z'));
    expect(await codeOf(verifySigned(late, expired.binary, { now }))).toBe('verification-failed');
  });

  test('a signature from the future fails', async () => {
    const signed = await sign(TEXT, [main.privateKey], new Date('2025-07-01T10:00:00Z'));
    expect(await codeOf(verifySigned(signed, main.binary, { now: new Date('2025-06-30T00:00:00Z') }))).toBe(
      'verification-failed',
    );
  });

  test('a revoked key does not count', async () => {
    const { privateKey } = await keyOf('revoked');
    const signed = await sign(TEXT, [privateKey]);
    const date = new Date('2025-03-01T00:00:00Z');
    const revoked = await openpgp.revokeKey({ key: privateKey, date, format: 'object' });
    const path = join(folder, 'revoked-now.gpg');
    writeFileSync(path, revoked.publicKey.write());
    expect(await codeOf(verifySigned(signed, path))).toBe('verification-failed');
  });
});

describe('what is no signed document or keyring', () => {
  test.each(['', 'Origin: Debian\n', '-----BEGIN PGP SIGNED MESSAGE-----\n\ntext\n', '\0\0\0'])(
    '%j',
    async text => {
      expect(await codeOf(verifySigned(Buffer.from(text), main.binary))).toBe('malformed');
    },
  );

  test('a document cut short', async () => {
    const signed = await sign(TEXT, [main.privateKey]);
    for (const length of [100, signed.length - 100, signed.length - 40]) {
      expect(['malformed', 'verification-failed']).toContain(
        await codeOf(verifySigned(signed.subarray(0, length), main.binary)),
      );
    }
  });

  test('a keyring that is damaged, or missing', async () => {
    const signed = await sign(TEXT, [main.privateKey]);
    for (const [name, data] of [
      ['garbage.gpg', 'not a keyring'],
      [
        'armour.asc',
        '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nnonsense\n-----END PGP PUBLIC KEY BLOCK-----\n',
      ],
    ] as const) {
      writeFileSync(join(folder, name), data);
      expect(['malformed', 'verification-failed']).toContain(
        await codeOf(verifySigned(signed, join(folder, name))),
      );
    }
    expect(await codeOf(verifySigned(signed, join(folder, 'none.gpg')))).toBeInstanceOf(NotFoundError);
  });
});

describe('InRelease files of this machine', () => {
  const lists = '/var/lib/apt/lists';
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  let found: string[] = [];
  try {
    readFileSync(keyring);
    found = readdirSync(lists).filter(name => name.includes('debian') && name.endsWith('_InRelease'));
  } catch {
    // Reported below.
  }
  if (found.length === 0) console.log(`no Debian InRelease files in ${lists} or no keyring: not tried`);

  test.skipIf(found.length === 0)('are verified by the archive keyring', async () => {
    for (const name of found) {
      const document = readFileSync(join(lists, name));
      const text = await verifySigned(document, keyring);
      expect(text).toMatch(/^Origin: /);
      expect(document.toString()).toContain(text.trimEnd());
      const changed = Buffer.from(document.toString().replace(/^Codename: ./m, 'Codename: x'));
      expect(await codeOf(verifySigned(changed, keyring))).toBe('verification-failed');
    }
  });
});
