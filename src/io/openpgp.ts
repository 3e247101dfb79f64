/** Verification of OpenPGP clear-signed documents, such as the InRelease file of a Debian archive. */
import type { PublicKey } from 'openpgp';
import { messageOf, UpstreamError } from '../core/errors.ts';
import { files } from './files.ts';

const MAX_DOCUMENT = 32 * 1024 * 1024;
const MAX_KEYRING = 16 * 1024 * 1024;
const ARMOUR = /-----BEGIN PGP PUBLIC KEY BLOCK-----[\s\S]*?-----END PGP PUBLIC KEY BLOCK-----/g;

export interface VerifyOptions {
  /** The time at which signatures are judged. Default: now. */
  now?: Date;
}

/**
 * Verifies a clear-signed document (RFC 9580 section 7) and gives its text: what was signed and nothing else, with
 * `\n` line ends and without trailing white space, as clear-signing defines it.
 *
 * Archives sign with several keys while they change them, so one valid signature of a key of the keyring is enough.
 * A key must have been valid when it signed; that it has expired or been superseded since does no harm, or else no
 * archived release could be verified. A revoked key, a signature that has itself expired or comes from the future, and
 * the digests MD5 and SHA-1 are not accepted. How old the text may be is for its reader to say (Valid-Until).
 *
 * @param keyringPath keys in binary or armoured form.
 * @throws UpstreamError `malformed` for what is no clear-signed document or no keyring, `verification-failed` when no
 * signature is valid, `too-large` beyond 32 MiB; NotFoundError where there is no keyring.
 */
export async function verifySigned(
  document: Buffer,
  keyringPath: string,
  options: VerifyOptions = {},
): Promise<string> {
  if (document.length > MAX_DOCUMENT)
    throw new UpstreamError('too-large', `the document exceeds ${MAX_DOCUMENT} bytes`);
  const keyring = await files.read(keyringPath, { maxBytes: MAX_KEYRING });
  // Loaded on first use: it is large, and most commands never verify anything.
  const openpgp = await import('openpgp');

  let verificationKeys: PublicKey[];
  try {
    const blocks = keyring.subarray(0, 200).includes('-----BEGIN')
      ? (keyring.toString('latin1').match(ARMOUR) ?? [])
      : null;
    verificationKeys = blocks
      ? (await Promise.all(blocks.map(armoredKeys => openpgp.readKeys({ armoredKeys })))).flat()
      : await openpgp.readKeys({ binaryKeys: keyring });
  } catch (error) {
    throw new UpstreamError('malformed', `${keyringPath} is not a keyring: ${messageOf(error)}`, {
      cause: error,
    });
  }

  const text = document.toString('utf8');
  const message = await openpgp.readCleartextMessage({ cleartextMessage: text }).catch(error => {
    throw new UpstreamError('malformed', `not a clear-signed document: ${messageOf(error)}`, {
      cause: error,
    });
  });
  const date = options.now ?? new Date();
  const { data, signatures } = await openpgp.verify({ message, verificationKeys, date }).catch(error => {
    throw new UpstreamError('verification-failed', messageOf(error), { cause: error });
  });

  const problems: string[] = [];
  for (const signature of signatures) {
    try {
      await signature.verified;
      return data;
    } catch (error) {
      problems.push(messageOf(error));
    }
  }
  const said = problems.length === 0 ? 'there is none' : problems.join('; ');
  throw new UpstreamError('verification-failed', `no valid signature by a key of ${keyringPath}: ${said}`);
}
