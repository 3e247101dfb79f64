/**
 * What is accepted from an npm registry: a packument, the document of one package
 * (https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md). Only the outline is checked here; every
 * member can be of a wrong type, so `map.ts` and its neighbours read each one with care.
 */
import { UpstreamError } from '../../core/errors.ts';
import { parseJsonObject } from '../../formats/json.ts';
import { names } from './names.ts';
import { type Doc, isDoc } from './text.ts';

export interface Packument {
  /** All members, as they came. */
  document: Doc;
  versions: Doc;
  time: Doc;
}

/** More than any real package has; a document beyond it is an attack on memory. */
const MAX_VERSIONS = 100_000;
/** Manifests hold what their authors wrote, deeper than other answers are. */
const MAX_DEPTH = 500;

/**
 * Reads the bytes of a packument of the package `name`.
 *
 * @throws UpstreamError `malformed` when it is not JSON, no packument, or another package's.
 */
export function parsePackument(bytes: Uint8Array, name: string): Packument {
  const document = parseJsonObject(bytes, `packument of ${name}`, MAX_DEPTH);
  const said = document.name ?? document._id;
  if (typeof said !== 'string')
    fail(name, typeof document.error === 'string' ? 'an error document' : 'no name in it');
  if (names.normalise(said) !== name) fail(name, `it is of another package, ${said.slice(0, 214)}`);
  const versions = document.versions ?? {};
  if (!isDoc(versions)) fail(name, '`versions` is no object');
  if (Object.keys(versions).length > MAX_VERSIONS) fail(name, `more than ${MAX_VERSIONS} versions`);
  return { document, versions, time: isDoc(document.time) ? document.time : {} };
}

function fail(name: string, problem: string): never {
  throw new UpstreamError('malformed', `packument of ${name}: ${problem}`);
}
