/** What a gem registry offers as proof: the SHA-256 of each gem, and the digests that a gem holds of its own parts. */
import { createHash } from 'node:crypto';
import { UpstreamError } from '../../core/errors.ts';
import { isJsonObject, objectsIn, parseJson } from '../../formats/json.ts';
import { readEntry, readTar } from '../../formats/tar.ts';
import { parseYaml } from '../../formats/yaml.ts';
import {
  type AttestCheck,
  type AttestContext,
  type AttestReader,
  attempt,
  type CheckSubject,
  checked,
} from '../attest.ts';
import {
  compareDigest,
  compareRecorded,
  type Fetched,
  fetchArtifact,
  fetchSmall,
  fileNameOf,
  statedDigest,
} from '../families/attest/artifact.ts';
import { dateOf } from '../families/attest/trust.ts';
import { certificatesIn, judgeSignatures } from './attest-signature.ts';
import { numberOf } from './map-version.ts';

const MAX_VERSIONS = 64 * 1024 * 1024;
const MAX_GEM = 128 * 1024 * 1024;
const MAX_CHECKSUMS = 64 * 1024;
const MAX_METADATA = 4 * 1024 * 1024;
const MAX_SIGNATURE = 8 * 1024;
const TAR_LIMITS = { entries: 100, entryBytes: MAX_GEM, headerBytes: 64 * 1024 };

const DIGEST: CheckSubject = {
  id: 'file-digest',
  title: 'gem against the digest of the registry',
  aspect: 'integrity',
};
const PARTS: CheckSubject = {
  id: 'checksums',
  title: 'parts of the gem against its checksums.yaml',
  aspect: 'integrity',
};
const SIGNATURE: CheckSubject = {
  id: 'gem-signature',
  title: 'signature in the gem',
  aspect: 'authenticity',
};

export const reader: AttestReader = {
  async attest(context, { name, version, downloadUrl, integrity, publishedAt }) {
    if (downloadUrl === null)
      return { artifacts: [], checks: [checked(DIGEST, 'unknown', 'which file it is is not known')] };
    const limited = { ...context, maxArtifactBytes: Math.min(MAX_GEM, context.maxArtifactBytes) };
    const fetched = await fetchArtifact(limited, {
      name: fileNameOf(downloadUrl),
      url: downloadUrl,
      hashes: ['sha256'],
      keep: true,
    });
    const checks = [
      await registryDigest(context, fetched, name, version),
      compareRecorded(fetched, integrity),
    ];
    return {
      artifacts: [fetched.artifact],
      checks: [...checks, ...(await insideOf(context, fetched, dateOf(publishedAt) ?? context.now))],
    };
  },
};

async function registryDigest(
  context: AttestContext,
  fetched: Fetched,
  name: string,
  version: string,
): Promise<AttestCheck> {
  const subject = { ...DIGEST, artifact: fetched.artifact.name };
  return attempt(subject, async () => {
    const url = `${context.registry.url}/api/v1/versions/${encodeURIComponent(name)}.json`;
    const body = await fetchSmall(context, { url, maxBytes: MAX_VERSIONS });
    const listed = body === null ? [] : objectsIn(parseJson(body, `versions of ${name}`), 50_000);
    const own = listed.find(one => numberOf(one) === version);
    if (own === undefined)
      return checked(subject, 'failed', 'the registry no longer has this version', { url });
    const stated = statedDigest('sha256', own.sha);
    if (stated === null) return checked(subject, 'absent', 'the registry states no SHA-256 of it', { url });
    return compareDigest(subject, fetched, stated, 'the registry states', { url });
  });
}

/** A gem is a tar file of a few parts: https://guides.rubygems.org/security/#building-signed-gems. */
async function insideOf(context: AttestContext, fetched: Fetched, at: Date): Promise<AttestCheck[]> {
  const { artifact, bytes } = fetched;
  const parts = { ...PARTS, artifact: artifact.name };
  const signature = { ...SIGNATURE, artifact: artifact.name };
  if (bytes === null) {
    const why = 'the gem could not be read';
    return [checked(parts, 'unknown', why), checked(signature, 'unknown', why)];
  }
  // A gem that cannot be read is damaged by both checks.
  const opened = openGem(context, bytes);
  return [
    await attempt(parts, async () => {
      const { digests, checksums } = await opened;
      return comparedParts(parts, parseYaml(checksums, 'checksums of a gem'), digests);
    }),
    await attempt(signature, async () =>
      judgeSignatures(signature, await opened, await trustedCertificates(context), at),
    ),
  ];
}

