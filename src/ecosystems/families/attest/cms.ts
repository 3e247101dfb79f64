/** Signed data of the Cryptographic Message Syntax (RFC 5652) and time-stamp tokens (RFC 3161), as far as attestations need them. */
import { createHash } from 'node:crypto';
import type { Certificate, SignedData } from 'pkijs';
import { messageOf, UpstreamError } from '../../../core/errors.ts';

export interface CmsSigner {
  subject: string;
  /** SHA-256 of the certificate, hexadecimal. */
  fingerprint: string;
  validUntil: Date;
}

export interface VerifiedCms {
  /** What is signed. */
  content: Buffer;
  signer: CmsSigner;
  /** Its certificate leads to a root that was given; null where none was given. */
  isTrusted: boolean | null;
  /** Of a time-stamp token: the time that it states. */
  time: Date | null;
}

export interface CmsExpectation {
  /** When the signer's certificate must be valid. A time-stamp token is judged at its own time. */
  at: Date;
  /** Certificates (PEM) to which the signer's must lead; null: nobody is known. */
  roots: string | null;
  /** The use (RFC 5280, 4.2.1.12) that the signer's certificate must state. */
  usage: string;
  /** Of a time-stamp token: the bytes that it is of. */
  stamped?: Buffer;
}

export const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

const MAX_BYTES = 1024 * 1024;
const MAX_CERTIFICATES = 30;
const SHA_2 = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const TIME_STAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const DATA = '1.2.840.113549.1.7.1';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const PEM = /-----BEGIN CERTIFICATE-----([\s\S]{1,20000}?)-----END CERTIFICATE-----/g;

/** Signed data with one signer. @throws UpstreamError `malformed` for anything else. */
export async function openCms(der: Buffer): Promise<SignedData> {
  if (der.length > MAX_BYTES)
    throw new UpstreamError('too-large', `a signature of more than ${MAX_BYTES} bytes`);
  const { ContentInfo, SignedData } = await import('pkijs');
  try {
    if (!isFilled(der, 0, der.length)) throw new Error('its lengths do not fit');
    const info = ContentInfo.fromBER(arrayOf(der));
    if (info.contentType !== SIGNED_DATA) throw new Error('it is not signed data');
    const signed = new SignedData({ schema: info.content });
    if (signed.signerInfos.length !== 1) throw new Error(`${signed.signerInfos.length} signers`);
    if ((signed.certificates?.length ?? 0) > MAX_CERTIFICATES) throw new Error('too many certificates');
    return signed;
  } catch (error) {
    throw new UpstreamError('malformed', `not a signature: ${messageOf(error).slice(0, 300)}`, {
      cause: error,
    });
  }
}

/**
 * Verifies the signature, that its attributes are of this content and this certificate, the certificate's time and use, and the way to a
 * root.
 *
 * @throws UpstreamError `verification-failed` for what does not hold.
 */
export async function verifyCms(signed: SignedData, expected: CmsExpectation): Promise<VerifiedCms> {
  const { TSTInfo } = await import('pkijs');
  const [info] = signed.signerInfos;
  const { eContent, eContentType } = signed.encapContentInfo;
  if (info === undefined || eContent === undefined) throw failed('nothing is signed');
  const hash = SHA_2.get(info.digestAlgorithm.algorithmId);
  if (hash === undefined) throw failed('its digest is not of the SHA-2 family');
  const content = Buffer.from(eContent.getValue());
  const isToken = eContentType === TST_INFO;
  if (eContentType !== (expected.stamped === undefined ? DATA : TST_INFO))
    throw failed('it is of another kind');
  if (!signed.digestAlgorithms.some(({ algorithmId }) => algorithmId === info.digestAlgorithm.algorithmId))
    throw failed('its list of digests lacks its own');
  const time = isToken ? TSTInfo.fromBER(content).genTime : null;
  const at = time ?? expected.at;
  const data = expected.stamped && arrayOf(expected.stamped);
  const ask = (checkChain: boolean, trustedCerts: Certificate[] = []) =>
    signed.verify({ signer: 0, checkChain, checkDate: at, trustedCerts, data, extendedMode: true });
  const result = await ask(false).catch(error => {
    throw failed(messageOf(error), error);
  });
  const certificate = result.signerCertificate;
  if (!result.signatureVerified || !certificate) throw failed('the signature does not hold');
  const attributes = info.signedAttrs?.attributes ?? [];
  // RFC 5652, 11.1: the type of what is signed is signed too.
  if (attributeOf(attributes, CONTENT_TYPE)?.valueBlock.toString() !== eContentType)
    throw failed('the type of what is signed is another one');
  const der = Buffer.from(certificate.toSchema().toBER(false));
  if (!isToken && !namesCertificate(attributeOf(attributes, SIGNING_CERTIFICATE_V2), der))
    throw failed('it names another certificate than the one that signed it');
  checkCertificate(certificate, at, expected.usage);
  const isTrusted =
    expected.roots === null
      ? null
      : await rootsIn(expected.roots)
          .then(roots => ask(true, roots))
          .then(
            ({ signerCertificateVerified }) => signerCertificateVerified === true,
            () => false,
          );
  return {
    content,
    signer: {
      subject: subjectOf(certificate),
      fingerprint: createHash('sha256').update(der).digest('hex'),
      validUntil: certificate.notAfter.value,
    },
    isTrusted,
    time,
  };
}

