/** etc/apk/world, https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper: what was asked for, in words `name>1`, `name@tag`, `!name`. */
import { splitAtOperator } from '../../../formats/version-operators.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const world: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    for (const word of input.text.split(/\s+/)) {
      const [target = '', tag] = word.split('@', 2);
      const { name, requirement } = splitAtOperator(target);
      if (name === '' || name.startsWith('!')) continue;
      dependencies.push(dependency(name, requirement, 'runtime', { direct: true, source: tag || null }));
    }
    return { dependencies, project: null };
  },
};
