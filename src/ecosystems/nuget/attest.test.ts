import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { zipOf } from '../../io/archives/fixtures/build.ts';
import { type Answer, attestContext, attestRelease, outcomes } from '../families/attest/fixtures/context.ts';
import { reader } from './attest.ts';

const FILE = 'https://api.nuget.org/v3-flatcontainer/thing/1.2.3/thing.1.2.3.nupkg';
const REGISTRATION = 'https://api.nuget.org/v3/registration5-gz-semver2/thing/1.2.3.json';
const ENTRY = 'https://api.nuget.org/v3/catalog0/data/2026.01.01.00.00.00/thing.1.2.3.json';
const signed = zipOf([
  { name: 'thing.nuspec', body: '<x/>' },
  { name: '.signature.p7s', body: 'signature' },
]);
const hash = (bytes: Buffer) => createHash('sha512').update(bytes).digest('base64');

async function attest(bytes = signed, entry: object = {}, answers: Record<string, Answer> = {}) {
  const details = { id: 'Thing', packageHash: hash(signed), packageHashAlgorithm: 'SHA512', ...entry };
  const context = attestContext({
    answers: {
      [FILE]: bytes,
      [REGISTRATION]: JSON.stringify({ catalogEntry: ENTRY }),
      [ENTRY]: JSON.stringify(details),
      ...answers,
    },
  });
  return outcomes((await reader.attest(context, attestRelease({ downloadUrl: FILE }))).checks);
}

it('compares the package with the catalog and looks for its signature', async () => {
  // What stands there is no signature.
  expect(await attest()).toEqual(['catalog-digest=verified', 'package-signature=failed']);
  const plain = zipOf([{ name: 'thing.nuspec', body: '<x/>' }]);
  expect(await attest(plain, { packageHash: hash(plain) })).toEqual([
    'catalog-digest=verified',
    'package-signature=absent',
  ]);
});

it('notices another package, a cut one, and an entry of another', async () => {
  const turned = Buffer.from(signed);
  turned[35] = (turned[35] as number) ^ 1;
  expect((await attest(turned))[0]).toBe('catalog-digest=failed');
  expect(await attest(signed.subarray(0, 40))).toEqual(['catalog-digest=failed', 'package-signature=failed']);
  expect((await attest(signed, { id: 'other' }))[0]).toBe('catalog-digest=failed');
  expect((await attest(signed, { packageHashAlgorithm: 'CRC32' }))[0]).toBe('catalog-digest=absent');
  const elsewhere = JSON.stringify({ catalogEntry: 'https://elsewhere.example/x.json' });
  expect((await attest(signed, {}, { [REGISTRATION]: elsewhere }))[0]).toBe('catalog-digest=unknown');
  expect((await attest(signed, {}, { [REGISTRATION]: { status: 500 } }))[0]).toBe('catalog-digest=unknown');
});
