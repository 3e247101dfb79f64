/**
 * The text of a vers: `vers:<scheme>/<constraint>|<constraint>`, split and percent-decoded, and written again.
 * https://github.com/package-url/vers-spec, Clause 5.
 */
import { InputError } from '../../core/errors.ts';
import type { Comparator, Constraint } from './constraints.ts';

export interface Vers {
  scheme: string;
  constraints: readonly Constraint[];
}

/** Longest vers that is read, in UTF-16 code units: room for the list of all versions of a package. */
export const MAX_VERS_LENGTH = 1_048_576;

const SCHEME = /^[a-z][a-z0-9.-]*$/;
const COMPARATORS = ['>=', '<=', '!=', '>', '<', '='] as const;
const WHITE_SPACE = /[\t\n\v\f\r ]/;
const NOT_PRINTABLE = /[^\x21-\x7e]/;
const RESERVED = /[<>=!*|]/;
/** What a version must not hold unencoded. */
const TO_ENCODE = /[<>=!*|%]|[^\x21-\x7e]/gu;

/** The error for what is no vers. Its message starts as the messages of the specification's tests do. */
export function badVers(why: string): InputError {
  return new InputError('vers', why, 422);
}

function notCanonical(why: string): InputError {
  return badVers(`non-canonical VERS: ${why}`);
}

/**
 * Splits a vers. `strict` takes the one canonical spelling of each constraint; else white space, stray pipes, capitals in
 * the scheme and a written `=` are read over. The order of constraints is not looked at.
 * @throws InputError with field `vers`.
 */
export function splitVers(text: string, strict: boolean): Vers {
  if (text.length > MAX_VERS_LENGTH) throw badVers(`a vers has at most ${MAX_VERS_LENGTH} characters`);
  if (strict && WHITE_SPACE.test(text)) throw notCanonical('whitespace is not permitted');
  const whole = strict ? text : text.trim();
  const slash = whole.indexOf('/');
  const prefix = strict ? whole.slice(0, 5) : whole.slice(0, 5).toLowerCase();
  if (prefix !== 'vers:' || slash === -1) throw badVers('a vers looks like vers:npm/>=1.0.0|<2.0.0');
  const scheme = strict ? whole.slice(5, slash) : whole.slice(5, slash).trim().toLowerCase();
  if (!SCHEME.test(scheme)) throw badVers('the scheme of a vers has lower-case letters, digits, "." and "-"');
  const rest = whole.slice(slash + 1);
  const parts = rest.split('|');
  if (strict) refuseStrayPipes(parts);
  const constraints = parts
    .map(part => (strict ? part : part.trim()))
    .filter(part => part !== '')
    .map(part => readConstraint(part, scheme, strict));
  if (constraints.length === 0) throw badVers('a vers has at least one constraint');
  if (constraints.length > 1 && constraints.some(({ comparator }) => comparator === '*'))
    throw badVers('"*" stands alone');
  return { scheme, constraints };
}

function refuseStrayPipes(parts: readonly string[]): void {
  if (parts.length === 1) return;
  if (parts[0] === '') throw notCanonical('leading pipe is not permitted');
  if (parts.at(-1) === '') throw notCanonical('trailing pipe is not permitted');
  if (parts.includes('')) throw notCanonical('consecutive pipes are not permitted');
}

function readConstraint(part: string, scheme: string, strict: boolean): Constraint {
  if (part === '*') return { comparator: '*', version: '' };
  const comparator: Comparator = COMPARATORS.find(known => part.startsWith(known)) ?? '=';
  const isWritten = part.startsWith(comparator);
  if (strict && comparator === '=' && isWritten)
    throw notCanonical('equality is written without a comparator');
  const encoded = isWritten ? part.slice(comparator.length) : part;
  const raw = strict ? encoded : encoded.trim();
  if (raw === '') throw badVers(`nothing follows "${comparator}"`);
  if (RESERVED.test(raw))
    throw badVers(`"${shortened(raw)}" holds a reserved character that is not percent-encoded`);
  const version = decode(raw, strict);
  if (strict && scheme === 'datetime') refuseDatetimeSpelling(raw, version);
  return { comparator, version };
}

function decode(raw: string, strict: boolean): string {
  if (strict && NOT_PRINTABLE.test(raw)) throw notCanonical('a version has printable ASCII characters only');
  if (!raw.includes('%')) return raw;
  let version: string;
  try {
    version = decodeURIComponent(raw);
  } catch {
    throw notCanonical('invalid percent-encoding in version');
  }
  // Hexadecimal digits are capitals, and what RFC 3986 calls unreserved is never encoded.
  if (strict && /%(?:[0-9A-F]?[a-f]|2[DE]|3[0-9]|[46][1-9A-F]|5[0-9AF]|7[0-9AE])/.test(raw))
    throw notCanonical('percent-encoding in version is not canonical');
  return version;
}

/** Only what every date and time has: the scheme itself says which versions there are. */
function refuseDatetimeSpelling(raw: string, version: string): void {
  if (raw.includes('%3A')) throw notCanonical('datetime time colons must be unencoded');
  if (/[tz]/.test(version)) throw notCanonical('datetime must use uppercase T and Z');
}

/** The canonical spelling of the parts of a vers, in the order given. */
export function joinVers({ scheme, constraints }: Vers): string {
  const parts = constraints.map(({ comparator, version }) =>
    comparator === '*' ? '*' : (comparator === '=' ? '' : comparator) + encode(version),
  );
  return `vers:${scheme}/${parts.join('|')}`;
}

function encode(version: string): string {
  return version
    .toWellFormed()
    .replace(TO_ENCODE, character =>
      character === '!' || character === '*'
        ? `%${character.charCodeAt(0).toString(16).toUpperCase()}`
        : encodeURIComponent(character),
    );
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
