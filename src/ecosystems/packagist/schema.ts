/**
 * What is accepted from Packagist: the static file of a package, whose versions are often written as differences to the one
 * before (https://github.com/composer/metadata-minifier), and the document about a package.
 */
import { UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';

const MAX_VERSIONS = 20_000;

/** The members of a version that are read. */
const MEMBERS = [
  'abandoned',
  'autoload',
  'description',
  'dist',
  'extra',
  'funding',
  'homepage',
  'keywords',
  'license',
  'provide',
  'replace',
  'require',
  'require-dev',
  'source',
  'suggest',
  'time',
  'type',
  'version',
] as const;

/** The versions in the static file of a package. @throws UpstreamError `malformed`. */
export function parseVersions(bytes: Uint8Array, name: string): JsonDocument[] {
  const document = parseJsonObject(bytes, `versions of ${name}`);
  const list = memberOf(document.packages, name);
  if (!Array.isArray(list)) throw malformed(name, 'it is not in its own file');
  const entries = objectsIn(list, MAX_VERSIONS);
  if (document.minified !== 'composer/2.0') return entries;
  const current: JsonDocument = {};
  return entries.map(entry => {
    for (const member of MEMBERS) {
      if (!Object.hasOwn(entry, member)) continue;
      if (entry[member] === '__unset') delete current[member];
      else current[member] = entry[member];
    }
    return { ...current };
  });
}

export interface About {
  document: JsonDocument;
  versions: JsonDocument[];
}

/** The document about a package, and the versions in it. @throws UpstreamError `malformed`, also for another package's. */
export function parseAbout(bytes: Uint8Array, name: string): About {
  const { package: document } = parseJsonObject(bytes, `package ${name}`);
  if (!isJsonObject(document)) throw malformed(name, 'no document about it');
  if (typeof document.name !== 'string' || document.name.toLowerCase() !== name)
    throw malformed(name, 'the document is about another one');
  const versions = isJsonObject(document.versions) ? Object.values(document.versions) : [];
  return { document, versions: objectsIn(versions, MAX_VERSIONS) };
}

function malformed(name: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `package ${name}: ${problem}`);
}
