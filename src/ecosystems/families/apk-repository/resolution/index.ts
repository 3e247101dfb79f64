/** Resolving as apk does: what `apk add` would install into an empty root. */
import { InputError } from '../../../../core/errors.ts';
import type { DependencyRecord } from '../../../../core/records.ts';
import type { Budget } from '../../../../resolving/budget.ts';
import { createCatalogue } from '../../../../resolving/distribution/catalogue.ts';
import { resultOf } from '../../../../resolving/distribution/result.ts';
import { searchMost } from '../../../../resolving/distribution/search.ts';
import { settingsOf } from '../../../../resolving/distribution/settings.ts';
import type { Unit } from '../../../../resolving/distribution/types.ts';
import type {
  Resolution,
  ResolveRequest,
  Resolver,
  ResolverSetting,
  Universe,
} from '../../../../resolving/types.ts';
import { apk } from '../../../../versions/schemes/apk.ts';
import { ARCHITECTURE } from '../options.ts';
import { conditionsOf, needsOf, providedBy } from './facts.ts';
import { triggeredBy, triggerName } from './install-if.ts';
import { rulesOf } from './rules.ts';

const ENVIRONMENT: readonly ResolverSetting[] = [
  {
    name: 'arch',
    description: 'Architecture of the system, as apk calls it.',
    default: ARCHITECTURE,
    values: null,
  },
];

export const apkResolver: Resolver = {
  id: 'apk',
  description:
    'What apk add installs into an empty root: of every name the highest version that all admit, provided names with their ' +
    'priorities, conflicts, and what installs itself beside others (install_if).',
  kinds: ['install'],
  environment: ENVIRONMENT,
  options: [],
  provides: version => [
    ...providedBy(version.metadata),
    ...conditionsOf(version)
      .filter(({ isConflict }) => !isConflict)
      .map(({ name }) => ({ name: triggerName(name), version: null })),
  ],
  resolve,
};

async function resolve(request: ResolveRequest, universe: Universe, budget: Budget): Promise<Resolution> {
  const { arch } = settingsOf('environment', request.environment, ENVIRONMENT);
  settingsOf('options', request.options, []);
  request.roots.forEach(checkRoot);
  const catalogue = createCatalogue(universe, rulesOf(request, arch as string), budget);
  const needs = needsOf(request.roots);
  await catalogue.load(needs.flatMap(({ relations }) => relations.map(({ name }) => name)));
  const roots = needs.map(need => catalogue.groupOf(null, need, true));
  const asked = new Set<Unit>();
  let most = await searchMost({ roots, preferred: [] }, catalogue, budget);
  // What installs itself may bring what makes others install themselves.
  for (;;) {
    const { kept, installed, explanation } = most;
    const triggered = await triggeredBy(installed, universe, catalogue, budget);
    const more = triggered.map(({ unit }) => unit).filter(unit => !asked.has(unit));
    if (more.length === 0) return resultOf({ ...most, roots, catalogue, brought: triggered });
    for (const unit of more) asked.add(unit);
    const next = await searchMost({ roots: kept, preferred: [...installed, ...more] }, catalogue, budget);
    most = { ...next, explanation };
  }
}

/** @throws InputError for a requirement that cannot be read. */
function checkRoot({ name, requirement }: DependencyRecord): void {
  if (requirement === null || requirement === '' || requirement === '*') return;
  try {
    apk.parseRange(requirement);
  } catch (error) {
    if (error instanceof InputError) throw new InputError('roots', `${name}: ${error.message}`);
    throw error;
  }
}
