/** Package URLs written in their canonical form. */
import { encode, encodeSegments } from './encoding.ts';
import { addQualifier, normalise } from './normalise.ts';
import { parsePurl } from './parse.ts';
import { MAX_PURL_LENGTH, type Purl, type PurlComponents, PurlError } from './purl.ts';
import { PURL_TYPES } from './types.ts';

/**
 * The canonical purl of the components. Components are normalised first; empty qualifier values are left out.
 *
 * @throws PurlError, an InputError with field `purl` and status 422.
 */
export function buildPurl(components: PurlComponents): string {
  const shown = `${components.type ?? ''}/${components.name ?? ''}`;
  const qualifiers: Record<string, string> = {};
  for (const [key, value] of Object.entries(components.qualifiers ?? {})) {
    if (value) addQualifier(qualifiers, key.toLowerCase(), value, shown, null);
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
    null,
  );
  const text = format(purl, shown);
  if (text.length > MAX_PURL_LENGTH)
    throw new PurlError('purl', `longer than ${MAX_PURL_LENGTH} characters`, text);
  return text;
}

/**
 * The canonical spelling of a purl, however it was written.
 *
 * @throws PurlError, an InputError with field `purl` and status 422.
 */
export function canonicalisePurl(text: string): string {
  return buildPurl(parsePurl(text, { lenient: true }));
}

function format(purl: Purl, text: string): string {
  const pathName = PURL_TYPES.get(purl.type)?.pathName === true;
  let result = `pkg:${purl.type}/`;
  if (purl.namespace !== null) result += `${encodeSegments(purl.namespace, 'namespace', text)}/`;
  result += pathName ? encodeSegments(purl.name, 'name', text) : encode(purl.name, 'name', text);
  if (purl.version !== null) result += `@${encode(purl.version, 'version', text)}`;
  const keys = Object.keys(purl.qualifiers).sort();
  if (keys.length > 0) {
    const pairs = keys.map(key => `${key}=${encode(purl.qualifiers[key] ?? '', 'qualifiers', text)}`);
    result += `?${pairs.join('&')}`;
  }
  if (purl.subpath !== null) result += `#${encodeSegments(purl.subpath, 'subpath', text)}`;
  return result;
}
