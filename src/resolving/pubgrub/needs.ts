/** What the needs of versions say to the solver. */
import { InputError } from '../../core/errors.ts';
import type { Candidate, ProblemKind } from '../types.ts';
import type { Option, PackageId } from './incompatibility.ts';
import type { Entry, Packages } from './packages.ts';
import { between, NOTHING, ofAscending, type Positions, without } from './positions.ts';
import type { Need, Policy, Wanted } from './rules.ts';
import type { Clause } from './solver.ts';

/** What a fact is known by, beside what the solver knows. */
export interface Tag {
  subject: Entry;
  feature: string | null;
  need: Need | null;
  /** What is wrong with what is asked for by itself; null: nothing. */
  problem: ProblemKind | null;
  /** The package asked for, where it is one. */
  wanted: string | null;
}

/** Dependencies that are no longer insisted on, by `looseKey`: after 1 any version will do, after 2 none is needed. */
export type Loose = Map<string, 1 | 2>;

/** Of a dependency: who asks, for which feature, for what. */
export function looseKey({ subject, feature, wanted }: Pick<Tag, 'subject' | 'feature' | 'wanted'>): string {
  return `${subject.name}\0${feature ?? ''}\0${wanted ?? ''}`;
}

/** Who asks for a package, in which of its versions, and what that admits. */
export interface Asker {
  subject: Entry;
  versions: Positions;
  feature: Entry | null;
  requirement: string;
  admitted: Positions;
}

export interface NeedClauses {
  /** @param versions those of the subject that have the need; with `feature`, where that is turned on. */
  clausesOf(entry: Entry, versions: Positions, feature: Entry | null, need: Need): Clause[];
  /** Of all that was told, who asks for a package. */
  askersOf(entry: Entry): readonly Asker[];
  /** True where somebody was told who provides that name. */
  wasAsked(name: string): boolean;
}

