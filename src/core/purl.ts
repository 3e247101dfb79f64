/**
 * Package URLs: `pkg:type/namespace/name@version?qualifiers#subpath`, parsed, built and brought to canonical form as
 * ECMA-427 says (https://ecma-tc54.github.io/ECMA-427/), with the rules of each type from `purl-types.ts`.
 * Every step is linear in the length of the text, which is bounded.
 */
import { InputError } from './errors.ts';
import { PURL_TYPES, type PurlComponent } from './purl-types.ts';

/** Components decoded and normalised. Absent ones are null; no qualifiers is an empty object. */
export interface Purl {
  type: string;
  /** Segments joined by `/`. */
  namespace: string | null;
  name: string;
  version: string | null;
  qualifiers: Record<string, string>;
  subpath: string | null;
}

/** What `buildPurl` takes: decoded components in any spelling. */
export interface PurlComponents {
  type: string | null;
  namespace?: string | null;
  name: string | null;
  version?: string | null;
  qualifiers?: Record<string, string | null | undefined> | null;
  subpath?: string | null;
}

export interface ParseOptions {
  /** Also accepts qualifier keys with upper-case letters, and lowers them, as the specification's guide to parsing does. */
  lenient?: boolean;
}

/** Longest accepted purl, in UTF-16 code units. The specification sets no limit. */
export const MAX_PURL_LENGTH = 16_384;

/**
 * Parses a purl.
 *
 * An unencoded `@` that begins a segment (`pkg:npm/@babel/core`) belongs to the namespace. A second unencoded `?` or
 * `#` is an error: splitting at either of them would silently give another name.
 *
 * @throws InputError with field `purl` and status 422.
 */
export function parsePurl(text: string, options: ParseOptions = {}): Purl {
  if (text.length > MAX_PURL_LENGTH) fail(`longer than ${MAX_PURL_LENGTH} characters`, text);
  if (text.slice(0, 4).toLowerCase() !== 'pkg:') fail('the scheme is not "pkg:"', text);

  const [beforeSubpath, subpath] = cutOnce(text, '#', text);
  const [beforeQualifiers, qualifiers] = cutOnce(beforeSubpath, '?', text);
  let start = 4;
  while (beforeQualifiers[start] === '/') start++;
  const slash = beforeQualifiers.indexOf('/', start);
  if (slash === -1) fail('a type and a name are required', text);
  const type = beforeQualifiers.slice(start, slash);

  const [path, version] = cutVersion(beforeQualifiers.slice(slash + 1), text);
  const trimmed = trimSlashes(path);
  const lastSlash = trimmed.lastIndexOf('/');
  return normalise(
    {
      type,
      namespace: lastSlash === -1 ? null : decodeSegments(trimmed.slice(0, lastSlash), 'namespace', text),
      name: decode(trimmed.slice(lastSlash + 1), text),
      version: version === null ? null : decode(version, text),
      qualifiers: qualifiers === null ? {} : parseQualifiers(qualifiers, options.lenient === true, text),
      subpath: subpath === null ? null : decodeSegments(subpath, 'subpath', text),
    },
    text,
  );
}

/**
 * The canonical purl of the components. Components are normalised first; empty qualifier values are left out.
 *
 * @throws InputError with field `purl` and status 422.
 */
export function buildPurl(components: PurlComponents): string {
  const shown = `${components.type ?? ''}/${components.name ?? ''}`;
  const qualifiers: Record<string, string> = {};
  for (const [key, value] of Object.entries(components.qualifiers ?? {})) {
    if (value) addQualifier(qualifiers, key.toLowerCase(), value, shown);
  }
  const purl = normalise(
    {
      type: components.type ?? '',
      namespace: components.namespace ?? null,
      name: components.name ?? '',
      version: components.version ?? null,
      qualifiers,
      subpath: components.subpath ?? null,
    },
    shown,
  );
  const text = format(purl, shown);
  if (text.length > MAX_PURL_LENGTH) fail(`longer than ${MAX_PURL_LENGTH} characters`, text);
  return text;
}

/**
 * The canonical spelling of a purl, however it was written.
 *
 * @throws InputError with field `purl` and status 422.
 */
export function canonicalisePurl(text: string): string {
  return buildPurl(parsePurl(text, { lenient: true }));
}

/** Applies the general and the type's rules to decoded components. Idempotent. */
function normalise(given: Purl, text: string): Purl {
  const type = given.type.toLowerCase();
  if (!isIdentifier(type, false))
    fail('a type is letters, digits, "." and "-", beginning with a letter', text);
  const rules = PURL_TYPES.get(type) ?? {};
  const cased = (component: PurlComponent, value: string): string => {
    if (rules.lower?.includes(component)) return value.toLowerCase();
    return rules.upper?.includes(component) ? value.toUpperCase() : value;
  };
  const { qualifiers } = given;

  const parts = rules.pathName ? splitHost(given) : given;
  const namespace =
    parts.namespace === null ? null : cased('namespace', joinSegments(parts.namespace, false)) || null;
  let name = cased('name', trimSlashes(parts.name));
  if (rules.name) name = rules.name(name, qualifiers);
  if (name === '') fail('a name is required', text);
  const version = given.version ? cased('version', given.version) : null;
  const subpath = given.subpath === null ? null : cased('subpath', joinSegments(given.subpath, true)) || null;

  if (rules.namespace === 'required' && namespace === null) fail(`type "${type}" requires a namespace`, text);
  if (rules.namespace === 'prohibited' && namespace !== null) fail(`type "${type}" has no namespace`, text);
  for (const key of rules.requiredQualifiers ?? []) {
    if (!Object.hasOwn(qualifiers, key)) fail(`type "${type}" requires the qualifier "${key}"`, text);
  }
  const problem = rules.problem?.({ namespace, name, version, qualifiers });
  if (problem) fail(problem, text);
  return { type, namespace, name, version, qualifiers, subpath };
}

