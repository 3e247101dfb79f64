/**
 * vers, the version range specifier: `vers:npm/>=1.0.0|<2.0.0` (https://github.com/package-url/vers-spec, a draft of
 * Ecma TC54). The scheme is any of this folder, by its id or one of its aliases.
 */
import { contains, type Intervals } from '../intervals.ts';
import { memoised } from '../memo.ts';
import { schemeOf } from '../registry.ts';
import type { Scheme } from '../scheme.ts';
import { type Constraint, simplifyConstraints } from './constraints.ts';
import { intervalsOfVers, sortConstraints } from './read.ts';
import { badVers, joinVers, splitVers, type Vers } from './text.ts';

export type { Comparator, Constraint } from './constraints.ts';
export type { Vers } from './text.ts';

export interface VersRange {
  scheme: Scheme;
  /** In normal form, of versions as `scheme.parse` gives them. */
  intervals: Intervals<unknown>;
}

/** Types that the specification keeps for documentation and tests: they have no order. */
const WITHOUT_ORDER: readonly string[] = ['example', 'test'];

/**
 * The constraints of a vers, decoded. Strict by default: only the canonical form, with sorted, unique versions and no
 * redundant constraint. `lenient` reads over white space, stray pipes, a written `=` and any order, and sorts.
 * @throws InputError with field `vers` for what is no (canonical) vers and for an unknown scheme.
 */
export function parseVers(text: string, { lenient = false }: { lenient?: boolean } = {}): Vers {
  const vers = splitVers(text, !lenient);
  if (WITHOUT_ORDER.includes(vers.scheme)) return vers;
  const scheme = orderOf(vers.scheme);
  if (lenient) return { scheme: vers.scheme, constraints: sortConstraints(vers.constraints, scheme.compare) };
  refuseDisorder(vers.constraints, scheme);
  return vers;
}

/**
 * A vers in its normal spelling: sorted, percent-encoded, without white space and stray pipes. Constraints stay as they
 * are, also redundant ones; `simplifyVers` takes these out. @throws InputError with field `vers`.
 */
export function validateVers(text: string): string {
  return joinVers(parseVers(text, { lenient: true }));
}

/** The canonical form of a vers, which holds the same versions. @throws InputError with field `vers`. */
export function simplifyVers(text: string): string {
  const { scheme, constraints } = parseVers(text, { lenient: true });
  const { equals } = WITHOUT_ORDER.includes(scheme) ? { equals: Object.is } : orderOf(scheme);
  const unique: Constraint[] = [];
  for (const constraint of constraints) {
    const last = unique.at(-1);
    if (last !== undefined && equals(last.version, constraint.version)) {
      if (last.comparator === constraint.comparator) continue;
      throw badVers(`"${constraint.version.slice(0, 80)}" has two comparators`);
    }
    unique.push(constraint);
  }
  return joinVers({ scheme, constraints: simplifyConstraints(unique) });
}

/**
 * The versions that a vers holds; it need not be canonical. Remembered: treat what it gives as immutable.
 * @throws InputError with field `vers`, also where a constraint names what is no version of the scheme.
 */
export const versRange: (text: string) => VersRange = memoised(
  text => {
    const vers = splitVers(text, false);
    const scheme = orderOf(vers.scheme);
    return { scheme, intervals: intervalsOfVers(vers, scheme) };
  },
  { size: 2_000, maxLength: 4_096 },
);

/** True when the version is in the vers; false for what is no version of its scheme. @throws InputError as `versRange`. */
export function versContains(vers: string, version: string): boolean {
  const { scheme, intervals } = versRange(vers);
  const parsed = scheme.parse(version);
  return parsed !== null && contains(intervals, parsed, scheme.order);
}

/**
 * A native range as vers, by any name of its scheme; null where no version satisfies it.
 * @throws InputError with field `scheme` or `range`.
 */
export function versFromNative(scheme: string | Scheme, range: string): string | null {
  return (typeof scheme === 'string' ? orderOf(scheme) : scheme).toVers(range);
}

function orderOf(name: string): Scheme {
  const scheme = schemeOf(name);
  if (scheme !== null) return scheme;
  if (name === 'invalid')
    throw badVers("invalid VERS type: 'invalid' is reserved for intentionally invalid VERS notations");
  if (WITHOUT_ORDER.includes(name))
    throw badVers(`no version ordering is defined for the reserved VERS type: ${name}`);
  throw badVers(`"${name.slice(0, 80)}" is no known versioning scheme`);
}

function refuseDisorder(constraints: readonly Constraint[], scheme: Scheme): void {
  for (let i = 1; i < constraints.length; i++) {
    const [a, b] = [constraints[i - 1] as Constraint, constraints[i] as Constraint];
    const order = scheme.compare(a.version, b.version);
    if (order > 0) throw badVers('non-canonical VERS: constraints are not sorted by version');
    if (order === 0) throw badVers('non-canonical VERS: versions are not unique');
  }
  if (simplifyConstraints(constraints).length < constraints.length)
    throw badVers('non-canonical VERS: constraints are redundant');
}
