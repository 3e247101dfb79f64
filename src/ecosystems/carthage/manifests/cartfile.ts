/**
 * `Cartfile`, `Cartfile.private` and `Cartfile.resolved`: https://github.com/Carthage/Carthage/blob/master/Documentation/Artifacts.md. Names are
 * `owner/name` on GitHub, of all else the last part of the address.
 */
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { type CartfileEntry, parseCartfile } from '../cartfile.ts';

const reader = (type: string, direct: boolean | null): ManifestReader => ({
  parse(input) {
    const dependencies = parseCartfile(input.bytes, input.path).flatMap(
      entry => dependencyOf(entry, type, direct) ?? [],
    );
    return { dependencies, project: null };
  },
});

export const cartfile = reader('runtime', true);
export const cartfilePrivate = reader('development', true);
export const cartfileResolved = reader('runtime', null);

function dependencyOf(
  { origin, location, requirement }: CartfileEntry,
  type: string,
  direct: boolean | null,
): ManifestDependency | null {
  const isAddress = origin !== 'github' || location.includes('://');
  const name = isAddress ? lastPart(location) : location;
  if (name === '') return null;
  const isLocal = location.startsWith('file://') || location.startsWith('/') || location.startsWith('.');
  return dependency(name, requirement, type, {
    direct,
    local: isAddress && isLocal ? true : null,
    source: isAddress ? location : null,
  });
}

function lastPart(location: string): string {
  const name = location.slice(location.lastIndexOf('/') + 1);
  return name.endsWith('.git') ? name.slice(0, -'.git'.length) : name;
}
