/**
 * The signature in a NuGet package (https://learn.microsoft.com/en-us/nuget/reference/signed-packages-reference): its form, its hold on the
 * package, its signer, and the time-stamp that lets it outlive the signer's certificate.
 */
import {
  type AttestCheck,
  type AttestContext,
  type AttestEvidence,
  attempt,
  type CheckSubject,
  checked,
} from '../attest.ts';
import { type Fetched, statedDigest } from '../families/attest/artifact.ts';
import { CODE_SIGNING, openCms, TIME_STAMPING, tokensOf, verifyCms } from '../families/attest/cms.ts';
import { openSignedPackage } from './signed-package.ts';

const SIGNATURE: CheckSubject = {
  id: 'package-signature',
  title: 'signature in the package',
  aspect: 'authenticity',
};
const MAX_PEM = 8 * 1024 * 1024;
const MAX_TOKENS = 3;
/** Object identifiers of digests, as the signed text names them. */
const DIGESTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

export async function packageSignature(
  context: AttestContext,
  { artifact, bytes }: Fetched,
): Promise<AttestCheck> {
  const subject = { ...SIGNATURE, artifact: artifact.name };
  if (bytes === null) return checked(subject, 'unknown', 'the package could not be read');
  return attempt(subject, async () => {
    const opened = openSignedPackage(bytes);
    if (opened === null) return checked(subject, 'absent', 'the package is not signed');
    const signed = await openCms(opened.signature);
    const roots = await rootsAt(context, 'nuget_certificates');
    const clocks = (await rootsAt(context, 'nuget_timestamp_certificates')) ?? roots;
    let stampedAt: Date | null = null;
    for (const { token, stamped } of tokensOf(signed).slice(0, MAX_TOKENS)) {
      const expected = { at: context.now, roots: clocks, usage: TIME_STAMPING, stamped };
      const { time, isTrusted } = await verifyCms(await openCms(token), expected);
      // Where no root is known nothing is believed in the end: the time only tells whether the rest holds.
      if (isTrusted !== false && time !== null) stampedAt = time;
    }
    const at = stampedAt ?? context.now;
    const { content, signer, isTrusted } = await verifyCms(signed, { at, roots, usage: CODE_SIGNING });
    const stated = statedContent(content.toString('utf8'));
    const found = stated && opened.digest(stated.algorithm).toString('hex');
    const evidence: AttestEvidence = {
      signer: signer.subject,
      fingerprint: signer.fingerprint,
      validUntil: signer.validUntil.toISOString(),
      stampedAt: stampedAt?.toISOString() ?? null,
      algorithm: stated?.algorithm ?? null,
      expected: stated?.hex ?? null,
      found,
    };
    if (stated === null)
      return checked(subject, 'failed', 'what is signed is no digest of a package', evidence);
    if (found !== stated.hex)
      return checked(subject, 'failed', 'the signature is of another package', evidence);
    if (isTrusted === null) {
      const why = 'the signature holds; whom to trust is not known here (setting nuget_certificates)';
      return checked(subject, 'unknown', why, evidence);
    }
    return isTrusted
      ? checked(subject, 'verified', 'a signer whom a trusted root vouches for signed the package', evidence)
      : checked(subject, 'failed', 'no trusted root vouches for the signer', evidence);
  });
}

async function rootsAt({ io, settings }: AttestContext, name: string): Promise<string | null> {
  const path = settings[name];
  return path ? (await io.files.read(path, { maxBytes: MAX_PEM })).toString('latin1') : null;
}

/** `Version:1`, an empty line, and `<object identifier>-Hash:<base64>`. */
function statedContent(text: string) {
  const [, oid = '', base64] =
    /^Version:1\r?\n\r?\n([\d.]{1,60})-Hash:([A-Za-z0-9+/=]{1,100})\r?\n\r?\n$/.exec(text) ?? [];
  return Object.hasOwn(DIGESTS, oid) ? statedDigest(DIGESTS[oid] as string, base64) : null;
}
