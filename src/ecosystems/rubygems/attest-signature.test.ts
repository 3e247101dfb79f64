/** `fixtures/signed/thing-1.2.3.gem` was built and signed by RubyGems 3.3 on 2026-11-30, with a certificate of its own for a hundred years. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { readEntry, readTar } from '../../formats/tar.ts';
import { certificatesIn, judgeSignatures, type SignedParts } from './attest-signature.ts';

const gem = readFileSync(new URL('./fixtures/signed/thing-1.2.3.gem', import.meta.url));
const subject = { id: 'gem-signature', title: 'signature', aspect: 'authenticity' } as const;
const AT = new Date('2026-12-15T00:00:00.000Z');
const digest = (bytes: Buffer) => ({
  sha256: createHash('sha256').update(bytes).digest(),
  sha1: createHash('sha1').update(bytes).digest(),
});

const parts = new Map<string, Buffer>();
let metadata = '';
let own: ReturnType<typeof certificatesIn>;

beforeAll(async () => {
  async function* whole() {
    yield gem;
  }
  const limits = { entries: 10, entryBytes: 10_000, headerBytes: 10_000 };
  for await (const entry of readTar(whole(), limits)) parts.set(entry.path, await readEntry(entry, 10_000));
  metadata = gunzipSync(parts.get('metadata.gz') as Buffer).toString();
  own = certificatesIn(metadata.replace(/\n +/g, '\n'));
});

/** The gem with changed parts; null takes one away. */
function gemWith(changes: Record<string, Buffer | null> = {}): SignedParts {
  const digests: Map<string, ReturnType<typeof digest>> = new Map();
  const signatures = new Map<string, Buffer>();
  for (const [name, bytes] of Object.entries({ ...Object.fromEntries(parts), ...changes })) {
    if (bytes === null) continue;
    if (name.endsWith('.sig')) signatures.set(name.slice(0, -4), bytes);
    else digests.set(name, digest(bytes));
  }
  return { digests, signatures, metadata };
}
const judge = (of: SignedParts, trusted: typeof own | null = own, at = AT) =>
  judgeSignatures(subject, of, trusted, at);

it('holds what RubyGems signed, and verifies it where the certificate is trusted', () => {
  expect(judge(gemWith())).toMatchObject({
    outcome: 'verified',
    evidence: { signer: 'CN=fixture, DC=example' },
  });
  expect(judge(gemWith(), null).outcome).toBe('unknown');
  expect(judge(gemWith(), []).outcome).toBe('unknown');
});

it('notices every turned byte of a signature and any of a part', () => {
  const name = 'data.tar.gz.sig';
  const signature = parts.get(name) as Buffer;
  for (let place = 0; place < signature.length; place++) {
    const turned = Buffer.from(signature);
    turned[place] = (turned[place] as number) ^ 1;
    expect(judge(gemWith({ [name]: turned })).outcome).toBe('failed');
  }
  for (const part of ['data.tar.gz', 'metadata.gz', 'checksums.yaml.gz']) {
    const turned = Buffer.from(parts.get(part) as Buffer);
    turned[20] = (turned[20] as number) ^ 1;
    expect(judge(gemWith({ [part]: turned })).outcome).toBe('failed');
  }
});

it('notices swapped and missing signatures, missing parts, and the key of another', () => {
  const [a, b] = ['data.tar.gz.sig', 'metadata.gz.sig'] as const;
  const swapped = { [a]: parts.get(b) as Buffer, [b]: parts.get(a) as Buffer };
  expect(judge(gemWith(swapped)).outcome).toBe('failed');
  expect(judge(gemWith({ [a]: null })).detail).toBe('data.tar.gz is not signed, other parts are');
  expect(judge(gemWith({ 'data.tar.gz': null })).detail).toBe('data.tar.gz is signed and missing');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const forged = sign('sha256', digest(parts.get('data.tar.gz') as Buffer).sha256, privateKey);
  expect(judge(gemWith({ [a]: forged })).outcome).toBe('failed');
});

it('judges the certificate at the time of publication', () => {
  expect(judge(gemWith(), own, new Date('2020-01-01')).detail).toContain('was not valid yet');
  expect(judge(gemWith(), own, new Date('2200-01-01')).detail).toContain('had expired');
});

it('a gem without signatures is not signed, signatures without a certificate are of nobody', () => {
  const unsigned = gemWith(
    Object.fromEntries([...parts.keys()].filter(n => n.endsWith('.sig')).map(n => [n, null])),
  );
  expect(judge(unsigned).outcome).toBe('absent');
  expect(judge({ ...gemWith(), metadata: 'cert_chain: []\n' }).outcome).toBe('failed');
});
