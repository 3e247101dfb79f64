/**
 * From what an entry asks for to the packages that have it. A token of `D` names a package, or something that packages
 * provide: a library (`so:libz.so.1`), a command (`cmd:git`), a pkg-config module (`pc:zlib`), a path (`/bin/sh`) or an
 * agreed name. https://man.archlinux.org/man/apk-package.5.en#DEPENDENCIES
 */
import type { DependencyRecord } from '../../../core/records.ts';
import { names } from './names.ts';
import type { PackageEntry } from './package-entry.ts';
import { parseToken, tokensOf } from './tokens.ts';

/** Of what a hundred packages provide, these are enough to see what is meant. */
const MAX_ALTERNATIVES = 8;

export interface Providers {
  isPackage(name: string): boolean;
  /** Null where no package provides something under this name. */
  of(name: string): ProviderSet | null;
}

export interface ProviderSet {
  /** The preferred first. */
  packages: readonly string[];
  has(name: string): boolean;
  /** The same for the same packages in the same order. */
  key: string;
}

/** What all packages of a registry provide. */
export function providersOf(entries: Iterable<PackageEntry>): Providers {
  const known = new Set<string>();
  const found = new Map<string, Provider | Map<string, number>>();
  for (const { name, provides, providerPriority } of entries) {
    known.add(name);
    const priority = providerPriority ?? 0;
    for (const token of tokensOf(provides)) {
      const provided = parseToken(token)?.name;
      if (provided === undefined || provided === name) continue;
      const packages = found.get(provided);
      if (packages === undefined) found.set(provided, { name, priority });
      else found.set(provided, withProvider(packages, name, priority));
    }
  }
  // What half the packages ask for is put in order once.
  const sets = new Map<string, ProviderSet>();
  return {
    isPackage: name => known.has(name),
    of(name) {
      const packages = found.get(name);
      if (packages === undefined) return null;
      let set = sets.get(name);
      if (set === undefined) {
        set = packages instanceof Map ? providerSet(packages) : alone(packages.name);
        sets.set(name, set);
      }
      return set;
    },
  };
}

/** Most of what is provided has one provider, and a map for each of them would be the largest thing in memory. */
interface Provider {
  name: string;
  priority: number;
}

function withProvider(
  known: Provider | Map<string, number>,
  name: string,
  priority: number,
): Provider | Map<string, number> {
  if (!(known instanceof Map)) {
    if (known.name === name) return { name, priority: Math.max(known.priority, priority) };
    return new Map([
      [known.name, known.priority],
      [name, priority],
    ]);
  }
  known.set(name, Math.max(priority, known.get(name) ?? 0));
  return known;
}

function providerSet(priorities: ReadonlyMap<string, number>): ProviderSet {
  // A stable sort: among equals the order of the index stands.
  const packages = [...priorities].sort(([, a], [, b]) => b - a).map(([provider]) => provider);
  return { packages, has: name => priorities.has(name), key: packages.join(' ') };
}

/** The only package that is meant. */
function alone(name: string): ProviderSet {
  return { packages: [name], has: other => other === name, key: name };
}

/**
 * The dependencies of an entry: each names a package. Where several packages provide what is asked for, any will do: they
 * are alternatives. Left out are conflicts, what the package provides itself, and libraries, commands and paths that
 * nothing in the registry provides. A requirement is kept where the package itself is named; that of something provided
 * is about the version of what is provided.
 */
export function dependenciesOf(
  { name: self, depends }: PackageEntry,
  providers: Providers,
): DependencyRecord[] {
  const groups = new Map<string, { packages: readonly string[]; requirement: string | null }[]>();
  for (const token of tokensOf(depends)) {
    const asked = parseToken(token);
    if (asked === null || asked.isConflict) continue;
    const isNamed = providers.isPackage(asked.name);
    const provided = isNamed ? null : providers.of(asked.name);
    // Of another repository, of which this registry builds on: still what the index says.
    const named = provided ?? (isNamed || names.problem(asked.name) === null ? alone(asked.name) : null);
    if (named === null || named.has(self)) continue;
    const requirement = provided === null ? asked.requirement : null;
    const { key } = named;
    const group = groups.get(key);
    const packages = named.packages.slice(0, MAX_ALTERNATIVES);
    if (group === undefined) groups.set(key, [{ packages, requirement }]);
    else if (requirement === null || group.some(other => other.requirement === requirement)) continue;
    else if (group[0]?.requirement === null) group[0].requirement = requirement;
    else group.push({ packages, requirement });
  }
  return [...groups.values()].flat().flatMap(({ packages, requirement }) =>
    packages.map((name, i) => ({
      name,
      requirement,
      kind: 'install',
      optional: false,
      ...(i > 0 && { alternative: true }),
    })),
  );
}
