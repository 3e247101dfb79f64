/**
 * What an npm registry offers as proof: digests of the tarball, the registry's signatures
 * (https://docs.npmjs.com/about-registry-signatures), and attestations of provenance and publication
 * (https://docs.npmjs.com/generating-provenance-statements).
 */
import { type JsonDocument, memberOf, parseJsonObject, textOrNull } from '../../formats/json.ts';
import { type AttestCheck, type AttestReader, attempt, type CheckSubject, checked } from '../attest.ts';
import {
  compareDigest,
  compareRecorded,
  type Fetched,
  fetchArtifact,
  fetchSmall,
  fileNameOf,
  headersFor,
  statedDigest,
} from '../families/attest/artifact.ts';
import { type RegistryKey, seededRegistryKeys } from '../families/attest/trust.ts';
import { attestationChecks } from './attest-bundles.ts';
import { signatureChecks } from './attest-signatures.ts';
import { escapedName } from './names.ts';

const MAX_MANIFEST = 8 * 1024 * 1024;
const MANY = 20;

/** @param keys of the registry that somebody else vouches for: they go before those that the registry itself serves. */
export function npmReader(keys: () => readonly RegistryKey[] = seededRegistryKeys): AttestReader {
  return {
    async attest(context, release) {
      const endpoint = await context.io.npm.endpointFor(release.name);
      const subject: CheckSubject = { id: 'manifest', title: "the version's document", aspect: 'integrity' };
      let manifest: JsonDocument = {};
      const reading = await attempt(subject, async () => {
        const url = `${endpoint.registry}/${escapedName(release.name)}/${encodeURIComponent(release.version)}`;
        const body = await fetchSmall(context, { url, headers: endpoint.headers, maxBytes: MAX_MANIFEST });
        if (body === null) return checked(subject, 'failed', 'the registry no longer has this version');
        manifest = parseJsonObject(body, 'manifest', 500);
        const says = `${textOrNull(manifest.name)}@${textOrNull(manifest.version)}`;
        return says === `${release.name}@${release.version}`
          ? checked(subject, 'verified', 'it is of this version')
          : checked(subject, 'failed', `it is of ${says.slice(0, 300)}`);
      });
      // That the document can be read proves nothing by itself.
      const checks: AttestCheck[] = reading.outcome === 'verified' ? [] : [reading];

      const dist = memberOf(manifest, 'dist');
      const stated = textOrNull(memberOf(dist, 'tarball'));
      const url = stated !== null && /^https?:\/\//.test(stated) ? stated : release.downloadUrl;
      if (url === null) return { artifacts: [], checks };
      const fetched = await fetchArtifact(context, {
        name: fileNameOf(url),
        url,
        headers: headersFor(url, endpoint),
        hashes: ['sha1', 'sha256', 'sha384', 'sha512'],
      });
      if (reading.outcome === 'verified') {
        checks.push(...integrityChecks(dist, fetched));
        checks.push(...(await signatureChecks(context, endpoint, release, dist, keys())));
        checks.push(...(await attestationChecks(context, endpoint, release, manifest, fetched, keys())));
      }
      checks.push(compareRecorded(fetched, release.integrity));
      return { artifacts: [fetched.artifact], checks };
    },
  };
}

export const reader = npmReader();

function integrityChecks(dist: unknown, fetched: Fetched): AttestCheck[] {
  const integrity: CheckSubject = {
    id: 'integrity',
    title: 'tarball against dist.integrity',
    aspect: 'integrity',
  };
  const shasum: CheckSubject = { id: 'shasum', title: 'tarball against dist.shasum', aspect: 'integrity' };
  const about = { artifact: fetched.artifact.name };
  const text = textOrNull(memberOf(dist, 'integrity'));
  const sums = (text ?? '')
    .split(/\s+/)
    .slice(0, MANY)
    .flatMap(part => {
      const dash = part.indexOf('-');
      // Options may follow a question mark: https://www.w3.org/TR/SRI/#the-integrity-attribute.
      return statedDigest(part.slice(0, dash), part.slice(dash + 1).split('?', 1)[0]) ?? [];
    });
  const sha1 = statedDigest('sha1', memberOf(dist, 'shasum'));
  const said = 'the registry states';
  const strongest = sums.sort((a, b) => b.hex.length - a.hex.length)[0];
  return [
    strongest
      ? compareDigest(integrity, fetched, strongest, said)
      : text === null
        ? checked({ ...integrity, ...about }, 'absent', 'the registry states no integrity of this version')
        : checked({ ...integrity, ...about }, 'failed', `not an integrity: ${text.slice(0, 200)}`),
    sha1
      ? compareDigest(shasum, fetched, sha1, said)
      : checked({ ...shasum, ...about }, 'absent', 'the registry states no SHA-1 of this version'),
  ];
}
