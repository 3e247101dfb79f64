/** Signatures of an npm registry over name, version and integrity (https://docs.npmjs.com/about-registry-signatures). */
import { createPublicKey, verify } from 'node:crypto';
import { UpstreamError } from '../../core/errors.ts';
import { memberOf, objectsIn, parseJsonObject, textOrNull } from '../../formats/json.ts';
import type { NpmEndpoint } from '../../io/types.ts';
import {
  type AttestCheck,
  type AttestContext,
  type AttestRelease,
  attempt,
  type CheckSubject,
  checked,
} from '../attest.ts';
import { fetchSmall } from '../families/attest/artifact.ts';
import { dateOf, type RegistryKey } from '../families/attest/trust.ts';

const MAX_KEYS = 1024 * 1024;
const MANY = 20;

const SIGNATURE: CheckSubject = {
  id: 'registry-signature',
  title: "the registry's signature",
  aspect: 'authenticity',
};

type Named = Pick<AttestRelease, 'name' | 'version' | 'publishedAt'>;

/** One check for each signature; each signs `name@version:integrity`. */
export async function signatureChecks(
  context: AttestContext,
  endpoint: NpmEndpoint,
  release: Named,
  dist: unknown,
  vouched: readonly RegistryKey[],
): Promise<AttestCheck[]> {
  const signatures = objectsIn(memberOf(dist, 'signatures'), MANY);
  if (signatures.length === 0)
    return [checked(SIGNATURE, 'absent', 'the registry gives no signature of this version')];
  const integrity = textOrNull(memberOf(dist, 'integrity'));
  let served: RegistryKey[] | null = null;
  const checks: AttestCheck[] = [];
  for (const { keyid, sig } of signatures) {
    const id = textOrNull(keyid) ?? '';
    const evidence = { key: id.slice(0, 200) };
    const check = await attempt(
      SIGNATURE,
      async () => {
        const isVouched = (key: RegistryKey) => key.id === id && key.usage === 'npm:signatures';
        let key = vouched.find(isVouched);
        const source = key ? "sigstore's TUF repository" : 'the registry';
        if (!key) {
          served ??= await servedKeys(context, endpoint);
          key = served.find(one => one.id === id);
        }
        if (!key) return checked(SIGNATURE, 'unknown', `its key ${id.slice(0, 200)} is not known`, evidence);
        return verifySignature(release, integrity, textOrNull(sig), key, source, context.now);
      },
      evidence,
    );
    checks.push(check);
  }
  return checks;
}

/** Keys of a registry; none where it serves none. */
async function servedKeys(
  context: AttestContext,
  { registry, headers }: NpmEndpoint,
): Promise<RegistryKey[]> {
  const url = `${registry}/-/npm/v1/keys`;
  const body = await fetchSmall(context, { url, headers, maxBytes: MAX_KEYS, accept: [400, 404, 405, 410] });
  if (body === null) return [];
  return objectsIn(parseJsonObject(body, 'keys of the registry').keys, 100).flatMap(
    ({ keyid, key, expires }) => {
      const id = textOrNull(keyid);
      const der = textOrNull(key);
      if (id === null || der === null) return [];
      return {
        id,
        usage: 'npm:signatures',
        der: Buffer.from(der, 'base64'),
        start: null,
        // A date that cannot be read must not make a key eternal.
        end: expires === null || expires === undefined ? null : (dateOf(expires) ?? new Date(0)),
      };
    },
  );
}

function verifySignature(
  { name, version, publishedAt }: Named,
  integrity: string | null,
  signature: string | null,
  key: RegistryKey,
  source: string,
  now: Date,
): AttestCheck {
  const signed = `${name}@${version}:${integrity}`;
  const evidence = {
    algorithm: 'ecdsa-sha256',
    key: key.id,
    keySource: source,
    keyExpires: key.end?.toISOString() ?? null,
    signed: signed.slice(0, 500),
  };
  if (integrity === null || signature === null)
    return checked(SIGNATURE, 'failed', 'there is a signature and nothing that it signs', evidence);
  let holds: boolean;
  try {
    const publicKey = createPublicKey({ key: key.der, format: 'der', type: 'spki' });
    holds = verify('sha256', Buffer.from(signed), publicKey, Buffer.from(signature, 'base64'));
  } catch (error) {
    throw new UpstreamError('verification-failed', 'the key or the signature cannot be read', {
      cause: error,
    });
  }
  if (!holds)
    return checked(SIGNATURE, 'failed', 'it does not sign this name, version and integrity', evidence);
  const published = dateOf(publishedAt);
  if (key.end !== null && key.end <= (published ?? now)) {
    const until = key.end.toISOString();
    return published === null
      ? checked(
          SIGNATURE,
          'unknown',
          `its key expired on ${until}, and the date of publication is not known`,
          evidence,
        )
      : checked(
          SIGNATURE,
          'failed',
          `its key had expired on ${until}, before the release was published`,
          evidence,
        );
  }
  return checked(SIGNATURE, 'verified', 'it signs this name, version and integrity', evidence);
}
