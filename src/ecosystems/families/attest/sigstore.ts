/**
 * Verification of sigstore bundles without network (https://docs.sigstore.dev/about/bundle/): the signature over the statement,
 * the certificate up to a trusted authority at the time of signing, its entry in the certificate log, and the entry in the
 * transparency log.
 */
import { createPublicKey } from 'node:crypto';
import { messageOf, UpstreamError } from '../../../core/errors.ts';
import {
  isJsonObject,
  type JsonDocument,
  memberOf,
  parseJsonObject,
  textOrNull,
} from '../../../formats/json.ts';
import type { AttestEvidence } from '../../attest.ts';
import type { RegistryKey, SigstoreTrust } from './trust.ts';

export interface VerifiedBundle {
  /** The in-toto statement (https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md) that was signed. */
  statement: JsonDocument;
  predicateType: string;
  /** Who signed: null for a key. */
  identity: SigningIdentity | null;
  evidence: AttestEvidence;
}

/** What the certificate says (https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md). */
export interface SigningIdentity {
  /** URL of the workflow with its ref, or an e-mail address. */
  subject: string | null;
  /** Who vouched for the identity: URL of the OpenID provider. */
  issuer: string | null;
  /** `https://github.com/owner/name`. */
  repository: string | null;
  ref: string | null;
  commit: string | null;
  run: string | null;
}

const MAX_DEPTH = 100;
/** Clocks of logs and ours may differ by this much. */
const SKEW_MS = 5 * 60_000;

/**
 * @param bundle its JSON.
 * @param keys of publishers that sign with a key instead of a certificate, by the bundle's hint.
 * @throws UpstreamError `malformed` for what is no bundle of a statement, `verification-failed` for what does not hold.
 */
export async function verifyBundle(
  bundle: unknown,
  trust: SigstoreTrust,
  { now, keys = [] }: { now: Date; keys?: readonly RegistryKey[] },
): Promise<VerifiedBundle> {
  const [{ bundleFromJSON }, { toSignedEntity, toTrustMaterial, Verifier }] = await Promise.all([
    import('@sigstore/bundle'),
    import('@sigstore/verify'),
  ]);
  const material = toTrustMaterial(trust.root, hint => {
    const key = keys.find(({ id }) => id === hint);
    if (!key) throw failed(`no known key ${hint.slice(0, 100)}`);
    return {
      publicKey: createPublicKey({ key: key.der, format: 'der', type: 'spki' }),
      validFor: date => (key.start === null || key.start <= date) && (key.end === null || date <= key.end),
    };
  });

  const parsed = read(() => bundleFromJSON(bundle));
  if (parsed.content.$case !== 'dsseEnvelope') throw malformed('the bundle signs no statement');
  const { payload, payloadType } = parsed.content.dsseEnvelope;
  if (payloadType !== 'application/vnd.in-toto+json')
    throw malformed('the bundle holds no in-toto statement');
  const entity = read(() => toSignedEntity(parsed));

  let signer: ReturnType<InstanceType<typeof Verifier>['verify']>;
  try {
    signer = new Verifier(material).verify(entity);
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    throw failed(reasonOf(error), error);
  }
  for (const { inclusionProof } of parsed.verificationMaterial.tlogEntries) {
    if (inclusionProof && !namesRoot(inclusionProof))
      throw failed('the proof of inclusion ends in another root');
  }
  const [entry] = parsed.verificationMaterial.tlogEntries;
  const logged =
    entry && Number(entry.integratedTime) > 0 ? new Date(Number(entry.integratedTime) * 1000) : null;
  if (logged !== null && logged.getTime() > now.getTime() + SKEW_MS)
    throw failed(`it was logged at ${logged.toISOString()}, which is yet to come`);

  const statement = parseJsonObject(payload, 'statement', MAX_DEPTH);
  const predicateType = textOrNull(statement.predicateType);
  if (predicateType === null) throw malformed('the statement has no type');
  const identity = signer.identity ? identityOf(signer.identity) : null;
  const { content } = parsed.verificationMaterial;
  return {
    statement,
    predicateType,
    identity,
    evidence: {
      predicateType,
      ...(content.$case === 'publicKey' ? { key: content.publicKey.hint } : {}),
      ...(identity
        ? {
            identity: identity.subject,
            issuer: identity.issuer,
            repository: identity.repository,
            ref: identity.ref,
            commit: identity.commit,
            run: identity.run,
          }
        : {}),
      logIndex: entry ? String(entry.logIndex) : null,
      logKey: entry ? Buffer.from(entry.logId.keyId).toString('hex') : null,
      loggedAt: logged?.toISOString() ?? null,
      inclusionProof: entry?.inclusionProof !== undefined,
      trust: trust.source,
    },
  };
}

