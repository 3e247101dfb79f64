/**
 * Dependencies as Maven's resolver compares them: by group, artifact, extension and classifier, where the last two follow from
 * the type (https://maven.apache.org/ref/3.8.7/maven-core/artifact-handlers.html).
 */
import type { DependencyRecord } from '../../../../core/records.ts';
import type { Artifact } from '../coordinates.ts';

/** How names of the ecosystem stand for coordinates. */
export interface Naming {
  artifactOf(name: string): Artifact;
  nameOf(artifact: Artifact): string;
}

/** `*` for any. */
export interface Exclusion {
  group: string;
  artifact: string;
}

/** What one file of a package is: two dependencies with one key are about the same, and one version of it is chosen. */
export interface Dependency {
  /** Equal for equal dependencies, within one reader. */
  id: number;
  record: DependencyRecord;
  name: string;
  coordinates: Artifact;
  /** Group, artifact, extension and classifier in one text. */
  key: string;
  requirement: string | null;
  /** As Maven counts it: `compile` where none is stated. */
  scope: string;
  /** False where `compile` is only Maven's default. */
  isScopeStated: boolean;
  type: string;
  classifier: string;
  /** False for archives that hold their own dependencies: war, ear, rar, par. */
  traversed: boolean;
  exclusions: readonly Exclusion[];
}

const NO_EXCLUSIONS: readonly Exclusion[] = [];
const FAT = new Set(['war', 'ear', 'rar', 'par']);
/** Types whose extension is not their own name, and the classifier that comes with them. */
const HANDLERS: Readonly<Record<string, readonly [extension: string, classifier: string]>> = {
  'maven-plugin': ['jar', ''],
  ejb: ['jar', ''],
  'ejb-client': ['jar', 'client'],
  'test-jar': ['jar', 'tests'],
  javadoc: ['jar', 'javadoc'],
  'java-source': ['jar', 'sources'],
};

/** Reads records, each text once: what two versions say in the same words is one object. */
export function dependencyReader(naming: Naming): (record: DependencyRecord) => Dependency {
  const known = new Map<string, Dependency>();
  return record => {
    const { name, requirement, kind, optional, qualifiers = {} } = record;
    const type = qualifiers.type ?? 'jar';
    const exclusions = qualifiers.exclusions ?? '';
    const text = [
      name,
      requirement ?? '',
      kind,
      optional,
      qualifiers.scope ?? '',
      type,
      qualifiers.classifier ?? '',
      exclusions,
    ].join('\n');
    const before = known.get(text);
    if (before !== undefined) return before;
    const classifier = qualifiers.classifier ?? handlerOf(type)[1];
    const dependency: Dependency = {
      id: known.size,
      record,
      name,
      coordinates: naming.artifactOf(name),
      key: keyOf(name, type, qualifiers.classifier ?? null),
      requirement: requirement?.trim() || null,
      // The kind `runtime` is also what states no scope: the qualifier tells them apart.
      scope: kind === 'runtime' ? (qualifiers.scope ?? 'compile') : kind,
      isScopeStated: kind !== 'runtime' || qualifiers.scope !== undefined,
      type,
      classifier,
      traversed: !FAT.has(type),
      exclusions: exclusionsIn(exclusions),
    };
    known.set(text, dependency);
    return dependency;
  };
}

export function keyOf(name: string, type: string | null, classifier: string | null): string {
  const [extension, implied] = handlerOf(type ?? 'jar');
  return `${name}\n${extension}\n${classifier ?? implied}`;
}

function handlerOf(type: string): readonly [extension: string, classifier: string] {
  return Object.hasOwn(HANDLERS, type) ? HANDLERS[type]! : [type, ''];
}

/** `group:artifact,group:*`, as the map writes them. */
export function exclusionsIn(text: string): readonly Exclusion[] {
  if (text === '') return NO_EXCLUSIONS;
  return text.split(',').flatMap(one => {
    const [group, artifact] = one.trim().split(':', 2);
    return group && artifact ? [{ group, artifact }] : [];
  });
}

export function isExcluded({ group, artifact }: Artifact, exclusions: readonly Exclusion[]): boolean {
  return exclusions.some(
    one => (one.group === '*' || one.group === group) && (one.artifact === '*' || one.artifact === artifact),
  );
}
