/** Single fields of a stanza, read for what they mean. */
import { UpstreamError } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/records.ts';
import type { Stanza } from '../../../formats/deb822.ts';
import { deb } from '../../../versions/schemes/deb.ts';

/** @throws UpstreamError `malformed` when there is no valid version. */
export function checkedVersion(fields: Stanza): string {
  const version = fields.get('version');
  if (version === undefined || !deb.isValid(version)) {
    throw new UpstreamError('malformed', `not a version: ${JSON.stringify(version?.slice(0, 60) ?? null)}`);
  }
  return version;
}

/**
 * `sha256-<hex>`, or null where the index gives no digest.
 *
 * @throws UpstreamError `malformed` for what is no SHA-256.
 */
export function integrityOf(sha256: string | undefined): string | null {
  if (!sha256) return null;
  if (!/^[0-9a-f]{64}$/i.test(sha256)) {
    throw new UpstreamError('malformed', `not a SHA-256: ${JSON.stringify(sha256.slice(0, 80))}`);
  }
  return `sha256-${sha256.toLowerCase()}`;
}

export type SourcePackage = { name: string; version: string };

/** `Source: name (version)`; both are the binary package's own where the field or the parentheses are absent. */
export function sourcePackage(name: string, fields: Stanza): SourcePackage {
  const version = fields.get('version') as string;
  const field = fields.get('source');
  if (!field) return { name, version };
  const [source = name, own] = field.split(/\s+/, 2);
  return { name: source.toLowerCase(), version: own?.replaceAll(/[()]/g, '') || version };
}

/** Policy 5.6.13: the synopsis, then a text in which a lone full stop is an empty line. */
export function descriptionOf(fields: Stanza): string | null {
  const description = fields.get('description');
  if (!description?.includes('\n')) return description || null;
  const [synopsis, ...lines] = description.split('\n');
  return [synopsis, '', ...lines.map(line => (line === '.' ? '' : line))].join('\n').trim() || null;
}

/** A value folded over several lines, as one. */
export function unfolded(value: string | undefined): string | undefined {
  if (!value?.includes('\n')) return value;
  return value
    .split('\n')
    .map(line => line.trim())
    .join(' ');
}

export function integer(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

export type SparseObject = { [key: string]: JsonObject[string] | undefined };

/** Without what the index does not say. */
export function present(values: SparseObject): JsonObject {
  const found: JsonObject = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined && value !== '') found[key] = value;
  }
  return found;
}
