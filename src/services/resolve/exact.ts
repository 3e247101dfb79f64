/** One version as a requirement, in the words of each ecosystem. */
import { InputError } from '../../core/errors.ts';
import { type Scheme, schemeOf } from '../../versions/index.ts';
import type { IndexedRegistry } from '../service.ts';

/** What stands around the version, where it is not the bare version that means exactly that one. */
const SPELLINGS: Readonly<Record<string, (version: string) => string>> = {
  pypi: version => `==${version}`,
  rubygems: version => `= ${version}`,
  cocoapods: version => `= ${version}`,
  cargo: version => `=${version}`,
  hex: version => `== ${version}`,
  nuget: version => `[${version}]`,
  debian: version => `= ${version}`,
  ubuntu: version => `= ${version}`,
  alpine: version => `=${version}`,
  adelie: version => `=${version}`,
  postmarketos: version => `=${version}`,
  conda: version => `==${version}`,
  hackage: version => `==${version}`,
  cran: version => `== ${version}`,
  bioconductor: version => `== ${version}`,
  julia: version => `=${version}`,
};

/** Tried where the ecosystem has no spelling of its own here, or its scheme does not read that. */
const OTHERS = [
  (version: string) => version,
  (version: string) => `=${version}`,
  (version: string) => `==${version}`,
  (version: string) => `[${version}]`,
];

export function schemeOfRegistry({ definition }: Pick<IndexedRegistry, 'definition'>): Scheme {
  return schemeOf(definition.id) ?? schemeOf(definition.purl.type) ?? (schemeOf('generic') as Scheme);
}

/** A requirement that this version satisfies, and as few others as the ecosystem's syntax allows. */
export function exactly(registry: IndexedRegistry, version: string): string {
  const scheme = schemeOfRegistry(registry);
  const own = SPELLINGS[registry.definition.id];
  for (const spell of own ? [own, ...OTHERS] : OTHERS) {
    const text = spell(version);
    if (admits(scheme, version, text)) return text;
  }
  return version;
}

function admits(scheme: Scheme, version: string, requirement: string): boolean {
  try {
    return scheme.satisfies(version, requirement);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
