/**
 * What NuGet offers as proof: the digest of each package in the catalog
 * (https://learn.microsoft.com/en-us/nuget/api/catalog-resource#package-details-catalog-items), and a signature in the package.
 */
import { parseJsonObject, textOrNull } from '../../formats/json.ts';
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
  type Fetched,
  fetchArtifact,
  fetchSmall,
  fileNameOf,
  statedDigest,
} from '../families/attest/artifact.ts';
import { API, normalisedVersion, REGISTRATIONS } from './addresses.ts';
import { packageSignature } from './attest-signature.ts';

const MAX_DOCUMENT = 8 * 1024 * 1024;
/** Larger packages are not held in memory. */
const MAX_PACKAGE = 128 * 1024 * 1024;

const DIGEST: CheckSubject = {
  id: 'catalog-digest',
  title: 'package against the catalog',
  aspect: 'integrity',
};
export const reader: AttestReader = {
  async attest(context, { name, version, downloadUrl }) {
    if (downloadUrl === null)
      return { artifacts: [], checks: [checked(DIGEST, 'unknown', 'where its files are is not known')] };
    const maxArtifactBytes = Math.min(MAX_PACKAGE, context.maxArtifactBytes);
    const fetched = await fetchArtifact(
      { ...context, maxArtifactBytes },
      { name: fileNameOf(downloadUrl), url: downloadUrl, hashes: ['sha256', 'sha512'], keep: true },
    );
    const checks = [
      await catalogDigest(context, fetched, name, version),
      await packageSignature(context, fetched),
    ];
    return { artifacts: [fetched.artifact], checks };
  },
};

async function catalogDigest(
  context: AttestContext,
  fetched: Fetched,
  name: string,
  version: string,
): Promise<AttestCheck> {
  const subject = { ...DIGEST, artifact: fetched.artifact.name };
  return attempt(subject, async () => {
    const url = `${REGISTRATIONS}/${encodeURIComponent(name)}/${encodeURIComponent(normalisedVersion(version))}.json`;
    const body = await fetchSmall(context, { url, maxBytes: MAX_DOCUMENT });
    if (body === null) return checked(subject, 'failed', 'the registry no longer has this version', { url });
    const entry = textOrNull(parseJsonObject(body, 'registration').catalogEntry);
    if (!entry?.startsWith(`${API}/`))
      return checked(subject, 'unknown', 'its entry in the catalog is not known', { url });
    const details = await fetchSmall(context, { url: entry, maxBytes: MAX_DOCUMENT });
    const { packageHash, packageHashAlgorithm, id } =
      details === null ? {} : parseJsonObject(details, 'catalog');
    if (textOrNull(id)?.toLowerCase() !== name)
      return checked(subject, 'failed', 'the entry of the catalog is not of this package', { url: entry });
    const stated = statedDigest(String(packageHashAlgorithm).toLowerCase(), packageHash);
    if (stated === null)
      return checked(subject, 'absent', 'the catalog states no digest that is known here', { url: entry });
    return compareDigest(subject, fetched, stated, 'the catalog states', { url: entry });
  });
}