interface Part {
  sha256: Buffer;
  sha512: Buffer;
  sha1: Buffer;
}

interface OpenGem {
  digests: Map<string, Part>;
  signatures: Map<string, Buffer>;
  /** Unpacked; empty where there are none. */
  checksums: string;
  metadata: string;
}

/** @throws UpstreamError `malformed` for what is no gem, `too-large` beyond the limits. */
async function openGem({ io }: AttestContext, bytes: Buffer): Promise<OpenGem> {
  const gem: OpenGem = { digests: new Map(), signatures: new Map(), checksums: '', metadata: '' };
  const unpacked = async (packed: Buffer, limit: number) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of io.decompress.gzip(whole(packed), limit)) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  };
  for await (const entry of readTar(whole(bytes), TAR_LIMITS)) {
    const { path } = entry;
    const signed = path.endsWith('.sig') ? path.slice(0, -'.sig'.length) : null;
    if (signed === null ? gem.digests.has(path) : gem.signatures.has(signed))
      throw new UpstreamError('malformed', `${path.slice(0, 100)} is in the gem twice`);
    if (signed !== null) {
      gem.signatures.set(signed, await readEntry(entry, MAX_SIGNATURE));
      continue;
    }
    const hashes = [createHash('sha256'), createHash('sha512'), createHash('sha1')] as const;
    const kept: Uint8Array[] = [];
    const isKept = path === 'checksums.yaml.gz' || path === 'metadata.gz';
    let size = 0;
    for await (const chunk of entry.body) {
      for (const hash of hashes) hash.update(chunk);
      size += chunk.length;
      if (isKept && size <= MAX_METADATA) kept.push(Buffer.from(chunk));
    }
    const [sha256, sha512, sha1] = hashes.map(hash => hash.digest()) as [Buffer, Buffer, Buffer];
    gem.digests.set(path, { sha256, sha512, sha1 });
    if (isKept && size > MAX_METADATA)
      throw new UpstreamError('too-large', `${path}: more than ${MAX_METADATA} bytes`);
    if (path === 'checksums.yaml.gz') gem.checksums = await unpacked(Buffer.concat(kept), MAX_CHECKSUMS);
    if (path === 'metadata.gz') gem.metadata = await unpacked(Buffer.concat(kept), MAX_METADATA);
  }
  return gem;
}

/** Those of the file at the setting `rubygems_certificates`; null where there is none. */
async function trustedCertificates({ io, settings }: AttestContext) {
  const path = settings.rubygems_certificates;
  if (!path) return null;
  return certificatesIn((await io.files.read(path, { maxBytes: MAX_METADATA })).toString('utf8'));
}

function comparedParts(
  subject: CheckSubject,
  stated: unknown,
  digests: ReadonlyMap<string, Part>,
): AttestCheck {
  if (!isJsonObject(stated)) return checked(subject, 'absent', 'the gem holds no checksums of its parts');
  let compared = 0;
  for (const [name, algorithm] of [
    ['SHA256', 'sha256'],
    ['SHA512', 'sha512'],
  ] as const) {
    const list = Object.hasOwn(stated, name) ? stated[name] : null;
    if (!isJsonObject(list)) continue;
    for (const [part, expected] of Object.entries(list)) {
      const found = digests.get(part)?.[algorithm].toString('hex') ?? null;
      compared += 1;
      if (found !== String(expected).toLowerCase())
        return checked(subject, 'failed', `${part.slice(0, 100)} is not what the gem's checksums state`, {
          algorithm,
          expected: String(expected).slice(0, 200),
          found,
        });
    }
  }
  return compared > 0
    ? checked(subject, 'verified', `${compared} digests of parts hold`)
    : checked(subject, 'absent', 'the gem holds no checksums that are known here');
}

async function* whole(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
