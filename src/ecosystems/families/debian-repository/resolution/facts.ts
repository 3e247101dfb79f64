/**
 * What a version of a Debian package says of others, read of its record: needs of its dependencies, and conflicts and provided
 * names of its metadata (https://www.debian.org/doc/debian-policy/ch-relationships.html).
 */
import { UpstreamError } from '../../../../core/errors.ts';
import type { DependencyRecord } from '../../../../core/records.ts';
import { satisfying } from '../../../../resolving/distribution/relations.ts';
import type { Exclusion, Facts, Need, Provided, Relation } from '../../../../resolving/distribution/types.ts';
import type { Candidate } from '../../../../resolving/types.ts';
import { deb } from '../../../../versions/schemes/deb.ts';
import { parseRelations } from '../relations.ts';

const remembered = new WeakMap<Candidate, Facts>();

/** Remembered with the candidate. A field that is no relationship says nothing, as the index would not have been read by apt. */
export function factsOf(candidate: Candidate): Facts {
  let facts = remembered.get(candidate);
  if (facts === undefined) {
    facts = {
      needs: needsOf(candidate.dependencies ?? []),
      conflicts: [
        ...exclusionsOf(candidate.metadata.conflicts, 'conflicts with'),
        ...exclusionsOf(candidate.metadata.breaks, 'breaks'),
      ],
      provides: providedBy(candidate.metadata),
    };
    remembered.set(candidate, facts);
  }
  return facts;
}

/** Names that a version provides beside its own, each with the version that it says (Policy 7.5). */
export function providedBy(metadata: Candidate['metadata']): Provided[] {
  return recordsOf(metadata.provides).map(({ name, requirement }) => ({
    name,
    version: requirement?.startsWith('= ') ? requirement.slice(2) : null,
  }));
}

/** Groups of alternatives, the strictest kind first: a package is unpacked only when its Pre-Depends are there. */
export function needsOf(records: readonly DependencyRecord[]): Need[] {
  const groups: DependencyRecord[][] = [];
  for (const record of records) {
    const last = groups.at(-1);
    if (record.alternative && last !== undefined) last.push(record);
    else groups.push([record]);
  }
  const first = groups.filter(([record]) => record?.kind === 'pre-depends');
  const others = groups.filter(([record]) => record?.kind !== 'pre-depends');
  return [...first, ...others].map(needOf);
}

function needOf(records: readonly DependencyRecord[]): Need {
  const relations = records.map(relationOf);
  return {
    relations,
    record: records[0] as DependencyRecord,
    text: relations.map(({ key }) => key).join(' | '),
  };
}

function textOf({ name, requirement, qualifiers }: DependencyRecord): string {
  const qualifier = qualifiers?.arch_qualifier;
  return name + (qualifier ? `:${qualifier}` : '') + (requirement === null ? '' : ` (${requirement})`);
}

/**
 * `name:any` is what any architecture's package of the name may satisfy, where that package allows it (`Multi-Arch: allowed`);
 * names that are provided never do (https://wiki.ubuntu.com/MultiarchSpec).
 */
export function relationOf(record: DependencyRecord): Relation {
  const { name, requirement, qualifiers } = record;
  const holds = satisfying(deb, requirement);
  const key = textOf(record);
  if (qualifiers?.arch_qualifier !== 'any') return { name, requirement, key, admits: holds };
  return {
    name,
    requirement,
    key,
    admits: (version, candidate) =>
      candidate.name === name && candidate.metadata.multi_arch === 'allowed' && holds(version),
  };
}

function exclusionsOf(field: unknown, verb: string): Exclusion[] {
  return recordsOf(field).map(record => ({ ...relationOf(record), verb }));
}

function recordsOf(field: unknown): DependencyRecord[] {
  if (typeof field !== 'string') return [];
  try {
    return parseRelations(field, 'depends');
  } catch (error) {
    if (error instanceof UpstreamError) return [];
    throw error;
  }
}
