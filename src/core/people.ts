/** Names and addresses of people and accounts, as they are taken from forms. */
import { InputError } from './errors.ts';

export const ROLES = ['owner', 'admin', 'billing', 'member'] as const;
export type Role = (typeof ROLES)[number];

const MAX_NAME = 100;
/** RFC 5321, 4.5.3.1.3: a path of 256 octets with its angle brackets. */
const MAX_EMAIL = 254;
/** Dot-atoms of RFC 5322 and a host name with a dot: what mail servers deliver to, and nothing that could name a second recipient. */
const EMAIL =
  /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])$/u;
/** Control characters, and those that turn the direction of what stands around them. */
const UNFIT = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** A name as it will be shown. @throws InputError. */
export function readName(text: string, field = 'name'): string {
  const name = text.normalize('NFC').trim();
  if (name === '' || name.length > MAX_NAME || UNFIT.test(name)) {
    throw new InputError(field, `${field} must be text of 1 to ${MAX_NAME} characters`);
  }
  return name;
}

/** An address as mail is sent to it: the host in lower case. @throws InputError. */
export function readEmail(text: string, field = 'email'): string {
  const email = text.normalize('NFC').trim();
  const [local = '', host = ''] = email.split('@');
  if (Buffer.byteLength(email) > MAX_EMAIL || local.length > 64 || !EMAIL.test(email)) {
    throw new InputError(field, `${field} must be an e-mail address`);
  }
  return `${local}@${host.toLowerCase()}`;
}
