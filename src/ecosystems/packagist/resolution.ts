/** What Composer would lock: one version of each package, by PubGrub. README.md says which rules are followed and where they are from. */
import { InputError } from '../../core/errors.ts';
import type { Json } from '../../core/records.ts';
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import {
  between,
  either,
  ofAscending,
  type Positions,
  positionsIn,
  positionsWhere,
} from '../../resolving/pubgrub/positions.ts';
import {
  asWanted,
  dependencyNeeds,
  type Need,
  type Policy,
  type Provided,
  type Settings,
} from '../../resolving/pubgrub/rules.ts';
import type { Candidate, ResolveRequest, UniversePackage } from '../../resolving/types.ts';
import { intersect } from '../../versions/intervals.ts';
import { composer } from '../../versions/schemes/composer.ts';
import { names as nameRules } from './names.ts';
import { ANY, platformOf, platformSettings } from './resolution/platform.ts';
import { inlineAliases, STABILITIES, stabilityFlags, stabilityRank } from './resolution/stability.ts';

const KINDS = ['runtime'];

export default oneVersion({
  id: 'pubgrub',
  description:
    'One version of each package, as Composer chooses: the highest that all requirements admit in the stabilities that the project lets ' +
    'in, with replace, provide, conflict, aliases of branches, PHP and its extensions.',
  kinds: KINDS,
  environment: platformSettings,
  options: [
    {
      name: 'minimum-stability',
      description: 'The least stable versions that are let in where nothing is said of a package.',
      default: 'stable',
      values: STABILITIES,
    },
    {
      name: 'prefer-stable',
      description: 'true: a more stable version before a higher one.',
      default: 'false',
      values: ['true', 'false'],
    },
  ],
  begin,
});

function begin(request: ResolveRequest, { environment, options }: Settings): Policy {
  const kinds = new Set(request.kinds ?? KINDS);
  const minimum = request.prereleases
    ? STABILITIES.indexOf('alpha')
    : STABILITIES.indexOf(options['minimum-stability'] as (typeof STABILITIES)[number]);
  const flags = stabilityFlags(request.roots, minimum);
  const inline = inlineAliases(request.roots);
  const aliases = new Map<Candidate, readonly string[]>();

  /** The versions that it stands for: of a branch what it is an alias of, else its own. */
  function standsFor(candidate: Candidate): readonly string[] {
    let found = aliases.get(candidate);
    if (found === undefined) {
      found = aliasesOf(candidate, inline.get(candidate.name) ?? []);
      aliases.set(candidate, found);
    }
    return found;
  }

  function versions({ name, versions: all }: UniversePackage): readonly Candidate[] {
    const most = flags.get(name) ?? minimum;
    const least = inline.get(name) ?? [];
    const taken = all.filter(
      ({ number }) =>
        stabilityRank(number) <= most || least.some(({ version }) => composer.equals(version, number)),
    );
    if (!taken.some(one => standsFor(one).length > 0)) return taken;
    const place = (one: Candidate) => standsFor(one)[0] ?? one.number;
    return taken.sort((a, b) => composer.compare(place(a), place(b)));
  }

  return {
    order: 'declared',
    versions,
    admitted: (requirement, list) => admitted(requirement, list, standsFor),
    ...(options['prefer-stable'] === 'true' && { tier: ({ number }: Candidate) => stabilityRank(number) }),
    roots: () => {
      const wanted = request.roots.map(root => ({
        ...root,
        name: nameRules.normalise(root.name),
        optional: false,
      }));
      return dependencyNeeds(wanted, new Set(wanted.map(({ kind }) => kind)), asConstraint);
    },
    needs: candidate => [
      ...platformNeeds(candidate),
      ...dependencyNeeds(candidate.dependencies ?? [], kinds, one =>
        selfVersion(asConstraint(one), candidate),
      ),
      ...conflicts(candidate),
    ],
    platform: platformOf(environment),
    provides: candidate => [...links(candidate, 'replace', true), ...links(candidate, 'provide', false)],
    provided: (requirement, version) => version === null || meets(requirement, version),
  };
}

function asConstraint(dependency: Parameters<typeof asWanted>[0]) {
  const wanted = asWanted(dependency);
  return wanted.requirement === null ? wanted : { ...wanted, requirement: withoutInline(wanted.requirement) };
}

