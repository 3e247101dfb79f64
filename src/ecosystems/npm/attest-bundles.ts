/**
 * Attestations of provenance and publication (https://docs.npmjs.com/generating-provenance-statements): sigstore bundles over
 * the SHA-512 of the tarball.
 */
import { normaliseRepositoryUrl } from '../../core/repository-url.ts';
import { type JsonDocument, memberOf, objectsIn, parseJsonObject, textOrNull } from '../../formats/json.ts';
import type { NpmEndpoint } from '../../io/types.ts';
import {
  type AttestCheck,
  type AttestContext,
  type AttestRelease,
  attempt,
  type CheckSubject,
  checked,
} from '../attest.ts';
import { type Fetched, fetchSmall, headersFor } from '../families/attest/artifact.ts';
import { speaksFor } from '../families/attest/issuers.ts';
import {
  type SigningIdentity,
  subjectsOf,
  type VerifiedBundle,
  verifyBundle,
} from '../families/attest/sigstore.ts';
import { type RegistryKey, sigstoreTrust } from '../families/attest/trust.ts';

const MAX_ATTESTATIONS = 8 * 1024 * 1024;
const MANY = 20;
const PROVENANCE = 'https://slsa.dev/provenance/';
const PUBLISH = 'https://github.com/npm/attestation/tree/main/specs/publish/';

const ATTESTATIONS: CheckSubject = {
  id: 'attestations',
  title: 'provenance and publish attestations',
  aspect: 'authenticity',
};

type Named = Pick<AttestRelease, 'name' | 'version'>;

export async function attestationChecks(
  context: AttestContext,
  endpoint: NpmEndpoint,
  release: Named,
  manifest: JsonDocument,
  fetched: Fetched,
  keys: readonly RegistryKey[],
): Promise<AttestCheck[]> {
  const stated = textOrNull(memberOf(memberOf(memberOf(manifest, 'dist'), 'attestations'), 'url'));
  if (stated === null)
    return [checked(ATTESTATIONS, 'absent', 'the registry gives no attestations of this version')];
  let bundles: JsonDocument[] = [];
  // The path at this machine's own registry, which may be a mirror of the one that the document names.
  const path = URL.canParse(stated) ? new URL(stated).pathname : '';
  const at = path.indexOf('/-/npm/v1/attestations/');
  const url = at === -1 ? stated : endpoint.registry + path.slice(at);
  const reading = await attempt(ATTESTATIONS, async () => {
    const headers = headersFor(url, endpoint);
    const body = await fetchSmall(context, { url, headers, maxBytes: MAX_ATTESTATIONS });
    if (body === null)
      return checked(ATTESTATIONS, 'unknown', 'the registry names attestations and does not give them');
    bundles = objectsIn(parseJsonObject(body, 'attestations', 200).attestations, MANY);
    return bundles.length > 0
      ? checked(ATTESTATIONS, 'verified', '')
      : checked(ATTESTATIONS, 'failed', 'the list of attestations is empty');
  });
  if (reading.outcome !== 'verified') return [reading];
  const trust = await sigstoreTrust(context);
  const checks: AttestCheck[] = [];
  for (const { bundle, predicateType } of bundles) {
    const subject = subjectOf(textOrNull(predicateType) ?? '');
    checks.push(
      await attempt(subject, async () => {
        const attestationKeys = keys.filter(({ usage }) => usage === 'npm:attestations');
        const verified = await verifyBundle(bundle, trust, { now: context.now, keys: attestationKeys });
        return judged(subjectOf(verified.predicateType), verified, release, manifest, fetched);
      }),
    );
  }
  const isPromised =
    memberOf(memberOf(memberOf(manifest, 'dist'), 'attestations'), 'provenance') !== undefined;
  if (isPromised && !checks.some(({ id }) => id === 'provenance'))
    checks.push(
      checked(subjectOf(PROVENANCE), 'failed', 'the registry states a provenance and does not give it'),
    );
  return checks;
}

function subjectOf(predicateType: string): CheckSubject {
  const aspect = 'authenticity';
  if (predicateType.startsWith(PROVENANCE))
    return { id: 'provenance', title: 'provenance attestation', aspect };
  if (predicateType.startsWith(PUBLISH)) return { id: 'publish', title: 'publish attestation', aspect };
  return { id: 'attestation', title: `attestation ${predicateType.slice(0, 100)}`, aspect };
}

