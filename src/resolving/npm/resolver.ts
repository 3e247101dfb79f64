/**
 * npm's resolver: the nested tree that `npm install` would make of a project, with its lockfile or without
 * (https://docs.npmjs.com/cli/commands/npm-install#algorithm).
 */
import { InputError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import type { Budget } from '../budget.ts';
import { readSettings } from '../settings.ts';
import type { Locked, Resolution, ResolveRequest, Resolver, Universe } from '../types.ts';
import { buildTree } from './build.ts';
import { resolveFlat } from './flat.ts';
import { plant, pruneExtraneous } from './lockfile.ts';
import { overridesOf } from './overrides.ts';
import { createPackages } from './packages.ts';
import { createPicker } from './pick.ts';
import type { Platform } from './platform.ts';
import { requirementsOf } from './requirements.ts';
import { describe, resolutionOf } from './result.ts';
import { environment, options } from './settings.ts';
import { compareNumbers, versionOf } from './spec.ts';
import { createRoot, type Edge, find, type TreeNode } from './tree.ts';

const KINDS = ['runtime', 'optional', 'peer', 'bundled'] as const;

export const npmResolver: Resolver = {
  id: 'npm',
  description:
    'The nested tree that npm 11 makes of a project, from its lockfile or from nothing, with peers, overrides and what suits the ' +
    'platform; what archives bundle is not known.',
  kinds: KINDS,
  environment,
  options,
  resolve,
};

async function resolve(request: ResolveRequest, universe: Universe, budget: Budget): Promise<Resolution> {
  const settings = readSettings(request.options, options, 'options');
  const platform = readSettings(request.environment, environment, 'environment') as unknown as Platform;
  for (const key of ['node', 'npm'] as const)
    if (platform[key] !== 'any' && versionOf(platform[key]) === null)
      throw new InputError(`environment.${key}`, `environment.${key} is no version: "${platform[key]}"`);
  const isOld = platform.npm !== 'any' && compareNumbers(platform.npm, '7.0.0-0') < 0;
  const flavour = settings.flavour as 'npm' | 'yarn' | 'pnpm';
  const planted = request.locked.filter(({ location }) => location !== null);
  const elsewhere = request.locked.filter(({ location }) => location === null);
  const kinds = new Set<string>(request.kinds ?? KINDS);
  if (settings['legacy-peer-deps'] === 'true' || isOld) kinds.delete('peer');

  const picker = createPicker(
    {
      platform,
      prereleases: request.prereleases,
      locked: lockedOf(flavour === 'npm' ? elsewhere : request.locked),
      isCut: (universe.before ?? null) !== null,
      strictDefault: isOld || flavour === 'yarn',
      standing: flavour,
    },
    budget,
  );
  const packages = createPackages(universe, picker, kinds, request.prereleases, budget);
  const requirements = requirementsOf(request.roots, null, request.prereleases);
  if (flavour !== 'npm') {
    if (request.overrides.length > 0)
      throw new InputError('overrides', `overrides are not read for ${flavour}`);
    return resolveFlat(requirements, { flavour, packages, universe, platform, budget });
  }
  const overrides = overridesOf(request.overrides, ofRoots(request.roots));
  const root = createRoot(
    { name: '', version: '', candidate: null, requirements, failure: null },
    overrides,
    null,
  );
  root.isProject = true;
  const refusals: { edge: Edge; message: string }[] = [];
  const failures: { edge: Edge; node: TreeNode }[] = [];
  // npm stops here (EOVERRIDE): https://docs.npmjs.com/cli/configuring-npm/package-json#overrides
  for (const edge of root.edgesOut.values())
    if (edge.spec.text !== edge.raw.text && edge.overrides?.rule?.isStated)
      refusals.push({
        edge,
        message: `the project wants ${edge.name}@${edge.raw.text} itself, which its override ${edge.spec.text} must not replace`,
      });
  await plant(root, planted, packages, budget);
  await buildTree(root, {
    packages,
    strategy: settings['install-strategy'] as 'hoisted' | 'nested' | 'shallow',
    strictPeers: settings['strict-peer-deps'] === 'true',
    isOld,
    budget,
    onFailure: (edge, node) => failures.push({ edge, node }),
    onConflict(edge, node, isRefused, why) {
      if (!isRefused) return;
      const present = find(edge.from, edge.name) ?? node;
      const { name, version } = present.installable;
      refusals.push({
        edge,
        message: `${describe(edge)}, ${why ?? `which does not go together with ${name}@${version}`}`,
      });
    },
  });
  if (planted.length > 0) pruneExtraneous(root, budget);
  return resolutionOf(root, {
    platform,
    omit: new Set(settings.omit!.split(/[\s,]+/)),
    pending: packages.pending,
    refusals,
    failures,
  });
}

function lockedOf(locked: readonly Locked[]): Map<string, string[]> {
  const numbers = new Map<string, string[]>();
  for (const { name, version } of locked) {
    const list = numbers.get(name);
    if (list) list.push(version);
    else numbers.set(name, [version]);
  }
  return numbers;
}

function ofRoots(roots: readonly DependencyRecord[]): Map<string, string> {
  return new Map(
    roots.map(({ name, requirement, qualifiers }) => [qualifiers?.alias ?? name, requirement ?? '*']),
  );
}
