/**
 * What is accepted from an npm registry: a packument, the document of one package
 * (https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md). Only the outline is checked here; every
 * member can be of a wrong type, so `map.ts` and its neighbours read each one with care.
 */
import { messageOf, UpstreamError } from '../../core/errors.ts';
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
const MAX_DEPTH = 500;

const [QUOTE, BACKSLASH, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = Buffer.from('"\\[]{}');

/**
 * Reads the bytes of a packument of the package `name`.
 *
 * @throws UpstreamError `malformed` when it is not JSON, no packument, or another package's.
 */
export function parsePackument(bytes: Uint8Array, name: string): Packument {
  const document = parseDoc(bytes, `packument of ${name}`);
  const said = document.name ?? document._id;
  if (typeof said !== 'string')
    fail(name, typeof document.error === 'string' ? 'an error document' : 'no name in it');
  if (names.normalise(said) !== name) fail(name, `it is of another package, ${said.slice(0, 214)}`);
  const versions = document.versions ?? {};
  if (!isDoc(versions)) fail(name, '`versions` is no object');
  if (Object.keys(versions).length > MAX_VERSIONS) fail(name, `more than ${MAX_VERSIONS} versions`);
  return { document, versions, time: isDoc(document.time) ? document.time : {} };
}

/** A JSON object of at most 500 levels. @throws UpstreamError `malformed`. */
export function parseDoc(bytes: Uint8Array, what: string): Doc {
  if (isDeeperThan(bytes, MAX_DEPTH))
    throw new UpstreamError('malformed', `${what}: deeper than ${MAX_DEPTH} levels`);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new UpstreamError('malformed', `${what}: not JSON (${messageOf(error).slice(0, 200)})`);
  }
  if (!isDoc(value)) throw new UpstreamError('malformed', `${what}: no JSON object`);
  return value;
}

/** A pass over the bytes before the parser's, which is slow on deep nesting: some seconds for 10 MB of `[`. */
function isDeeperThan(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (quoted) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (++depth > limit) return true;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
  }
  return false;
}

function fail(name: string, problem: string): never {
  throw new UpstreamError('malformed', `packument of ${name}: ${problem}`);
}
