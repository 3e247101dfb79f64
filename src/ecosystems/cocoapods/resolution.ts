/** What CocoaPods would install: one version of each pod, with its subspecs. README.md says which rules are followed. */
import type { DependencyRecord, Json, JsonObject } from '../../core/records.ts';
import { isJsonObject } from '../../formats/json.ts';
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { positionsIn } from '../../resolving/pubgrub/positions.ts';
import { asWanted, type Need, type Policy, type Refusal } from '../../resolving/pubgrub/rules.ts';
import { readSettings } from '../../resolving/settings.ts';
import type { Candidate, ResolveRequest, ResolverSetting } from '../../resolving/types.ts';
import { gem } from '../../versions/schemes/gem.ts';

const KINDS = ['runtime', 'subspec'];
/** What stands for the subspecs that a pod installs unasked. */
const DEFAULT = 'default';

const ENVIRONMENT: readonly ResolverSetting[] = [
  {
    name: 'platform',
    description: 'For which system.',
    default: 'ios',
    values: ['ios', 'osx', 'tvos', 'watchos', 'visionos'],
  },
  {
    name: 'deployment_target',
    description: 'The lowest version of the system that is to be served; empty: any that pods ask for.',
    default: '',
    values: null,
  },
];

export default oneVersion({
  id: 'pubgrub',
  description:
    'One version of each pod, as CocoaPods chooses: the highest that all requirements and the platform admit, pre-releases only where a ' +
    'requirement names one, with the subspecs that are asked for.',
  kinds: KINDS,
  environment: ENVIRONMENT,
  options: [],
  begin,
});

function begin(request: ResolveRequest): Policy {
  const environment = readSettings(request.environment, ENVIRONMENT, 'environment');
  const kinds = new Set(request.kinds ?? KINDS);
  const platform = environment.platform!;
  const target = environment.deployment_target!;

  function refusal({ metadata: { platforms } }: Candidate): Refusal | null {
    if (!isJsonObject(platforms) || Object.keys(platforms).length === 0) return null;
    const lowest = platforms[platform] ?? (platform === 'osx' ? platforms.macos : undefined);
    if (lowest === undefined) return { kind: 'environment', because: `does not support ${platform}` };
    if (target === '' || typeof lowest !== 'string' || gem.compare(target, lowest) >= 0) return null;
    return { kind: 'environment', because: `needs ${platform} ${lowest}, and ${target} is given` };
  }

  function isFollowed({ kind, qualifiers }: DependencyRecord): boolean {
    const only = qualifiers?.platform;
    return kinds.has(kind) && (only === undefined || (only === 'macos' ? 'osx' : only) === platform);
  }

  return {
    admitted: (requirement, versions) => positionsIn(gem, versions, gem.parseRange(requirement).intervals),
    bar({ number }, { requirements }) {
      if (request.prereleases || gem.isStable(number) || requirements.some(one => /[a-z]/i.test(one)))
        return null;
      return { kind: 'no-matching-version', because: 'is a pre-release, which no requirement names' };
    },
    refusal,
    roots: () => request.roots.map(need),
    needs: ({ dependencies }) =>
      (dependencies ?? []).filter(one => one.qualifiers?.of === undefined && isFollowed(one)).map(need),
    featureNeeds({ dependencies, metadata }, feature) {
      const parts = (dependencies ?? []).filter(one => one.kind === 'subspec' && isFollowed(one));
      const subspecs = subspecsFor(metadata, feature);
      const isOn = (path: string) => subspecs.some(subspec => isPartOf(path, subspec));
      if (feature === DEFAULT)
        return parts.filter(({ optional, qualifiers }) => !optional || isOn(qualifiers?.of ?? '')).map(need);
      const known = textsIn(metadata.subspecs);
      if (known.length > 0 && !known.includes(feature.split('/')[0]!)) return null;
      return parts.filter(({ qualifiers }) => isOn(qualifiers?.of ?? '')).map(need);
    },
  };
}

/** `Moya/RxSwift` turns that subspec on; `Moya` those that it installs unasked. */
function need(dependency: DependencyRecord): Need {
  const { subspec, alias } = dependency.qualifiers ?? {};
  // In a Podfile the subspec stands behind the pod.
  const named = alias?.startsWith(`${dependency.name}/`)
    ? alias.slice(dependency.name.length + 1)
    : undefined;
  return {
    dependency,
    options: [{ ...asWanted(dependency), features: [subspec ?? named ?? DEFAULT] }],
  };
}

/** With what these subspecs need of the same pod, and those in turn. */
function subspecsFor(metadata: JsonObject, feature: string): string[] {
  // Where none is default all are, and what they depend on is not optional.
  const found = new Set(feature === DEFAULT ? textsIn(metadata.default_subspecs) : [feature]);
  const inner = isJsonObject(metadata.subspec_needs) ? metadata.subspec_needs : {};
  for (const subspec of found)
    for (const [path, list] of Object.entries(inner))
      if (isPartOf(path, subspec)) for (const other of textsIn(list as Json)) found.add(other);
  return [...found];
}

function textsIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
}

/** A subspec has what its parents have, and brings those within it along. */
function isPartOf(path: string, subspec: string): boolean {
  return path === subspec || path.startsWith(`${subspec}/`) || subspec.startsWith(`${path}/`);
}
