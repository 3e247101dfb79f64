/** The files of a release, read once: into digests, and where a check needs them, bytes. */
import { createHash } from 'node:crypto';
import { messageOf, UpstreamError } from '../../../core/errors.ts';
import { withoutCredentials } from '../../../formats/credentials.ts';
import type {
  AttestCheck,
  AttestContext,
  AttestEvidence,
  AttestedArtifact,
  CheckSubject,
} from '../../attest.ts';
import { checked } from '../../attest.ts';

export type HashName = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

export interface Fetched {
  artifact: AttestedArtifact;
  /** Null where it could not be read whole, or was not to be kept. */
  bytes: Buffer | null;
  /** Why there are no digests. */
  problem: UpstreamError | null;
}

const TIMEOUT_MS = 120_000;

/**
 * Streams a file into its digests.
 *
 * @param of.keep also gives the bytes: only for files that a check must open.
 */
export async function fetchArtifact(
  { io, maxArtifactBytes, signal }: AttestContext,
  of: {
    name: string;
    url: string;
    headers?: Record<string, string>;
    hashes: readonly HashName[];
    keep?: boolean;
  },
): Promise<Fetched> {
  const artifact: AttestedArtifact = {
    name: of.name,
    url: withoutCredentials(of.url),
    size: null,
    digests: {},
  };
  const hashes = of.hashes.map(name => ({ name, hash: createHash(name) }));
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const { body } = await io.http.stream({
      url: of.url,
      headers: of.headers,
      maxBytes: maxArtifactBytes,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    for await (const chunk of body) {
      for (const { hash } of hashes) hash.update(chunk);
      if (of.keep) chunks.push(chunk);
      size += chunk.length;
    }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { artifact, bytes: null, problem: error };
  }
  artifact.size = size;
  for (const { name, hash } of hashes) artifact.digests[name] = hash.digest('hex');
  return { artifact, bytes: of.keep ? Buffer.concat(chunks) : null, problem: null };
}

/** A small document; null where there is none (404, 410). @throws UpstreamError for every other answer. */
export async function fetchSmall(
  { io, signal }: AttestContext,
  of: { url: string; headers?: Record<string, string>; maxBytes: number; accept?: readonly number[] },
): Promise<Buffer | null> {
  const missing = of.accept ?? [404, 410];
  const { status, body } = await io.http.request({
    url: of.url,
    headers: of.headers,
    maxBytes: of.maxBytes,
    accept: [...missing],
    signal,
  });
  return missing.includes(status) ? null : body;
}

/** A digest as somebody states it. */
export interface StatedDigest {
  algorithm: HashName;
  /** Lower-case hexadecimal. */
  hex: string;
}

/** Bytes of a digest of each algorithm. */
const LENGTHS: Readonly<Record<HashName, number>> = { md5: 16, sha1: 20, sha256: 32, sha384: 48, sha512: 64 };

/** A digest in hexadecimal or base64; null for what is none of this algorithm. */
export function statedDigest(algorithm: string, text: unknown): StatedDigest | null {
  if (typeof text !== 'string' || !Object.hasOwn(LENGTHS, algorithm)) return null;
  const name = algorithm as HashName;
  const trimmed = text.trim();
  if (/^[0-9a-f]+$/i.test(trimmed) && trimmed.length === LENGTHS[name] * 2)
    return { algorithm: name, hex: trimmed.toLowerCase() };
  if (!/^[A-Za-z0-9+/]{20,90}={0,2}$/.test(trimmed)) return null;
  const bytes = Buffer.from(trimmed, 'base64');
  return bytes.length === LENGTHS[name] ? { algorithm: name, hex: bytes.toString('hex') } : null;
}

/** `<algorithm>-<digest>`; null for what is none. */
export function integrityDigest(integrity: string | null): StatedDigest | null {
  const dash = integrity?.indexOf('-') ?? -1;
  if (integrity === null || dash === -1) return null;
  return statedDigest(integrity.slice(0, dash).toLowerCase(), integrity.slice(dash + 1));
}

/** Compares a file with what somebody says of it; a file that was cut short in transfer is damaged. */
export function compareDigest(
  subject: CheckSubject,
  { artifact, problem }: Fetched,
  stated: StatedDigest,
  said: string,
  more: AttestEvidence = {},
): AttestCheck {
  const { algorithm, hex } = stated;
  const found = artifact.digests[algorithm] ?? null;
  const evidence: AttestEvidence = { algorithm, expected: hex, found, ...more };
  const about = { artifact: artifact.name, ...subject };
  if (found === null) {
    const outcome = problem?.code === 'malformed' ? 'failed' : 'unknown';
    return checked(about, outcome, `the file could not be read: ${messageOf(problem)}`, evidence);
  }
  return found === hex
    ? checked(about, 'verified', `${algorithm} of the file is the one that ${said}`, evidence)
    : checked(about, 'failed', `${algorithm} of the file is not the one that ${said}`, evidence);
}

/** Compares a size in bytes. */
export function compareSize(
  subject: CheckSubject,
  { artifact }: Fetched,
  expected: number,
  said: string,
): AttestCheck | null {
  if (artifact.size === null || artifact.size === expected) return null;
  return checked(
    { artifact: artifact.name, ...subject },
    'failed',
    `the file has ${artifact.size} bytes, ${said} ${expected}`,
    {
      expected,
      found: artifact.size,
    },
  );
}

/** The digest that this index noted when it read the release: the same version must not become another file. */
export function compareRecorded(fetched: Fetched, integrity: string | null): AttestCheck {
  const subject: CheckSubject = {
    id: 'recorded-digest',
    title: 'file against the digest that this index recorded',
    aspect: 'integrity',
    artifact: fetched.artifact.name,
  };
  const stated = integrityDigest(integrity);
  if (stated === null) return checked(subject, 'absent', 'this index recorded no digest of the release');
  return compareDigest(subject, fetched, stated, 'this index recorded');
}

/** Headers that belong to a registry, for an address on the registry's own host alone. */
export function headersFor(
  url: string,
  registry: { registry: string; headers: Record<string, string> },
): Record<string, string> {
  const isOwn = URL.canParse(url) && new URL(url).origin === new URL(registry.registry).origin;
  return isOwn ? registry.headers : {};
}

/** Last segment of a URL's path, decoded. */
export function fileNameOf(url: string): string {
  const last = (URL.canParse(url) ? new URL(url).pathname : url).split('/').at(-1) ?? url;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
