/** Resolving as apt does: what `apt-get install` would install on an empty system. */
import type { DependencyRecord } from '../../../../core/records.ts';
import type { Budget } from '../../../../resolving/budget.ts';
import { type Catalogue, createCatalogue } from '../../../../resolving/distribution/catalogue.ts';
import { namesOf, resultOf } from '../../../../resolving/distribution/result.ts';
import { searchMost } from '../../../../resolving/distribution/search.ts';
import { settingsOf } from '../../../../resolving/distribution/settings.ts';
import type { Group, Need, Relation, Unit } from '../../../../resolving/distribution/types.ts';
import type {
  Resolution,
  ResolutionProblem,
  ResolveRequest,
  Resolver,
  ResolverSetting,
  Universe,
} from '../../../../resolving/types.ts';
import { needsOf, providedBy } from './facts.ts';
import { neededOf } from './garbage.ts';
import { mark } from './marking.ts';
import { isEssential, rulesOf, type Settings } from './rules.ts';

const SWITCH = ['true', 'false'] as const;

const ENVIRONMENT: readonly ResolverSetting[] = [
  {
    name: 'arch',
    description: 'Architecture of the system, as dpkg calls it.',
    default: 'amd64',
    values: null,
  },
];

const OPTIONS: readonly ResolverSetting[] = [
  {
    name: 'recommends',
    description: 'Install what is recommended where that is possible, as apt does unless told otherwise.',
    default: 'true',
    values: SWITCH,
  },
  {
    name: 'suggests',
    description: 'Install what is suggested where that is possible.',
    default: 'false',
    values: SWITCH,
  },
  {
    name: 'essential',
    description: 'Install the essential packages as well; on its own, apt takes them for being there.',
    default: 'false',
    values: SWITCH,
  },
];

/** A name that essential packages provide in a universe, so that they are found: no package can be called so. */
const ESSENTIAL = 'essential:yes';

export const debianResolver: Resolver = {
  id: 'apt',
  description:
    'What apt-get installs on an empty system: of each package its candidate version, alternatives and virtual packages in the ' +
    'order of apt, conflicts by taking choices back. Pins and the state of an installed system are left out.',
  kinds: ['pre-depends', 'depends', 'recommends'],
  environment: ENVIRONMENT,
  options: OPTIONS,
  provides: ({ metadata }) => [
    ...providedBy(metadata),
    ...(isEssential({ metadata }) ? [{ name: ESSENTIAL, version: null }] : []),
  ],
  resolve,
};

async function resolve(request: ResolveRequest, universe: Universe, budget: Budget): Promise<Resolution> {
  const settings = readSettings(request);
  const catalogue = createCatalogue(universe, rulesOf(request, settings), budget);
  const needs = needsOf(await rootsOf(request, universe, settings));
  await catalogue.load(needs.flatMap(({ relations }) => relations.map(({ name }) => name)));
  const roots = needs.map(need => catalogue.groupOf(null, need, true));
  await prefetch(roots, catalogue, budget);
  const { installed, isWhole } = await mark(roots, catalogue, budget);
  if (isWhole)
    return resultOf({ roots, catalogue, installed: neededOf(roots, installed, settings), remarks: virtual });
  const most = await searchMost({ roots, preferred: installed }, catalogue, budget);
  const { kept, explanation } = most;
  const needed = neededOf(kept, most.installed, settings);
  return resultOf({ roots, catalogue, installed: needed, explanation, remarks: virtual });
}

/** apt takes the only provider of a name that is asked for, and of several lets people choose. */
function virtual({ need, options }: Group): ResolutionProblem[] {
  const [relation] = need.relations as [Relation];
  const { name, requirement } = relation;
  if (need.relations.length > 1 || options.length < 2) return [];
  if (options.some(({ candidate }) => candidate.name === name)) return [];
  return [
    {
      kind: 'missing-package',
      severity: 'error',
      message: `${name} is a virtual package that ${namesOf(options)} provide: apt asks to choose one, here the first was taken`,
      name,
      requirement,
      from: null,
      explanation: [],
    },
  ];
}

function readSettings(request: ResolveRequest): Settings {
  const environment = settingsOf('environment', request.environment, ENVIRONMENT);
  const options = settingsOf('options', request.options, OPTIONS);
  return {
    arch: environment.arch as string,
    recommends: options.recommends === 'true',
    suggests: options.suggests === 'true',
    essential: options.essential === 'true',
  };
}

async function rootsOf(
  { roots }: ResolveRequest,
  universe: Universe,
  { essential }: Settings,
): Promise<DependencyRecord[]> {
  if (!essential) return [...roots];
  await universe.load([ESSENTIAL]);
  const names = new Set((universe.providers?.(ESSENTIAL) ?? []).map(({ candidate }) => candidate.name));
  const records = [...names]
    .sort()
    .map(name => ({ name, requirement: null, kind: 'depends', optional: false }));
  return [...records, ...roots];
}

/** Loads breadth first what the first choices lead to, so that a universe behind a network is asked a few times only. */
async function prefetch(roots: readonly Group[], catalogue: Catalogue, budget: Budget): Promise<void> {
  const seen = new Set<Unit>();
  let level = firstOf(roots);
  while (level.length > 0) {
    const names = new Set<string>();
    for (const { facts } of level)
      for (const need of facts.needs)
        if (isFollowed(need)) for (const { name } of need.relations) names.add(name);
    await catalogue.load(names);
    const next: Unit[] = [];
    for (const unit of level) {
      const opening = catalogue.open(unit);
      if (opening !== undefined) await opening;
      next.push(...firstOf(unit.groups as readonly Group[]));
    }
    level = next;
    await budget.pause();
  }

  function firstOf(groups: readonly Group[]): Unit[] {
    const units: Unit[] = [];
    for (const { options } of groups) {
      const [first] = options;
      budget.spend();
      if (first === undefined || seen.has(first)) continue;
      seen.add(first);
      units.push(first);
    }
    return units;
  }

  function isFollowed({ record }: Need): boolean {
    return record.kind !== 'suggests' && record.kind !== 'enhances';
  }
}
