/** Where things lie in a Maven repository: https://maven.apache.org/repository/layout.html. */

export interface Artifact {
  group: string;
  artifact: string;
}

export interface Coordinates extends Artifact {
  version: string;
}

const GROUP = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;
const ARTIFACT = /^[A-Za-z0-9_-](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?$/;
const VERSION = /^[A-Za-z0-9_+~.-]+$/;

/** What is wrong with the parts of a name, or null. The characters are those that Maven itself checks for. */
export function artifactProblem({ group, artifact }: Artifact): string | null {
  if (group.length > 200 || artifact.length > 200) return 'has a part that is longer than 200 characters';
  if (!GROUP.test(group))
    return 'has a group that is not letters, digits, _ and - with single dots between them';
  if (!ARTIFACT.test(artifact) || artifact.includes('..'))
    return 'has an artifact that is not letters, digits, _, - and inner dots';
  return null;
}

/** True for what can stand in a path. `${revision}`, ranges and the words LATEST and RELEASE are no versions. */
export function isVersion(version: string): boolean {
  return (
    version.length <= 150 &&
    VERSION.test(version) &&
    !version.includes('..') &&
    !/^\.|^(?:LATEST|RELEASE)$/.test(version)
  );
}

export function isSnapshot(version: string): boolean {
  return version.endsWith('-SNAPSHOT');
}

/** The directory of an artifact, without trailing slash. */
export function artifactDirectory(base: string, { group, artifact }: Artifact): string {
  const path = [...group.split('.'), artifact].map(encodeURIComponent).join('/');
  return `${base}/${path}`;
}

export function versionDirectory(base: string, coordinates: Coordinates): string {
  return `${artifactDirectory(base, coordinates)}/${encodeURIComponent(coordinates.version)}`;
}

/** `file` is the version as file names have it: that of a snapshot has the time of its build. */
export function fileUrl(
  base: string,
  coordinates: Coordinates,
  extension: string,
  file = coordinates.version,
): string {
  const { artifact } = coordinates;
  const name = `${encodeURIComponent(artifact)}-${encodeURIComponent(file)}.${extension}`;
  return `${versionDirectory(base, coordinates)}/${name}`;
}

/** The extension of the main file by the POM's `packaging`: https://maven.apache.org/ref/current/maven-core/artifact-handlers.html. */
export function extensionOf(packaging: unknown): string {
  return typeof packaging === 'string' && ['pom', 'war', 'ear', 'rar', 'aar', 'zip'].includes(packaging)
    ? packaging
    : 'jar';
}

export function keyOf({ group, artifact, version }: Coordinates): string {
  return `${group}:${artifact}:${version}`;
}
