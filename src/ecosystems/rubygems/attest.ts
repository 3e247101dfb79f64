/** What a gem registry offers as proof: the SHA-256 of each gem, and the digests that a gem holds of its own parts. */
import { createHash } from 'node:crypto';
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
import { numberOf } from './map-version.ts';

const MAX_VERSIONS = 64 * 1024 * 1024;
const MAX_GEM = 128 * 1024 * 1024;
const MAX_CHECKSUMS = 64 * 1024;
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
  async attest(context, { name, version, downloadUrl, integrity }) {
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
    return { artifacts: [fetched.artifact], checks: [...checks, ...(await insideOf(context, fetched))] };
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
async function insideOf({ io }: AttestContext, { artifact, bytes }: Fetched): Promise<AttestCheck[]> {
  const parts = { ...PARTS, artifact: artifact.name };
  const signature = { ...SIGNATURE, artifact: artifact.name };
  if (bytes === null) {
    const why = 'the gem could not be read';
    return [checked(parts, 'unknown', why), checked(signature, 'unknown', why)];
  }
  const signed: string[] = [];
  const check = await attempt(parts, async () => {
    const digests = new Map<string, { sha256: string; sha512: string }>();
    let stated: unknown = null;
    for await (const entry of readTar(whole(bytes), TAR_LIMITS)) {
      if (entry.path.endsWith('.sig')) signed.push(entry.path.slice(0, 200));
      else if (entry.path === 'checksums.yaml.gz') {
        const chunks: Uint8Array[] = [];
        const packed = await readEntry(entry, MAX_CHECKSUMS);
        for await (const chunk of io.decompress.gzip(whole(packed), MAX_CHECKSUMS)) chunks.push(chunk);
        stated = parseYaml(Buffer.concat(chunks), 'checksums of a gem');
      } else {
        const sha256 = createHash('sha256');
        const sha512 = createHash('sha512');
        for await (const chunk of entry.body) {
          sha256.update(chunk);
          sha512.update(chunk);
        }
        digests.set(entry.path, { sha256: sha256.digest('hex'), sha512: sha512.digest('hex') });
      }
    }
    return comparedParts(parts, stated, digests);
  });
  return [
    check,
    signed.length === 0
      ? checked(signature, 'absent', 'the gem is not signed')
      : checked(
          signature,
          'unknown',
          'it is signed with a certificate of its own; whom to trust is not known here',
          {
            parts: signed.slice(0, 10).join(' '),
          },
        ),
  ];
}

function comparedParts(
  subject: CheckSubject,
  stated: unknown,
  digests: ReadonlyMap<string, { sha256: string; sha512: string }>,
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
      const found = digests.get(part)?.[algorithm] ?? null;
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
