/**
 * The profiles of a POM that are active where nothing is set: https://maven.apache.org/guides/introduction/introduction-to-profiles.html.
 * What depends on the machine of the build (JDK, operating system, files) is taken for inactive.
 */
import { managementKey, type Pom, type PomDependency, type PomProfile } from './pom.ts';

/** Set in every build, whatever they are. */
const ALWAYS_SET = /^(?:java|os|user|file|path|line|env|sun|maven)\b/;

/** The POM with what its active profiles add and replace. */
export function withActiveProfiles(pom: Pom): Pom {
  const asked = pom.profiles.filter(isAsked);
  const active = asked.length > 0 ? asked : pom.profiles.filter(({ isDefault }) => isDefault);
  const properties = new Map(pom.properties);
  // Of entries that are there twice, Maven takes the last one, in the place of the first.
  let dependencies = replaced([], pom.dependencies);
  let managed = pom.managed;
  for (const profile of active) {
    for (const [name, value] of profile.properties) properties.set(name, value);
    dependencies = replaced(dependencies, profile.dependencies);
    if (profile.managed.length > 0) managed = replaced(managed, profile.managed);
  }
  return { ...pom, properties, dependencies, managed };
}

/** True for a profile that is active because a property is not set. */
function isAsked({ property, asksMachine }: PomProfile): boolean {
  if (property === null || asksMachine) return false;
  const { name, value } = property;
  const negated = name.startsWith('!');
  const bare = negated ? name.slice(1).trim() : name;
  if (ALWAYS_SET.test(bare)) return false;
  if (value === null) return negated;
  return value.startsWith('!');
}

function replaced(list: readonly PomDependency[], by: readonly PomDependency[]): PomDependency[] {
  const all = new Map(list.map(one => [managementKey(one), one]));
  for (const one of by) all.set(managementKey(one), one);
  return [...all.values()];
}
