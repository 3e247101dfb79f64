/** etc/apk/world, https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper: what was asked for, in words `name>1`, `name@tag`, `!name`. */
import { splitAtOperator } from '../../../formats/version-operators.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

/** In characters: a system has some thousand packages. */
const MAX_LENGTH = 1024 * 1024;

export const world: ManifestReader = {
  parse(input) {
    if (input.text.length > MAX_LENGTH)
      throw new ManifestError('too-large', `more than ${MAX_LENGTH} characters`);
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
