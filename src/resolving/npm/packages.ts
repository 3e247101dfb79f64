/** What the universe has, as the tree needs it: loaded in batches, chosen once a requirement, read once a version. */
import type { Budget } from '../budget.ts';
import type { Candidate, Universe } from '../types.ts';
import type { Picker } from './pick.ts';
import { type Requirement, requirementsOf } from './requirements.ts';
import type { Spec } from './spec.ts';
import type { Installable } from './tree.ts';

export interface Packages {
  /** What a requirement means; one whose `failure` is set where there is nothing. */
  install(target: string, spec: Spec): Promise<Installable> | Installable;
  /** Loads what these ask for, the peers of that, and theirs; what all of it asks for comes with the next batch. */
  prefetch(requirements: Iterable<{ target: string; spec: Spec }>): Promise<void>;
  of(candidate: Candidate): Installable;
  load(names: readonly string[]): Promise<void>;
  /** The version of that number of a package that was loaded; null: there is none. */
  exactly(name: string, number: string): Installable | null;
  /** Names that the universe answered with `pending`. */
  pending: Set<string>;
}

/** The packages of one resolution as they can be installed, each made once. @param kinds of dependencies that are followed from packages. */
export function createPackages(
  universe: Universe,
  picker: Picker,
  kinds: ReadonlySet<string>,
  prereleases: boolean,
  budget: Budget,
): Packages {
  const installables = new Map<Candidate, Installable>();
  const failures = new Map<string, Installable>();
  const known = new Set<string>();
  const next = new Set<string>();
  const seen = new Map<Spec, Set<string>>();
  const pending = new Set<string>();
  const numbered = new Map<string, Map<string, Candidate>>();

  return {
    pending,
    of,
    load,
    exactly(name, number) {
      const found = universe.get(name);
      if (typeof found !== 'object') return null;
      const byNumber = numbered.get(name) ?? new Map(found.versions.map(one => [one.number, one]));
      numbered.set(name, byNumber);
      const candidate = byNumber.get(number);
      return candidate ? of(candidate) : null;
    },
    install(target, spec) {
      if (spec.kind === 'unsupported' || universe.get(target) !== undefined) return choose(target, spec);
      return load([target]).then(() => choose(target, spec));
    },
    async prefetch(requirements) {
      let frontier = [...requirements].filter(isNew);
      while (frontier.length > 0) {
        const missing = frontier.map(({ target }) => target).filter(target => !known.has(target));
        if (missing.length > 0) await load(missing);
        const peers: Requirement[] = [];
        for (const { target, spec } of frontier)
          for (const requirement of choose(target, spec).requirements) {
            if (requirement.spec.kind === 'unsupported') continue;
            if (requirement.type === 'peer') peers.push(requirement);
            else if (requirement.type !== 'peerOptional') next.add(requirement.target);
          }
        frontier = peers.filter(isNew);
      }
    },
  };

  function isNew({ target, spec }: { target: string; spec: Spec }): boolean {
    if (spec.kind === 'unsupported') return false;
    const names = seen.get(spec);
    if (names?.has(target)) return false;
    if (names) names.add(target);
    else seen.set(spec, new Set([target]));
    return true;
  }

  async function load(names: readonly string[]): Promise<void> {
    const batch = [...new Set([...names, ...next])].filter(name => !known.has(name));
    next.clear();
    for (const name of batch) known.add(name);
    if (batch.length > 0) await universe.load(batch);
  }

  function choose(target: string, spec: Spec): Installable {
    budget.spend();
    if (spec.kind === 'unsupported')
      return failure(target, spec, 'unsupported', `${target}@${spec.text} is of no registry`, 'warning');
    const found = universe.get(target);
    if (found === 'pending') {
      pending.add(target);
      return failure(target, spec, 'missing-package', `${target} is still being fetched`, 'warning');
    }
    if (found === 'missing' || found === undefined)
      return failure(target, spec, 'missing-package', `there is no package ${target}`, 'error');
    const candidate = picker.pick(found, spec);
    return candidate
      ? of(candidate)
      : failure(
          target,
          spec,
          'no-matching-version',
          `no version of ${target} satisfies ${spec.text}`,
          'error',
        );
  }

  function of(candidate: Candidate): Installable {
    let installable = installables.get(candidate);
    if (installable === undefined) {
      installable = {
        name: candidate.name,
        version: candidate.number,
        candidate,
        requirements: requirementsOf(candidate.dependencies ?? [], kinds, prereleases),
        failure: null,
      };
      installables.set(candidate, installable);
    }
    return installable;
  }

  function failure(
    name: string,
    spec: Spec,
    kind: 'unsupported' | 'missing-package' | 'no-matching-version',
    message: string,
    severity: 'error' | 'warning',
  ): Installable {
    const key = `${kind} ${name} ${spec.text}`;
    let installable = failures.get(key);
    if (installable === undefined) {
      const said = { kind, severity, message, name, requirement: spec.text, explanation: [] };
      installable = { name, version: '', candidate: null, requirements: [], failure: said };
      failures.set(key, installable);
    }
    return installable;
  }
}
