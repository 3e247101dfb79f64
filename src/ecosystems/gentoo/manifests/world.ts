/** var/lib/portage/world, https://wiki.gentoo.org/wiki/Selected_set_(Portage): what was asked for, an atom a line. */
import { dependency, type ManifestReader } from '../../manifest.ts';
import { parseAtom } from '../dependencies.ts';

export const world: ManifestReader = {
  parse(input) {
    const dependencies = input.text.split('\n').flatMap(line => {
      const atom = line.startsWith('#') ? null : parseAtom(line.trim());
      return atom ? [dependency(atom.name, atom.requirement, 'runtime', { direct: true })] : [];
    });
    return { dependencies, project: null };
  },
};
