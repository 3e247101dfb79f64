import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { UnavailableError } from '../core/errors.ts';
import type { AttestReader } from '../ecosystems/attest.ts';
import { attestContext, attestRelease, outcomes } from '../ecosystems/families/attest/fixtures/context.ts';
import { createAttester } from './attest.ts';
import type { Registries, SyncRegistry } from './registries.ts';

const FILE = 'https://files.example/thing.tgz';
const file = Buffer.from('bytes of a file');
const integrity = `sha256-${createHash('sha256').update(file).digest('hex')}`;
const signal = new AbortController().signal;

function attester(
  reader: AttestReader['attest'] | null,
  options: object = {},
  absent: Record<string, string> = { attest: 'things are not signed' },
) {
  const { io } = attestContext({ answers: { [FILE]: file } });
  const definition = {
    label: 'Things',
    absent,
    ...(reader ? { attest: { load: async () => ({ attest: reader }) } } : {}),
  };
  const registry = {
    id: 7,
    name: 'things',
    url: 'https://things.example',
    definition,
  } as unknown as SyncRegistry;
  const registries = { byId: (id: number) => (id === 7 ? registry : null) } as Registries;
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  return createAttester({ io, allow: () => {}, registries, settings: {}, log, ...options });
}

it('compares the file with the recorded digest where the ecosystem has no reader, and says why there is no more', async () => {
  const found = await attester(null).attest(7, attestRelease({ downloadUrl: FILE, integrity }), signal);
  expect(outcomes(found.checks)).toEqual(['recorded-digest=verified', 'signature=not-offered']);
  expect(found.checks[1]?.detail).toBe('things are not signed');
  const unread = await attester(null, {}, {}).attest(7, attestRelease({}), signal);
  expect(outcomes(unread.checks)).toEqual(['recorded-digest=not-offered', 'signature=unknown']);
  const other = await attester(null).attest(
    7,
    attestRelease({ downloadUrl: FILE, integrity: `sha256-${'ab'.repeat(32)}` }),
    signal,
  );
  expect(outcomes(other.checks)[0]).toBe('recorded-digest=failed');
  const none = await attester(null).attest(7, attestRelease({ downloadUrl: FILE }), signal);
  expect(outcomes(none.checks)[0]).toBe('recorded-digest=not-offered');
});

it('does not read files beyond the limit', async () => {
  const found = await attester(null, { maxArtifactBytes: 5 }).attest(
    7,
    attestRelease({ downloadUrl: FILE, integrity }),
    signal,
  );
  expect(outcomes(found.checks)[0]).toBe('recorded-digest=unknown');
});

it('gives the reader its time, and answers in time or for a mistake that nothing is known', async () => {
  const now = new Date('2026-01-02T03:04:05.000Z');
  let seen: Date | null = null;
  const found = await attester(
    async context => {
      seen = context.now;
      return { artifacts: [], checks: [] };
    },
    { now: () => now },
  ).attest(7, attestRelease({}), signal);
  expect([seen, found.at]).toEqual([now, now]);
  const slow = attester(
    context =>
      sleep(60_000, undefined, { signal: context.signal }).then(() => Promise.reject(new Error('late'))),
    { timeoutMs: 20 },
  );
  expect(outcomes((await slow.attest(7, attestRelease({}), signal)).checks)).toEqual(['attest=unknown']);
  const broken = attester(() => Promise.reject(new TypeError('mistake')));
  expect(outcomes((await broken.attest(7, attestRelease({}), signal)).checks)).toEqual(['attest=unknown']);
});

it('ends with its caller, and does only so many at once', async () => {
  const gone = new AbortController();
  const waiting = attester(
    context =>
      sleep(60_000, undefined, { signal: context.signal }).then(() => Promise.reject(new Error('late'))),
    { limit: 1 },
  );
  const first = waiting.attest(7, attestRelease({}), gone.signal);
  await expect(waiting.attest(7, attestRelease({}), signal)).rejects.toThrow(UnavailableError);
  gone.abort(new Error('the client left'));
  await expect(first).rejects.toThrow('the client left');
});
