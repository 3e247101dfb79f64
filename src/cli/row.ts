/** Fields of an input object, checked: what is wrong is an InputError that names the field. */
import { InputError } from '../core/errors.ts';
import { findEcosystem, PURL_TYPES } from '../core/purl/index.ts';
import { type Scheme, schemeOf } from '../versions/index.ts';
import type { Row } from './json-lines.ts';

export function missing(field: string): InputError {
  return new InputError(field, 'it is missing', 422);
}

export function textOf(row: Row, field: string): string {
  const value = row[field];
  if (typeof value === 'string') return value;
  throw value === undefined || value === null ? missing(field) : new InputError(field, 'it is not text', 422);
}

export function optionalTextOf(row: Row, field: string): string | null {
  return row[field] === undefined || row[field] === null ? null : textOf(row, field);
}

export function flagOf(row: Row, field: string): boolean {
  const value = row[field] ?? false;
  if (typeof value === 'boolean') return value;
  throw new InputError(field, 'it is neither true nor false', 422);
}

export function schemeOfRow(row: Row): Scheme {
  const name = textOf(row, 'type');
  const scheme = schemeOf(name);
  if (scheme === null)
    throw new InputError('type', `no version scheme is known for ${JSON.stringify(name.slice(0, 80))}`, 422);
  return scheme;
}

export function versionOf(scheme: Scheme, row: Row, field: string): string {
  return valid(scheme, textOf(row, field), field);
}

function valid(scheme: Scheme, version: string, field: string): string {
  if (scheme.isValid(version)) return version;
  throw new InputError(field, `${JSON.stringify(version.slice(0, 80))} is no ${scheme.id} version`, 422);
}

export function versionsOf(scheme: Scheme, row: Row): string[] {
  const { versions } = row;
  if (versions === undefined || versions === null) throw missing('versions');
  if (!Array.isArray(versions)) throw new InputError('versions', 'it is not a list', 422);
  return versions.map((version: unknown, index) => {
    const field = `versions[${index}]`;
    if (typeof version !== 'string') throw new InputError(field, 'it is not text', 422);
    return valid(scheme, version, field);
  });
}

export function qualifiersOf(row: Row): Record<string, string | null> | null {
  const { qualifiers } = row;
  if (qualifiers === undefined || qualifiers === null) return null;
  if (typeof qualifiers !== 'object' || Array.isArray(qualifiers))
    throw new InputError('qualifiers', 'it is not an object', 422);
  for (const [key, value] of Object.entries(qualifiers)) {
    if (value !== null && typeof value !== 'string')
      throw new InputError(`qualifiers.${key.slice(0, 80)}`, 'it is not text', 422);
  }
  return qualifiers as Record<string, string | null>;
}

export function ecosystemOf(row: Row): string | undefined {
  const name = optionalTextOf(row, 'ecosystem');
  if (name === null) return undefined;
  const found = findEcosystem(name);
  // Types that no ecosystem stands behind, such as `github`, are no mistake.
  if (found === null && PURL_TYPES.has(name.toLowerCase())) return name.toLowerCase();
  if (found === null)
    throw new InputError('ecosystem', `${JSON.stringify(name.slice(0, 80))} is not known`, 422);
  return found.ecosystem;
}
