import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Answer, attestContext, attestRelease, outcomes } from '../families/attest/fixtures/context.ts';
import { reader } from './attest.ts';
import cargo from './index.ts';

const crate = Buffer.from('bytes of a crate');
const sum = createHash('sha256').update(crate).digest('hex');
const INDEX = 'https://index.crates.io/th/in/thing';
const FILE = 'https://static.crates.io/crates/thing/thing-1.2.3.crate';
const line = (over: object = {}) =>
  `${JSON.stringify({ name: 'thing', vers: '1.2.3', deps: [], cksum: sum, ...over })}\n`;

async function attest(answers: Record<string, Answer>) {
  const registry = { url: 'https://crates.io', ecosystem: 'cargo' };
  const context = attestContext({ answers: { [INDEX]: line(), [FILE]: crate, ...answers }, registry });
  const downloadUrl = cargo.links.download(context.registry, 'thing', '1.2.3', {});
  return outcomes(
    (await reader.attest(context, attestRelease({ integrity: `sha256-${sum}`, downloadUrl }))).checks,
  );
}

it('compares the crate with the line of its version', async () => {
  const lines = line({ vers: '1.2.2', cksum: 'ab'.repeat(32) }) + line();
  expect(await attest({ [INDEX]: lines })).toEqual([
    'index-digest=verified',
    'recorded-digest=verified',
    'signature=not-offered',
  ]);
});

it('notices another file, a shorter one, and another digest', async () => {
  const bad = ['index-digest=failed', 'recorded-digest=failed', 'signature=not-offered'];
  const flipped = Buffer.from(crate);
  flipped[3] = (flipped[3] as number) ^ 1;
  expect(await attest({ [FILE]: flipped })).toEqual(bad);
  expect(await attest({ [FILE]: crate.subarray(1) })).toEqual(bad);
  for (const over of [{ cksum: 'ab'.repeat(32) }, { cksum: null }, { vers: '1.2.4' }, { name: 'other' }])
    expect((await attest({ [INDEX]: line(over) }))[0]).toBe('index-digest=failed');
  expect((await attest({ [INDEX]: 'no JSON but "1.2.3"' }))[0]).toBe('index-digest=failed');
});

it('knows nothing where the index does not answer', async () => {
  expect((await attest({ [INDEX]: { status: 503 } }))[0]).toBe('index-digest=unknown');
});
