/** The resolver of a registry's ecosystem, and whether it knows what is asked of it. */
import { InputError } from '../../core/errors.ts';
import { installedKinds } from '../../ecosystems/ecosystem.ts';
import { highestMatch } from '../../resolving/highest.ts';
import type { Resolver, ResolverSetting } from '../../resolving/types.ts';
import type { IndexedRegistry } from '../service.ts';
import { schemeOfRegistry } from './exact.ts';

/** Its own where it has one, else the plainest. */
export async function resolverOf(registry: IndexedRegistry): Promise<Resolver> {
  const { definition } = registry;
  if (definition.resolution) return definition.resolution.load();
  return highestMatch(schemeOfRegistry(registry), installedKinds(definition));
}

/** @throws InputError naming the key that the resolver does not know, or whose value it does not. */
export function checkSettings(
  field: 'environment' | 'options',
  given: Readonly<Record<string, string>>,
  known: readonly ResolverSetting[],
  ecosystem: string,
): void {
  for (const [name, value] of Object.entries(given)) {
    const key = `${field}.${name}`;
    const setting = known.find(one => one.name === name);
    if (!setting) {
      const names = known.map(one => one.name).join(', ');
      throw new InputError(
        key,
        `${key}: the resolver of ${ecosystem} knows no such thing; ${names === '' ? 'it knows none' : `it knows ${names}`}`,
      );
    }
    if (setting.values !== null && !setting.values.includes(value))
      throw new InputError(key, `${key} is one of ${setting.values.join(', ')}`);
  }
}

/** @throws InputError naming `kinds`. */
export function checkKinds(registry: IndexedRegistry, kinds: readonly string[] | undefined): void {
  const known = registry.definition.dependencyKinds;
  const unknown = kinds?.find(kind => !known.includes(kind));
  if (unknown !== undefined)
    throw new InputError(
      'kinds',
      `kinds: ${registry.ecosystem} has no dependencies of kind ${unknown.slice(0, 50)}; it has ${known.join(', ')}`,
    );
}
