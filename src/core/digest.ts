/** Digests of streams with any algorithm that Node's cryptography has. */
import { createHash, getHashes, type Hash } from 'node:crypto';
import { InputError } from './errors.ts';

export const DIGEST_ENCODINGS = ['hex', 'base64', 'base64url'] as const;
export type DigestEncoding = (typeof DIGEST_ENCODINGS)[number];

export interface Digest {
  /** As `digestAlgorithms` spells it. */
  algorithm: string;
  encoding: DigestEncoding;
  digest: string;
  bytes: number;
  /** `sha256-<base64>` of Subresource Integrity; null for algorithms that it does not know. */
  sri: string | null;
}

/** https://www.w3.org/TR/SRI/#cryptographic-hash-functions */
const SRI = ['sha256', 'sha384', 'sha512'];

let algorithms: Map<string, string> | null = null;

/** All algorithms that work here, in Node's order: OpenSSL also lists some that its policy refuses. */
export function digestAlgorithms(): string[] {
  return [...knownAlgorithms().values()];
}

function knownAlgorithms(): Map<string, string> {
  algorithms ??= new Map(
    getHashes()
      .filter(name => {
        try {
          createHash(name).digest();
          return true;
        } catch {
          return false;
        }
      })
      .map(name => [name.toLowerCase(), name]),
  );
  return algorithms;
}

/**
 * The digest of all bytes of a stream, which is not held in memory.
 *
 * @param options.algorithm one of `digestAlgorithms`, in any case; default sha256.
 * @throws InputError for an unknown algorithm or encoding, before anything is read; whatever the source throws.
 */
export async function digest(
  source: AsyncIterable<Uint8Array>,
  options: { algorithm?: string; encoding?: string } = {},
): Promise<Digest> {
  const algorithm = knownAlgorithms().get((options.algorithm ?? 'sha256').toLowerCase());
  if (algorithm === undefined) throw new InputError('algorithm', 'the algorithm is not one of those listed');
  const encoding = DIGEST_ENCODINGS.find(known => known === (options.encoding ?? 'hex').toLowerCase());
  if (encoding === undefined) {
    throw new InputError('encoding', `the encoding must be one of ${DIGEST_ENCODINGS.join(', ')}`);
  }
  const hash: Hash = createHash(algorithm);
  let bytes = 0;
  for await (const chunk of source) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  const result = hash.digest();
  return {
    algorithm,
    encoding,
    digest: result.toString(encoding),
    bytes,
    sri: SRI.includes(algorithm) ? `${algorithm}-${result.toString('base64')}` : null,
  };
}
