/** Filters of dependencies, https://opam.ocaml.org/doc/Manual.html#Filtered-package-formulas: what is said of versions and when it applies. */
import { dependency, type ManifestDependency } from '../../manifest.ts';

/** Variables that say what a dependency is for, with the type that this is. */
const PURPOSES: ReadonlyMap<string, string> = new Map([
  ['with-test', 'test'],
  ['with-doc', 'doc'],
  ['with-dev-setup', 'development'],
  ['build', 'build'],
]);

/** A dependency of the parts that must all hold: those that begin with an operator are about versions. */
export function filtered(name: string, parts: readonly string[], optional: boolean): ManifestDependency {
  const versions = parts.filter(isAboutVersions);
  const others = parts.filter(part => !isAboutVersions(part));
  const purpose = others.map(part => PURPOSES.get(part)).find(type => type !== undefined);
  return dependency(name, versions.length > 0 ? versions.join(' & ') : null, purpose ?? 'runtime', {
    direct: true,
    optional: optional ? true : null,
    condition: others.length > 0 ? others.join(' & ') : null,
  });
}

/** `>= 1`, or a choice of such in brackets. */
function isAboutVersions(part: string): boolean {
  return /^[( ]*[<>=!~]/.test(part.slice(0, 100)) && !/^!(?![=])/.test(part);
}
