/** Which fields of PKGBUILD and .SRCINFO name dependencies, and how one is written (https://man.archlinux.org/man/PKGBUILD.5). */
import { splitAtOperator } from '../../../formats/version-operators.ts';
import { dependency, type ManifestDependency } from '../../manifest.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['depends', 'runtime'],
  ['makedepends', 'build'],
  ['checkdepends', 'test'],
  ['optdepends', 'optional'],
]);

export interface DependencyField {
  type: string;
  /** Of `depends_x86_64`; null for all. */
  architecture: string | null;
}

/** null for a field that names no dependencies. */
export function dependencyField(name: string): DependencyField | null {
  const end = name.indexOf('_');
  const type = TYPES.get(end < 0 ? name : name.slice(0, end));
  return type === undefined ? null : { type, architecture: end < 0 ? null : name.slice(end + 1) };
}

/** `name>=1`, or of optional ones `name: what for`. null where there is no name. */
export function dependencyIn(
  text: string,
  { type, architecture }: DependencyField,
  split: string | null,
): ManifestDependency | null {
  const isOptional = type === 'optional';
  const colon = isOptional ? text.indexOf(': ') : -1;
  const { name, requirement } = splitAtOperator(colon < 0 ? text : text.slice(0, colon));
  if (name === '') return null;
  return dependency(name.replace(/:$/, ''), requirement, type, {
    direct: true,
    optional: isOptional ? true : null,
    condition: [architecture, split].filter(Boolean).join(' ') || null,
    unresolved: requirement?.includes('$') === true,
  });
}
