/** `REQUIRE` of Julia before 0.7: a name a line with the versions that bound it, for one operating system behind `@`. */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const require: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    for (const line of linesOf(input.text)) {
      if (line.trim() === '') continue;
      const words = (line.split('#', 1)[0] as string).split(/[ \t]+/).filter(word => word !== '');
      const systems: string[] = [];
      while (words[0]?.startsWith('@')) systems.push(words.shift() as string);
      const [name, ...versions] = words;
      if (name === undefined || !/^[A-Za-z_]\w*$/.test(name)) continue;
      dependencies.push(
        dependency(name, versions.length > 0 ? versions.join(' ') : null, 'runtime', {
          direct: true,
          condition: systems.length > 0 ? systems.join(' ') : null,
        }),
      );
    }
    return { dependencies, project: null };
  },
};