interface SignerIdentity {
  subjectAlternativeName?: string;
  extensions?: { issuer?: string };
  oids?: { oid?: { id: number[] }; value: Buffer }[];
}

const FULCIO = '1.3.6.1.4.1.57264.1.';

function identityOf({ subjectAlternativeName, extensions, oids = [] }: SignerIdentity): SigningIdentity {
  const values = new Map(oids.map(({ oid, value }) => [oid?.id.join('.') ?? '', value]));
  // Extensions up to 7 hold bare text, those from 8 on a DER string.
  const bare = (number: number) => textOf(values.get(FULCIO + number));
  const der = (number: number) => textOf(derString(values.get(FULCIO + number)));
  const owner = bare(5);
  return {
    subject: subjectAlternativeName?.slice(0, 1000) ?? null,
    issuer: extensions?.issuer?.slice(0, 1000) ?? null,
    repository: der(12) ?? (owner === null ? null : `https://github.com/${owner}`),
    ref: der(14) ?? bare(6),
    commit: der(13) ?? bare(3),
    run: der(21),
  };
}

function textOf(value: Buffer | null | undefined): string | null {
  return value ? value.toString('utf8').slice(0, 1000) : null;
}

/** Content of a DER UTF8String (X.690, 8.23) with a length of up to two bytes; null for anything else. */
function derString(value: Buffer | undefined): Buffer | null {
  if (value?.[0] !== 0x0c) return null;
  const first = value[1] ?? 0;
  if (first < 0x80) return value.length === 2 + first ? value.subarray(2) : null;
  const count = first - 0x80;
  if (count < 1 || count > 2 || value.length < 2 + count) return null;
  const length = value.readUIntBE(2, count);
  return value.length === 2 + count + length ? value.subarray(2 + count) : null;
}

/** The third line of a checkpoint is the root (https://c2sp.org/tlog-checkpoint); the proof repeats it. */
function namesRoot(proof: { rootHash: Buffer; checkpoint?: { envelope: string } }): boolean {
  const root = proof.checkpoint?.envelope.split('\n', 3)[2];
  return root !== undefined && Buffer.from(root, 'base64').equals(proof.rootHash);
}

export interface StatementSubject {
  name: string;
  /** Digests as written, by algorithm. */
  digest: Map<string, string>;
}

const MAX_SUBJECTS = 1_000;

export function subjectsOf({ subject }: JsonDocument): StatementSubject[] {
  if (!Array.isArray(subject)) return [];
  return subject.slice(0, MAX_SUBJECTS).flatMap(one => {
    const name = textOrNull(memberOf(one, 'name'));
    const digests = memberOf(one, 'digest');
    if (name === null || !isJsonObject(digests)) return [];
    const known = Object.entries(digests).filter(pair => typeof pair[1] === 'string') as [string, string][];
    return { name, digest: new Map(known) };
  });
}

function read<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UpstreamError('malformed', `not a sigstore bundle: ${messageOf(error).slice(0, 300)}`, {
      cause: error,
    });
  }
}

/** The innermost cause says most. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const message = messageOf(error).slice(0, 300);
  return cause instanceof Error ? `${message}: ${cause.message.slice(0, 300)}` : message;
}

function failed(message: string, cause?: unknown): UpstreamError {
  return new UpstreamError('verification-failed', message, { cause });
}

function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', message);
}
