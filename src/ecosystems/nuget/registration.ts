/**
 * What is accepted as a registration (https://learn.microsoft.com/en-us/nuget/api/registration-base-url-resource): pages of
 * versions, each in the index or at an address of its own.
 */
import { UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { names } from './names.ts';

const MAX_PAGES = 2_000;
const MAX_LEAVES = 20_000;

export interface Registration {
  /** The catalog entry of each version. */
  entries: JsonDocument[];
  /** Addresses of the pages that are not in the index. */
  pages: string[];
}

/** @throws UpstreamError `malformed` for what is no registration, or another package's. */
export function parseRegistration(bytes: Uint8Array, name: string): Registration {
  const { items } = parseJsonObject(bytes, `registration of ${name}`);
  if (!Array.isArray(items)) throw malformed(name, 'no pages');
  const registration: Registration = { entries: [], pages: [] };
  for (const page of objectsIn(items, MAX_PAGES)) {
    if (Array.isArray(page.items)) registration.entries.push(...entriesOf(page.items, name));
    else if (typeof page['@id'] === 'string') registration.pages.push(page['@id']);
  }
  if (registration.entries.length === 0 && registration.pages.length === 0)
    throw malformed(name, 'no versions');
  return registration;
}

/** The catalog entries of a page. @throws UpstreamError `malformed`. */
export function parsePage(bytes: Uint8Array, name: string): JsonDocument[] {
  const { items } = parseJsonObject(bytes, `page of ${name}`);
  if (!Array.isArray(items)) throw malformed(name, 'a page without versions');
  return entriesOf(items, name);
}

function entriesOf(leaves: unknown[], name: string): JsonDocument[] {
  const entries = objectsIn(leaves, MAX_LEAVES).map(({ catalogEntry }) => catalogEntry);
  const found = entries.filter(isJsonObject);
  const other = found.find(({ id }) => typeof id !== 'string' || names.normalise(id) !== name);
  if (other !== undefined) throw malformed(name, 'a version of another package');
  return found;
}

function malformed(name: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `registration of ${name}: ${problem}`);
}