/** A bundle that holds may still be of another file, another version, or another repository. */
function judged(
  subject: CheckSubject,
  { statement, identity, evidence }: VerifiedBundle,
  { name, version }: Named,
  manifest: JsonDocument,
  { artifact }: Fetched,
): AttestCheck {
  const found = artifact.digests.sha512 ?? null;
  // The specification encodes the scope's `@`; not all who write it do.
  const names = [name, name.replace(/^@/, '%40')].map(written => `pkg:npm/${written}@${version}`);
  const said = subjectsOf(statement);
  const [of] = said;
  const full = { ...evidence, subject: of?.name ?? null, expected: of?.digest.get('sha512') ?? null, found };
  const no = (detail: string) => checked(subject, 'failed', detail, full);
  if (said.length !== 1 || of === undefined) return no('it is not about one file');
  if (!names.includes(of.name)) return no(`it is about ${of.name.slice(0, 300)}`);
  if (found === null) return checked(subject, 'unknown', 'it holds; the tarball could not be read', full);
  if (of.digest.get('sha512')?.toLowerCase() !== found) return no('it is about another tarball');
  const predicate = memberOf(statement, 'predicate');
  if (subject.id === 'publish') {
    if (memberOf(predicate, 'name') !== name || memberOf(predicate, 'version') !== version)
      return no('it says that another release was published');
    return identity === null
      ? checked(subject, 'verified', 'the registry attests that it published this tarball', full)
      : no('it is not signed by a key of the registry');
  }
  if (subject.id !== 'provenance')
    return checked(
      subject,
      'unknown',
      'its signature holds; what such an attestation means is not known here',
      full,
    );
  if (identity === null) return no('it is not signed by the workflow that built it');
  return sameSource(subject, identity, predicate, manifest, full);
}

/** The repository that the certificate proves must be the one that the predicate and package.json name. */
function sameSource(
  subject: CheckSubject,
  { repository, issuer, subject: workflow }: SigningIdentity,
  predicate: unknown,
  { repository: declared }: JsonDocument,
  evidence: AttestCheck['evidence'],
): AttestCheck {
  const proven = repository === null ? null : normaliseRepositoryUrl(repository);
  const stated = statedSource(predicate);
  const written = textOrNull(declared) ?? textOrNull(memberOf(declared, 'url'));
  const claimed = written === null ? null : normaliseRepositoryUrl(written);
  const full = { ...evidence, predicateRepository: stated, claimedRepository: claimed };
  const no = (detail: string) => checked(subject, 'failed', detail, full);
  if (proven === null) return no('its certificate names no repository');
  if (!speaksFor(issuer, proven))
    return checked(subject, 'unknown', `${issuer} is not known to speak for ${proven}`, full);
  if (stated === null || !alike(stated, proven))
    return no(`it was signed by a workflow of ${proven}, and states a build from ${stated ?? 'nowhere'}`);
  if (claimed === null) return no(`it was built from ${proven}; package.json names no such repository`);
  if (!alike(claimed, proven)) return no(`it was built from ${proven}, while package.json names ${claimed}`);
  return checked(subject, 'verified', `built from ${proven} by ${workflow}`, full);
}

/** Where a SLSA predicate says that the source was: of version 1, or of 0.2 (https://slsa.dev/spec/v0.2/provenance). */
function statedSource(predicate: unknown): string | null {
  const parameters = memberOf(memberOf(predicate, 'buildDefinition'), 'externalParameters');
  const repository =
    textOrNull(memberOf(memberOf(parameters, 'workflow'), 'repository')) ??
    textOrNull(memberOf(parameters, 'source'));
  if (repository !== null) return normaliseRepositoryUrl(repository);
  const uri = textOrNull(memberOf(memberOf(memberOf(predicate, 'invocation'), 'configSource'), 'uri'));
  return uri === null ? null : normaliseRepositoryUrl(uri.split('@refs/', 1)[0] as string);
}

/** Forges fold the case of owners and names. */
function alike(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
