/** What to change along one way from a direct dependency to a vulnerable package. */
import { InputError } from '../../core/errors.ts';
import { type Scheme, schemeOf } from '../../versions/index.ts';
import type { InventoryItem } from '../inventory/index.ts';
import type { FixPath, ParentRelease, Step, UpgradeFacts } from './types.ts';

/** A longer way is not planned: each package of it multiplies what there is to ask. */
const MAX_WAY = 12;

type Plan = Pick<FixPath, 'action' | 'to' | 'steps' | 'because'>;

/**
 * Of one vulnerable package: to which versions a package must be raised. The shortest ways are a tree, so a package has the same next one
 * in all of them, and what is known of it on one way holds on the others.
 */
export type Raised = Map<InventoryItem, ParentRelease[]>;

/** A package of the way, and the versions of it that would do, with what each asks of the next one. */
interface Level {
  item: InventoryItem;
  releases: ParentRelease[];
}

/**
 * From the inside out: as long as what a package asks for now takes none of the versions of the next one that would do, the package itself
 * must be raised to a version that does, or that does not need it any more.
 *
 * @param way from the direct dependency to the vulnerable package, at least that.
 * @param candidates versions of the last one that would do, ascending.
 * @param known what the ways before this one found; added to.
 */
export function planOf(
  way: readonly InventoryItem[],
  candidates: readonly string[],
  facts: UpgradeFacts,
  known: Raised = new Map(),
): Plan {
  const last = way.at(-1) as InventoryItem;
  const scheme = schemeOf(last.ecosystem) as Scheme;
  if (candidates.length === 0)
    return stop('none', `no safe version above ${last.name} ${last.version} is known`);
  if (way.length > MAX_WAY) return stop('unknown', `the way is longer than ${MAX_WAY} packages`);
  const levels: Level[] = [
    { item: last, releases: candidates.map(version => ({ version, requirements: [] })) },
  ];
  for (let at = way.length - 2; at >= 0; at--) {
    const parent = way[at] as InventoryItem;
    const { item: child, releases: fitting } = levels[0] as Level;
    const isAskable = parent.version !== null && parent.ecosystem === last.ecosystem;
    const releases = isAskable ? facts.releasesOf(parent, child) : null;
    const locked = releases?.find(({ version }) => scheme.equals(version, parent.version as string));
    // A lockfile that says more than the index does, for a peer or an optional one, is not explained by it.
    if (!releases || !locked || locked.requirements.length === 0)
      return stop('unknown', `what ${parent.name} asks of ${child.name} is not known`);
    const kept = fitting.find(({ version }) => takes(scheme, locked.requirements, version));
    if (kept) return { action: 'update', to: null, steps: stepsFrom(scheme, levels, kept), because: null };
    const raised = known.get(parent) ?? raisedTo(scheme, releases, locked.version, fitting);
    known.set(parent, raised);
    if (raised.length === 0)
      return stop(
        'none',
        `no version of ${parent.name} is known that takes ${child.name} ${fitting[0]?.version} or above`,
      );
    levels.unshift({ item: parent, releases: raised });
  }
  const { item: direct, releases } = levels[0] as Level;
  const allowed =
    direct.requirement === null
      ? undefined
      : releases.find(({ version }) => takes(scheme, [direct.requirement], version));
  const chosen = allowed ?? (releases[0] as ParentRelease);
  return {
    action: allowed ? 'update' : 'upgrade',
    to: chosen.version,
    steps: stepsFrom(scheme, levels, chosen),
    because: null,
  };
}

/** Releases above the locked one, ascending, that take one of the versions that would do, or do without the package. */
function raisedTo(
  scheme: Scheme,
  releases: readonly ParentRelease[],
  locked: string,
  fitting: readonly ParentRelease[],
): ParentRelease[] {
  const byVersion = new Map(releases.map(release => [release.version, release]));
  // Most releases ask for the same as the one before.
  const known = new Map<string, boolean>();
  return above(scheme, [...byVersion.keys()], locked).flatMap(version => {
    const release = byVersion.get(version) as ParentRelease;
    const key = JSON.stringify(release.requirements);
    let fits = known.get(key);
    if (fits === undefined) {
      fits = fitting.some(of => takes(scheme, release.requirements, of.version));
      known.set(key, fits);
    }
    return fits ? [release] : [];
  });
}

/** What follows for the packages further in when the first of them becomes `chosen`: each the lowest version that does. */
function stepsFrom(scheme: Scheme, levels: readonly Level[], chosen: ParentRelease): Step[] {
  const steps: Step[] = [];
  let release: ParentRelease | undefined = chosen;
  for (const [at, { item }] of levels.entries()) {
    steps.push({ name: item.name, from: item.version as string, to: release?.version ?? null });
    // Not needed any more: what is further in goes with it.
    if (!release) break;
    const { requirements }: ParentRelease = release;
    release =
      requirements.length === 0
        ? undefined
        : levels[at + 1]?.releases.find(({ version }) => takes(scheme, requirements, version));
  }
  return steps;
}

/** Ascending; pre-releases only from a pre-release, or where there is nothing else. */
export function above(scheme: Scheme, versions: readonly string[], locked: string): string[] {
  const higher = versions.filter(version => scheme.isValid(version) && scheme.compare(version, locked) > 0);
  const stable = scheme.isStable(locked) ? higher.filter(version => scheme.isStable(version)) : [];
  return (stable.length > 0 ? stable : higher).toSorted(scheme.compare);
}

/** True when the version is in all of the requirements; one that cannot be read takes nothing. */
function takes(scheme: Scheme, requirements: readonly (string | null)[], version: string): boolean {
  return requirements.every(requirement => {
    if (requirement === null || requirement.trim() === '' || requirement.trim() === '*') return true;
    try {
      return scheme.satisfies(version, requirement);
    } catch (error) {
      if (error instanceof InputError) return false;
      throw error;
    }
  });
}

function stop(action: 'none' | 'unknown', because: string): Plan {
  return { action, to: null, steps: [], because };
}
