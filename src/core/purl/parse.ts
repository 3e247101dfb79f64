/**
 * Package URLs as text, `pkg:type/namespace/name@version?qualifiers#subpath`, parsed as ECMA-427 says
 * (https://ecma-tc54.github.io/ECMA-427/). Every step is linear in the length of the text, which is bounded.
 */
import { decode, decodeSegments, isUnencoded } from './encoding.ts';
import { addQualifier, normalise } from './normalise.ts';
import { MAX_PURL_LENGTH, type Purl, PurlError, type PurlProblem } from './purl.ts';

export interface ParseOptions {
  /** Also accepts qualifier keys with upper-case letters, and lowers them, as the specification's guide to parsing does. */
  lenient?: boolean;
}

/** The parts as they stand in the text, still encoded. */
export interface RawPurl {
  type: string;
  namespace: string | null;
  name: string;
  version: string | null;
  qualifiers: string | null;
  subpath: string | null;
}

const SLASH = 47;
const SCHEME = 'pkg:';

/**
 * Parses a purl.
 *
 * An unencoded `@` that begins a segment (`pkg:npm/@babel/core`) belongs to the namespace. A second unencoded `?` or
 * `#` is an error: splitting at either of them would silently give another name.
 *
 * @throws PurlError, an InputError with field `purl` and status 422.
 */
export function parsePurl(text: string, options?: ParseOptions): Purl {
  const raw = splitPurl(text);
  const { type, namespace, name, version, qualifiers, subpath } = raw;
  const lenient = options?.lenient === true;
  const plain = isUnencoded(text);
  const purl: Purl = {
    type,
    namespace: plain || namespace === null ? namespace : decodeSegments(namespace, 'namespace', text),
    name: plain ? name : decode(name, 'name', text),
    version: plain || version === null ? version : decode(version, 'version', text),
    qualifiers: qualifiers === null ? {} : parseQualifiers(qualifiers, lenient, text, null),
    subpath: plain || subpath === null ? subpath : decodeSegments(subpath, 'subpath', text),
  };
  return normalise(purl, text, null);
}

/** Cuts the text into its parts. @throws PurlError where it has none. */
export function splitPurl(text: string): RawPurl {
  if (text.length > MAX_PURL_LENGTH)
    throw new PurlError('purl', `longer than ${MAX_PURL_LENGTH} characters`, text);
  if (!text.startsWith(SCHEME) && text.slice(0, 4).toLowerCase() !== SCHEME)
    throw new PurlError('scheme', 'the scheme is not "pkg:"', text);

  let end = text.length;
  let subpath: string | null = null;
  const hash = text.indexOf('#');
  if (hash !== -1) {
    if (text.includes('#', hash + 1)) throw further('#', 'subpath', text);
    subpath = text.slice(hash + 1);
    end = hash;
  }
  let qualifiers: string | null = null;
  const question = text.indexOf('?');
  if (question !== -1 && question < end) {
    qualifiers = text.slice(question + 1, end);
    if (qualifiers.includes('?')) throw further('?', 'qualifiers', text);
    end = question;
  }

  let start = SCHEME.length;
  while (text.charCodeAt(start) === SLASH) start++;
  const slash = text.indexOf('/', start);
  if (slash === -1 || slash >= end) throw new PurlError('name', 'a type and a name are required', text);
  const type = text.slice(start, slash);

  let pathEnd = end;
  let version: string | null = null;
  const at = text.lastIndexOf('@', end - 1);
  if (at > slash) {
    // One that begins a segment which others follow is part of the namespace.
    if (text.charCodeAt(at - 1) !== SLASH) {
      version = text.slice(at + 1, end);
      pathEnd = at;
    } else if (!text.slice(at, end).includes('/')) {
      throw new PurlError('name', 'a name is required before "@"', text);
    }
  }

  let pathStart = slash + 1;
  while (pathStart < pathEnd && text.charCodeAt(pathStart) === SLASH) pathStart++;
  while (pathEnd > pathStart && text.charCodeAt(pathEnd - 1) === SLASH) pathEnd--;
  const lastSlash = text.lastIndexOf('/', pathEnd - 1);
  const hasNamespace = lastSlash >= pathStart;
  return {
    type,
    namespace: hasNamespace ? text.slice(pathStart, lastSlash) : null,
    name: text.slice(hasNamespace ? lastSlash + 1 : pathStart, pathEnd),
    version,
    qualifiers,
    subpath,
  };
}

/** Qualifiers decoded; `found` as in `normalise`. */
export function parseQualifiers(
  query: string,
  lenient: boolean,
  text: string,
  found: PurlProblem[] | null,
): Record<string, string> {
  const qualifiers: Record<string, string> = {};
  for (let start = 0; start < query.length; ) {
    const ampersand = query.indexOf('&', start);
    const end = ampersand === -1 ? query.length : ampersand;
    const pair = query.slice(start, end);
    start = end + 1;
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const key = equals === -1 ? pair : pair.slice(0, equals);
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1), 'qualifiers', text);
    addQualifier(qualifiers, lenient ? key.toLowerCase() : key, value, text, found);
  }
  return qualifiers;
}

function further(separator: string, part: 'qualifiers' | 'subpath', text: string): PurlError {
  return new PurlError(part, `a further "${separator}" must be percent-encoded`, text);
}
