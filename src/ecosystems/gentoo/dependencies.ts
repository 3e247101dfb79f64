/**
 * Dependency specifications of ebuilds: section 8.2 of the Package Manager Specification
 * (https://projects.gentoo.org/pms/8/pms.html#dependency-specification-format). A flat walk with a stack of open groups: no
 * depth is too deep.
 */
import type { DependencyRecord } from '../../core/records.ts';
import { names } from './names.ts';
import { versions } from './versions.ts';

export type DependencyKind = 'runtime' | 'build' | 'install';

const FIELDS: readonly [field: string, kind: DependencyKind][] = [
  ['RDEPEND', 'runtime'],
  ['PDEPEND', 'runtime'],
  ['BDEPEND', 'build'],
  ['DEPEND', 'build'],
  ['IDEPEND', 'install'],
];

const MAX_TOKENS = 50_000;
const MAX_DEPENDENCIES = 5_000;
const MAX_ALTERNATIVES = 50;

export interface Atom {
  name: string;
  /** Operator and version as written (`>=1.2`, `~1.2`, `=1.2*`); null for any version. */
  requirement: string | null;
  /** What follows the colon (`0=`, `*`); null where there is none. */
  slot: string | null;
  /** What stands in brackets (`ssl,-test`); null where there is none. */
  use: string | null;
}

/** One atom, or several of which any will do; under which USE flags. */
interface Group {
  atoms: Atom[];
  condition: string | null;
}

/** The dependencies of an ebuild. One that comes several times under different flags comes once. */
export function dependenciesOf(fields: ReadonlyMap<string, string>): DependencyRecord[] {
  const groups = new Map<string, Group & { kind: DependencyKind; isOptional: boolean }>();
  for (const [field, kind] of FIELDS) {
    for (const { atoms, condition } of groupsOf(fields.get(field) ?? '')) {
      const key = kind + JSON.stringify(atoms);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { kind, atoms, condition, isOptional: condition !== null });
      else if (condition !== known.condition) {
        known.condition = null;
        known.isOptional &&= condition !== null;
      }
      if (groups.size >= MAX_DEPENDENCIES) break;
    }
  }
  return [...groups.values()].flatMap(({ atoms, ...group }) =>
    atoms.map((atom, i) => recordOf(atom, group, i > 0)),
  );
}

function recordOf(
  { name, requirement, slot, use }: Atom,
  { kind, condition, isOptional }: { kind: DependencyKind; condition: string | null; isOptional: boolean },
  isAlternative: boolean,
): DependencyRecord {
  const qualifiers = {
    ...(condition !== null && { condition }),
    ...(slot !== null && { slot }),
    ...(use !== null && { use }),
  };
  return {
    name,
    requirement,
    kind,
    optional: isOptional,
    ...(isAlternative && { alternative: true }),
    ...(Object.keys(qualifiers).length > 0 && { qualifiers }),
  };
}

/** What stands before an opening parenthesis: nothing, `||` and its kin, or a USE flag (`ssl?`, `!ssl?`). */
interface Frame {
  isAny: boolean;
  flag: string | null;
}

function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  const stack: Frame[] = [];
  let next: Frame = { isAny: false, flag: null };
  /** The group of the outermost open `||`, and how many groups were open before it. */
  let any: { group: Group; depth: number } | null = null;
  for (const token of text.split(/\s+/, MAX_TOKENS)) {
    if (token === '(') {
      stack.push(next);
      if (next.isAny && any === null) {
        any = { group: { atoms: [], condition: conditionOf(stack) }, depth: stack.length };
        groups.push(any.group);
      }
      next = { isAny: false, flag: null };
    } else if (token === ')') {
      if (any !== null && stack.length <= any.depth) any = null;
      stack.pop();
    } else if (token === '||' || token === '^^' || token === '??') next = { isAny: true, flag: null };
    else if (token.endsWith('?')) next = { isAny: false, flag: token.slice(0, -1) };
    else {
      const atom = parseAtom(token);
      if (atom === null) continue;
      if (any === null) groups.push({ atoms: [atom], condition: conditionOf(stack) });
      else if (any.group.atoms.length < MAX_ALTERNATIVES) any.group.atoms.push(atom);
    }
  }
  return groups.filter(({ atoms }) => atoms.length > 0);
}

/** The flags of all open groups, `ssl !test`; null where there are none. Deeper than ten says nothing to anyone. */
function conditionOf(stack: readonly Frame[]): string | null {
  const flags = stack.slice(0, 10).flatMap(({ flag }) => (flag === null ? [] : [flag.slice(0, 100)]));
  return flags.length > 0 ? flags.join(' ') : null;
}

/**
 * `>=dev-libs/openssl-1.1:0=[static-libs?]` and its like (section 8.3); null for a blocker, and for what is no atom.
 */
export function parseAtom(token: string): Atom | null {
  if (token.length > 500 || token.startsWith('!')) return null;
  const parts = /^([<>]=?|[=~]?)([^:[\]]+)(?::([^[\]]*))?(?:\[([^[\]]*)\])?$/.exec(token);
  if (parts === null) return null;
  const [, operator = '', target = '', slot, use] = parts;
  const rest = { slot: slot?.split('::', 1)[0] || null, use: use || null };
  const split = operator === '' ? { name: target, version: null } : splitTarget(target);
  if (split === null || names.problem(split.name) !== null) return null;
  const requirement = split.version === null ? null : operator + split.version;
  return { name: split.name, requirement, ...rest };
}

/** `dev-libs/openssl-1.1*` into name and version, at the first hyphen behind which all is a version. */
function splitTarget(target: string): { name: string; version: string } | null {
  const from = target.indexOf('/');
  for (let at = target.indexOf('-', from + 1); at !== -1; at = target.indexOf('-', at + 1)) {
    const version = target.slice(at + 1);
    if (versions.isValid(version.endsWith('*') ? version.slice(0, -1) : version)) {
      return { name: target.slice(0, at), version };
    }
  }
  return null;
}
