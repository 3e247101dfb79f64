/**
 * What a version of an apk package says of others: the words of its entry in the index, which the map keeps as they are
 * (https://wiki.alpinelinux.org/wiki/Apk_spec, https://man.archlinux.org/man/apk-package.5.en).
 */
import type { DependencyRecord } from '../../../../core/records.ts';
import { satisfying } from '../../../../resolving/distribution/relations.ts';
import type { Exclusion, Facts, Need, Provided, Relation } from '../../../../resolving/distribution/types.ts';
import type { Candidate } from '../../../../resolving/types.ts';
import { apk } from '../../../../versions/schemes/apk.ts';
import { parseToken, type Token, tokensOf } from '../tokens.ts';

const remembered = new WeakMap<Candidate, Facts>();

/** Remembered with the candidate. */
export function factsOf(candidate: Candidate): Facts {
  let facts = remembered.get(candidate);
  if (facts === undefined) {
    const tokens = wordsOf(candidate.metadata.depends);
    const provides = providedBy(candidate.metadata);
    facts = {
      needs:
        typeof candidate.metadata.depends === 'string'
          ? tokens.filter(({ isConflict }) => !isConflict).map(token => needOf([recordOf(token)]))
          : needsOf(candidate.dependencies ?? []),
      conflicts: [
        ...tokens
          .filter(({ isConflict }) => isConflict)
          .map(token => ({ ...relationOf(token), verb: 'conflicts with' })),
        ...occupied(candidate.name, provides),
      ],
      provides,
    };
    remembered.set(candidate, facts);
  }
  return facts;
}

/**
 * A name has one owner: of the versions of a package one is installed, and what provides a name with a version takes it from
 * everything else that has a version of it. Without a version, a name may be provided by several.
 */
function occupied(name: string, provides: readonly Provided[]): Exclusion[] {
  const names = [name, ...provides.filter(({ version }) => version !== null).map(one => one.name)];
  return [...new Set(names)].map(own => ({
    name: own,
    requirement: null,
    key: own,
    verb: own === name ? 'cannot stand beside' : `provides ${own} as well as`,
    admits: version => version !== null,
  }));
}

export function providedBy(metadata: Candidate['metadata']): Provided[] {
  return wordsOf(metadata.provides).map(({ name, requirement }) => ({
    name,
    version: requirement?.startsWith('=') ? requirement.slice(1) : null,
  }));
}

/** What has to be installed for a package to be installed by itself; `!name`: what must not be. */
export function conditionsOf({
  metadata,
}: Pick<Candidate, 'metadata'>): (Relation & { isConflict: boolean })[] {
  return wordsOf(metadata.install_if).map(token => ({ ...relationOf(token), isConflict: token.isConflict }));
}

/** Groups of alternatives. */
export function needsOf(records: readonly DependencyRecord[]): Need[] {
  const groups: DependencyRecord[][] = [];
  for (const record of records) {
    const last = groups.at(-1);
    if (record.alternative && last !== undefined) last.push(record);
    else groups.push([record]);
  }
  return groups.map(needOf);
}

function needOf(records: readonly DependencyRecord[]): Need {
  return {
    relations: records.map(relationOf),
    record: records[0] as DependencyRecord,
    text: records.map(({ name, requirement }) => name + (requirement ?? '')).join(' or '),
  };
}

function recordOf({ name, requirement }: Token): DependencyRecord {
  return { name, requirement, kind: 'install', optional: false };
}

export function relationOf({ name, requirement }: Pick<DependencyRecord, 'name' | 'requirement'>): Relation {
  return { name, requirement, key: name + (requirement ?? ''), admits: satisfying(apk, requirement) };
}

function wordsOf(list: unknown): Token[] {
  if (typeof list !== 'string') return [];
  return tokensOf(list)
    .map(parseToken)
    .filter(token => token !== null);
}
