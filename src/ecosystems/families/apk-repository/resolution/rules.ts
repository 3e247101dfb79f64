/** How apk reads an index: which versions may be installed, and which of several it prefers. */
import type { CatalogueRules, Option } from '../../../../resolving/distribution/catalogue.ts';
import type { Candidate, ResolveRequest } from '../../../../resolving/types.ts';
import { apk } from '../../../../versions/schemes/apk.ts';
import { factsOf, needsOf } from './facts.ts';

export function rulesOf(request: ResolveRequest, arch: string): CatalogueRules {
  const locked = new Set(request.locked.map(({ name, version }) => `${name} ${version}`));
  const isLocked = ({ unit: { candidate } }: Option) => locked.has(`${candidate.name} ${candidate.number}`);
  return {
    candidates: ({ versions }) => versions.filter(version => isFor(version, arch)).reverse(),
    facts: request.overrides.length === 0 ? factsOf : candidate => overridden(candidate, request),
    follows: ({ record }) => (request.kinds === null || request.kinds.includes(record.kind) ? 'hard' : null),
    prefer(options) {
      if (options.length < 2) return;
      options.sort((a, b) => Number(isLocked(b)) - Number(isLocked(a)) || preferred(a, b));
    },
    isPassive: (option, options) =>
      option.version === null && priorityOf(option.unit.candidate) === 0 && options.length > 1,
  };
}

function isFor({ metadata: { architecture } }: Candidate, arch: string): boolean {
  return typeof architecture !== 'string' || [arch, 'noarch', 'all'].includes(architecture);
}

/** A version before none, the higher version of the name, the higher priority, the first by name. */
function preferred(a: Option, b: Option): number {
  if (a.version === null || b.version === null) {
    if (a.version !== b.version) return a.version === null ? 1 : -1;
  } else {
    const order = apk.compare(b.version, a.version);
    if (order !== 0) return order;
  }
  const one = a.unit.candidate;
  const other = b.unit.candidate;
  const priority = priorityOf(other) - priorityOf(one);
  if (priority !== 0) return priority;
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  return apk.compare(other.number, one.number);
}

function priorityOf({ metadata }: Candidate): number {
  return typeof metadata.provider_priority === 'number' ? metadata.provider_priority : 0;
}

/** Not remembered with the candidate, which others use as well. */
function overridden(candidate: Candidate, { overrides }: ResolveRequest): ReturnType<typeof factsOf> {
  const facts = factsOf(candidate);
  const applying = overrides.filter(({ within }) => within.length === 0 || within.at(-1) === candidate.name);
  if (applying.length === 0) return facts;
  const needs = facts.needs.map(need => {
    const override = applying.find(({ name }) => name === need.record.name);
    if (override === undefined) return need;
    return needsOf([{ ...need.record, requirement: override.requirement }])[0] as typeof need;
  });
  return { ...facts, needs };
}
