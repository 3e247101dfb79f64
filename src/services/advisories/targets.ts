/** What packages and versions people ask about advisories for. */
import { InputError } from '../../core/errors.ts';
import { ecosystemOfPurl, findEcosystem, type Purl, parsePurl } from '../../core/purl/index.ts';
import { goItself, type Scheme, schemeOf, schemeOfPackage } from '../../versions/index.ts';
import type { RegistryDirectory } from '../service.ts';

export interface AdvisoryTarget {
  /** Id of ours. */
  ecosystem: string;
  /** In the ecosystem's normal form. */
  name: string;
  version: string | null;
  /** Of a distribution. */
  release: string | null;
  scheme: Scheme | null;
}

/** @throws InputError for what is no purl; null for a type that is no ecosystem of this index. */
export function targetOfPurl(directory: RegistryDirectory, text: string): AdvisoryTarget | null {
  const purl = parsePurl(text, { lenient: true });
  const ecosystem = ecosystemOfPurl(purl);
  if (ecosystem === null) return null;
  const name = nameOf(directory, ecosystem, purl);
  // PostgreSQL holds neither NUL nor what is no Unicode.
  if (name === null || name.includes('\0') || !name.isWellFormed()) return null;
  const { distro } = purl.qualifiers;
  return {
    ecosystem,
    name,
    version: purl.version,
    release: distro === undefined ? null : releaseOf(distro),
    scheme: schemeOfPackage(ecosystem, name) ?? schemeOf(purl.type),
  };
}

/** A name in an ecosystem as OSV, GHSA or this index call it (`PyPI`, `Debian:12`); null for one that is not known. */
export function targetOfName(
  directory: RegistryDirectory,
  ecosystemName: string,
  name: string,
  version: string | null,
): AdvisoryTarget | null {
  const found = findEcosystem(ecosystemName);
  if (!found) return null;
  const own =
    (found.ecosystem === 'go' ? goItself(name) : null) ?? normalised(directory, found.ecosystem, name);
  const colon = ecosystemName.indexOf(':');
  const suffix = colon === -1 ? null : ecosystemName.slice(colon + 1).replace(/:LTS$/i, '');
  return {
    ecosystem: found.ecosystem,
    name: own,
    version,
    release: found.ecosystem === 'maven' ? null : suffix,
    scheme: schemeOfPackage(found.ecosystem, own) ?? schemeOf(found.type),
  };
}

/** The normal form by the ecosystem's own rules, where there are any. */
export function normalised(directory: RegistryDirectory, ecosystem: string, name: string): string {
  const [registry] = directory.ofEcosystem(ecosystem);
  return registry ? registry.definition.names.normalise(name) : name;
}

function nameOf(directory: RegistryDirectory, ecosystem: string, purl: Purl): string | null {
  if (ecosystem === 'go' && purl.namespace === null) {
    const own = goItself(purl.name);
    if (own !== null) return own;
  }
  const registries = directory.ofEcosystem(ecosystem);
  for (const registry of registries) {
    const { names, purl: purls } = registry.definition;
    const own = purls.fromPurl(purl, registry);
    const name = own === null ? null : names.normalise(own);
    if (name !== null && names.problem(name) === null) return name;
  }
  if (registries.length > 0) return null;
  return purl.namespace === null ? purl.name : `${purl.namespace}/${purl.name}`;
}

/** `debian-12` and `bookworm` name a release as purls do; advisories say `12`. */
function releaseOf(distro: string): string | null {
  return /(?:^|-)v?(\d+(?:\.\d+)?)$/.exec(distro)?.[1] ?? null;
}

/** @throws InputError naming `field` with status 400 instead of what the parser of purls says. */
export function purlOr400(directory: RegistryDirectory, text: string, field: string): AdvisoryTarget | null {
  try {
    return targetOfPurl(directory, text);
  } catch (error) {
    if (error instanceof InputError) throw new InputError(field, `${field}: ${error.message}`);
    throw error;
  }
}
