import type { NameRules, PurlRules, RegistryRef } from '../ecosystem.ts';

/** What names of packages are made of (https://docs.freebsd.org/en/books/porters-handbook/makefiles/#porting-pkgname). */
const VALID = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/;
const MAX_LENGTH = 200;

export const names: NameRules = {
  normalise: name => name.trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    return VALID.test(name) ? null : 'not a package name: letters, digits, _, ., + and -';
  },
  namespace: () => null,
};

/**
 * `pkg:freebsd/curl?abi=FreeBSD:14:amd64`. In: a namespace is the category of the port (`pkg:freebsd/ftp/curl`) and not
 * needed; `abi`, where it is given, is that of the registry.
 */
export const purl: PurlRules = {
  type: 'freebsd',
  toPurl(name, registry) {
    const abi = abiOf(registry);
    return { namespace: null, name, ...(abi && { qualifiers: { abi } }) };
  },
  fromPurl({ namespace, name, qualifiers }, registry) {
    if (namespace !== null && !VALID.test(namespace)) return null;
    const abi = abiOf(registry);
    if (qualifiers.abi !== undefined && abi !== null && !sameAbi(qualifiers.abi, abi)) return null;
    const own = names.normalise(name);
    return names.problem(own) === null ? own : null;
  },
};

/** `FreeBSD:14:amd64`, from the address of a registry. */
function abiOf({ url }: RegistryRef): string | null {
  return /\/(FreeBSD:[0-9]+:[A-Za-z0-9_]+)(?:\/|$)/.exec(url)?.[1] ?? null;
}

/** `FreeBSD:14:*` is of all architectures. */
function sameAbi(given: string, abi: string): boolean {
  const wanted = given.toLowerCase();
  const own = abi.toLowerCase();
  return wanted === own || (wanted.endsWith(':*') && own.startsWith(wanted.slice(0, -1)));
}
