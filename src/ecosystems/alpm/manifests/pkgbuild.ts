/**
 * PKGBUILD, https://man.archlinux.org/man/PKGBUILD.5: a script of which the variables are read. What other variables would put in is
 * not known. Dependencies that a function sets are those of the split package that it makes.
 */
import { shellAssignments } from '../../../formats/shell-assignments.ts';
import type { ManifestDependency, ManifestReader, Unresolved } from '../../manifest.ts';
import { dependencyField, dependencyIn } from './fields.ts';

export const pkgbuild: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const values = new Map<string, string>();
    for (const { name, within, words } of shellAssignments(input.text, 'PKGBUILD')) {
      const texts = words.map(word => word.text);
      if (within === null && !values.has(name)) values.set(name, texts.join(', '));
      const field = dependencyField(name);
      if (!field) continue;
      const split = within?.startsWith('package_') ? within.slice('package_'.length) : null;
      for (const { text, line } of words) {
        if (text.startsWith('$')) {
          unresolved.push({ what: `what ${text.slice(0, 100)} puts in`, line });
          continue;
        }
        const one = dependencyIn(text, field, split);
        if (one) dependencies.push(one);
      }
    }
    const known = (name: string) => {
      const value = values.get(name);
      return value === undefined || value === '' || value.includes('$') ? null : value;
    };
    const [epoch, version, release] = [known('epoch'), known('pkgver'), known('pkgrel')];
    return {
      dependencies,
      unresolved,
      project: {
        name: known('pkgbase') ?? known('pkgname'),
        version:
          version && `${epoch === null ? '' : `${epoch}:`}${version}${release === null ? '' : `-${release}`}`,
        license: known('license'),
      },
    };
  },
};