/** @param isProviding whether packages may answer to names beside their own. */
export function createNeedClauses(
  packages: Packages,
  policy: Policy,
  loose: Loose,
  isProviding: boolean,
): NeedClauses {
  const askers = new Map<Entry, Asker[]>();
  const asked = new Set<string>();

  function needing(feature: Entry | null): readonly [PackageId, Positions][] {
    return feature === null ? [] : [[feature.id, between(0, 1)]];
  }

  function clausesOf(entry: Entry, versions: Positions, feature: Entry | null, need: Need): Clause[] {
    if (need.unsupported !== undefined) return [];
    const subject: [PackageId, Positions][] = [[entry.id, versions], ...needing(feature)];
    const about = { subject: entry.id, feature: feature?.id ?? null };
    const clauses: Clause[] = [];
    const options: Option[] = [];
    let problem: ProblemKind | null = null;
    let note: string | null = null;
    for (const wanted of need.options) {
      const found = optionsOf(entry, feature, wanted, need.forbids);
      if (found === 'unknown') return [];
      // What cannot be read bounds nothing.
      if (found instanceof InputError && need.constrains) return [];
      if (found instanceof InputError) {
        problem ??= 'unsupported';
        note ??= 'which cannot be read';
        options.push({ package: packages.named(wanted.name)!.id, versions: NOTHING, words: inWords(wanted) });
        continue;
      }
      options.push(...found);
      const own = packages.named(wanted.name)!;
      if (found.some(option => option.versions.length > 0)) {
        for (const { package: id, versions: admitted } of found) {
          const list = askers.get(packages.entry(id)) ?? [];
          list.push({ subject: entry, versions, feature, requirement: wanted.requirement ?? '*', admitted });
          askers.set(packages.entry(id), list);
        }
      } else if (own.state === 'missing') {
        problem ??= 'missing-package';
        note ??= 'which does not exist';
      } else {
        problem ??= own.isPlatform ? 'environment' : 'no-matching-version';
        note ??= own.isPlatform ? platformNote(own) : 'which no version satisfies';
      }
    }
    const some = options.filter(option => option.versions.length > 0);
    const tag: Tag = {
      subject: entry,
      feature: feature?.feature ?? null,
      need,
      problem: some.length > 0 || need.constrains ? null : problem,
      wanted: need.options[0]?.name ?? null,
    };
    if (need.forbids) {
      for (const option of some)
        clauses.push({
          terms: [...subject, [option.package, option.versions]],
          cause: { fact: { kind: 'conflicts', with: option, tag, ...about } },
        });
      return clauses;
    }
    if (need.constrains) {
      for (const { package: id, versions: admitted, words } of options) {
        const others = without(admitted, packages.countOf(id));
        const option = { package: id, versions: others, words: `other versions than ${words}` };
        if (others.length > 0)
          clauses.push({
            terms: [...subject, [id, others]],
            cause: { fact: { kind: 'conflicts', with: option, tag, ...about } },
          });
      }
      return clauses;
    }
    const shown = some.length > 0 ? some : options;
    clauses.push({
      terms: [...subject, ...complements(some)],
      cause: {
        fact: { kind: 'depends', options: shown, note: some.length > 0 ? null : note, tag, ...about },
      },
    });
    const [only] = need.options;
    if (need.options.length === 1 && some.length > 0)
      for (const name of only!.features ?? []) {
        const turned = packages.feature(packages.named(only!.name)!, name);
        const option = { package: turned.id, versions: between(0, 1), words: packages.label(turned.id) };
        clauses.push({
          terms: [...subject, ...complements([option])],
          cause: { fact: { kind: 'depends', options: [option], note: null, tag, ...about } },
        });
      }
    return clauses;
  }

  /** What would do for a need: versions of the package, and of those that provide it. `unknown` where that is not known yet. */
  function optionsOf(
    subject: Entry,
    feature: Entry | null,
    wanted: Wanted,
    forbids: Need['forbids'],
  ): Option[] | 'unknown' | InputError {
    const own = packages.named(wanted.name)!;
    const looseness = forbids
      ? 0
      : (loose.get(looseKey({ subject, feature: feature?.feature ?? null, wanted: wanted.name })) ?? 0);
    if (own.state === 'pending' || looseness === 2) return 'unknown';
    const requirement = looseness === 1 ? null : wanted.requirement;
    const versions = packages.admitted(own, requirement);
    if (versions instanceof InputError) return versions;
    const words = inWords(wanted);
    const options: Option[] = [{ package: own.id, versions, words }];
    if (isProviding) {
      asked.add(wanted.name);
      const byEntry = new Map<Entry, number[]>();
      for (const { entry, position, version, replaces } of packages.providers(wanted.name)) {
        // Who needs what it provides itself has it.
        if (forbids && (entry === subject || (forbids === 'replacing' && !replaces))) continue;
        if (requirement !== null && policy.provided?.(requirement, version) === false) continue;
        const list = byEntry.get(entry) ?? [];
        list.push(position);
        byEntry.set(entry, list);
      }
      for (const [entry, positions] of byEntry)
        options.push({
          package: entry.id,
          versions: ofAscending(positions.sort((a, b) => a - b)),
          words: `${words} (by ${entry.name})`,
        });
    }
    // Nothing would do, and nothing is insisted on.
    if (looseness === 1 && options.every(option => option.versions.length === 0)) return 'unknown';
    return options;
  }

  function complements(options: readonly Option[]): [PackageId, Positions][] {
    return options.map(option => [
      option.package,
      without(option.versions, packages.countOf(option.package) + 1),
    ]);
  }

  return { clausesOf, askersOf: entry => askers.get(entry) ?? [], wasAsked: name => asked.has(name) };
}

/** `name[feature] requirement`, as explanations have it. */
export function inWords({ name, requirement, features = [] }: Wanted): string {
  const label = features.length > 0 ? `${name}[${features.join(',')}]` : name;
  return requirement === null ? label : `${label} ${requirement}`;
}

function platformNote({ versions }: Entry): string {
  return versions.length === 0
    ? 'which is not there'
    : `and ${versions.map(({ number }: Candidate) => number).join(', ')} is given`;
}
