/**
 * Requirements of Python packages, `requests[security] >= 2.8.1, == 2.8.* ; python_version < "2.7"`:
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/.
 */
import { InputError } from '../../core/errors.ts';
import { pypi } from '../schemes/pypi.ts';
import { type Marker, normaliseName, parseMarker } from './pep508-marker.ts';

export interface PythonRequirement {
  /** As written. */
  name: string;
  /** Lower case, runs of `-`, `_` and `.` as one hyphen: names that are equal so are the same project. */
  normalisedName: string;
  /** As written, in that order. */
  extras: readonly string[];
  /** Version specifiers for the scheme `pypi`, without parentheses; empty for any version, and beside a URL. */
  specifier: string;
  /** The direct reference after `@`, or null. Not checked to be a URL. */
  url: string | null;
  /** Null where the requirement holds in every environment. */
  marker: Marker | null;
}

/** In UTF-16 code units. */
export const MAX_REQUIREMENT_LENGTH = 32_768;
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,254}[A-Za-z0-9])?$/;
const SPACE = /[ \t]/;

/**
 * Reads one requirement. Comments, options and line continuations belong to the file around it and are none of its parts.
 * @throws InputError with field `requirement`; with field `marker` or `range` where the fault is within these.
 */
export function parseRequirement(text: string): PythonRequirement {
  if (text.length > MAX_REQUIREMENT_LENGTH)
    throw bad(text, `a requirement has at most ${MAX_REQUIREMENT_LENGTH} characters`);
  const line = text.trim();
  let end = 0;
  while (end < line.length && /[A-Za-z0-9._-]/.test(line[end] as string)) end++;
  const name = line.slice(0, end);
  if (!NAME.test(name)) throw bad(text, 'it starts with no name');
  let rest = line.slice(end).trimStart();
  let extras: string[] = [];
  if (rest.startsWith('[')) {
    const close = rest.indexOf(']');
    if (close === -1) throw bad(text, 'the list of extras does not end');
    extras = readExtras(rest.slice(1, close), text);
    rest = rest.slice(close + 1).trimStart();
  }
  const { specifier, url, marker } = rest.startsWith('@')
    ? splitUrl(rest.slice(1).trimStart(), text)
    : splitSpecifier(rest, text);
  return {
    name,
    normalisedName: normaliseName(name),
    extras,
    specifier,
    url,
    marker: marker === null ? null : parseMarker(marker),
  };
}

interface Tail {
  specifier: string;
  url: string | null;
  /** Null without a `;`. */
  marker: string | null;
}

function readExtras(list: string, text: string): string[] {
  if (list.trim() === '') return [];
  const extras = list.split(',').map(extra => extra.trim());
  const wrong = extras.find(extra => !NAME.test(extra));
  if (wrong !== undefined) throw bad(text, `"${wrong.slice(0, 40)}" is no name of an extra`);
  return extras;
}

/** A URL ends at white space, and only there: it may hold a semicolon. */
function splitUrl(rest: string, text: string): Tail {
  let end = 0;
  while (end < rest.length && !SPACE.test(rest[end] as string)) end++;
  const url = rest.slice(0, end);
  const after = rest.slice(end).trimStart();
  if (url === '') throw bad(text, 'nothing follows "@"');
  if (after === '') return { specifier: '', url, marker: null };
  if (!after.startsWith(';')) throw bad(text, 'only a marker follows a URL');
  return { specifier: '', url, marker: after.slice(1) };
}

function splitSpecifier(rest: string, text: string): Tail {
  const semicolon = rest.indexOf(';');
  const written = (semicolon === -1 ? rest : rest.slice(0, semicolon)).trim();
  if (written !== '' && !'(<>=!~,'.includes(written[0] as string))
    throw bad(text, `"${written.slice(0, 40)}" after the name is no version specifier`);
  const isEnclosed = written.startsWith('(') && written.endsWith(')');
  const specifier = (isEnclosed ? written.slice(1, -1) : written).trim();
  const parts = specifier.split(',').map(part => part.trim());
  // One comma at the end is read over; any other says that something is missing.
  if (parts.length > 1 && parts.slice(0, -1).includes('')) throw bad(text, 'a version specifier is missing');
  pypi.parseRange(specifier);
  return { specifier, url: null, marker: semicolon === -1 ? null : rest.slice(semicolon + 1) };
}

function bad(text: string, why: string): InputError {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return new InputError('requirement', `"${shown}" is no requirement: ${why}`, 422);
}
