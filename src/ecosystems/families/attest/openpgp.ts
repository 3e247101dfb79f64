/** OpenPGP (RFC 9580) as far as attestations need it. */
import { messageOf, UpstreamError } from '../../../core/errors.ts';

/** Ids of the keys that a clear-signed document says it is signed by, joined by blanks; null for what is none. Verifies nothing. */
export async function signingKeysOf(document: Buffer): Promise<string | null> {
  const openpgp = await import('openpgp');
  try {
    const message = await openpgp.readCleartextMessage({ cleartextMessage: document.toString('utf8') });
    const ids = message.getSigningKeyIDs().map(id => id.toHex());
    return ids.slice(0, 10).join(' ') || null;
  } catch {
    return null;
  }
}

export interface DetachedSignature {
  /** Hexadecimal ids of the keys that it names. */
  keys: string[];
  /** The one whose signature holds; null where none of the keyring is named. */
  verifiedBy: string | null;
}

const ARMOUR = /-----BEGIN PGP PUBLIC KEY BLOCK-----[\s\S]*?-----END PGP PUBLIC KEY BLOCK-----/g;

/**
 * Verifies a detached signature.
 *
 * @param keyring keys in binary or armoured form; null: only says whose signature it is.
 * @throws UpstreamError `malformed` for what is no signature or no keyring, `verification-failed` when one that a key of the
 * keyring is said to have made does not hold at the time.
 */
export async function verifyDetached(
  data: Uint8Array,
  armoured: Buffer,
  keyring: Buffer | null,
  now: Date,
): Promise<DetachedSignature> {
  const openpgp = await import('openpgp');
  const signature = await openpgp
    .readSignature({ armoredSignature: armoured.toString('utf8') })
    .catch(error => {
      throw new UpstreamError('malformed', `not a signature: ${messageOf(error)}`, { cause: error });
    });
  const keys = signature.getSigningKeyIDs().map(id => id.toHex());
  if (keyring === null) return { keys, verifiedBy: null };
  const blocks = keyring.subarray(0, 200).includes('-----BEGIN')
    ? (keyring.toString('latin1').match(ARMOUR) ?? [])
    : null;
  const verificationKeys = await (blocks
    ? Promise.all(blocks.map(armoredKeys => openpgp.readKeys({ armoredKeys }))).then(lists => lists.flat())
    : openpgp.readKeys({ binaryKeys: keyring })
  ).catch(error => {
    throw new UpstreamError('malformed', `not a keyring: ${messageOf(error)}`, { cause: error });
  });
  const known = signature
    .getSigningKeyIDs()
    .filter(id => verificationKeys.some(key => key.getKeys(id).length > 0))
    .map(id => id.toHex());
  if (known.length === 0) return { keys, verifiedBy: null };
  const message = await openpgp.createMessage({ binary: data });
  const { signatures } = await openpgp
    .verify({ message, signature, verificationKeys, date: now })
    .catch(error => {
      throw new UpstreamError('verification-failed', messageOf(error), { cause: error });
    });
  const problems: string[] = [];
  for (const one of signatures) {
    try {
      await one.verified;
      return { keys, verifiedBy: one.keyID.toHex() };
    } catch (error) {
      problems.push(messageOf(error));
    }
  }
  throw new UpstreamError('verification-failed', problems.join('; ').slice(0, 500));
}
