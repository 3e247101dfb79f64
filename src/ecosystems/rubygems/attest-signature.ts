/**
 * Signatures of gems (https://guides.rubygems.org/security/): beside each part of a gem stands `<part>.sig`, made with the key of the last
 * certificate of `cert_chain` in the gem's metadata. What is signed is the digest of the part: RSA or ECDSA with SHA-256 (gems of before
 * 2012: SHA-1) over those bytes.
 */
import { createHash, verify, X509Certificate } from 'node:crypto';
import { messageOf, UpstreamError } from '../../core/errors.ts';
import { memberOf } from '../../formats/json.ts';
import { parseYaml } from '../../formats/yaml.ts';
import { type AttestCheck, type AttestEvidence, type CheckSubject, checked } from '../attest.ts';

export interface SignedParts {
  /** Digests of the parts by name, as bytes. */
  digests: ReadonlyMap<string, { sha256: Buffer; sha1: Buffer }>;
  /** Signatures by the name of the part. */
  signatures: ReadonlyMap<string, Buffer>;
  /** The unpacked metadata of the gem. */
  metadata: string;
}

const MAX_CERTIFICATES = 10;
const PEM = /-----BEGIN CERTIFICATE-----[\s\S]{1,20000}?-----END CERTIFICATE-----/g;

/** Certificates of a PEM file, or of a text that holds some. @throws UpstreamError `malformed` for damaged ones. */
export function certificatesIn(text: string, max = 1_000): X509Certificate[] {
  return (text.match(PEM) ?? []).slice(0, max).map(pem => {
    try {
      return new X509Certificate(pem);
    } catch (error) {
      throw new UpstreamError('malformed', `not a certificate: ${messageOf(error)}`, { cause: error });
    }
  });
}

/** The metadata are YAML with tags of Ruby: of it all only this member is read. */
function chainOf(metadata: string): X509Certificate[] {
  const section = /^cert_chain:[^\n]*\n(?:[ -][^\n]*\n)*/m.exec(`${metadata}\n`)?.[0] ?? '';
  const list = memberOf(parseYaml(section, 'cert_chain of a gem'), 'cert_chain');
  if (!Array.isArray(list)) return [];
  if (list.length > MAX_CERTIFICATES)
    throw new UpstreamError('too-large', `more than ${MAX_CERTIFICATES} certificates`);
  return list.flatMap(pem => certificatesIn(String(pem), 1));
}

/**
 * Judges the signatures by the rules of RubyGems, at the time of publication where that is known: certificates of gems mostly last
 * a year, and a gem stays what it is.
 *
 * @param trusted certificates that the operator trusts; null: there is no list.
 * @throws UpstreamError `malformed`, `too-large` for what cannot be read.
 */
export function judgeSignatures(
  subject: CheckSubject,
  { digests, signatures, metadata }: SignedParts,
  trusted: readonly X509Certificate[] | null,
  at: Date,
): AttestCheck {
  if (signatures.size === 0) return checked(subject, 'absent', 'the gem is not signed');
  const chain = chainOf(metadata);
  const signer = chain.at(-1);
  const failed = (why: string, evidence: AttestEvidence = {}) => checked(subject, 'failed', why, evidence);
  if (signer === undefined) return failed('it holds signatures and no certificate');
  const evidence: AttestEvidence = {
    signer: signer.subject.replaceAll('\n', ', ').slice(0, 300),
    fingerprint: signer.fingerprint256,
    validUntil: new Date(signer.validTo).toISOString(),
    judgedAt: at.toISOString(),
    parts: [...signatures.keys()].slice(0, 10).join(' '),
  };
  for (const part of digests.keys())
    if (!signatures.has(part))
      return failed(`${part.slice(0, 100)} is not signed, other parts are`, evidence);
  for (const [part, signature] of signatures) {
    const digest = digests.get(part);
    if (digest === undefined) return failed(`${part.slice(0, 100)} is signed and missing`, evidence);
    const holds = (['sha256', 'sha1'] as const).some(name => holdsFor(name, digest[name], signer, signature));
    if (!holds) return failed(`the signature of ${part.slice(0, 100)} does not hold`, evidence);
  }
  const broken = brokenLink(chain, at);
  if (broken !== null) return failed(broken, evidence);
  const known = trusted?.some(one => chain.some(each => each.fingerprint256 === one.fingerprint256)) ?? false;
  if (known) return checked(subject, 'verified', 'a trusted certificate signed all parts', evidence);
  const why = trusted
    ? 'the signatures hold; its certificate is not among those that are trusted here'
    : 'the signatures hold; whom to trust is not known here (setting rubygems_certificates)';
  return checked(subject, 'unknown', why, evidence);
}

function holdsFor(name: string, digest: Buffer, { publicKey }: X509Certificate, signature: Buffer): boolean {
  try {
    return verify(name, digest, publicKey, signature);
  } catch {
    return false;
  }
}

/** Every certificate is of its time and signed by the one before it, the first by itself; what is wrong, in words. */
function brokenLink(chain: readonly X509Certificate[], at: Date): string | null {
  for (const [index, certificate] of chain.entries()) {
    const issuer = chain[index - 1] ?? certificate;
    const named = certificate.subject.replaceAll('\n', ', ').slice(0, 200);
    if (at < new Date(certificate.validFrom)) return `the certificate of ${named} was not valid yet`;
    if (at > new Date(certificate.validTo)) return `the certificate of ${named} had expired`;
    if (certificate.issuer !== issuer.subject || !certificate.verify(issuer.publicKey))
      return `the certificate of ${named} is not signed by the one before it`;
  }
  return null;
}

export function digestsOf(part: Uint8Array) {
  const of = (name: string) => createHash(name).update(part).digest();
  return { sha256: of('sha256'), sha1: of('sha1') };
}
