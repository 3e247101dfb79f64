/** Paths of Go modules: https://go.dev/ref/mod#go-mod-file-ident. */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 500;
const CHARACTERS = /^[A-Za-z0-9._~/-]+$/;
const HOST = /^[a-z0-9.-]+$/;
/** Files that Windows cannot have, whatever follows their first dot. */
const RESERVED = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;

/**
 * Case counts. The escape of proxies, which writes a capital as `!` and the small letter, is undone: no path has a `!` of
 * its own.
 */
function normalise(name: string): string {
  return name.trim().replaceAll(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  if (!CHARACTERS.test(name)) return 'is not made of letters, digits and -._~/';
  const elements = name.split('/');
  const host = elements[0] as string;
  if (!HOST.test(host) || !host.includes('.') || host.startsWith('-'))
    return 'does not begin with the name of a host';
  for (const element of elements) {
    if (element === '') return 'has an empty element';
    if (element.startsWith('.') || element.endsWith('.'))
      return 'has an element that begins or ends with a dot';
    if (RESERVED.test(element.split('.', 1)[0] as string))
      return 'has an element that no file on Windows can be called';
    if (/~[0-9]+$/.test(element)) return 'has an element that ends with a tilde and digits';
  }
  if (elements.length > 1 && /^v(?:0[0-9]*|1)$/.test(elements.at(-1) as string))
    return 'ends with a major version below 2';
  return null;
}

/** All but the last element; null where there is one only. */
function namespace(name: string): string | null {
  const slash = name.lastIndexOf('/');
  return slash > 0 ? name.slice(0, slash) : null;
}

export const names = { normalise, problem, namespace } satisfies NameRules;

/** https://github.com/package-url/purl-spec/blob/main/types/golang-definition.json; case is kept, which makes two modules of it. */
export const purl: PurlRules = {
  type: 'golang',
  toPurl: name => ({ namespace: namespace(name), name: name.slice(name.lastIndexOf('/') + 1) }),
  fromPurl({ namespace: scope, name }) {
    const full = normalise(scope === null ? name : `${scope}/${name}`);
    return problem(full) === null ? full : null;
  },
};

/** A path or version as proxies have it in their addresses: https://go.dev/ref/mod#goproxy-protocol. */
export function escaped(text: string): string {
  return text.replaceAll(/[A-Z]/g, letter => `!${letter.toLowerCase()}`);
}
