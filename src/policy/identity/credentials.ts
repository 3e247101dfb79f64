/** The credential of a request: a key, or the token of a CI job. */
import { InputError, UnauthorizedError } from '../../core/errors.ts';
import type { RequestHead } from '../../core/limits.ts';

const FIELDS: ReadonlySet<string> = new Set(['authorization', 'x-api-key', 'apikey']);
/** A CI token has some 1,500 characters. */
const MAX_LENGTH = 8_192;

/** Whether the head holds a credential at all; what it is costs more to tell. */
export function hasCredential({ headers }: RequestHead): boolean {
  return (
    headers.authorization !== undefined || headers['x-api-key'] !== undefined || headers.apikey !== undefined
  );
}

/**
 * The one credential of a request, or null.
 *
 * @param queryKey of `?apikey=`, decoded, where that is allowed.
 * @throws InputError where a field is repeated or two credentials differ; UnauthorizedError for another scheme than Bearer.
 */
export function credentialOf(head: RequestHead, queryKey: string | null): string | null {
  let found: string | null = queryKey;
  const { rawHeaders } = head;
  let seen = '';
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const raw = rawHeaders[i] as string;
    if (!namesCredential(raw)) continue;
    const name = raw.toLowerCase();
    if (seen.includes(name)) throw new InputError(name, `the field ${name} is given twice`);
    seen += ` ${name} `;
    const value = (rawHeaders[i + 1] as string).trim();
    const credential = name === 'authorization' ? bearer(value) : value;
    if (credential === '') throw new UnauthorizedError(`the field ${name} is empty`);
    if (found !== null && found !== credential) {
      throw new InputError(name, 'two different credentials in one request: send one');
    }
    found = credential;
  }
  if (found !== null && found.length > MAX_LENGTH) throw new UnauthorizedError('this is no key');
  return found;
}

/** A credential as its field was written. */
export interface CredentialField {
  name: string;
  value: string;
}

/** The field that holds the only credential of a head; null where there is none, or several. */
export function credentialField({ rawHeaders }: RequestHead): CredentialField | null {
  let found: CredentialField | null = null;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (!namesCredential(rawHeaders[i] as string)) continue;
    if (found !== null) return null;
    found = { name: rawHeaders[i] as string, value: rawHeaders[i + 1] as string };
  }
  return found;
}

/** Whether the only credential of a head is in this field, written in the same way. */
export function hasSameCredential({ rawHeaders }: RequestHead, { name, value }: CredentialField): boolean {
  let same = false;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const raw = rawHeaders[i] as string;
    if (raw === name) {
      if (same || rawHeaders[i + 1] !== value) return false;
      same = true;
    } else if (namesCredential(raw)) return false;
  }
  return same;
}

/** Most names are told apart by their length alone. */
function namesCredential(raw: string): boolean {
  return (raw.length === 13 || raw.length === 9 || raw.length === 6) && FIELDS.has(raw.toLowerCase());
}

/** RFC 6750, section 2.1; the scheme's case does not matter. */
function bearer(value: string): string {
  const match = /^bearer(?: +([^\s]*))?$/i.exec(value);
  if (!match) throw new UnauthorizedError('credentials are sent as Authorization: Bearer <key>');
  return match[1] ?? '';
}

/** Whether the target may say who asks: whoever has no `?` in it, and most who have, do not. */
export function mayNameCaller(url: string): boolean {
  const mark = url.indexOf('?');
  if (mark === -1) return false;
  return url.includes('mailto', mark) || url.includes('apikey', mark) || url.includes('%', mark);
}

export interface SplitTarget {
  /** Without the key. */
  url: string;
  /** Null: none was sent. */
  key: string | null;
  mailto: string | null;
}

/**
 * Takes `apikey` out of a request's target, and reads `mailto`.
 *
 * @throws InputError where one is given twice or cannot be decoded.
 */
export function splitTarget(url: string): SplitTarget {
  const mark = url.indexOf('?');
  if (mark === -1) return { url, key: null, mailto: null };
  const query = url.slice(mark + 1);
  let key: string | null = null;
  let mailto: string | null = null;
  const rest: string[] = [];
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = () => decode(equals === -1 ? '' : pair.slice(equals + 1));
    if (name === 'apikey') {
      if (key !== null) throw new InputError('apikey', 'parameter apikey is given twice');
      key = value() ?? '';
      continue;
    }
    if (name === 'mailto') mailto ??= value();
    rest.push(pair);
  }
  if (key === null) return { url, key: null, mailto };
  const kept = rest.length === 0 ? '' : `?${rest.join('&')}`;
  return { url: url.slice(0, mark) + kept, key: key === '' ? null : key, mailto };
}

/** Null where it cannot be decoded: then it is none of the names that we look for, and the reader of the query says what is wrong. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
