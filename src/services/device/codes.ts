/** The two codes of a device grant (RFC 8628, section 6.1): one for the program, one that a person can type. */
import { createHash, randomBytes, randomInt } from 'node:crypto';

/** No vowels, so that no words come about; 20^8 is 2.6 * 10^10. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;

export function makeDeviceCode(): string {
  return randomBytes(32).toString('base64url');
}

/** `WDJB-MJHT` */
export function makeUserCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** What a person typed, in capitals and without what stands between. @returns null for what is no code. */
export function readUserCode(text: string): string | null {
  const letters = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  if (letters.length !== LENGTH || [...letters].some(letter => !LETTERS.includes(letter))) return null;
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

export function hashCode(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}
