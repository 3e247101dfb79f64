/**
 * What PyPI offers as proof: digests of every file of a release, and attestations of them by the workflow that published it
 * (https://peps.python.org/pep-0740/, https://docs.pypi.org/api/integrity/).
 */
import { normaliseRepositoryUrl } from '../../core/repository-url.ts';
import { type JsonDocument, memberOf, objectsIn, parseJsonObject, textOrNull } from '../../formats/json.ts';
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
  compareSize,
  type Fetched,
  fetchArtifact,
  fetchSmall,
  statedDigest,
} from '../families/attest/artifact.ts';
import { speaksFor } from '../families/attest/issuers.ts';
import { subjectsOf, type VerifiedBundle, verifyBundle } from '../families/attest/sigstore.ts';
import { type SigstoreTrust, sigstoreTrust } from '../families/attest/trust.ts';

const MAX_DOCUMENT = 16 * 1024 * 1024;
const MAX_PROVENANCE = 4 * 1024 * 1024;
/** Files of a release that are read, and bytes of all of them. */
const MAX_FILES = 30;
const MAX_BYTES = 512 * 1024 * 1024;
const MANY = 20;

const RELEASE: CheckSubject = { id: 'release', title: "the release's document", aspect: 'integrity' };
const FILE: CheckSubject = {
  id: 'file-digest',
  title: 'file against the digest of the registry',
  aspect: 'integrity',
};
const ATTESTATION: CheckSubject = {
  id: 'attestation',
  title: 'attestation of the publisher',
  aspect: 'authenticity',
};

export const reader: AttestReader = {
  async attest(context, { name, version, integrity, downloadUrl }) {
    const base = context.registry.url;
    let files: JsonDocument[] = [];
    const reading = await attempt(RELEASE, async () => {
      const url = `${base}/pypi/${encodeURIComponent(name)}/${encodeURIComponent(version)}/json`;
      const body = await fetchSmall(context, { url, maxBytes: MAX_DOCUMENT });
      if (body === null)
        return checked(RELEASE, 'failed', 'the registry no longer has this version', { url });
      files = objectsIn(parseJsonObject(body, `release of ${name}`).urls, 2_000);
      return files.length > 0
        ? checked(RELEASE, 'verified', 'it lists files', { url })
        : checked(RELEASE, 'absent', 'the release has no files', { url });
    });
    if (reading.outcome !== 'verified') return { artifacts: [], checks: [reading] };

    const trust = await sigstoreTrust(context);
    const found = { artifacts: [] as Fetched['artifact'][], checks: [] as AttestCheck[] };
    let bytes = 0;
    for (const [i, file] of files.entries()) {
      const size = Number(file.size);
      const filename = (textOrNull(file.filename) ?? '').slice(0, 300);
      const url = textOrNull(file.url) ?? '';
      bytes += Number.isSafeInteger(size) ? size : 0;
      if (i >= MAX_FILES || bytes > MAX_BYTES) {
        const left = files.length - i;
        found.checks.push(
          checked(FILE, 'unknown', `${left} more files were not read: the release is too large`),
        );
        break;
      }
      const fetched = await fetchArtifact(context, { name: filename, url, hashes: ['md5', 'sha256'] });
      found.artifacts.push(fetched.artifact);
      found.checks.push(fileCheck(fetched, file, size));
      if (url === downloadUrl) found.checks.push(compareRecorded(fetched, integrity));
      const path = [name, version, filename].map(encodeURIComponent).join('/');
      found.checks.push(
        ...(await attestations(context, `${base}/integrity/${path}/provenance`, fetched, trust)),
      );
    }
    return found;
  },
};

function fileCheck(fetched: Fetched, { digests }: JsonDocument, size: number): AttestCheck {
  const sha256 =
    statedDigest('sha256', memberOf(digests, 'sha256')) ?? statedDigest('md5', memberOf(digests, 'md5'));
  const about = { ...FILE, artifact: fetched.artifact.name };
  if (sha256 === null) return checked(about, 'absent', 'the registry states no digest of it');
  const digest = compareDigest(FILE, fetched, sha256, 'the registry states');
  return (
    (Number.isSafeInteger(size) ? compareSize(FILE, fetched, size, 'and the registry says') : null) ?? digest
  );
}