const MAX_DEPTH = 40;

/** Whether the parts of everything constructed fill it exactly (X.690, 8.1.3), which the reader does not ask. Lengths are definite. */
function isFilled(der: Buffer, begin: number, end: number, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  let at = begin;
  while (at < end) {
    const tag = der[at] as number;
    const first = der[at + 1] ?? 0x80;
    const more = first < 0x80 ? 0 : first - 0x80;
    const content = at + 2 + more;
    if ((tag & 0x1f) === 0x1f || first === 0x80 || more > 4 || content > end) return false;
    const next = content + (more === 0 ? first : der.readUIntBE(at + 2, more));
    if (next > end || ((tag & 0x20) !== 0 && !isFilled(der, content, next, depth + 1))) return false;
    at = next;
  }
  return at === end;
}

/** Tokens that state when the signature was made, and the bytes that they are of. */
export function tokensOf(signed: SignedData): { token: Buffer; stamped: Buffer }[] {
  const [info] = signed.signerInfos;
  const stamped = Buffer.from(info?.signature.valueBlock.valueHexView ?? []);
  return (info?.unsignedAttrs?.attributes ?? [])
    .filter(({ type }) => type === TIME_STAMP_TOKEN)
    .flatMap(({ values }) => values as { toBER(): ArrayBuffer }[])
    .map(value => ({ token: Buffer.from(value.toBER()), stamped }));
}

function checkCertificate({ notBefore, notAfter, extensions }: Certificate, at: Date, usage: string): void {
  if (at < notBefore.value) throw failed('the certificate of the signer was not valid yet');
  if (at > notAfter.value) throw failed('the certificate of the signer had expired');
  const stated = extensions?.find(({ extnID }) => extnID === EXTENDED_KEY_USAGE)?.parsedValue as
    | { keyPurposes?: string[] }
    | undefined;
  if (!stated?.keyPurposes?.includes(usage)) throw failed('the certificate of the signer is for another use');
}

function attributeOf(
  attributes: readonly { type: string; values: unknown[] }[],
  wanted: string,
): Part | undefined {
  return attributes.find(({ type }) => type === wanted)?.values[0] as Part | undefined;
}

/** RFC 5035: the first of the certificates that the attribute names is the signer's. */
function namesCertificate(value: Part | undefined, der: Buffer): boolean {
  const parts = childrenOf(childrenOf(childrenOf(value)[0])[0]) as Part[];
  const [first] = parts;
  const oid =
    first && childrenOf(first).length > 0 ? String((childrenOf(first)[0] as Part).valueBlock) : null;
  const algorithm = oid === null ? 'sha256' : SHA_2.get(oid);
  const digest = (oid === null ? first : parts[1])?.valueBlock.valueHexView;
  if (algorithm === undefined || digest === undefined) return false;
  return createHash(algorithm).update(der).digest().equals(Buffer.from(digest));
}

interface Part {
  valueBlock: { value?: unknown; valueHexView?: Uint8Array; toString(): string };
}

function childrenOf(part: unknown): unknown[] {
  const value = (part as Part | undefined)?.valueBlock?.value;
  return Array.isArray(value) ? value : [];
}

async function rootsIn(pem: string): Promise<Certificate[]> {
  const { Certificate } = await import('pkijs');
  return [...pem.matchAll(PEM)].map(([, body = '']) => Certificate.fromBER(Buffer.from(body, 'base64')));
}

function subjectOf({ subject }: Certificate): string {
  return subject.typesAndValues
    .map(({ value }) => String(value.valueBlock.value))
    .join(', ')
    .slice(0, 300);
}

function arrayOf(bytes: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}

function failed(message: string, cause?: unknown): UpstreamError {
  return new UpstreamError('verification-failed', message.slice(0, 300), { cause });
}