/** Namespace and name of a type whose name is a path; see `PurlTypeRules.pathName`. */
function splitHost({ namespace, name }: Purl): Pick<Purl, 'namespace' | 'name'> {
  const path = joinSegments(`${namespace ?? ''}/${name}`, false);
  const slash = path.indexOf('/');
  return slash === -1
    ? { namespace: null, name: path }
    : { namespace: path.slice(0, slash), name: path.slice(slash + 1) };
}

function format(purl: Purl, text: string): string {
  const pathName = PURL_TYPES.get(purl.type)?.pathName === true;
  let result = `pkg:${purl.type}/`;
  if (purl.namespace !== null) result += `${encodeSegments(purl.namespace, text)}/`;
  result += pathName ? encodeSegments(purl.name, text) : encode(purl.name, text);
  if (purl.version !== null) result += `@${encode(purl.version, text)}`;
  const keys = Object.keys(purl.qualifiers).sort();
  if (keys.length > 0) {
    result += `?${keys.map(key => `${key}=${encode(purl.qualifiers[key] ?? '', text)}`).join('&')}`;
  }
  if (purl.subpath !== null) result += `#${encodeSegments(purl.subpath, text)}`;
  return result;
}

/** Splits at the only `separator`; the right side is null where there is none. */
function cutOnce(value: string, separator: string, text: string): [string, string | null] {
  const at = value.indexOf(separator);
  if (at === -1) return [value, null];
  if (value.includes(separator, at + 1)) fail(`a further "${separator}" must be percent-encoded`, text);
  return [value.slice(0, at), value.slice(at + 1)];
}

/** Splits at the last `@`, unless it begins a segment that others follow: then it is part of the namespace. */
function cutVersion(path: string, text: string): [string, string | null] {
  const at = path.lastIndexOf('@');
  if (at === -1) return [path, null];
  if (at === 0 || path[at - 1] === '/') {
    if (!path.includes('/', at)) fail('a name is required before "@"', text);
    return [path, null];
  }
  return [path.slice(0, at), path.slice(at + 1)];
}

function parseQualifiers(query: string, lenient: boolean, text: string): Record<string, string> {
  const qualifiers: Record<string, string> = {};
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const key = equals === -1 ? pair : pair.slice(0, equals);
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1), text);
    addQualifier(qualifiers, lenient ? key.toLowerCase() : key, value, text);
  }
  return qualifiers;
}

function addQualifier(qualifiers: Record<string, string>, key: string, value: string, text: string): void {
  if (!isIdentifier(key, true)) {
    fail('a qualifier key is lower-case letters, digits, ".", "-" and "_", beginning with a letter', text);
  }
  if (value === '') return;
  if (Object.hasOwn(qualifiers, key)) fail(`the qualifier "${key}" occurs twice`, text);
  qualifiers[key] = value;
}

function isIdentifier(value: string, underscore: boolean): boolean {
  return underscore ? /^[a-z][a-z0-9._-]*$/.test(value) : /^[a-z][a-z0-9.-]*$/.test(value);
}

function decodeSegments(value: string, component: string, text: string): string {
  if (!value.includes('%')) return decode(value, text);
  const segments = value.split('/').map(segment => decode(segment, text));
  if (segments.some(segment => segment.includes('/')))
    fail(`a ${component} segment contains an encoded "/"`, text);
  return segments.join('/');
}

/** Drops empty segments and, where asked, `.` and `..`. */
function joinSegments(value: string, dropDots: boolean): string {
  const kept = value.split('/').filter(s => s !== '' && !(dropDots && (s === '.' || s === '..')));
  return kept.join('/');
}

function trimSlashes(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && value[start] === '/') start++;
  while (end > start && value[end - 1] === '/') end--;
  return start === 0 && end === value.length ? value : value.slice(start, end);
}

const PLAIN = /^[A-Za-z0-9._~:-]*$/;

/** Percent- and UTF-8-decodes. */
function decode(value: string, text: string): string {
  if (PLAIN.test(value)) return value;
  let decoded = value;
  try {
    decoded = decodeURIComponent(value);
  } catch {
    fail('the percent-encoding is not valid UTF-8', text);
  }
  refuseUnstorable(decoded, text);
  return decoded;
}

/** NUL and lone surrogates are in no registry's names, and PostgreSQL's text cannot hold the one nor UTF-8 the other. */
function refuseUnstorable(value: string, text: string): void {
  if (value.includes('\0')) fail('it contains a NUL character', text);
  if (/\p{Surrogate}/u.test(value)) fail('it is not well-formed Unicode', text);
}

/** Percent-encodes all but letters, digits, `.-_~` and the colon, as the clause "Character encoding" says. */
function encode(value: string, text: string): string {
  if (PLAIN.test(value)) return value;
  refuseUnstorable(value, text);
  return encodeURIComponent(value)
    .replaceAll('%3A', ':')
    .replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function encodeSegments(value: string, text: string): string {
  if (PLAIN.test(value)) return value;
  return value
    .split('/')
    .map(segment => encode(segment, text))
    .join('/');
}

function fail(problem: string, text: string): never {
  const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  throw new InputError('purl', `Invalid PURL format: ${problem}: ${JSON.stringify(shown)}`, 422);
}
