import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { UpstreamError } from '../../core/errors.ts';
import { verdictOf } from '../attest.ts';
import { type Answer, attestContext, attestRelease, outcomes } from '../families/attest/fixtures/context.ts';
import {
  type Bundle,
  flipped,
  type MockSigstore,
  mockSigstore,
} from '../families/attest/fixtures/sigstore.ts';
import { verifyBundle } from '../families/attest/sigstore.ts';
import { sigstoreTrust } from '../families/attest/trust.ts';
import { bundleOf, judged, reader } from './attest.ts';

const SUBJECT = { id: 'attestation', title: 'attestation', aspect: 'authenticity' } as const;

/**
 * An attestation of PyPI itself (pypi-attestations 0.0.19, of the integrity API), against the trusted root of sigstore. The body
 * of its log entry repeats the certificate and the signature; it is put together here.
 */
function recorded() {
  const text = readFileSync(new URL('fixtures/provenance.json', import.meta.url), 'utf8');
  const { attestation, file, sha256, publisher, envelopeHash, payloadHash } = JSON.parse(text);
  const { certificate, transparency_entries: entries } = attestation.verification_material;
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n`;
  const hash = (value: string) => ({ algorithm: 'sha256', value });
  entries[0].canonicalizedBody = Buffer.from(
    JSON.stringify({
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        envelopeHash: hash(envelopeHash),
        payloadHash: hash(payloadHash),
        signatures: [
          { signature: attestation.envelope.signature, verifier: Buffer.from(pem).toString('base64') },
        ],
      },
    }),
  ).toString('base64');
  return { attestation, publisher, artifact: { name: file, url: '', size: 1, digests: { sha256 } } };
}

describe('an attestation of PyPI itself', () => {
  const verified = async (attestation: Bundle, now = new Date('2026-06-01T00:00:00Z')) =>
    verifyBundle(bundleOf(attestation), await sigstoreTrust(attestContext({ answers: {} })), { now });

  it('is verified up to the authorities of sigstore', async () => {
    const { attestation, publisher, artifact } = recorded();
    const check = judged(SUBJECT, await verified(attestation), publisher, { artifact });
    expect(check.outcome).toBe('verified');
    expect(check.evidence).toMatchObject({
      identity:
        'https://github.com/trailofbits/pypi-attestations/.github/workflows/release.yml@refs/tags/v0.0.19',
      issuer: 'https://token.actions.githubusercontent.com',
      repository: 'https://github.com/trailofbits/pypi-attestations',
      ref: 'refs/tags/v0.0.19',
      commit: '08802efe1f8e5fec4ad842d6b8ce97656092ee72',
      logIndex: '153454663',
      loggedAt: '2024-12-04T23:14:01.000Z',
      inclusionProof: true,
    });
  });

  it.each([
    ['statement', (a: Bundle) => Object.assign(a.envelope, { statement: flipped(a.envelope.statement) })],
    ['signature', (a: Bundle) => Object.assign(a.envelope, { signature: flipped(a.envelope.signature) })],
    [
      'certificate',
      (a: Bundle) =>
        Object.assign(a.verification_material, { certificate: flipped(a.verification_material.certificate) }),
    ],
    [
      'promise',
      ({
        verification_material: {
          transparency_entries: [entry],
        },
      }: Bundle) =>
        Object.assign(entry.inclusionPromise, {
          signedEntryTimestamp: flipped(entry.inclusionPromise.signedEntryTimestamp),
        }),
    ],
    [
      'proof',
      ({
        verification_material: {
          transparency_entries: [entry],
        },
      }: Bundle) => entry.inclusionProof.hashes.splice(3, 1, flipped(entry.inclusionProof.hashes[3])),
    ],
    [
      'checkpoint',
      ({
        verification_material: {
          transparency_entries: [entry],
        },
      }: Bundle) =>
        Object.assign(entry.inclusionProof.checkpoint, {
          envelope: entry.inclusionProof.checkpoint.envelope.replace('31550402', '31550403'),
        }),
    ],
  ])('fails with its %s changed', async (_, change) => {
    const { attestation } = recorded();
    change(attestation);
    const error = await verified(attestation).catch(thrown => thrown as UpstreamError);
    expect((error as UpstreamError).code).toMatch(/^(?:verification-failed|malformed)$/);
  });

  it('fails for another file, digest or publisher', async () => {
    const { attestation, publisher, artifact } = recorded();
    const bundle = await verified(attestation);
    const of = (over: object, by: object = {}) =>
      judged(SUBJECT, bundle, { ...publisher, ...by }, { artifact: { ...artifact, ...over } }).outcome;
    expect(of({ name: 'pypi_attestations-0.0.20.tar.gz' })).toBe('failed');
    expect(of({ digests: { sha256: 'ab'.repeat(32) } })).toBe('failed');
    expect(of({}, { repository: 'attacker/pypi-attestations' })).toBe('failed');
    expect(of({}, { kind: 'Google' })).toBe('unknown');
    expect(of({ digests: {} })).toBe('unknown');
  });
});

describe('a release', () => {
  const BASE = 'https://pypi.example';
  const wheel = Buffer.from('bytes of a wheel');
  const source = Buffer.from('bytes of a source distribution');
  const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const file = (filename: string, bytes: Buffer, over: object = {}) => ({
    filename,
    url: `https://files.example/${filename}`,
    size: bytes.length,
    digests: { md5: createHash('md5').update(bytes).digest('hex'), sha256: sum(bytes), ...over },
  });
  const WHEEL = 'thing-1.2.3-py3-none-any.whl';
  const SOURCE = 'thing-1.2.3.tar.gz';
  let sigstore: MockSigstore;
  let provenance: string;
  beforeAll(async () => {
    sigstore = await mockSigstore();
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: WHEEL, digest: { sha256: sum(wheel) } }],
      predicateType: 'https://docs.pypi.org/attestations/publish/v1',
      predicate: null,
    };
    const bundle = await sigstore.byWorkflow(statement, { repository: 'https://github.com/example/thing' });
    const { verificationMaterial: material, dsseEnvelope: envelope } = bundle;
    const attestation = {
      version: 1,
      verification_material: {
        certificate: material.x509CertificateChain.certificates[0].rawBytes,
        transparency_entries: material.tlogEntries,
      },
      envelope: { statement: envelope.payload, signature: envelope.signatures[0].sig },
    };
    const publisher = { kind: 'GitHub', repository: 'example/thing', workflow: 'release.yml' };
    provenance = JSON.stringify({
      version: 1,
      attestation_bundles: [{ publisher, attestations: [attestation] }],
    });
  });

  async function attest(
    answers: Record<string, Answer> = {},
    urls = [file(WHEEL, wheel), file(SOURCE, source)],
  ) {
    const context = attestContext({
      answers: {
        [`${BASE}/pypi/thing/1.2.3/json`]: JSON.stringify({ urls }),
        [`https://files.example/${WHEEL}`]: wheel,
        [`https://files.example/${SOURCE}`]: source,
        [`${BASE}/integrity/thing/1.2.3/${WHEEL}/provenance`]: provenance,
        ...answers,
      },
      files: { '/root.json': sigstore.root },
      settings: { sigstore_trusted_root: '/root.json' },
      registry: { url: BASE, ecosystem: 'pypi' },
    });
    const found = await reader.attest(context, attestRelease({ integrity: null }));
    return { ...found, verdict: verdictOf(found.checks) };
  }

  it('is checked file by file', async () => {
    const { artifacts, checks, verdict } = await attest();
    expect(artifacts.map(({ name, size }) => [name, size])).toEqual([
      [WHEEL, wheel.length],
      [SOURCE, source.length],
    ]);
    expect(outcomes(checks)).toEqual([
      'file-digest=verified',
      'attestation=verified',
      'file-digest=verified',
      'attestation=absent',
    ]);
    expect(verdict).toMatchObject({ intact: { answer: 'yes' }, authentic: { answer: 'yes' } });
  });

  it('fails when one file of it is another one', async () => {
    const evil = await attest({ [`https://files.example/${SOURCE}`]: 'evil' });
    expect(outcomes(evil.checks)[2]).toBe('file-digest=failed');
    expect(evil.verdict).toMatchObject({ intact: { answer: 'no' }, authentic: { answer: 'no' } });
    const swapped = await attest({ [`https://files.example/${WHEEL}`]: source });
    expect(outcomes(swapped.checks).slice(0, 2)).toEqual(['file-digest=failed', 'attestation=failed']);
    const short = await attest({ [`https://files.example/${WHEEL}`]: wheel.subarray(0, 5) });
    expect(short.verdict.intact.answer).toBe('no');
  });

  it('fails when the registry states another digest, or lost the version', async () => {
    const stated = await attest({}, [file(WHEEL, wheel, { sha256: sum(source) })]);
    expect(outcomes(stated.checks)[0]).toBe('file-digest=failed');
    expect(outcomes((await attest({ [`${BASE}/pypi/thing/1.2.3/json`]: { status: 404 } })).checks)).toEqual([
      'release=failed',
    ]);
  });

  it('does not read what is beyond its limits', async () => {
    const { checks } = await attest({}, [{ ...file(WHEEL, wheel), size: 600 * 1024 * 1024 }]);
    expect(outcomes(checks)).toEqual(['file-digest=unknown']);
  });
});