async function attestations(
  context: AttestContext,
  url: string,
  fetched: Fetched,
  trust: SigstoreTrust,
): Promise<AttestCheck[]> {
  const subject = { ...ATTESTATION, artifact: fetched.artifact.name };
  let bundles: { publisher: unknown; attestation: JsonDocument }[] = [];
  const reading = await attempt(subject, async () => {
    const headers = { accept: 'application/vnd.pypi.integrity.v1+json' };
    const body = await fetchSmall(context, { url, headers, maxBytes: MAX_PROVENANCE });
    if (body === null) return checked(subject, 'absent', 'the publisher attested nothing of it', { url });
    bundles = objectsIn(parseJsonObject(body, 'provenance').attestation_bundles, MANY).flatMap(bundle =>
      objectsIn(bundle.attestations, MANY).map(attestation => ({ publisher: bundle.publisher, attestation })),
    );
    return bundles.length > 0
      ? checked(subject, 'verified', '')
      : checked(subject, 'failed', 'the list of attestations is empty', { url });
  });
  if (reading.outcome !== 'verified') return [reading];
  const checks: AttestCheck[] = [];
  for (const { publisher, attestation } of bundles) {
    checks.push(
      await attempt(subject, async () =>
        judged(
          subject,
          await verifyBundle(bundleOf(attestation), trust, { now: context.now }),
          publisher,
          fetched,
        ),
      ),
    );
  }
  return checks;
}

/** PyPI's form of a bundle has the same parts under other names: https://peps.python.org/pep-0740/#attestation-objects. */
export function bundleOf({ verification_material: material, envelope }: JsonDocument): unknown {
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: memberOf(material, 'certificate') },
      tlogEntries: memberOf(material, 'transparency_entries'),
      timestampVerificationData: { rfc3161Timestamps: [] },
    },
    dsseEnvelope: {
      payload: memberOf(envelope, 'statement'),
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ sig: memberOf(envelope, 'signature'), keyid: '' }],
    },
  };
}

const FORGES: Readonly<Record<string, string>> = {
  GitHub: 'https://github.com/',
  GitLab: 'https://gitlab.com/',
};

/** It must be about this file, and its certificate of the repository that PyPI knows as the publisher. */
export function judged(
  subject: CheckSubject,
  { statement, identity, evidence }: VerifiedBundle,
  publisher: unknown,
  { artifact }: Pick<Fetched, 'artifact'>,
): AttestCheck {
  const [of, ...more] = subjectsOf(statement);
  const expected = of?.digest.get('sha256')?.toLowerCase() ?? null;
  const found = artifact.digests.sha256 ?? null;
  const kind = textOrNull(memberOf(publisher, 'kind')) ?? '';
  const forge = Object.hasOwn(FORGES, kind) ? FORGES[kind] : undefined;
  const known = forge
    ? normaliseRepositoryUrl(`${forge}${textOrNull(memberOf(publisher, 'repository'))}`)
    : null;
  const full = { ...evidence, subject: of?.name ?? null, expected, found, publisher: known ?? kind };
  const no = (detail: string) => checked(subject, 'failed', detail, full);
  if (of === undefined || more.length > 0) return no('it is not about one file');
  if (of.name !== artifact.name) return no(`it is about ${of.name.slice(0, 300)}`);
  if (found === null) return checked(subject, 'unknown', 'it holds; the file could not be read', full);
  if (expected !== found) return no('it is about a file with another digest');
  const proven = identity?.repository ? normaliseRepositoryUrl(identity.repository) : null;
  if (known === null || proven === null)
    return checked(
      subject,
      'unknown',
      `it holds; publishers of the kind ${kind.slice(0, 50)} are not known here`,
      full,
    );
  if (!speaksFor(identity?.issuer ?? null, proven))
    return checked(subject, 'unknown', `${identity?.issuer} is not known to speak for ${proven}`, full);
  if (proven.toLowerCase() !== known.toLowerCase())
    return no(`a workflow of ${proven} signed it, and ${known} is the publisher`);
  return checked(subject, 'verified', `published from ${proven} by ${identity?.subject}`, full);
}
