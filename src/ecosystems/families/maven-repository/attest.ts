/** What a Maven repository offers as proof: digests and a signature of the publisher, in files beside an artifact. */
import {
  type AttestCheck,
  type AttestContext,
  type AttestReader,
  attempt,
  type CheckSubject,
  checked,
} from '../../attest.ts';
import {
  compareDigest,
  compareRecorded,
  type Fetched,
  fetchArtifact,
  fetchSmall,
  fileNameOf,
  type HashName,
  statedDigest,
} from '../attest/artifact.ts';
import { verifyDetached } from '../attest/openpgp.ts';

const HASHES: readonly HashName[] = ['sha512', 'sha256', 'sha1', 'md5'];
const MAX_SIDECAR = 64 * 1024;
const MAX_KEYRING = 16 * 1024 * 1024;
/** Largest artifact that is held in memory for its signature. */
const MAX_SIGNED = 128 * 1024 * 1024;

const SIGNATURE: CheckSubject = {
  id: 'pgp-signature',
  title: "the publisher's OpenPGP signature",
  aspect: 'authenticity',
};

/** @param setting of the file with the keys of publishers that the operator trusts. */
export function mavenAttest(setting = 'maven_keyring'): AttestReader {
  return {
    async attest(context, { downloadUrl: url, integrity }) {
      if (url === null)
        return { artifacts: [], checks: [checked(SIGNATURE, 'unknown', 'which file it is is not known')] };
      const keyring = context.settings[setting];
      const maxArtifactBytes = keyring
        ? Math.min(MAX_SIGNED, context.maxArtifactBytes)
        : context.maxArtifactBytes;
      const fetched = await fetchArtifact(
        { ...context, maxArtifactBytes },
        { name: fileNameOf(url), url, hashes: HASHES, keep: keyring !== undefined },
      );
      const checks: AttestCheck[] = [];
      for (const hash of HASHES) checks.push(await digestBeside(context, fetched, url, hash));
      checks.push(await signature(context, fetched, url, keyring, setting));
      if (integrity !== null) checks.push(compareRecorded(fetched, integrity));
      return { artifacts: [fetched.artifact], checks };
    },
  };
}

/** `<file>.sha1` holds the digest, at times followed by the name of the file. */
async function digestBeside(
  context: AttestContext,
  fetched: Fetched,
  url: string,
  hash: HashName,
): Promise<AttestCheck> {
  const subject: CheckSubject = {
    id: hash,
    title: `file against .${hash}`,
    aspect: 'integrity',
    artifact: fetched.artifact.name,
  };
  return attempt(subject, async () => {
    const body = await fetchSmall(context, { url: `${url}.${hash}`, maxBytes: MAX_SIDECAR });
    if (body === null) return checked(subject, 'absent', `the repository has no .${hash} of it`);
    const stated = statedDigest(hash, body.toString('latin1').trim().split(/\s+/, 1)[0]);
    if (stated === null) return checked(subject, 'failed', `the file .${hash} holds no digest`);
    return compareDigest(subject, fetched, stated, `.${hash} states`);
  });
}

async function signature(
  context: AttestContext,
  { artifact, bytes }: Fetched,
  url: string,
  keyring: string | undefined,
  setting: string,
): Promise<AttestCheck> {
  const subject = { ...SIGNATURE, artifact: artifact.name };
  return attempt(subject, async () => {
    const armoured = await fetchSmall(context, { url: `${url}.asc`, maxBytes: MAX_SIDECAR });
    if (armoured === null) return checked(subject, 'absent', 'the repository has no .asc of it');
    const keys =
      keyring === undefined ? null : await context.io.files.read(keyring, { maxBytes: MAX_KEYRING });
    const found = await verifyDetached(
      bytes ?? Buffer.alloc(0),
      armoured,
      bytes === null ? null : keys,
      context.now,
    );
    const evidence = { key: found.keys.join(' ').slice(0, 200), url: `${url}.asc` };
    if (found.verifiedBy !== null)
      return checked(subject, 'verified', `a key of the operator's keyring signed it`, evidence);
    const why =
      keys === null
        ? `whose key that is is not known: give keys with the setting ${setting}`
        : bytes === null
          ? 'the file could not be read'
          : "no key of the operator's keyring made it";
    return checked(subject, 'unknown', `it is signed with the key ${evidence.key}; ${why}`, evidence);
  });
}
