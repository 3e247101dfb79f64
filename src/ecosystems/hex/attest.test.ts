import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { type Answer, attestContext, attestRelease, outcomes } from '../families/attest/fixtures/context.ts';
import { reader } from './attest.ts';

const REPOSITORY = 'https://repo.example';
const FILE = `${REPOSITORY}/tarballs/thing-1.2.3.tar`;
const archive = Buffer.from('bytes of an archive');
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A length-delimited field of a message shorter than 128 bytes, or up to 16 kB. */
function field(number: number, value: Buffer | string): Buffer {
  const bytes = Buffer.from(value as string);
  const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 0x7f) | 0x80, bytes.length >> 7];
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), bytes]);
}
/** Package { releases = 1, name = 2 }, Release { version = 1, inner_checksum = 2, outer_checksum = 5 }: registry-v2.md. */
const payloadOf = (of = archive, name = 'thing', version = '1.2.3') =>
  Buffer.concat([
    field(1, Buffer.concat([field(1, version), field(5, createHash('sha256').update(of).digest())])),
    field(2, name),
  ]);
const entryOf = (payload: Buffer, by = privateKey) =>
  gzipSync(Buffer.concat([field(1, payload), field(2, sign('sha512', payload, by))]));

async function attest(answers: Record<string, Answer> = {}, key: string | null = '/key') {
  const context = attestContext({
    answers: { [FILE]: archive, [`${REPOSITORY}/packages/thing`]: entryOf(payloadOf()), ...answers },
    registry: { url: 'https://hex.example', metadata: { repository_url: REPOSITORY } },
    files: { '/key': publicKey.export({ format: 'pem', type: 'spki' }) as string, '/none': 'no key' },
    settings: key === null ? {} : { hex_public_key: key },
  });
  return outcomes((await reader.attest(context, attestRelease({ downloadUrl: FILE }))).checks).slice(0, 2);
}
const entry = (bytes: Buffer) => ({ [`${REPOSITORY}/packages/thing`]: bytes });

it('is verified by the signed entry of the registry', async () => {
  expect(await attest()).toEqual(['outer-checksum=verified', 'registry-signature=verified']);
});

it('fails with another archive, entry, package, version or key', async () => {
  expect(await attest({ [FILE]: 'evil' })).toEqual(['outer-checksum=failed', 'registry-signature=verified']);
  expect(await attest(entry(entryOf(payloadOf(Buffer.from('evil')))))).toEqual([
    'outer-checksum=failed',
    'registry-signature=verified',
  ]);
  expect((await attest(entry(entryOf(payloadOf(archive, 'other')))))[0]).toBe('outer-checksum=failed');
  expect((await attest(entry(entryOf(payloadOf(archive, 'thing', '1.2.4')))))[0]).toBe(
    'outer-checksum=failed',
  );
  expect(await attest(entry(entryOf(payloadOf(), stranger.privateKey)))).toEqual([
    'outer-checksum=verified',
    'registry-signature=failed',
  ]);
  const swapped = gzipSync(
    Buffer.concat([field(1, payloadOf()), field(2, sign('sha512', payloadOf(Buffer.from('x')), privateKey))]),
  );
  expect((await attest(entry(swapped)))[1]).toBe('registry-signature=failed');
  expect((await attest({}, '/none'))[1]).toBe('registry-signature=failed');
});

it('knows nothing without the key, and says when nothing is signed', async () => {
  expect((await attest({}, null))[1]).toBe('registry-signature=unknown');
  expect((await attest(entry(gzipSync(field(1, payloadOf())))))[1]).toBe('registry-signature=absent');
  expect(await attest({ [`${REPOSITORY}/packages/thing`]: { status: 503 } })).toEqual([
    'outer-checksum=unknown',
    'registry-signature=unknown',
  ]);
});
