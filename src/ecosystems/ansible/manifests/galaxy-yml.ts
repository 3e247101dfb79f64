/** galaxy.yml of a collection, https://docs.ansible.com/ansible/latest/dev_guide/collections_galaxy_meta.html: a map of collections to ranges. */
import { isJsonObject, textOrNull } from '../../../formats/json.ts';
import { parseYamlObject } from '../../../formats/yaml.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';

export const galaxyYml: ManifestReader = {
  parse(input) {
    const document = parseYamlObject(input.text, 'galaxy.yml', { scalars: 'text', duplicates: 'last' });
    const { dependencies: listed, license } = document;
    const [namespace, name] = [textOrNull(document.namespace), textOrNull(document.name)];
    return {
      dependencies: isJsonObject(listed)
        ? Object.entries(listed).flatMap(([collection, range]) =>
            collection === ''
              ? []
              : [dependency(collection, textOrNull(range), 'collection', { direct: true })],
          )
        : [],
      project: {
        name: namespace === null || name === null ? name : `${namespace}.${name}`,
        version: textOrNull(document.version),
        license: Array.isArray(license) ? license.filter(textOrNull).join(', ') || null : textOrNull(license),
      },
    };
  },
};
