/**
 * What a Hex repository offers as proof: the SHA-256 of each archive in the registry, whose entries the repository signs
 * (https://github.com/hexpm/specifications/blob/main/registry-v2.md#signing).
 */
import { createPublicKey, verify } from 'node:crypto';
import { UpstreamError } from '../../core/errors.ts';
import { type AttestContext, type AttestReader, attempt, type CheckSubject, checked } from '../attest.ts';
import {
  compareDigest,
  compareRecorded,
  fetchArtifact,
  fetchSmall,
  fileNameOf,
  integrityDigest,
} from '../families/attest/artifact.ts';
import { repositoryOf } from './hosts.ts';
import { bytesIn, fieldsOf } from './protobuf.ts';
import { parseReleases } from './registry.ts';

const MAX_ENTRY = 16 * 1024 * 1024;
const MAX_KEY = 64 * 1024;

const DIGEST: CheckSubject = {
  id: 'outer-checksum',
  title: 'archive against the registry',
  aspect: 'integrity',
};
const SIGNATURE: CheckSubject = {
  id: 'registry-signature',
  title: "the repository's signature of the registry entry",
  aspect: 'authenticity',
};

export const reader: AttestReader = {
  async attest(context, { name, version, downloadUrl, integrity }) {
    const repository = repositoryOf(context.registry);
    if (downloadUrl === null || repository === null)
      return { artifacts: [], checks: [checked(DIGEST, 'unknown', 'where its files are is not known')] };
    const fetched = await fetchArtifact(context, {
      name: fileNameOf(downloadUrl),
      url: downloadUrl,
      hashes: ['sha256'],
    });
    const url = `${repository}/packages/${name}`;
    let entry: Buffer | null = null;
    const digest = await attempt({ ...DIGEST, artifact: fetched.artifact.name }, async () => {
      const body = await fetchSmall(context, { url, maxBytes: MAX_ENTRY });
      if (body === null) return checked(DIGEST, 'failed', 'the registry does not have this package', { url });
      entry = await plain(context, body);
      const release = parseReleases(entry, name).get(version);
      const stated = integrityDigest(release?.integrity ?? null);
      if (release === undefined)
        return checked(DIGEST, 'failed', 'the registry does not have this version', { url });
      if (stated === null) return checked(DIGEST, 'absent', 'the registry states no digest of it', { url });
      return compareDigest(DIGEST, fetched, stated, 'the registry states', { url });
    });
    const signature = await attempt(SIGNATURE, async () => {
      if (entry === null)
        return checked(SIGNATURE, 'unknown', 'the registry entry could not be read', { url });
      const key = context.settings.hex_public_key;
      const fields = fieldsOf(entry, 'registry entry');
      const payload = bytesIn(fields, 1);
      const signed = bytesIn(fields, 2);
      if (signed === null) return checked(SIGNATURE, 'absent', 'the entry is not signed', { url });
      if (!key)
        return checked(
          SIGNATURE,
          'unknown',
          "the repository's key is not at hand: name its file with the setting hex_public_key",
        );
      const pem = await context.io.files.read(key, { maxBytes: MAX_KEY });
      return isSigned(payload ?? Buffer.alloc(0), signed, pem)
        ? checked(SIGNATURE, 'verified', "the repository's key signed the entry", {
            algorithm: 'rsa-sha512',
            url,
          })
        : checked(SIGNATURE, 'failed', "the repository's key did not sign the entry", {
            algorithm: 'rsa-sha512',
            url,
          });
    });
    return {
      artifacts: [fetched.artifact],
      checks: [digest, signature, compareRecorded(fetched, integrity)],
    };
  },
};

/** Entries are compressed; what a door has unpacked already is left as it is. */
async function plain({ io }: AttestContext, body: Buffer): Promise<Buffer> {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  const chunks: Uint8Array[] = [];
  const source = (async function* () {
    yield body;
  })();
  for await (const chunk of io.decompress.gzip(source, MAX_ENTRY)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function isSigned(payload: Uint8Array, signature: Uint8Array, pem: Buffer): boolean {
  try {
    return verify('sha512', payload, createPublicKey(pem), signature);
  } catch (error) {
    throw new UpstreamError('verification-failed', 'the key or the signature cannot be read', {
      cause: error,
    });
  }
}
