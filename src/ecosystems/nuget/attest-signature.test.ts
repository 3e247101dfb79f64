/**
 * Packages of this folder were made with OpenSSL 3.0 (`req`, `x509`, `cms -sign -cades`, `ts -reply`) and Python's zipfile on 2026-11-30: the
 * signed digest is that of the zip file before its signature was added. The signer's certificate lasts a year, the clock's a hundred.
 */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { attestContext } from '../families/attest/fixtures/context.ts';
import { packageSignature } from './attest-signature.ts';

const file = (name: string) => readFileSync(new URL(`./fixtures/signed/${name}`, import.meta.url));
const signed = file('signed.nupkg');
const stamped = file('stamped.nupkg');
const IN_TIME = '2026-12-15T00:00:00.000Z';
const LATER = '2030-01-01T00:00:00.000Z';

async function check(bytes: Buffer, root: string | null = 'root.pem', now = IN_TIME) {
  const context = attestContext({
    answers: {},
    files: root ? { '/roots.pem': file(root) } : {},
    settings: root ? { nuget_certificates: '/roots.pem' } : {},
    now: new Date(now),
  });
  const artifact = { name: 'thing.nupkg', url: '', size: bytes.length, digests: {} };
  return packageSignature(context, { artifact, bytes, problem: null });
}
const outcome = async (...given: Parameters<typeof check>) => (await check(...given)).outcome;

it('verifies a package that somebody known signed', async () => {
  const found = await check(signed);
  expect(found).toMatchObject({
    outcome: 'verified',
    evidence: { signer: 'fixture signer', stampedAt: null },
  });
  expect(found.evidence.found).toBe(found.evidence.expected);
});

it('says that it does not know the signer where no root is configured', async () => {
  expect(await check(signed, null)).toMatchObject({
    outcome: 'unknown',
    evidence: { signer: 'fixture signer' },
  });
});

it('believes nobody whom no root vouches for', async () => {
  expect(await outcome(signed, 'other.pem')).toBe('failed');
});

it('a certificate that expired counts only with a time-stamp of its time', async () => {
  expect(await check(signed, 'root.pem', LATER)).toMatchObject({
    outcome: 'failed',
    detail: 'the certificate of the signer had expired',
  });
  const found = await check(stamped, 'root.pem', LATER);
  expect(found.outcome).toBe('verified');
  expect(String(found.evidence.stampedAt)).toMatch(/^2026-11-30T/);
  expect(await outcome(signed, 'root.pem', '2020-01-01T00:00:00.000Z')).toBe('failed');
});

it('notices the signature of another package', async () => {
  expect(await check(file('swapped.nupkg'))).toMatchObject({
    outcome: 'failed',
    detail: 'the signature is of another package',
  });
});

it('notices every turned bit of the package and of what is signed', async () => {
  const at = signed.indexOf('.signature.p7s') + '.signature.p7s'.length;
  const size = signed.readUInt32LE(signed.indexOf('.signature.p7s') - 12);
  const unnoticed: number[] = [];
  for (let place = 0; place < signed.length; place += place > at && place < at + size ? 29 : 1) {
    const turned = Buffer.from(signed);
    turned[place] = (turned[place] as number) ^ 1;
    if ((await outcome(turned)) === 'verified') unnoticed.push(place);
  }
  // What nothing depends on: fields of the signature's own entry (versions, times, CRC-32, attributes), the root that the signature brings
  // along, since the one that is trusted counts.
  const local = signed.indexOf('.signature.p7s') - 30;
  const central = signed.lastIndexOf('.signature.p7s') - 46;
  const brought = signed.indexOf(new X509Certificate(file('root.pem')).raw);
  expect(brought).toBeGreaterThan(local);
  const isFree = (place: number) =>
    (place >= local + 4 && place < local + 30) ||
    (place >= central + 4 && place < central + 46) ||
    (place >= brought && place < brought + new X509Certificate(file('root.pem')).raw.length);
  expect(unnoticed.filter(place => !isFree(place))).toEqual([]);
}, 120_000);

it('what is no package, and one without a signature', async () => {
  expect(await outcome(signed.subarray(0, 900))).toBe('failed');
  expect(await outcome(Buffer.from('none'))).toBe('failed');
  expect(await outcome(file('plain.zip'))).toBe('absent');
});
