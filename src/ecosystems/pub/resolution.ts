/** What pub would lock: one version of each package, by PubGrub. README.md says which rules are followed and where they are from. */
import type { DependencyRecord } from '../../core/records.ts';
import { isJsonObject } from '../../formats/json.ts';
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { positionsIn } from '../../resolving/pubgrub/positions.ts';
import { asWanted, type Need, type Policy, type Refusal } from '../../resolving/pubgrub/rules.ts';
import { readSettings } from '../../resolving/settings.ts';
import type { Candidate, ResolveRequest, ResolverSetting } from '../../resolving/types.ts';
import { pub } from '../../versions/schemes/pub.ts';

const KINDS = ['runtime'];
const HOSTS = new Set(['https://pub.dev', 'https://pub.dartlang.org']);

const ENVIRONMENT: readonly ResolverSetting[] = [
  { name: 'sdk', description: 'The version of Dart.', default: '3.9.0', values: null },
  {
    name: 'flutter',
    description: 'The version of Flutter; `none`: Dart alone, so that what needs Flutter cannot be used.',
    default: '3.35.0',
    values: null,
  },
];

export default oneVersion({
  id: 'pubgrub',
  description:
    'One version of each package, as pub chooses: the highest release for the SDKs that all constraints admit, a pre-release where ' +
    'no release does. Development dependencies are those of the project.',
  kinds: KINDS,
  environment: ENVIRONMENT,
  options: [],
  begin,
});

function begin(request: ResolveRequest): Policy {
  const environment = readSettings(request.environment, ENVIRONMENT, 'environment');
  const kinds = new Set(request.kinds ?? KINDS);
  const hasFlutter = environment.flutter !== 'none';
  const kept = new Set(request.locked.map(({ name, version }) => `${name}@${version}`));
  for (const { name, requirement } of request.overrides) kept.add(`${name}@${requirement.trim()}`);

  function refusal({ metadata, dependencies }: Candidate): Refusal | null {
    const asked = isJsonObject(metadata.environment) ? metadata.environment : {};
    const { sdk, flutter } = asked;
    if (typeof sdk === 'string' && !isForDart(sdk, environment.sdk!))
      return { kind: 'environment', because: `needs Dart ${sdk}, and ${environment.sdk} is given` };
    const isForFlutter = dependencies?.some(
      one => one.kind === 'runtime' && one.qualifiers?.sdk === 'flutter',
    );
    if (!hasFlutter && (typeof flutter === 'string' || isForFlutter))
      return { kind: 'environment', because: 'needs Flutter' };
    if (typeof flutter === 'string' && !isForFlutterVersion(flutter, environment.flutter!))
      return {
        kind: 'environment',
        because: `needs Flutter ${flutter}, and ${environment.flutter} is given`,
      };
    return null;
  }

  return {
    versions: ({ versions }) =>
      versions.filter(({ name, number, status }) => status !== 'retracted' || kept.has(`${name}@${number}`)),
    admitted: (requirement, versions) => positionsIn(pub, versions, pub.parseRange(requirement).intervals),
    tier: ({ number }) => (request.prereleases || pub.isStable(number) ? 0 : 1),
    refusal,
    roots: () => request.roots.flatMap(needsOf),
    needs: ({ dependencies }) => (dependencies ?? []).filter(({ kind }) => kinds.has(kind)).flatMap(needsOf),
  };
}

/** Packages of an SDK come with it. What is of another source is asked for by a requirement that none can satisfy, nor read. */
function needsOf(dependency: DependencyRecord): Need[] {
  const { sdk, path, git, hosted } = dependency.qualifiers ?? {};
  if (sdk !== undefined) return [];
  const source =
    path ?? git ?? (hosted === undefined || HOSTS.has(hosted.replace(/\/$/, '')) ? undefined : hosted);
  const wanted = asWanted(dependency);
  return [
    { dependency, options: [source === undefined ? wanted : { ...wanted, requirement: `from ${source}` }] },
  ];
}

/** A package with null safety that ends before Dart 3 is good for Dart 3 as well: https://dart.dev/resources/dart-3-migration. */
function isForDart(constraint: string, version: string): boolean {
  if (admits(constraint, version)) return true;
  const given = pub.parse(version);
  if (given?.major !== 3) return false;
  const intervals = read(constraint);
  const [first] = intervals ?? [];
  if (first?.lower == null || first.upper == null || intervals!.length !== 1) return false;
  const [from, to] = [first.lower.version, first.upper.version];
  const isNullSafe = from.major === 2 && Number(from.minor) >= 12;
  return isNullSafe && to.major === 3 && to.minor === 0 && to.patch === 0;
}

/** Its upper bound does not count: https://dart.dev/tools/pub/pubspec#flutter-sdk-constraints. */
function isForFlutterVersion(constraint: string, version: string): boolean {
  const lower = read(constraint)?.[0]?.lower;
  const given = pub.parse(version);
  if (lower == null || given === null) return true;
  const difference = pub.order(given, lower.version);
  return difference > 0 || (difference === 0 && lower.inclusive);
}

/** What cannot be read asks for nothing. */
function admits(constraint: string, version: string): boolean {
  const intervals = read(constraint);
  return intervals === null || pub.satisfies(version, constraint);
}

function read(constraint: string): ReturnType<typeof pub.parseRange>['intervals'] | null {
  try {
    return pub.parseRange(constraint).intervals;
  } catch {
    return null;
  }
}
