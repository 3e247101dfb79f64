import { expect, it } from 'vitest';
import { UpstreamError } from '../../../core/errors.ts';
import { attestContext } from './fixtures/context.ts';
import { mockSigstore } from './fixtures/sigstore.ts';
import { seededRegistryKeys, sigstoreTrust } from './trust.ts';

it("the seed vouches for the public registry's keys, with their time", () => {
  const keys = seededRegistryKeys();
  const first = keys.find(
    ({ id, usage }) =>
      id === 'SHA256:jl3bwswu80PjjokCgh0o2w5c2U4LhQAE57gj9cz1kzA' && usage === 'npm:signatures',
  );
  // https://docs.npmjs.com/about-registry-signatures: a P-256 key, withdrawn at the beginning of 2025.
  expect(first?.der).toHaveLength(91);
  expect(first?.end?.toISOString()).toBe('2025-01-29T00:00:00.000Z');
  expect(keys.every(({ usage }) => usage === 'npm:signatures' || usage === 'npm:attestations')).toBe(true);
});

it('the root is that of the seed, or of the file that the operator names', async () => {
  const seeded = await sigstoreTrust(attestContext({ answers: {} }));
  expect(seeded.root.tlogs[0]?.baseUrl).toBe('https://rekor.sigstore.dev');
  const { root } = await mockSigstore();
  const settings = { sigstore_trusted_root: '/root.json' };
  const own = await sigstoreTrust(attestContext({ answers: {}, files: { '/root.json': root }, settings }));
  expect(own.root.tlogs[0]?.baseUrl).toBe('https://log.example');
  const broken = attestContext({ answers: {}, files: { '/root.json': '[]' }, settings });
  await expect(sigstoreTrust(broken)).rejects.toThrow(UpstreamError);
});
