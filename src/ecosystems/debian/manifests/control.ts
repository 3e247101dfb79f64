/**
 * debian/control, https://manpages.debian.org/deb-src-control, and the control file of a package, https://manpages.debian.org/deb-control.
 * Of alternatives the first is taken, as build daemons do. Substitution variables are filled in when it is built.
 */
import { scanStanzas } from '../../../formats/deb822-scan.ts';
import { relationsOf } from '../../../formats/debian-relations.ts';
import {
  dependency,
  type ManifestDependency,
  ManifestError,
  type ManifestReader,
  type Unresolved,
} from '../../manifest.ts';

const FIELDS = [
  'source',
  'package',
  'version',
  'build-depends',
  'build-depends-indep',
  'build-depends-arch',
  'depends',
  'pre-depends',
  'recommends',
  'suggests',
] as const;
const FIRST_BUILD = 3;
const FIRST_RUNTIME = 6;
const FIRST_OPTIONAL = 8;

export const control: ManifestReader = {
  parse(input) {
    const stanzas: (string | undefined)[][] = [];
    const fields = scanStanzas(input.text, FIELDS, values => stanzas.push([...values]));
    if (fields === 0 && input.text.trim() !== '')
      throw new ManifestError('not-this-format', 'no field of control data in it');
    const built = new Set(stanzas.map(values => values[1]?.trim() ?? ''));
    const dependencies: ManifestDependency[] = [];
    const computed = new Set<string>();
    for (const values of stanzas) {
      for (let i = FIRST_BUILD; i < FIELDS.length; i++) {
        const field = values[i];
        if (field === undefined) continue;
        for (const [first] of relationsOf(field)) {
          if (!first) continue;
          const { name, requirement, condition } = first;
          if (name.startsWith('$')) {
            computed.add(name);
            continue;
          }
          dependencies.push(
            dependency(name, requirement, i < FIRST_RUNTIME ? 'build' : 'runtime', {
              direct: true,
              optional: i >= FIRST_OPTIONAL ? true : null,
              local: built.has(name) ? true : null,
              condition,
              unresolved: requirement?.includes('$') === true,
            }),
          );
        }
      }
    }
    const first = stanzas[0] ?? [];
    const unresolved: Unresolved[] = [...computed].map(name => ({
      what: `${name.slice(0, 100)} is filled in when the package is built`,
      line: null,
    }));
    return {
      dependencies,
      project: {
        name: (first[0] ?? first[1])?.trim() || null,
        version: first[2]?.trim() || null,
        license: null,
      },
      unresolved,
    };
  },
};