/** `dev-main as 1.0` asks for the branch. */
function withoutInline(requirement: string): string {
  return requirement.includes(' as ') ? requirement.replace(/(\S+)\s+as\s+[^\s|,]+/g, '$1') : requirement;
}

function selfVersion<W extends { requirement: string | null }>(wanted: W, { number }: Candidate): W {
  return wanted.requirement === 'self.version' ? { ...wanted, requirement: `=${number}` } : wanted;
}

function aliasesOf(
  { number, metadata }: Candidate,
  inline: readonly { version: string; as: string }[],
): string[] {
  const found = inline
    .filter(({ version }) => version === number || composer.equals(version, number))
    .map(({ as }) => as);
  const { extra } = metadata;
  const branches = isObject(extra) ? extra['branch-alias'] : null;
  const alias = isObject(branches) ? branches[number] : null;
  if (typeof alias === 'string' && /^dev-|-dev$/i.test(number) && composer.isValid(alias)) found.push(alias);
  return found;
}

/** Also what a branch stands for satisfies. */
function admitted(
  requirement: string,
  versions: readonly Candidate[],
  standsFor: (candidate: Candidate) => readonly string[],
): Positions {
  const range = composer.parseRange(requirement);
  if (versions.some(({ number }) => number === ANY))
    return ofAscending(versions.map((_, position) => position));
  const isPlain = !versions.some(one => standsFor(one).length > 0);
  if (!isPlain)
    return ofAscending(
      versions.flatMap((one, position) =>
        [one.number, ...standsFor(one)].some(number => composer.includes(range, number)) ? [position] : [],
      ),
    );
  const within = positionsIn(composer, versions, range.intervals);
  // Branches come first in the order, and their names are no places in it.
  let branches = 0;
  while (branches < versions.length && composer.parse(versions[branches]!.number)?.branch !== null)
    branches++;
  const numbered =
    branches === 0 ? within : positionsWhere(within, versions.length, position => position >= branches);
  const named = positionsWhere(between(0, branches), branches, position =>
    composer.includes(range, versions[position]!.number),
  );
  return either(named, numbered);
}

/** Of PHP, which the map keeps apart. */
function platformNeeds({ metadata, dependencies }: Candidate): Need[] {
  const { php_version: php, platform_requirements: others } = metadata;
  const wanted: [string, string][] = typeof php === 'string' ? [['php', php]] : [];
  for (const [name, requirement] of Object.entries(isObject(others) ? others : {}))
    if (typeof requirement === 'string' && !dependencies?.some(one => one.name === name))
      wanted.push([name, requirement]);
  return wanted.map(([name, requirement]) => {
    const dependency = { name, requirement, kind: 'runtime', optional: false };
    return { dependency, options: [asWanted(dependency)] };
  });
}

/** What cannot stand beside it: by `conflict`, and of what it replaces the package itself and whoever replaces that, too. */
function conflicts(candidate: Candidate): Need[] {
  const forbidding = (name: string, requirement: string | null, forbids: true | 'replacing'): Need => ({
    dependency: { name, requirement, kind: 'runtime', optional: false },
    options: [asWanted({ name, requirement, kind: 'runtime', optional: false })],
    forbids,
  });
  return [
    ...links(candidate, 'replace', true).map(({ name }) => forbidding(name, null, 'replacing')),
    ...links(candidate, 'conflict', false).map(({ name, version }) => forbidding(name, version, true)),
  ].filter(({ options: [option] }) => option!.name !== candidate.name && isReadable(option!.requirement));
}

function links(
  { metadata, number }: Candidate,
  field: 'replace' | 'provide' | 'conflict',
  replaces: boolean,
): Provided[] {
  const said = metadata[field];
  if (!isObject(said)) return [];
  return Object.entries(said).flatMap(([name, text]): Provided[] => {
    if (typeof text !== 'string') return [];
    const version = text === 'self.version' ? (field === 'conflict' ? `=${number}` : number) : text;
    return [{ name: nameRules.normalise(name), version, replaces }];
  });
}

function isReadable(requirement: string | null): boolean {
  try {
    if (requirement !== null) composer.parseRange(requirement);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** What is provided is a constraint, too; it does where both have a version in common. */
function meets(requirement: string, provided: string): boolean {
  if (!isReadable(provided)) return false;
  if (composer.isValid(provided) && composer.satisfies(provided, requirement)) return true;
  return (
    intersect(
      composer.parseRange(requirement).intervals,
      composer.parseRange(provided).intervals,
      composer.order,
    ).length > 0
  );
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
