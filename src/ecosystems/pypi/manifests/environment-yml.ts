/** The `pip:` list in a conda environment: requirements that conda hands to pip. */
import { isJsonObject, memberOf } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';
import { splitRequirement, unique } from './requirement-text.ts';

export const environmentPip: ManifestReader = {
  parse(input) {
    const listed = memberOf(parseYaml(input.text, 'environment.yml', { scalars: 'text' }), 'dependencies');
    const pip = Array.isArray(listed)
      ? listed.filter(isJsonObject).flatMap(entry => memberOf(entry, 'pip'))
      : [];
    const written = pip.filter(entry => typeof entry === 'string');
    const includes = written.filter(entry => entry.startsWith('-r ')).map(entry => entry.slice(3).trim());
    const dependencies = written.flatMap(entry => {
      const parts = splitRequirement(entry);
      if (parts === null) return [];
      const { name, specifier, url, marker } = parts;
      return [
        dependency(name, specifier || null, 'runtime', { direct: true, source: url, condition: marker }),
      ];
    });
    return { dependencies: unique(dependencies), project: null, includes };
  },
};
