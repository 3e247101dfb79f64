import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { type TarItem, tarOf } from '../../io/archives/fixtures/build.ts';
import { type Answer, attestContext, attestRelease, outcomes } from '../families/attest/fixtures/context.ts';
import { reader } from './attest.ts';

const GEM = 'https://gems.example/downloads/thing-1.2.3.gem';
const VERSIONS = 'https://gems.example/api/v1/versions/thing.json';
const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const metadata = gzipSync('name: thing\n');
const data = gzipSync('files');
const sums = (of = data) =>
  gzipSync(`---\nSHA256:\n  metadata.gz: ${sum(metadata)}\n  data.tar.gz: ${sum(of)}\n`);

const gemOf = (checksums: Buffer | null, more: TarItem[] = []) =>
  tarOf([
    { name: 'metadata.gz', body: metadata },
    { name: 'data.tar.gz', body: data },
    ...(checksums ? [{ name: 'checksums.yaml.gz', body: checksums }] : []),
    ...more,
  ]);
const gem = gemOf(sums());

async function attest(bytes: Buffer = gem, sha = sum(bytes), answers: Record<string, Answer> = {}) {
  const context = attestContext({
    answers: {
      [GEM]: bytes,
      [VERSIONS]: JSON.stringify([
        { number: '1.2.3', platform: 'java', sha: 'ab'.repeat(32) },
        { number: '1.2.3', platform: 'ruby', sha },
      ]),
      ...answers,
    },
    registry: { url: 'https://gems.example' },
  });
  const release = attestRelease({ downloadUrl: GEM, integrity: `sha256-${sum(gem)}` });
  return outcomes((await reader.attest(context, release)).checks);
}

it('compares the gem with the registry, and its parts with its own checksums', async () => {
  expect(await attest()).toEqual([
    'file-digest=verified',
    'recorded-digest=verified',
    'checksums=verified',
    'gem-signature=absent',
  ]);
});

it('notices a turned bit, a cut, and a part that is not what the checksums say', async () => {
  const turned = Buffer.from(gem);
  turned[520] = (turned[520] as number) ^ 1;
  expect((await attest(turned, sum(gem))).slice(0, 3)).toEqual([
    'file-digest=failed',
    'recorded-digest=failed',
    'checksums=failed',
  ]);
  expect((await attest(gem.subarray(0, 700), sum(gem))).slice(0, 3)).toEqual([
    'file-digest=failed',
    'recorded-digest=failed',
    'checksums=failed',
  ]);
  expect((await attest(gemOf(sums(metadata))))[2]).toBe('checksums=failed');
  expect((await attest(gemOf(gzipSync('SHA256:\n  more.gz: aa\n'))))[2]).toBe('checksums=failed');
});

it('says what there is not, and what it cannot judge', async () => {
  expect((await attest(gemOf(null)))[2]).toBe('checksums=absent');
  // Without a certificate nobody can have signed it.
  expect((await attest(gemOf(sums(), [{ name: 'data.tar.gz.sig', body: 'x' }])))[3]).toBe(
    'gem-signature=failed',
  );
  expect((await attest(gem, 'x'))[0]).toBe('file-digest=absent');
  expect((await attest(gem, sum(gem), { [VERSIONS]: { status: 404 } }))[0]).toBe('file-digest=failed');
  expect((await attest(gem, sum(gem), { [VERSIONS]: { status: 500 } }))[0]).toBe('file-digest=unknown');
});
