/**
 * APKBUILD, https://wiki.alpinelinux.org/wiki/APKBUILD_Reference: a script of which the variables are read. What other variables would
 * put in is not known, and `!name` is a conflict.
 */
import { type ShellAssignment, shellAssignments } from '../../../formats/shell-assignments.ts';
import { splitAtOperator } from '../../../formats/version-operators.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['depends', 'runtime'],
  ['makedepends', 'build'],
  ['makedepends_build', 'build'],
  ['makedepends_host', 'build'],
  ['checkdepends', 'test'],
]);

export const apkbuild: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const values = new Map<string, string>();
    for (const assignment of shellAssignments(input.text, 'APKBUILD')) {
      const { name, within, words } = assignment;
      if (within === null && !values.has(name)) values.set(name, words[0]?.text ?? '');
      const type = TYPES.get(name);
      if (type !== undefined) readValue(assignment, type, dependencies, unresolved);
    }
    const known = (name: string) => {
      const value = values.get(name);
      return value === undefined || value === '' || value.includes('$') ? null : value;
    };
    const [version, release] = [known('pkgver'), known('pkgrel')];
    return {
      dependencies,
      unresolved,
      project: {
        name: known('pkgname'),
        version: version === null || release === null ? version : `${version}-r${release}`,
        license: known('license'),
      },
    };
  },
};

/** Words between blanks; those set in a function are of the subpackage that it makes. */
function readValue(
  { words, within, line }: ShellAssignment,
  type: string,
  dependencies: ManifestDependency[],
  unresolved: Unresolved[],
): void {
  for (const word of (words[0]?.text ?? '').split(/\s+/)) {
    if (word === '' || word.startsWith('!')) continue;
    if (word.startsWith('$')) {
      unresolved.push({ what: `what ${word.slice(0, 100)} puts in`, line });
      continue;
    }
    const { name, requirement } = splitAtOperator(word);
    if (name === '') continue;
    dependencies.push(
      dependency(name, requirement, type, {
        direct: true,
        condition: within,
        unresolved: word.includes('$'),
      }),
    );
  }
}
